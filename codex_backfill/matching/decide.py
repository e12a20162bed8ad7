"""One claim's scored candidates to its verdict, each with a reason."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from codex_backfill.matching.match import Verdict


class Reason(StrEnum):
    """Why a candidate, or a claim as a whole, has its verdict."""

    KNOWN = "known"
    """The link is a known pair, stands in the vault already, or a person said yes."""
    CLEAR = "clear"
    """Likely enough, and well ahead of every other work."""
    COPY = "copy"
    """A copy of the work that was accepted, which answers the citation better."""
    TIE = "tie"
    """Likely enough, but another work is about as likely."""
    AFTER_NO = "after-no"
    """Likely enough, but only since a person refused a better one."""
    CONTRADICTED = "contradicted"
    """Likely enough, but the citation names another day, another file, or another number of the same kind."""
    UNSURE = "unsure"
    """Not likely enough to be written, too likely to be passed over."""
    RUNNER_UP = "runner-up"
    """Another work answers the same citation better."""
    UNLIKELY = "unlikely"
    """Too little speaks for it."""
    NO_SOURCE = "no-source"
    """A person said that the vault has no source for this claim."""
    NOTHING = "nothing"
    """No source of the vault shares anything with the claim."""


class Scored(NamedTuple):
    """A candidate: its source's number, the citation it answers, its score in natural-log odds."""

    source: int
    work: int | None
    score: float
    is_contradicted: bool = False
    """Whether something cited can not be of this source."""


class Bars(NamedTuple):
    """What a link has to clear, in natural-log odds: a score, a lead, and the score from which a person is asked."""

    accept: float
    gap: float
    ask: float
    uncited: float
    """What is added to the first where no citation speaks."""


Ruling = tuple[Verdict, Reason]

_CLOSE_COPIES = 0.1
"""The lead, in natural-log odds, below which two copies of one work are equals."""


def decide(
    scored: Sequence[Scored], bars: Bars, same: Callable[[int, int], bool], refused: Collection[int] = ()
) -> list[Ruling]:
    """Candidates, best first, to a ruling for each, in their order.

    `same` tells whether two sources are copies of one work; `refused` are sources that a person said no to: they have
    to be left out of `scored`, and what then comes first is never accepted.
    """
    rulings: list[Ruling] = []
    taken: list[Scored] = []
    for place, one in enumerate(scored):
        bar = bars.accept + (bars.uncited if one.work is None else 0.0)
        rivals = [other for at, other in enumerate(scored) if at != place and other.work == one.work]
        ahead = next((other for other in rivals if other in taken), None)
        if ahead is not None:
            rulings.append((Verdict.NONE, Reason.COPY if same(ahead.source, one.source) else Reason.RUNNER_UP))
            continue
        if one.score < bars.ask:
            rulings.append((Verdict.NONE, Reason.UNLIKELY))
            continue
        if one.score < bar:
            rulings.append((Verdict.REVIEW, Reason.UNSURE))
            continue
        copy = max((o.score for o in rivals if same(o.source, one.source)), default=None)
        rival = max((o.score for o in rivals if not same(o.source, one.source)), default=None)
        if (rival is not None and one.score - rival < bars.gap) or (
            copy is not None and one.score - copy < _CLOSE_COPIES
        ):
            rulings.append((Verdict.REVIEW, Reason.TIE))
        elif one.is_contradicted:
            rulings.append((Verdict.REVIEW, Reason.CONTRADICTED))
        elif refused:
            rulings.append((Verdict.REVIEW, Reason.AFTER_NO))
        else:
            taken.append(one)
            rulings.append((Verdict.ACCEPTED, Reason.CLEAR))
    return rulings


def overall(rulings: Sequence[Ruling]) -> Ruling:
    """The rulings on a claim's candidates to the one on the claim: the first of accepted, of review, of none."""
    for verdict in (Verdict.ACCEPTED, Verdict.REVIEW):
        for ruling in rulings:
            if ruling[0] is verdict:
                return ruling
    return rulings[0] if rulings else (Verdict.NONE, Reason.NOTHING)
