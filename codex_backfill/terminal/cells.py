"""Text to lines of a terminal: measured in cells, cleaned of what would steer the terminal, wrapped and coloured."""

import re
from collections.abc import Iterable, Sequence

from codex_backfill.terminal.escapes import shown_line

Segment = tuple[str, bool]
"""A piece of a text, and whether it agrees with the other one."""

Run = tuple[str, str]
"""A piece of a line and its style: a key of `STYLES`, or empty."""
Line = list[Run]
"""What stands beside each other on a screen."""
_BREAK = re.compile("[\n\t\r\u2028\u2029]")
STYLES = {
    "bold": "1",
    "dim": "2",
    "mark": "1;33",
    "for": "32",
    "against": "31",
    "key": "36",
    "title": "1",
}


def clean(text: str) -> str:
    """A note's text to one line that is safe to print: line breaks as blanks, what would steer by its code."""
    return shown_line(_BREAK.sub(" ", text))


def cells(text: str) -> int:
    """How many columns a cleaned text takes on a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import (
        wcswidth,  # Unicode's tables take a tenth of a run that has little to do, and few texts need them
    )

    return max(wcswidth(text), 0)


def _letters(text: str) -> Iterable[str]:
    """A cleaned text to what is seen as one letter each."""
    if text.isascii():
        return text
    from wcwidth import iter_graphemes  # as above

    return iter_graphemes(text)


def fit(text: str, width: int) -> str:
    """A text to its beginning that takes at most `width` columns, with an ellipsis where it is cut."""
    return text if cells(text) <= width else _cut(text, width)


def fit_end(text: str, width: int) -> str:
    """A text to its end that takes at most `width` columns, with an ellipsis where it is cut: paths tell most there."""
    if cells(text) <= width:
        return text
    kept = ""
    for letter in reversed(list(_letters(text))):
        if cells(letter + kept) > width - 1:
            break
        kept = letter + kept
    return f"…{kept}" if width > 0 else ""


def _cut(text: str, width: int) -> str:
    return _beginning(text, width - 1) + "…" if width > 0 else ""


def _beginning(text: str, width: int) -> str:
    """A text to as much of its beginning as `width` columns hold; what is seen as one letter stays whole."""
    used, at = 0, 0
    for letter in _letters(text):
        used += cells(letter)
        if used > width:
            break
        at += len(letter)
    return text[:at]


def marked(segments: Iterable[Segment]) -> Line:
    """Segments to runs: what agrees stands between asterisks, so that it shows without colour too."""
    return [(f"*{clean(piece)}*", "mark") if agrees else (clean(piece), "") for piece, agrees in segments]


def wrap(runs: Sequence[Run], width: int, indent: int = 0, limit: int | None = None) -> list[Line]:
    """Runs to lines of at most `width` columns, broken at blanks where there are any, each `indent` columns in.

    With a `limit` of lines, the last one ends in an ellipsis where text is left over.
    """
    room = max(width - indent, 8)
    lines: list[Line] = [[]]
    used = 0
    for word, style in _words(runs):
        size = cells(word)
        if used and used + size > room and word != " ":
            lines.append([])
            used = 0
        if word == " " and ((not used and len(lines) > 1) or used + 1 > room):
            continue
        for piece in _pieces(word, room):
            if used + cells(piece) > room:
                lines.append([])
                used = 0
            lines[-1].append((piece, style))
            used += cells(piece)
    if limit is not None and len(lines) > limit:
        lines = lines[:limit]
        lines[-1] = _shortened(lines[-1], room)
    return [[(" " * indent, ""), *line] for line in lines]


def hang(head: Line, runs: Sequence[Run], width: int, indent: int, limit: int | None = None) -> list[Line]:
    """Runs behind a head of at most `indent` columns; what is wrapped stands below their beginning."""
    first, *others = wrap(runs, width, indent, limit)
    gap = " " * max(indent - sum(cells(text) for text, _ in head), 0)
    return [[*head, (gap, ""), *first[1:]], *others]


def side_by_side(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Two columns of lines, the left one `width` columns wide, with a rule between them."""
    lines: list[Line] = []
    for at in range(max(len(left), len(right))):
        line = list(left[at]) if at < len(left) else []
        gap = " " * max(width - sum(cells(text) for text, _ in line), 0)
        lines.append([*line, (gap, ""), (" │ ", "dim"), *(right[at] if at < len(right) else [])])
    return lines


def crop(runs: Sequence[Run], width: int, indent: int = 0) -> Line:
    """Runs to one line of at most `width` columns, `indent` columns in, with an ellipsis where it is cut."""
    line = [(" " * indent, ""), *runs]
    return line if sum(cells(text) for text, _ in line) <= width else _shortened(line, width)


def fold_line(text: str, style: str, width: int, indent: int) -> list[Line]:
    """A line that is shown to the letter, a diff's, to as many lines as it takes; nothing is dropped at a break."""
    return [[(" " * indent, ""), (piece, style)] for piece in _pieces(text, max(width - indent, 8))]


def _words(runs: Sequence[Run]) -> Iterable[Run]:
    for text, style in runs:
        for place, word in enumerate(text.split(" ")):
            if place:
                yield " ", style
            if word:
                yield word, style


def _pieces(word: str, room: int) -> Iterable[str]:
    while cells(word) > room:
        piece = _beginning(word, room) or word[:1]
        yield piece
        word = word[len(piece) :]
    yield word


def _shortened(line: Line, room: int) -> Line:
    kept: Line = []
    left = room - 1
    for text, style in line:
        if cells(text) > left:
            return [*kept, (_cut(text, left + 1), style)]
        kept.append((text, style))
        left -= cells(text)
    return [*kept, ("…", "dim")]


def bar(weight: float, largest: float, room: int) -> str:
    """A weight to a bar of at most `room` cells, solid for a link, hatched against it; `largest` fills the room."""
    if not weight:
        return ""
    return ("█" if weight > 0 else "░") * max(1, min(room, round(abs(weight) / largest * room)))
