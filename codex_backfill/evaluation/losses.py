"""Where a claim's right source was lost on the way from the index to a link."""

import math
from collections import Counter
from enum import StrEnum

from codex_backfill.evaluation.trials import Trial, Validation
from codex_backfill.matching.comparisons import COMPARISONS
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.verdicts import Reason

_HARD = frozenset(comparison.name for comparison in COMPARISONS if comparison.tells_apart)
"""The comparisons of which weight against a link is a contradiction."""


class Stage(StrEnum):
    """The stages, in their order: what is lost at a later one came further."""

    CANDIDATES = "candidates", "the index did not bring the right source up"
    SCORE = "score", "another source scored higher for the same citation"
    THRESHOLD = "threshold", "nothing scored higher, but it is not likely enough"
    CONTRADICTION = "contradiction", "likely enough but for a contradicting author, date, number or identifier"
    UNCITED = "uncited", "likely enough by its text, but nothing is cited"
    GAP = "gap", "likely enough, but another work is about as likely"
    NO = "no", "likely enough, but a person refused another source of this claim"
    COPY = "copy", "a copy of the right source was linked in its place"
    BESIDE = "beside", "linked, but a wrong one beside it"

    def __new__(cls, code: str, summary: str) -> "Stage":
        """A code and what it means to a member."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.summary = summary
        return member

    summary: str
    """What it means, for people."""


_OF_REASON = {
    Reason.CLEAR: Stage.BESIDE,
    Reason.COPY: Stage.COPY,
    Reason.AFTER_NO: Stage.NO,
    Reason.TIE: Stage.GAP,
    Reason.UNCITED: Stage.UNCITED,
    Reason.CONTRADICTED: Stage.CONTRADICTION,
}
_ORDER = list(Stage)


def lost(trial: Trial) -> Stage:
    """A claim without a right link, or with a wrong one, to where the right source that came furthest was lost."""
    right = [candidate for candidate in trial.match.candidates if candidate.source in trial.sources]
    return max((_stage(candidate, trial) for candidate in right), key=_ORDER.index, default=Stage.CANDIDATES)


def losses(validation: Validation) -> dict[Stage, tuple[int, int]]:
    """A validation to how many of the missed and of the wrong claims were lost at each stage, all in their order."""
    missed, wrong = (Counter(map(lost, trials)) for trials in (validation.missed, validation.wrong))
    return {stage: (missed[stage], wrong[stage]) for stage in Stage}


def _stage(candidate: Candidate, trial: Trial) -> Stage:
    if stage := _OF_REASON.get(Reason(candidate.reason)):
        return stage
    against = -sum(part.weight for part in candidate.evidence if part.name in _HARD and part.weight < 0)
    best = max(
        (o.score for o in trial.match.candidates if o is not candidate and o.citation == candidate.citation),
        default=-math.inf,
    )
    if against and candidate.score + against >= max(best, trial.needs):
        return Stage.CONTRADICTION
    return Stage.SCORE if candidate.score < best else Stage.THRESHOLD
