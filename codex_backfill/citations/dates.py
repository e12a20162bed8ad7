"""Free text to the dates it names, each as exact as the text has it."""

import re
from enum import StrEnum
from typing import NamedTuple


class Agreement(StrEnum):
    """How two dates compare, by the finest part that both have."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CONTRADICTS = "contradicts"


class PartialDate(NamedTuple):
    """A date of which the month and the day may be unknown; a day is only ever known together with its month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, reduced to the known parts: `2026`, `2026-03`, `2026-03-05`."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part is not None)])


def compare(one: PartialDate, other: PartialDate) -> Agreement:
    """Two dates to their agreement on the finest part that both have, or to a contradiction in any such part."""
    agreement = Agreement.CONTRADICTS
    for level, mine, yours in zip((Agreement.YEAR, Agreement.MONTH, Agreement.DAY), one, other, strict=True):
        if mine is None or yours is None:
            break
        if mine != yours:
            return Agreement.CONTRADICTS
        agreement = level
    return agreement


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""The names of months, in lower case, to their numbers."""


def _month(group: str) -> str:
    return rf"(?<![^\W_])(?P<{group}>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"


def _day(group: str) -> str:
    return rf"(?<![^\W_])(?P<{group}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"


_TO = r"\s?(?:--?|–|—|/|\bto\b|\band\b)\s?"
_ANY_DAY = r"\d\d?(?:st|nd|rd|th)?(?!\d)"

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
"""Where to look: every date has a year, so all else is read from the text around one."""
_BEFORE = re.compile(
    rf"""(?:
      {_month("from")} (?:\s?{_ANY_DAY})? {_TO} {_month("to")} (?:\s?{_ANY_DAY})?
    | {_month("us_month")} \s? {_day("us_day")} (?:{_TO}{_ANY_DAY})?
    | {_day("eu_day")} (?:{_TO}{_ANY_DAY})? [\s-]? (?:of\s)? {_month("eu_month")}
    | {_month("month")}
    | (?<![\w./-]) (?P<a>\d\d?) (?P<sep>[/.]) (?P<b>\d\d?) (?P=sep)
    ) [,\s-]{{0,3}} \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    rf"""
      (?P<sep>[-/._]) (?P<month>0\d|1[0-2]) (?P=sep) (?P<day>[0-2]\d|3[01]) (?!\d)
    | - (?P<only_month>0\d|1[0-2]) (?!\d|[.,:]\d)
    | (?:\s?[-–/]\s?|--) (?P<until>(?:(?:1[5-9]|20)\d)?\d\d?(?<=\d\d)) (?![\w%]|[-.,/:]\d)
    | [,\s]{{1,2}} {_month("name")} (?: \s {_day("name_day")} (?![\w(:]|-\d) )? (?!\s?\d)
    | [a-z]? (?! [\w%$€+(] | [-.,/:–]\d | \s(?:years?|people|users|participants|consumers|words|pages)\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT_A_YEAR = re.compile(
    r"""(?:
      (?<![^\W_]) (?i:pp?|pages?|ports?|nos?|number|proposal|vol|volume|issue|chapters?|articles?|art|section|rfc|id)
      \.?:?\s?
    | [$€£§\#+*=/:_a-z] | \d\s?[-–.,] | (?<![A-Z])[-–]
    ) \Z""",
    re.VERBOSE,
)
"""What stands before a number that looks like a year and is a page, a port, a part of a name."""
_PAGES_AHEAD = re.compile(r"[\d)]\s?[,:]\s?\Z")
"""A volume or issue, and so a range of pages behind it."""
_SHORT_YEAR = re.compile(r"(?<=[A-Z]{2})\s?['’](\d\d)\b")
"""The year of a conference: `SIGMOD'97`."""
_PIVOT = 69
"""POSIX strptime: two-digit years from 69 on are of the last century."""
_WINDOW = 40
"""How far before its year a date can start, in characters: `September 28th to September 30th, 2020`."""


_JOINS = frozenset(" ,.-/\n\u00a0")
"""What can stand between a month and its year."""
_DATE_WORDS = frozenset(MONTHS) | {"st", "nd", "rd", "th", "of"}
"""What can stand before it: the month, or what is written behind a day."""


def _partial(year: int, month: int | str | None = None, day: int | str | None = None) -> PartialDate:
    number = MONTHS[month.lower()] if isinstance(month, str) and month.isalpha() else int(month or 0)
    return PartialDate(year, number or None, (int(day or 0) or None) if number else None)


def _numeric(year: int, a: int, b: int) -> PartialDate:
    if a == b or b > 12:
        return _partial(year, a, b) if a <= 12 else PartialDate(year)
    return _partial(year, b, a) if a > 12 else PartialDate(year)  # 05/03/2026 is May here and March there


def _before(year: int, found: "re.Match[str]") -> list[PartialDate]:
    if found["from"]:
        return [_partial(year, found["from"]), _partial(year, found["to"])]
    if found["a"]:
        return [_numeric(year, int(found["a"]), int(found["b"]))]
    month = found["us_month"] or found["eu_month"] or found["month"]
    return [_partial(year, month, found["us_day"] or found["eu_day"])]


def _after(year: int, found: "re.Match[str]") -> list[PartialDate]:
    if until := found["until"]:
        last = int(str(year)[: 4 - len(until)] + until)
        return [PartialDate(year), PartialDate(last)] if last > year else [PartialDate(year)]
    return [_partial(year, found["month"] or found["only_month"] or found["name"], found["day"] or found["name_day"])]


def scan_dates(text: str) -> list[tuple[int, int, PartialDate]]:
    """A text to its dates in order, each with the offsets of its start and end; both ends of a range share theirs."""
    found: list[tuple[int, int, PartialDate]] = []
    end = 0
    for year in _YEAR.finditer(text):
        start = year.start()
        if start < end:
            continue
        number = int(year[0])
        window = max(end, start - _WINDOW)
        if _dated_before(text, start) and (before := _BEFORE.search(text, window, start)):
            end = year.end()
            found.extend((before.start(), end, date) for date in _before(number, before))
        elif (after := _AFTER.match(text, year.end())) and not _vetoed(text, window, start, after):
            end = after.end()
            found.extend((start, end, date) for date in _after(number, after))
    if "'" in text or "’" in text:
        for short in _SHORT_YEAR.finditer(text):
            century = "19" if int(short[1]) >= _PIVOT else "20"
            found.append((short.start(), short.end(), PartialDate(int(century + short[1]))))
        found.sort(key=lambda date: date[:2])
    return found


def _dated_before(text: str, start: int) -> bool:
    """Whether what stands before a year can be the rest of a date, which is much cheaper to tell than what date."""
    while start and text[start - 1] in _JOINS:
        start -= 1
    end = start
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower() in _DATE_WORDS if start < end else text[end - 1 : end].isdigit()


def _vetoed(text: str, window: int, start: int, after: "re.Match[str]") -> bool:
    if after["day"]:
        return start > 0 and text[start - 1] in "-."
    return bool(
        _NOT_A_YEAR.search(text, max(window, start - 12), start)
        or (after["until"] and _PAGES_AHEAD.search(text, max(window, start - 4), start))
    )


def without_dates(text: str) -> str:
    """A text to the same with blanks where it names dates."""
    for start, end, _ in scan_dates(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def find_dates(text: str) -> tuple[PartialDate, ...]:
    """A text to the dates it names, in order, each once: ISO (`2015-03-00` has no day), written out, years, ranges."""
    return tuple(dict.fromkeys(date for _, _, date in scan_dates(text)))


def parse_date(text: str) -> PartialDate | None:
    """The text of a date field to its date (the first, when it is a range), or None when it names none."""
    return next(iter(find_dates(text)), None)
