"""Numbers to charts: inline SVG with axes, labels, and a title and description for screen readers."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codex_backfill.evaluation.calibration import Best, Bin
from codex_backfill.evaluation.trials import ThresholdRow
from codex_backfill.matching.weights import log_odds

_WIDTH, _HEIGHT = 420, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 14, 14, 50
_SPAN = 12
"""Scores beyond this, in natural-log odds, stand at the histogram's edges."""
_CHANCES = (0.0001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.9999)


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where numbers lie on a chart."""

    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point to its place, in the chart's own units from its top left."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return (
            _LEFT + across * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM),
        )

    def line(self, kind: str, *points: tuple[float, float]) -> str:
        """Points to a line through them."""
        return f'<polyline class="{kind}" points="{self._path(points)}"/>'

    def area(self, kind: str, points: Iterable[tuple[float, float]]) -> str:
        """Corners to an area."""
        return f'<polygon class="{kind}" points="{self._path(points)}"/>'

    def box(self, kind: str, low: tuple[float, float], high: tuple[float, float]) -> str:
        """Two corners to a rectangle."""
        (left, bottom), (right, top) = self.at(*low), self.at(*high)
        place = f'x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 0):.1f}" height="{max(bottom - top, 0):.1f}"'
        return f'<rect class="{kind}" {place}/>'

    def dot(self, kind: str, x: float, y: float, radius: float) -> str:
        """A point to a disc."""
        across, down = self.at(x, y)
        return f'<circle class="{kind}" cx="{across:.1f}" cy="{down:.1f}" r="{radius:.1f}"/>'

    def label(self, text: str, x: float, y: float, anchor: str = "middle", down: float = 0, right: float = 0) -> str:
        """A text at a point, moved by so many units."""
        across, below = self.at(x, y)
        where = f'x="{across + right:.1f}" y="{below + down:.1f}" text-anchor="{anchor}"'
        return f"<text {where}>{html.escape(text)}</text>"

    def _path(self, points: Iterable[tuple[float, float]]) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(*point) for point in points))


def precision_recall(curve: Sequence[ThresholdRow], now: ThresholdRow) -> str:
    """The precision and recall of one threshold for all claims, from the highest to the lowest; `now` is in force."""
    points = [(step.tally.recall.value or 0.0, step.tally.precision.value or 0.0) for step in curve]
    lows = [step.tally.precision.interval[0] for step in curve if step.tally.linked >= 20]
    floor = max(0.0, int(min([0.9, *lows, *(y for _, y in points)]) * 10) / 10)
    plane = _Plane((0.0, 1.0), (floor, 1.0))
    band = [(step.tally.recall.value or 0.0, step.tally.precision.interval) for step in curve]
    corners = [(x, high) for x, (_, high) in band] + [(x, max(low, floor)) for x, (low, _) in reversed(band)]
    here = (now.tally.recall.value or 0.0, now.tally.precision.value or 0.0)
    ticks = [floor + (1.0 - floor) * part / 4 for part in range(5)]
    parts = [
        *_grid(plane, [(x / 5, f"{x / 5:.1f}") for x in range(6)], [(y, f"{y:.3g}") for y in ticks]),
        plane.area("band", corners),
        plane.line("curve", *points),
        *([plane.dot("now", *here, 5)] if now.tally.linked else []),
        *([plane.label(f"at {now.threshold:.2f}", *here, "end", 34, -6)] if now.tally.linked else []),
        *_names("recall", "precision"),
    ]
    told = "; ".join(f"recall {x:.2f} at precision {y:.3f}" for x, y in points[:: max(1, len(points) // 6)])
    return _chart("Precision and recall", f"One threshold for all claims, from high to low: {told}.", parts)


def calibration(bins: Sequence[Bin]) -> str:
    """Claimed probabilities against the share that is right, bin by bin, with 95% intervals."""
    plane = _Plane((0.0, 1.0), (0.0, 1.0))
    filled = [(one.claimed, one.right.value, one.right) for one in bins if one.claimed is not None]
    shown = [(claimed, value, share) for claimed, value, share in filled if value is not None]
    ticks = [(part / 5, f"{part / 5:.1f}") for part in range(6)]
    parts = [*_grid(plane, ticks, ticks), plane.line("ideal", (0.0, 0.0), (1.0, 1.0))]
    for claimed, _, share in shown:
        low, high = share.interval
        parts.append(plane.line("whisker", (claimed, low), (claimed, high)))
    parts += [plane.dot("point", claimed, value, 3 + 2 * len(str(share.of))) for claimed, value, share in shown]
    parts += _names("claimed probability", "share that is right")
    told = "; ".join(f"claimed {claimed:.2f}, right {value:.2f} of {share.of}" for claimed, value, share in shown)
    return _chart("Calibration", f"{told}.", parts)


def score_counts(candidates: Sequence[Best]) -> dict[int, list[int]]:
    """Best candidates to how many score from each whole number on: right, wrong, and with the true sources taken out.

    Scores in natural-log odds; those beyond 12 are counted at the ends.
    """
    rows = {low: [0, 0, 0] for low in range(-_SPAN, _SPAN)}
    for one in candidates:
        low = min(max(int(one.score // 1), -_SPAN), _SPAN - 1)
        rows[low][2 if one.is_absent else 0 if one.is_right else 1] += 1
    return rows


def histogram(candidates: Sequence[Best], bar: float) -> str:
    """The scores of best candidates: upwards with the true sources in the vault, downwards without them."""
    rows = score_counts(candidates)
    up = max(right + wrong for right, wrong, _ in rows.values())
    down = max(absent for _, _, absent in rows.values())
    room = 0.2 * max(up, down, 1)
    plane = _Plane((-_SPAN, _SPAN), (-down - room, up + room))
    step = next((one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if max(up, down) / one <= 4), 5000)
    heights = [(float(at), str(abs(at))) for at in range(-(down // step) * step, up + 1, step)]
    parts = _grid(plane, [(log_odds(chance), f"{chance:g}") for chance in _CHANCES], heights)
    for low, (right, wrong, absent) in rows.items():
        parts.append(plane.box("right", (low + 0.06, 0), (low + 0.94, right)) if right else "")
        parts.append(plane.box("wrong", (low + 0.06, right), (low + 0.94, right + wrong)) if wrong else "")
        parts.append(plane.box("absent", (low + 0.06, -absent), (low + 0.94, 0)) if absent else "")
    bottom, top = plane.y
    parts += [
        plane.line("zero", (-_SPAN, 0), (_SPAN, 0)),
        plane.line("bar", (bar, bottom), (bar, top)),
        plane.label("source in the vault", -_SPAN, top, "start", 12, 6),
        plane.label("source taken out", -_SPAN, bottom, "start", -6, 6),
        *_names("probability of the best candidate", "claims"),
    ]
    sums = [sum(row[part] for row in rows.values()) for part in range(3)]
    told = f"With the source in the vault {sums[0]} best candidates are right and {sums[1]} wrong; "
    above = [sum(row[part] for low, row in rows.items() if low >= bar) for part in range(3)]
    told += f"{above[0]} and {above[1]} of them clear the threshold. With it taken out, {above[2]} of {sums[2]} do."
    return _chart("Scores", told, [part for part in parts if part])


def _grid(plane: _Plane, xs: Iterable[tuple[float, str]], ys: Iterable[tuple[float, str]]) -> list[str]:
    parts = []
    for x, text in xs:
        parts.append(plane.line("grid", (x, plane.y[0]), (x, plane.y[1])))
        parts.append(plane.label(text, x, plane.y[0], "middle", 16))
    for y, text in ys:
        parts.append(plane.line("grid", (plane.x[0], y), (plane.x[1], y)))
        parts.append(plane.label(text, plane.x[0], y, "end", 4, -7))
    return parts


def _names(x: str, y: str) -> list[str]:
    below = f'x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 10}"'
    beside = f'transform="translate(13 {(_TOP + _HEIGHT - _BOTTOM) / 2}) rotate(-90)"'
    return [
        f'<text class="axis" text-anchor="middle" {where}>{html.escape(name)}</text>'
        for where, name in ((below, x), (beside, y))
    ]


def _chart(title: str, told: str, parts: Sequence[str]) -> str:
    name = title.lower().replace(" ", "-")
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{html.escape(title)}</title><desc id="{name}-told">{html.escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )
