"""Free text to the dates it names, each as exact as the text has it."""

import re
from collections.abc import Iterator

from codex_backfill.citations.months import month_of
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.citations.quotes import blanked

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
"""Where to look: every date has a year, so all else is read from the text around one."""
_WORD = r"(?<![^\W_])[^\W\d_]{3,12}"
_ORDINAL = r"(?:\.|st|nd|rd|th|er|e|ste|de|[ºª°]|\.[oº]|-?го)?(?![^\W_])"
_DAY = r"(?<![^\W_])(?:0?[1-9]|[12]\d|3[01])"
_TO = r"\s?(?:--?|[–—/~～至〜]|\b(?:to|and|through|bis|und|au|et|al?|y|e|ed|tot|en|по|и|till|do)\b)\s?"
_OF = r"(?:\b(?:of|de|di|del|the|den|der|d)\b[\s'’]{0,2})?"
_UNIT = re.compile(
    rf"""
      (?P<us_month>{_WORD}) \.?\s{{0,2}} (?P<us_day>{_DAY}){_ORDINAL} (?:{_TO}{_DAY}{_ORDINAL})? \Z
    | (?: (?P<day>{_DAY}){_ORDINAL} (?:{_TO}{_DAY}{_ORDINAL})? [\s-]{{0,2}} {_OF} )? (?P<month>{_WORD}) \.? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A month, with its day or without: `5 March`, `March 5th`, `4.-8. Mai`, `4 de mayo`; of several days the first."""
_UNTIL = re.compile(rf"{_TO}\Z", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\w./-])(?P<a>\d\d?)(?P<sep>[/.-])\s?(?P<b>\d\d?)(?P=sep)\s?\Z")
_DAY_BEFORE = re.compile(rf"{_DAY}{_ORDINAL}\s{_OF}\Z")
_PLAIN = r"[a-z]?(?![\w%$€+(]|[-.,/:–]\d|\s(?:years?|people|users|participants|consumers|words|pages)\b)"
_AFTER = re.compile(
    rf"""
      (?P<sep>[-/._]) (?P<month>0?\d|1[0-2]) (?P=sep) (?P<day>[0-2]?\d|3[01]) (?!\d)
    | \s?[年년] (?: \s? (?P<eastern_month>1[0-2]|0?[1-9]) \s?[月월]
      (?: \s? (?P<eastern_day>3[01]|[12]\d|0?[1-9]) \s?[日号號일] )? )?
    | \.\s (?P<spaced_month>1[0-2]|0?[1-9]) \.\s (?P<spaced_day>3[01]|[12]\d|0?[1-9]) (?:\.|\s?\Z) (?!\s?\d)
    | - (?P<only_month>0\d|1[0-2]) (?!\d|[.,:]\d)
    | (?:\s?[-–/]\s?|--) (?P<until>(?:(?:1[5-9]|20)\d)?\d\d?(?<=\d\d)) (?![\w%]|[-.,/:]\d)
    | [-.,\s]{{1,2}} (?P<name>{_WORD}) \.? (?: [\s-] (?P<name_day>{_DAY}){_ORDINAL} (?![\w(:]|-\d) )? (?!\s?\d)
    | {_PLAIN}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_AFTER = re.compile(_PLAIN, re.IGNORECASE)
_JOINS = frozenset(" ,.-/\n\u00a0'’")
"""What can stand between a month and its year, and these words, too."""
_OF_YEAR = frozenset(["of", "de", "del", "do", "di"])
_ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "e", "ste", "de", "го"])
_NOT_A_YEAR = re.compile(
    r"""(?:
      (?<![^\W_]) (?i:pp?|pages?|ports?|nos?|number|proposal|pmid|pmcid|issn|vol|volume|issue|chapters?|articles?|art
      |section|rfc|id) \.?:?\s?
    | [$€£§\#+*=/:_a-z] | \d\s?[-–.,] | (?<![A-Z])[-–]
    ) \Z""",
    re.VERBOSE,
)
"""What stands before a number that looks like a year and is a page, a port, a part of a name."""
_PAGES_AHEAD = re.compile(r"[\d)]\s?[,:]\s?\Z")
"""A volume or issue, and so a range of pages behind it."""
_PIVOT = 69
"""POSIX strptime: two-digit years from 69 on are of the last century."""
_WINDOW = 40
"""How far before its year a date can start, in characters: `September 28th to September 30th, 2020`."""

_SHORT = re.compile(
    rf"""
      (?P<apostrophe>['’]) (?P<quoted>\d\d) (?!\w)
    | (?P<day>{_DAY}) [\s-] (?P<month>{_WORD}) \.?[\s-] (?P<year>\d\d) (?=\W*(?:\Z|[,;)\]]))
    | (?<![\w./-]) (?P<a>\d\d) (?P<sep>[./]) (?P<b>\d\d) (?P=sep) (?P<last>\d\d) (?![\w./-]|,\d)
    | (?<![^\W_]) (?<![/.\#=:-]) (?<!:\s)
      (?P<run>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])) (?![^\W_]|[./-]\d)
    | (?P<era>令和|平成|昭和) \s?(?P<of_era>\d\d?|元)年 (?: \s?(?P<era_month>\d\d?)月 (?: \s?(?P<era_day>\d\d?)日 )? )?
    """,
    re.VERBOSE,
)
"""Dates without four figures for their year that stand alone: `4 May '24`, `04.05.24`, `20240504`, `令和6年5月4日`."""
_SHORTENED = re.compile(r"['’]\d\d(?!\w)|\d{8}|[\s./-]\d\d(?!\d)|[和成]")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The years before the first of a Japanese era."""

Found = tuple[int, int, PartialDate]


def scan_dates(text: str) -> list[Found]:
    """A text to its dates in order, each with the offsets of its start and end.

    Both ends of a range share theirs, and so do the two readings of `05/03/2026`. A day whose month cannot be read
    gives nothing: its year alone would agree with too much.
    """
    found: list[Found] = []
    end = 0
    for year in _YEAR.finditer(text):
        start = year.start()
        if start < end:
            continue
        number = int(year[0])
        window = max(end, start - _WINDOW)
        if (before := _before(text, window, start)) is not None:
            begin, days = before
            end = year.end()
            found += [(begin, end, _dated(number, days, day)) for day in days]
        elif after := _after(text, window, year):
            end, dates = after
            found += [(start, end, date) for date in dates]
    if _SHORTENED.search(text):
        known = {position for start, end, _ in found for position in range(start, end)}
        found += [date for date in _short(text) if date[0] not in known and date[1] - 1 not in known]
        found.sort(key=lambda date: date[:2])
    return found


Day = tuple[int, int | None]
"""A month and a day of it."""


def _dated(year: int, days: list[Day], day: Day) -> PartialDate:
    """One of the days before a year, which may be that of the last of them: `28 Dec - 2 Jan 2021` began in 2020."""
    is_earlier = day is days[0] and day[0] > days[-1][0] and days[-1] != day[::-1]
    return PartialDate(year - is_earlier, *day)


def _before(text: str, window: int, start: int) -> tuple[int, list[Day]] | None:
    """What stands before a year to where it starts and the days it names; None when it is no part of a date."""
    if text[start - 1 : start] in ("/", ".", "-", " ") and (figures := _FIGURES.search(text, window, start)):
        return figures.start(), _figures(figures["sep"], int(figures["a"]), int(figures["b"]))
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
        unread = word.islower() == text[begin:stop].islower() and _DAY_BEFORE.search(
            text, max(window, begin - 12), begin
        )
        return (unread.start(), []) if unread and text[begin:stop].islower() else None
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


def _figures(mark: str, a: int, b: int) -> list[Day]:
    """`a/b` to the days that it can be: with full stops the day is first, else 05/03 is May here and March there."""
    readings = [(b, a)] if mark == "." and b <= 12 else [(a, b), (b, a)]
    return list(dict.fromkeys((month, day or None) for month, day in readings if 1 <= month <= 12 and day <= 31))


def _after(text: str, window: int, year: "re.Match[str]") -> tuple[int, list[PartialDate]] | None:
    """A year, and what stands behind it, to where it ends and the dates it names; None when it is no date."""
    start, number = year.start(), int(year[0])
    after = _AFTER.match(text, year.end())
    name = after["name"] if after else None
    is_volume = bool(after and after["spaced_month"] and text[:start].strip(" ("))  # `Waves. 2024. 5. 4.`
    if after and (is_volume or (name and month_of(name, after["name_day"] is not None) is None)):
        after = _PLAIN_AFTER.match(text, year.end())
        parts: dict[str, str | None] = {}
    else:
        parts = after.groupdict() if after else {}
    if after is None or _vetoed(text, window, start, parts):
        return None
    if until := parts.get("until"):
        last = int(str(number)[: 4 - len(until)] + until)
        years = [number, last] if last > number else [number]
        return after.end(), [PartialDate(one) for one in years]
    name = parts.get("name")
    month = month_of(name) if name else _first(parts, "month", "eastern_month", "spaced_month", "only_month")
    day = _first(parts, "day", "eastern_day", "spaced_day", "name_day")
    return after.end(), [PartialDate(number, month or None, day or None if month else None)]


def _first(parts: dict[str, str | None], *names: str) -> int:
    return next((int(value) for name in names if (value := parts.get(name))), 0)


def _vetoed(text: str, window: int, start: int, parts: dict[str, str | None]) -> bool:
    if parts.get("day"):
        return start > 0 and text[start - 1] in "-."
    return bool(
        _NOT_A_YEAR.search(text, max(window, start - 12), start)
        or (parts.get("until") and _PAGES_AHEAD.search(text, max(window, start - 4), start))
    )


def _short(text: str) -> Iterator[Found]:
    """The dates of a text whose years have two figures or run together with month and day."""
    for found in _SHORT.finditer(text):
        start, end = found.span()
        days: list[Day] = []
        if found["quoted"]:
            year = _century(found["quoted"])
            before = _before(text, max(0, start - _WINDOW), start)
            if before and before[1]:
                start, days = before
            elif (
                text[max(0, start - 2) : start].strip()[-2:].isupper() or text[max(0, start - 3) : start - 1].isupper()
            ):
                yield start, end, PartialDate(year)
        elif found["month"]:
            year, month = _century(found["year"]), month_of(found["month"])
            days = [(month, int(found["day"]))] if month else []
        elif found["last"]:
            year, days = _century(found["last"]), _figures(found["sep"], int(found["a"]), int(found["b"]))
        elif found["run"]:
            run = found["run"]
            year, days = int(run[:4]), [(int(run[4:6]), int(run[6:]))]
        else:
            of_era = found["of_era"]
            year = _ERAS[found["era"]] + (1 if of_era == "元" else int(of_era))
            yield (
                start,
                end,
                PartialDate(year, *(int(found[part]) if found[part] else None for part in ("era_month", "era_day"))),
            )
        for day in days:
            yield start, end, _dated(year, days, day)


def _century(figures: str) -> int:
    return int(figures) + (1900 if int(figures) >= _PIVOT else 2000)


def without_dates(text: str) -> str:
    """A text to the same with blanks where it names dates."""
    return blanked(text, [(start, end) for start, end, _ in scan_dates(text)], " ")


def find_dates(text: str) -> tuple[PartialDate, ...]:
    """A text to the dates it names, in order, each once: ISO (`2015-03-00` has no day), written out, years, ranges."""
    return tuple(dict.fromkeys(date for _, _, date in scan_dates(text)))


def parse_date(text: str) -> PartialDate | None:
    """The text of a date field to its date (the first, when it is a range), or None when it names none."""
    return next(iter(find_dates(text)), None)
