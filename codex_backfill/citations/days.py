"""What stands before a year to the days or months that it belongs to."""

import re

from codex_backfill.citations.counting_words import is_counted
from codex_backfill.citations.months import month_of
from codex_backfill.citations.partial_date import PartialDate

# Patterns of a month's name, what follows a day's number, and that number.
WORD = r"(?<![^\W_])[^\W\d_]{3,12}"
ORDINAL = r"(?:\.|st|nd|rd|th|er|e|ste|de|[ºª°]|\.[oº]|-?го)?(?![^\W_])"
DAY = r"(?<![^\W_])(?:0?[1-9]|[12]\d|3[01])"
_TO = r"\s?(?:--?|[–—/~～至〜]|\b(?:to|and|through|bis|und|au|et|al?|y|e|ed|tot|en|по|и|till|do)\b)\s?"
_OF = r"(?:\b(?:of|de|di|del|the|den|der|d)\b[\s'’]{0,2})?"
_UNIT = re.compile(
    rf"""
      (?P<us_month>{WORD}) \.?\s{{0,2}} (?P<us_day>{DAY}){ORDINAL} (?:{_TO}{DAY}{ORDINAL})? \Z
    | (?: (?P<day>{DAY}){ORDINAL} (?:{_TO}{DAY}{ORDINAL})? [\s-]{{0,2}} {_OF} )? (?P<month>{WORD}) \.? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A month, with its day or without: `5 March`, `March 5th`, `4.-8. Mai`, `4 de mayo`; of several days the first."""
_UNTIL = re.compile(rf"{_TO}\Z", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\w./-])(?P<a>\d\d?)(?P<sep>[/.-])\s?(?P<b>\d\d?)(?P=sep)\s?\Z")
_DAY_BEFORE = re.compile(rf"{DAY}\.?(?![^\W_])\s{_OF}\Z")
"""A day of a month in a language that is not known; it has no ending: all months of languages that have them are."""
_JOINS = frozenset(" ,.-/\n\u00a0'’")
"""What can stand between a month and its year, and these words, too."""
_OF_YEAR = frozenset(["of", "de", "del", "do", "di"])
_ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "e", "ste", "de", "го"])
WINDOW = 40
"""How far before its year a date can start, in characters: `September 28th to September 30th, 2020`."""

Day = tuple[int, int | None]
"""A month and a day of it."""


def dated(year: int, days: list[Day], day: Day) -> PartialDate:
    """One of the days before a year, which may be that of the last of them: `28 Dec - 2 Jan 2021` began in 2020."""
    is_earlier = day is days[0] and day[0] > days[-1][0] and days[-1] != day[::-1]
    return PartialDate(year - is_earlier, *day)


def days_before(text: str, window: int, start: int) -> tuple[int, list[Day]] | None:
    """What stands before a year to where it starts and the days it names; None when it is no part of a date.

    The year begins at `start`, and nothing before `window` is looked at (offsets in the text). No days are named where
    a day's month cannot be read.
    """
    if text[start - 1 : start] in ("/", ".", "-", " ") and (figures := _FIGURES.search(text, window, start)):
        return figures.start(), days_of(figures["sep"], int(figures["a"]), int(figures["b"]))
    stop = start
    for _ in range(2):  # `4 de mayo de 2024`
        while stop > window and text[stop - 1] in _JOINS:
            stop -= 1
        begin = stop
        while begin > window and text[begin - 1].isalpha():
            begin -= 1
        word = text[begin:stop].lower()
        if word not in _OF_YEAR or text[begin - 1 : begin].isdigit():
            break
        stop = begin
    if stop == begin and not text[stop - 1 : stop].isdigit() and text[stop - 1 : stop] not in "ºª°":
        return None
    if word and word not in _ORDINALS and month_of(word) is None:
        unread = (
            text[begin:stop].islower()
            and not is_counted(word)
            and _DAY_BEFORE.search(text, max(window, begin - 12), begin)
        )
        return (unread.start(), []) if unread else None
    return _units(text, window, stop)


def _units(text: str, window: int, stop: int) -> tuple[int, list[Day]] | None:
    """The days or months that end at `stop`, two when they are a range."""
    start, days = stop, list[Day]()
    while len(days) < 2 and (unit := _UNIT.search(text, window, stop)):
        day = unit["day"] or unit["us_day"]
        month = month_of(unit["month"] or unit["us_month"], day is not None)
        if month is None:
            break
        start = unit.start()
        days.insert(0, (month, int(day) if day else None))
        until = _UNTIL.search(text, max(window, start - 9), start)
        if until is None:
            break
        stop = until.start()
    return (start, days) if days else None


def days_of(mark: str, a: int, b: int) -> list[Day]:
    """`a/b` to the days that it can be: with full stops the day is first, else 05/03 is May here and March there."""
    readings = [(b, a)] if mark == "." and b <= 12 else [(a, b), (b, a)]
    return list(dict.fromkeys((month, day or None) for month, day in readings if 1 <= month <= 12 and day <= 31))
