"""Rows and bars to HTML tables: what the report's charts say, as text."""

from collections.abc import Iterable
from html import escape

from codex_backfill.evaluation.intervals import Share
from codex_backfill.evaluation.report.conclusions import rounded

LANE = 200
"""Units of the whole width that a lane of bars has."""


def ranged(share: Share) -> str:
    """A share to its value with its 95% interval."""
    low, high = (rounded(bound, 2) for bound in share.interval)
    return f"{rounded(share.value)} <small>{low} to {high}</small>"


def table_head(*names: str, kind: str = "numbers") -> str:
    """The names of columns to a table, up to its first row, that scrolls sideways by itself where it is too wide."""
    heads = "".join(f"<th scope='col'>{escape(name)}</th>" if name else "<td></td>" for name in names)
    label = f"role='region' tabindex='0' aria-label='by {escape(names[0])}'"
    cue = "<p class='cue' aria-hidden='true'>scroll sideways →</p>" if kind == "numbers" else ""
    return f"{cue}<div class='wide' {label}><table class='{kind}'><thead><tr>{heads}</tr></thead><tbody>"


def row(head: str, cells: Iterable[str], marked: str = "") -> str:
    """A head and cells, all of them HTML, to a row."""
    return f"<tr{marked}><th scope='row'>{head}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def bar(kind: str, left: float, length: float) -> str:
    """A bar on a lane, from a place, of a length."""
    return f"<rect class='{kind}' x='{left:.1f}' y='0' width='{length:.1f}' height='12'/>"


def lane(bars: str, *, is_signed: bool = False) -> str:
    """Bars to the lane that holds them, as wide as its cell; one `is_signed` has a line at nought, in its middle."""
    bars += f"<rect class='zero' x='{LANE / 2 - 0.5}' y='-4' width='1' height='20'/>" if is_signed else ""
    return f"<svg class='lane' viewBox='0 0 {LANE} 12' preserveAspectRatio='none' aria-hidden='true'>{bars}</svg>"
