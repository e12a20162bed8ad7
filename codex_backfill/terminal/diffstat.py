"""How many entries each file gains, as `git diff --stat` shows it."""

import math
from collections.abc import Sequence

from codex_backfill.terminal.cells import cells, clean, fit_end


def diffstat(gains: Sequence[tuple[str, int]], columns: int | None = None) -> str:
    """Paths with the number of entries that each gains, at least one, to a line for each and a total.

    With `columns`, no line is wider: paths are cut at their beginning, and the signs are scaled to fit.
    """
    if not gains:
        return ""
    most = max(count for _, count in gains)
    names = max(cells(clean(path)) for path, _ in gains)
    signs = most
    if columns is not None:
        room = max(columns - len(f"  | {most} "), 2)
        signs = min(most, max(room - names, room * 3 // 8))  # git, too, leaves three eighths to the signs
        names = min(names, room - signs)
    rows = []
    for path, count in gains:
        name = fit_end(clean(path), names)
        blanks = " " * (names - cells(name))
        rows.append(f" {name}{blanks} | {count:>{len(str(most))}} {'+' * math.ceil(count * signs / most)}")
    return "\n".join([*rows, f" {len(gains)} files changed, {sum(count for _, count in gains)} entries added"])
