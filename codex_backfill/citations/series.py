"""Text to what tells one work of a series from the others: `Part II`, `vol. 3`, `2nd edition`, `Ep 42`, `FY2024`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from codex_backfill.citations.counting_words import PARTS, counted
from codex_backfill.citations.dates import scan_dates
from codex_backfill.citations.months import month_of
from codex_backfill.citations.tokens import fold


class Part(NamedTuple):
    """A word that counts, and what it counts to: `part` and `2`, however both are written."""

    word: str
    """Folded, in the singular, abbreviations written out."""
    value: str
    """A number in digits (`2`, `5.2`, `61850-7-410`), a month's (`5`), or a letter (`b`)."""


OF_A_YEAR = " of a year"
"""What the word has behind it where it is a year that stands there: that may be its number, or not."""
_NUMBERED = frozenset(["edition", "version", "episode", "quarter", "half", "fy", "season"])
"""Those that have numbers and no letters."""
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_VALUES = {word: str(at) for words in (_WORDS, _ORDINALS) for at, word in enumerate(words, start=1)}
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10}
_TOKEN = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\d+(?:[.:/-]\d+)*|[^\W\d_]+\d+(?:[.:-]\d+)*(?![^\W_])"
    r"|[^\W\d_]{2,}\d+[^\W\d_][^\W_]*|[^\W\d_]+"  # the first of these is a name that counts nothing: `PT10607USP1`
    r"|[.,;:!?()—–]|(?<=\s)-(?=\s)",
    re.IGNORECASE,
)
_EPISODE = re.compile(r"\bS(\d{1,3}) ?E(\d{1,4})\b", re.IGNORECASE)
_GLUED = re.compile(r"([^\W\d_]+)(\d+(?:[.:-]\d+)*)")
_COUNTED = re.compile(r"\d+(?:[.:/-]\d+)*")
_SILENT = frozenset(
    [
        "p",
        "pp",
        "page",
        "pages",
        "s",
        "seite",
        "seiten",
        "in",
        "of",
        "from",
        "since",
        "after",
        "to",
        "and",
        "the",
        "a",
        "an",
        "at",
        "by",
        "on",
        "for",
        "doi",
        "fig",
        "table",
    ]
)
"""Words before a number that it does not count, and that a number does not follow as its name."""
_AND = frozenset([",", "and", "or", "to", "und", "et", "e", "y", "en"])
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(r"(?:1[5-9]|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:1[5-9]|20)\d\d")


def find_parts(text: str) -> frozenset[Part]:
    """A text to all that it counts: a number in digits, in Roman, in words, or a letter, behind a word or before it."""
    return frozenset(_parts(text))


def _parts(text: str) -> Iterator[Part]:
    text = _EPISODE.sub(r"season \1 episode \2", text)
    found = list(_TOKEN.finditer(text))
    tokens = [token[0] for token in found]
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        if before == "." and at > 1 and len(tokens[at - 2]) < 6:  # `Vol. 2`
            before = tokens[at - 2]
        behind = tokens[at + 1] if at + 1 < len(tokens) else ""
        if glued := _GLUED.fullmatch(token):
            yield _part(glued[1], glued[2])
            continue
        ordinal = _ordinal(token)
        if (
            behind == "." and token.isdigit() and at + 2 < len(tokens) and counted(tokens[at + 2]) in PARTS
        ):  # `2. Auflage`
            ordinal, behind = token, tokens[at + 2]
        if ordinal and behind.isalpha() and fold(behind) not in _SILENT:
            yield _part(behind, ordinal)
        if (value := _value(token, before)) and before.isalpha() and fold(before) not in _SILENT:
            if _DAY.fullmatch(value) or (value.isalpha() and (len(before) == 1 or counted(before) in _NUMBERED)):
                continue  # a day, or initials: `archive 2026-03-09`, `Simon, H. A.`, `ed. J. Neyrey`
            yield _part(before, value)
            yield from (_part(before, other) for other in _listed(text, found[at + 1 :]))


def _listed(text: str, rest: "Sequence[re.Match[str]]") -> Iterator[str]:
    """The numbers that a list goes on with: the `13` of `proposals 3 and 13`, not that of `proposal 3, 13 May 2024`."""
    days: list[tuple[int, int]] | None = None
    for joint, number in zip(rest[::2], rest[1::2], strict=False):
        value = _value(number[0], "") if joint[0].lower() in _AND else ""
        if not value or _YEAR.fullmatch(value):
            return
        if days is None:
            days = [(start, end) for start, end, date in scan_dates(text) if date.day]
        if any(start <= number.start() < end for start, end in days):
            return
        yield value


def _part(word: str, value: str) -> Part:
    name = counted(word)
    value = value.lstrip("0") or "0"
    if _YEAR.fullmatch(value) and (month := month_of(word)):
        return Part("month", str(month))
    if name == "fy" and len(value) == 2:
        value = f"20{value}"
    return Part(f"{name}{OF_A_YEAR}" if _YEAR.fullmatch(value) and name != "fy" else name, value)


def _value(token: str, before: str) -> str:
    """A token to the number it stands for behind a word; empty where it is none."""
    if _COUNTED.fullmatch(token):
        return token
    if roman := _roman(token):
        return roman
    if len(token) == 1 and token.isupper():
        return token.lower()
    return _VALUES.get(token.lower(), "") if counted(before) in PARTS else ""


def _ordinal(token: str) -> str:
    if found := _ORDINAL.fullmatch(token):
        return found[1]
    lower = token.lower()
    return _VALUES[lower] if lower in _ORDINALS else ""


def _roman(token: str) -> str:
    """A Roman numeral in capitals, up to 39, to digits; empty where it is none."""
    if not _ROMAN.fullmatch(token):
        return ""
    numbers = [_DIGITS[letter] for letter in token]
    return str(sum(-one if one < other else one for one, other in zip(numbers, [*numbers[1:], 0], strict=True)))


def contradicting(own: frozenset[Part], cited: frozenset[Part]) -> str:
    """The parts of a title and of a citation to the first word that counts to something else in each; else empty."""
    for word in sorted({part.word for part in own} & {part.word for part in cited}):
        mine, theirs = ({part.value for part in parts if part.word == word} for parts in (own, cited))
        if not mine <= theirs and not theirs <= mine:
            return word
    return ""
