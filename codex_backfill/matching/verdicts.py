"""One claim's scored candidates to its verdict, each with a reason."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from codex_backfill.matching.result import Verdict


class Reason(StrEnum):
    """Why a candidate, or a claim as a whole, has its verdict."""

    CLEAR = "clear"
    """Likely enough, and well ahead of every other work."""
    COPY = "copy"
    """A copy of the work that was accepted, which answers the citation better."""
    TIE = "tie"
    """Likely enough, but another work is about as likely."""
    AFTER_NO = "after-no"
    """Likely enough, but a person refused another source for the same citation."""
    BESIDE = "beside"
    """Likely enough, but the claim has a link of which nobody can tell which citation it answers."""
    UNCITED = "uncited"
    """Likely enough by its text, but nothing is cited, and no known pairs tell how often text alone is right."""
    CONTRADICTED = "contradicted"
    """Likely enough, but the citation names another day, file, page, part or number, or the same title by others."""
    DOUBTFUL = "doubtful"
    """Not likely enough to be written, too likely to be passed over."""
    RUNNER_UP = "runner-up"
    """Another work answers the same citation better."""
    UNLIKELY = "unlikely"
    """Too little speaks for it."""
    REFUSED = "refused"
    """A person said no; it is not shown again."""
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
    is_refused: bool = False
    """Whether a person said no to it."""


class Bars(NamedTuple):
    """What a link has to clear, in natural-log odds: a score, a lead, and the score from which a person is asked."""

    accept: float
    gap: float
    ask: float
    text_alone: bool = True
    """Whether a link may rest on text alone, where nothing is cited."""


Ruling = tuple[Verdict, Reason]

_CLOSE_COPIES = 0.5
"""The lead, in natural-log odds, below which two copies of one work are equals."""


def rule(scored: Sequence[Scored], bars: Bars, same: Callable[[int, int], bool]) -> list[Ruling]:
    """Candidates, best first, to a ruling for each, in their order; `same` tells whether two sources are one work.

    Every citation by itself: its best candidate is held against its others first, and then against none at all. Each
    gets one source at most, and a work is linked once: its copies neither stand in its way nor follow it,
    unless they are equals. Nothing is accepted for a citation of which a person refused a source.
    """
    rulings: list[Ruling] = []
    accepted: list[Scored] = []
    for place, one in enumerate(scored):
        ruling = _ruling(one, place, scored, accepted, bars, same)
        if ruling[0] is Verdict.ACCEPTED:
            accepted.append(one)
        rulings.append(ruling)
    return rulings


def _ruling(
    one: Scored,
    place: int,
    scored: Sequence[Scored],
    accepted: Sequence[Scored],
    bars: Bars,
    same: Callable[[int, int], bool],
) -> Ruling:
    if one.is_refused:
        return Verdict.NONE, Reason.REFUSED
    if any(same(one.source, other.source) for other in accepted):
        return Verdict.NONE, Reason.COPY
    if any(one.work == other.work for other in accepted):
        return Verdict.NONE, Reason.RUNNER_UP
    if one.score < bars.ask:
        return Verdict.NONE, Reason.UNLIKELY
    if one.score < bars.accept:
        return Verdict.REVIEW, Reason.DOUBTFUL
    for at, other in enumerate(scored):
        if at != place and other.work == one.work and not other.is_refused:
            gap = _CLOSE_COPIES if same(one.source, other.source) else bars.gap
            if one.score - other.score < gap:
                return Verdict.REVIEW, Reason.TIE
    if one.work is None and not bars.text_alone:
        return Verdict.REVIEW, Reason.UNCITED
    if one.is_contradicted:
        return Verdict.REVIEW, Reason.CONTRADICTED
    if any(other.is_refused and other.work == one.work for other in scored):
        return Verdict.REVIEW, Reason.AFTER_NO
    return Verdict.ACCEPTED, Reason.CLEAR


def overall(rulings: Sequence[Ruling]) -> Ruling:
    """The rulings on a claim's candidates to the one on the claim: the first of accepted, of review, of none."""
    for verdict in (Verdict.ACCEPTED, Verdict.REVIEW):
        for ruling in rulings:
            if ruling[0] is verdict:
                return ruling
    return rulings[0] if rulings else (Verdict.NONE, Reason.NOTHING)
