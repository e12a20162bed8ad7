"""The lines of a file that git left in the middle of a merge to the lines of both sides, without its marks."""

import re
from collections.abc import Iterator, Sequence

_OURS, _BASE, _THEIRS, _END = (re.compile(rf"{re.escape(mark) * 7}(?: .*)?\r?$") for mark in "<|=>")


def both_sides(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Lines to those of both sides of every conflict, each with its number (from 1).

    What git's conflict styles `diff3` and `zdiff3` show of the common ancestor, between `|||||||` and `=======`, is
    neither side's any more and left out.
    """
    is_conflict = is_base = False
    for number, line in enumerate(lines, 1):
        if _OURS.match(line):
            is_conflict, is_base = True, False
        elif _END.match(line):
            is_conflict = is_base = False
        elif is_conflict and _BASE.match(line):
            is_base = True
        elif is_conflict and _THEIRS.match(line):
            is_base = False
        elif not is_base:
            yield number, line
