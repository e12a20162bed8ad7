"""Dates whose years have two figures, or run together with month and day, or are counted from an emperor's first."""

import re
from collections.abc import Iterator

from codex_backfill.citations.days import DAY, WINDOW, WORD, Day, dated, days_before, days_of
from codex_backfill.citations.months import month_of
from codex_backfill.citations.partial_date import PartialDate

_PIVOT = 69
"""POSIX strptime: two-digit years from 69 on are of the last century."""
_SHORT = re.compile(
    rf"""
      (?P<apostrophe>['’]) (?P<quoted>\d\d) (?!\w)
    | (?P<day>{DAY}) [\s-] (?P<month>{WORD}) \.?[\s-] (?P<year>\d\d) (?=\W*(?:\Z|[,;)\]]))
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
"""Where a date starts and ends in a text, and the date."""


def short_dates(text: str) -> Iterator[Found]:
    """A text to its dates whose years have two figures or run together with month and day, in order."""
    if not _SHORTENED.search(text):  # nearly no text has one, and to look for it once is faster
        return
    for found in _SHORT.finditer(text):
        start, end = found.span()
        days: list[Day] = []
        if found["quoted"]:
            year = _century(found["quoted"])
            before = days_before(text, max(0, start - WINDOW), start)
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
            year, days = _century(found["last"]), days_of(found["sep"], int(found["a"]), int(found["b"]))
        elif found["run"]:
            run = found["run"]
            year, days = int(run[:4]), [(int(run[4:6]), int(run[6:]))]
        else:
            of_era = found["of_era"]
            year = _ERAS[found["era"]] + (1 if of_era == "元" else int(of_era))
            month, day = (int(part) if part else None for part in found.group("era_month", "era_day"))
            yield start, end, PartialDate(year, month, day)
        for one in days:
            yield start, end, dated(year, days, one)


def _century(figures: str) -> int:
    return int(figures) + (1900 if int(figures) >= _PIVOT else 2000)
