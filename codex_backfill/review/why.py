"""A candidate's reasons to the lines of a terminal that `explain` and the review show: bars that add up, in words."""

from collections.abc import Iterable

from codex_backfill.matching.result import Candidate
from codex_backfill.review.reasons import START, START_MEANS, reasons
from codex_backfill.terminal.bars import bar
from codex_backfill.terminal.cells import Line, clean, fit, wrap

_BAR = 16
"""Cells of the longest bar."""
_NAME = 14
"""Cells of a comparison's name."""
_BEFORE = 1 + _NAME + 7 + 1 + _BAR + 2
"""Cells in front of a reason's words."""


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
