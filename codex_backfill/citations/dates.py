"""Free text to the dates it names, each as exact as the text has it."""

import datetime
import re
from functools import lru_cache

from codex_backfill.citations.days import DAY, ORDINAL, WINDOW, WORD, dated, days_before
from codex_backfill.citations.months import month_of
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.citations.quotes import blanked
from codex_backfill.citations.short_dates import Found, short_dates

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
"""Where to look: every date has a year, so all else is read from the text around one."""
_PLAIN = r"[a-z]?(?![\w%$€+(]|[-.,/:–]\d|\s(?:years?|people|users|participants|consumers|words|pages)\b)"
_AFTER = re.compile(
    rf"""
      (?P<sep>[-/._]) (?P<month>0?\d|1[0-2]) (?P=sep) (?P<day>[0-2]?\d|3[01]) (?!\d)
    | \s?[年년] (?: \s? (?P<eastern_month>1[0-2]|0?[1-9]) \s?[月월]
      (?: \s? (?P<eastern_day>3[01]|[12]\d|0?[1-9]) \s?[日号號일] )? )?
    | \.\s (?P<spaced_month>1[0-2]|0?[1-9]) \.\s (?P<spaced_day>3[01]|[12]\d|0?[1-9]) (?:\.|\s?\Z) (?!\s?\d)
    | - (?P<only_month>0\d|1[0-2]) (?!\d|[.,:]\d)
    | (?:\s?[-–/]\s?|--) (?P<until>(?:(?:1[5-9]|20)\d)?\d\d?(?<=\d\d)) (?![\w%]|[-.,/:]\d)
    | [-.,\s]{{1,2}} (?P<name>{WORD}) \.? (?: [\s-] (?P<name_day>{DAY}){ORDINAL} (?![\w(:]|-\d) )? (?!\s?\d)
    | {_PLAIN}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_AFTER = re.compile(_PLAIN, re.IGNORECASE)
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
        window = max(end, start - WINDOW)
        if (before := days_before(text, window, start)) is not None:
            begin, days = before
            end = year.end()
            found += [(begin, end, dated(number, days, day)) for day in days]
        elif after := _after(text, window, year):
            end, dates = after
            found += [(start, end, date) for date in dates]
    if short := [*short_dates(text)]:
        known = {position for start, end, _ in found for position in range(start, end)}
        found += [date for date in short if date[0] not in known and date[1] - 1 not in known]
        found.sort(key=lambda date: date[:2])
    return found


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


def without_dates(text: str) -> str:
    """A text to the same with blanks where it names dates."""
    return blanked(text, [(start, end) for start, end, _ in scan_dates(text)], " ")


def find_dates(text: str) -> tuple[PartialDate, ...]:
    """A text to the dates it names, in order, each once: ISO (`2015-03-00` has no day), written out, years, ranges."""
    return tuple(dict.fromkeys(date for _, _, date in scan_dates(text)))


def parse_date(text: str) -> PartialDate | None:
    """The text of a date field to its date (the first, when it is a range), or None when it names none."""
    return next(iter(find_dates(text)), None)


@lru_cache(maxsize=4096)
def day_number(text: str) -> int | None:
    """A date's text to the number of its day (`date.toordinal`); None when it is no full date."""
    found = parse_date(text) if text else None
    if found is None or found.month is None or found.day is None:
        return None
    try:
        return datetime.date(found.year, found.month, found.day).toordinal()
    except ValueError:
        return None
