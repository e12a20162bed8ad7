"""What each outcome of each comparison weighs, seen over all candidates that were tried: the matcher laid open.

The chart is the one that Splink calls match weights; there a level has one weight, here the weights that a level's
candidates got, since measures within a level differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean

from codex_backfill.evaluation.report.tables import LANE, bar, lane, row, table_head
from codex_backfill.evaluation.trials import Trial
from codex_backfill.review.reasons import START, START_MEANS, reasons


@dataclass(frozen=True, slots=True)
class LevelWeight:
    """One outcome of a comparison, in natural-log odds."""

    name: str
    level: str
    seen: int
    """How many candidates had it."""
    mean: float
    low: float
    high: float
    words: str = ""
    """How it was told of the first candidate that had it."""


def level_weights(trials: Iterable[Trial]) -> tuple[LevelWeight, ...]:
    """Trials to what was weighed: the starting point, then each comparison in its order, its strongest level first."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    places: dict[str, int] = {}
    words: dict[tuple[str, str], str] = {}
    for candidate in (candidate for trial in trials for candidate in trial.match.candidates):
        told = reasons(candidate)
        found[START, ""].append(told.start)
        names = {part.name for part in told.parts}
        for part in candidate.evidence:
            if part.name in names:
                found[part.name, part.level].append(part.weight)
                places.setdefault(part.name, len(places))
                words.setdefault((part.name, part.level), part.detail)
    rows = [
        LevelWeight(name, level, len(weights), fmean(weights), min(weights), max(weights), words.get((name, level), ""))
        for (name, level), weights in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (places.get(row.name, -1), row.name, -row.mean, row.level)))


def weights_chart(trials: Sequence[Trial]) -> Iterator[str]:
    """Trials to the section that shows what each outcome weighs, as a chart that is its own table."""
    rows = level_weights(trials)
    scale = max((abs(bound) for row in rows for bound in (row.low, row.high)), default=1.0)
    yield "<section><h2>What weighs how much</h2><p class='note'>Each outcome of each comparison, in natural-log odds, "
    yield "over all candidates that were tried: the mean as a bar, the range as a line. "
    yield f"The starting point is {START_MEANS}.</p>"
    yield table_head("comparison", "seen", "", "weight", kind="stages weights")
    for one in rows:
        left, right = sorted((0.0, one.mean))
        drawn = bar("for" if one.mean > 0 else "against", _at(left, scale), _at(right, scale) - _at(left, scale))
        span = f"<rect class='span' x='{_at(one.low, scale):.1f}' y='5' "
        span += f"width='{_at(one.high, scale) - _at(one.low, scale):.1f}' height='2'/>"
        level = escape(one.level.replace("_", " ").replace("-", " "))
        say = f"<small class='say'>such as: <bdi>{escape(one.words)}</bdi></small>" if one.words else ""
        told = f"{escape(one.name)} <small>{level}</small>{say}"
        yield row(told, [f"{one.seen:,}", lane(drawn + span, is_signed=True), f"{one.mean:+.2f}"])
    yield "</tbody></table></div></section>"


def _at(weight: float, scale: float) -> float:
    """A weight to its place on a lane whose middle is nought."""
    return LANE / 2 * (1 + weight / scale)
