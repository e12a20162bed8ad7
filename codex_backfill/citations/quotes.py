"""What stands in quotes and in brackets in a text, and the text with it blanked out."""

import re
from typing import NamedTuple


class Quote(NamedTuple):
    """A quoted part: where it starts and ends with its quotes, and what is inside."""

    start: int
    end: int
    text: str


_LONGEST = 400
"""The longest quoted or bracketed part, in characters; a mark without its pair is an apostrophe or a misprint."""
_QUOTED = re.compile(
    rf"""
      “([^“”]{{2,{_LONGEST}}})[”“] | „([^„“”]{{2,{_LONGEST}}})[“”] | «([^«»]{{2,{_LONGEST}}})»
    | ``([^`]{{2,{_LONGEST}}})'' | "([^"]{{2,{_LONGEST}}})"
    | (?<![\w'])'(?=[^\s'])((?:[^"\n']|(?<=\w)'(?=\w)|(?<=s)'(?=\s)){{2,{_LONGEST}}})(?<=[^\s(])'(?![\w'])
    | (?<!\w)‘(?=\S)([^\n‘]{{2,{_LONGEST}}}?)(?<=\S)’(?!\w)
    | (?<![\w*])\*{{1,2}}(?=[^\s*])([^*\n]{{2,{_LONGEST}}})(?<=\S)\*{{1,2}}(?![\w*])
    | (?<![\w/])_(?=[^\s_])([^_\n]{{2,{_LONGEST}}})(?<=\S)_(?![\w/])
    """,
    re.VERBOSE,
)
_MARKS = re.compile(r"[“„«\"'‘*_]|``")
_BRACKETS = re.compile(r"[()\[\]{}]")
_OPENED = {")": "(", "]": "[", "}": "{"}


def scan_quotes(text: str) -> list[Quote]:
    """A text to its quoted parts in order: straight, curly and angled quotes, and Markdown's emphasis."""
    if not _MARKS.search(text):
        return []
    return [Quote(found.start(), found.end(), found[found.lastindex or 0]) for found in _QUOTED.finditer(text)]


def scan_brackets(text: str) -> list[tuple[int, int]]:
    """A text to its outermost pairs of brackets, as offsets of start and end; unpaired ones are left out."""
    open_at: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for bracket in _BRACKETS.finditer(text):
        opened = _OPENED.get(bracket[0])
        if opened is None:
            open_at.append((bracket[0], bracket.start()))
        elif open_at and open_at[-1][0] == opened:
            start = open_at.pop()[1]
            if bracket.end() - start <= _LONGEST:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, bracket.end()))
    return pairs


def masked(text: str) -> str:
    """A text with every letter in quotes and brackets made a `~`, of the same length: what is left is the text's own.

    The quotes and brackets themselves stay, and so do the last characters in them, by which a year can be seen.
    """
    spans = [(quote.start, quote.end) for quote in scan_quotes(text)]
    return blanked(text, [(start + 1, end - 1) for start, end in (*spans, *scan_brackets(text))], "~")


def blanked(text: str, spans: list[tuple[int, int]], fill: str) -> str:
    """A text with the spans filled with one character, of the same length; spans may overlap."""
    if not spans:
        return text
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            parts += [text[position:start], fill * (end - max(start, position))]
            position = end
    return "".join([*parts, text[position:]])
