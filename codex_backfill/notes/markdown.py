"""A note's body to what a reader sees of it: its headings, and the sections below them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_HIDDEN = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"  # CommonMark 0.31, 4.5
    r"|<!--.*?(?:-->|\Z)"
    r"|%%.*?%%",  # what Obsidian takes for a comment
    re.MULTILINE | re.DOTALL,
)
_NO_NEWLINE = re.compile(r"[^\n]")
_HEADING = re.compile(
    r"\n(?: {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t\r]*$"
    r"|[ \t\r]*\n(?P<lined> {0,3}(?![-*+]\s|\d+[.)]\s)[^\s>#`~|][^\n]*)\n {0,3}(?P<line>=+|-+)[ \t\r]*$)",
    re.MULTILINE,
)
"""`# x`, and `x` underlined (CommonMark 0.31, 4.2 and 4.3), the latter of one line below an empty one.

A newline is what both begin with: the search for one letter is ten times as fast as that for a line's start.
"""
_BEFORE = "\n\n"
_ATTRIBUTES = re.compile(r"\s*\{\s*[#.:][^{}]*\}\s*\Z")
_BLOCK_ID = re.compile(r"\s+\^[\w-]+\s*\Z", re.ASCII)


class Heading(NamedTuple):
    """A heading: its level from 1, its text without attributes and block id, where it starts and its section begins."""

    level: int
    text: str
    start: int
    end: int


def visible(body: str) -> str:
    """A body to the same with blanks in place of fenced code and comments, so that every offset stays."""
    if not any(mark in body for mark in ("```", "~~~", "<!--", "%%")):
        return body
    return _HIDDEN.sub(lambda found: _NO_NEWLINE.sub(" ", found[0]), body)


def headings(shown: str) -> Iterator[Heading]:
    """What is visible of a body to its headings that have a text, in order."""
    for found in _HEADING.finditer(_BEFORE + shown):
        text = _ATTRIBUTES.sub(
            "", _BLOCK_ID.sub("", _ATTRIBUTES.sub("", found["text"] or found["lined"] or ""))
        ).strip()
        if text:
            level = len(found["marks"]) if found["marks"] else 1 if found["line"][0] == "=" else 2
            start = found.start("marks" if found["marks"] else "lined")
            yield Heading(level, text, start - len(_BEFORE), found.end() - len(_BEFORE))


def first_heading(body: str) -> str | None:
    """A body to the text of its first heading; None when it has none."""
    found = next(headings(visible(body)), None)
    return found.text if found else None
