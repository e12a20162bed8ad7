"""The text of a claim's `source:` to the parts of it that name one work each."""

import re

from codex_backfill.citations.breaks import AND, Span, past_number, scan_breaks
from codex_backfill.citations.bylines import names_end, scan_names
from codex_backfill.citations.quotes import masked

_NAME = r"[A-Za-z][\w'’.-]{1,30}(?:\s[A-Z][\w'’.-]{1,30}){0,2}"
_MADE = (
    r"(?:original|web|desk|own)\s(?:research|analysis|synthesis)(?:\scompilation)?|synthesis|synthesi[sz](?:ed|ing)|extracted|"
    r"derived|adapted|compiled|compilation|based"
)
_NOISE = re.compile(
    rf"""\s*(?:
      (?:{_NAME}[,:]?\s)?(?i:{_MADE})(?:\s(?i:by)\s{_NAME})?
      (?:,?\s(?i:drawing\son|grounded\sin|from|on|of|via|across)[,:]?|[,:])\s
    | {_NAME},\s(?:from|synthesi[sz]ing)\s
    | {_NAME},?\svia\s
    | (?i:from|via|see(?:\salso)?|sources?|cf\.?|after)\b:?\s
    )""",
    re.VERBOSE,
)
"""Who put a text together, and that he did: `Synthesis by Ann from:`, `ann, based on`, `Web research compilation,`"""

_COMMA = re.compile(rf"(?:,\s+(?:(?:{AND}|with)\s+|&\s+)?|\s+(?:{AND}|\+|&)\s+)(?=[^\W\d_a-z]|['\"“‘«@*_\[])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ENDS_IN_YEAR = re.compile(rf"({_YEAR.pattern})[a-z]?\Z")
_ENDS_IN_DATED_BRACKET = re.compile(rf"\([^()]{{0,80}}{_YEAR.pattern}[^()]{{0,30}}\)\Z")
_DATED_BRACKET = re.compile(rf"[^()\[\]]{{2,160}}\([^()]{{0,80}}{_YEAR.pattern}")
_OPENING = frozenset("'\"“‘«*_")
_CLOSING = frozenset("'\"”’»*_")
_WORDS = re.compile(r"[^\W\d_]{3}")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_FAR = 500
"""How far back, in characters, the title of the same author may stand."""
_TRIM = " \t\r\n,;:—–-"


def scan_works(text: str) -> list[Span]:
    """A text to the offsets of the works that it names, in order; in doubt it names one, and none only when empty."""
    own = masked(text)
    bounds = [past_number(text, 0)]
    for pause in scan_breaks(text, own, bounds[0]):
        if pause[0] >= bounds[-1]:
            bounds += pause
        else:  # `; challenged by`
            bounds[-1] = max(bounds[-1], pause[1])
    bounds.append(len(text))
    parts = zip(bounds[::2], bounds[1::2], strict=True)
    return [span for part in parts for piece in _series(text, own, *part) if (span := _trimmed(text, *piece))]


def past_noise(text: str) -> int:
    """Where in the text of one work the work begins, behind a remark on who put it together: 0 when there is none."""
    noise = _NOISE.match(text)
    return noise.end() if noise and _WORDS.search(_MONTH.sub("", text[noise.end() :])) else 0


def _series(text: str, own: str, start: int, end: int) -> list[Span]:
    """`A (2019), B (2020) and C (1998)`: a comma parts two works where one has ended and the next begins alike."""
    bounds = [start]
    for comma in _COMMA.finditer(own, start, end):
        if _parts(text, own, bounds[-1], comma, end):
            bounds += comma.span()
    return list(zip(bounds[::2], [*bounds[1::2], end], strict=True))


def _parts(text: str, own: str, start: int, comma: "re.Match[str]", end: int) -> bool:
    before, at = comma.span()
    last, first = own[before - 1], own[at]
    year = _ENDS_IN_YEAR.search(text, max(start, before - 6), before)
    dated = last == ")" and _ENDS_IN_DATED_BRACKET.search(text, max(start, before - 120), before)
    if not (year or last == ")" or last in _CLOSING):
        return False
    if first in _OPENING:  # another title of the same author
        return bool(year or dated or last in _CLOSING) and f"{first}~" in own[max(start, before - _FAR) : before]
    names = scan_names(own, at)
    behind = names_end(own, names) if names else end
    then = own[behind : min(behind + 8, end)].lstrip()
    if year:  # `In CONF 2004, Vienna 2004` is one work, `Smith 2004, Doe 2004` are two
        mine = scan_names(own, start)
        short = bool(mine) and own[max(before - 8, names_end(own, mine)) : before].strip() == year[0]
        again = _YEAR.match(then)
        return then[:1] in _OPENING or then[:1] == "(" or bool(again and (short or again[0] != year[1]))
    if dated:
        return then[:1] in _OPENING or bool(_YEAR.match(then) or _DATED_BRACKET.match(text, at, end))
    if last == ")":  # `Smith (Some Title), Doe (Another)`
        mine = scan_names(own, start)
        return then[:1] == "(" and bool(mine) and own.startswith(("(", " ("), names_end(own, mine))
    return then[:1] in _OPENING


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if end > start else None
