"""A candidate's evidence to what a person reads of it: where the count starts, and each reason that moves it.

`explain`, the terminal and both pages show these, so that one link is told in the same words everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from codex_backfill.matching.evidence import PRIOR
from codex_backfill.matching.result import Candidate, Evidence
from codex_backfill.matching.verdicts import Reason
from codex_backfill.terminal.cells import Line, bar, clean, fit, wrap

START = "starting point"
START_MEANS = "how likely any one source is, before its text is compared"
LEGEND = (
    "Each bar moves the count on from the starting point: solid ones speak for this source, hatched ones against it. "
    "Where the count ends is how likely the link is."
)
"""How the bars are to be read, once for all of them."""
MEANS = {
    Reason.CLEAR: "likely enough, and well ahead of every other work",
    Reason.COPY: "a copy of the work that was accepted, which answers the citation better",
    Reason.TIE: "likely enough, but another work is about as likely",
    Reason.AFTER_NO: "likely enough, but another source was refused for the same citation",
    Reason.BESIDE: "likely enough, but of a link that the claim has nobody can tell which citation it answers",
    Reason.UNCITED: "likely by its text alone: nothing is cited, and no known pairs tell how often that is right",
    Reason.CONTRADICTED: "likely enough, but the citation names another day, file or number",
    Reason.DOUBTFUL: "too likely to be passed over, not likely enough to be written",
    Reason.RUNNER_UP: "another work answers the same citation better",
    Reason.UNLIKELY: "too little speaks for it",
    Reason.REFUSED: "refused by a person",
    Reason.NO_SOURCE: "without a source in the vault, as a person said",
    Reason.NOTHING: "nothing in the vault shares anything with it",
}
"""What each reason for a verdict means, in words for a person."""
_MISSING = "missing"
"""The level of a comparison that found nothing to compare on one of the two sides."""
_PLAIN = frozenset(["for", "against", "any"])
"""Levels that say no more than the sign of the weight does."""


_BAR = 16
"""Cells of the longest bar."""
_NAME = 14
"""Cells of a comparison's name."""
_BEFORE = 1 + _NAME + 7 + 1 + _BAR + 2
"""Cells in front of a reason's words."""


@dataclass(frozen=True, slots=True)
class ReasonInWords:
    """One reason for (weight above 0) or against a link, in natural-log odds, in words for a person."""

    name: str
    """The comparison: title, author, date, ..."""
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """Where the count starts, in natural-log odds, and what moves it; together they are the score."""

    start: float
    parts: tuple[ReasonInWords, ...]


def reasons(candidate: Candidate) -> Reasons:
    """A candidate with its evidence to the reasons that a person is shown, in the order of the evidence.

    What is missing on a side is no reason, so what it weighs belongs to the starting point.
    """
    given = [part for part in candidate.evidence if not _is_start(part)]
    start = sum(part.weight for part in candidate.evidence if _is_start(part))
    return Reasons(start, tuple(ReasonInWords(part.name, _words(part), part.weight) for part in given if part.weight))


def meaning(reason: str) -> str:
    """The code of a verdict's reason to what it means; one that is not known to itself."""
    return MEANS.get(Reason(reason), reason) if reason in {*Reason} else reason


def strongest(found: Reasons, number: int) -> tuple[ReasonInWords, ...]:
    """The reasons that move the count most, at most so many, strongest first."""
    return tuple(sorted(found.parts, key=lambda part: (-abs(part.weight), part.name))[:number])


def _is_start(part: Evidence) -> bool:
    return part.name == PRIOR or part.level == _MISSING


def _words(part: Evidence) -> str:
    """The comparison's sentence, else its level, where that says more than the sign does."""
    return part.detail or ("" if part.level in _PLAIN else part.level.replace("-", " ").replace("_", " "))


def largest_weight(candidates: Iterable[Candidate]) -> float:
    """Candidates to the weight that fills a bar, the same for all of them."""
    return max((abs(part.weight) for one in candidates for part in reasons(one).parts), default=1.0)


def why(candidate: Candidate, largest: float, width: int) -> list[Line]:
    """A candidate with its evidence to a line a reason, from the starting point to the sum, with its probability."""
    found = reasons(candidate)
    lines = _row(START, found.start, "", START_MEANS, "dim", width)
    for part in found.parts:
        style = "for" if part.weight > 0 else "against"
        lines += _row(clean(part.name), part.weight, bar(part.weight, largest, _BAR), part.words, style, width)
    return [*lines, *_row("sum", candidate.score, "", f"probability {candidate.probability:.3f}", "bold", width)]


def _row(name: str, weight: float, drawn: str, words: str, style: str, width: int) -> list[Line]:
    head: Line = [(f" {fit(name, _NAME):<{_NAME}}{weight:>+7.2f} ", ""), (f"{drawn:<{_BAR + 2}}", style)]
    told = wrap([(clean(words), "dim")], max(width, _BEFORE + 20), _BEFORE)
    return [[*head, *told[0][1:]], *told[1:]]
