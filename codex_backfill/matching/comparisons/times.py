"""Dates and numbers: when a work came out, when it was read, and which of a series it is."""

import re

from codex_backfill.citations.dates import PartialDate
from codex_backfill.matching.comparisons.pair import Comparison, Pair, Values

_DATES = ("contradicts", "day_off", "near", "month_off", "year", "month", "day")
"""How the best of the cited dates agrees with the source's, from worst to best: another year; the same year, but
another day where both are known to the day; the year before or after; another month; then what agrees."""


def _agreement(cited: PartialDate, own: PartialDate) -> int:
    if cited.year != own.year:
        return _DATES.index("near" if abs(cited.year - own.year) == 1 else "contradicts")
    if cited.month is None or own.month is None:
        return _DATES.index("year")
    if cited.day is not None and own.day is not None:
        return _DATES.index("day" if cited == own else "day_off")
    return _DATES.index("month" if cited.month == own.month else "month_off")


_NEAR = 3
"""How many days are called near."""
_NO_DATE = (*((0.0,) * len(_DATES)), 1.0)
_BY_RANK = [(*(float(rank == at) for at in range(len(_DATES))), 0.0) for rank in range(len(_DATES))]


def _measure_date(pair: Pair) -> Values:
    """Which of `_DATES` it is; missing: one of the two has no date."""
    _, _, work, source = pair
    if work is None or not work.dates or not source.dates:
        return _NO_DATE
    return _BY_RANK[max([_agreement(cited, own) for cited in work.dates for own in source.dates])]


def _date_level(pair: Pair, values: Values) -> str:
    return (*_DATES, "missing")[values.index(1.0)]


def _date_detail(pair: Pair, values: Values) -> str:
    if pair.work is None or values[-1]:
        return ""
    return f"{', '.join(map(str, pair.work.dates))} and {', '.join(map(str, pair.source.dates))}"


_NUMBERED = re.compile(r"\b([^\W\d_]{2,}) (\d{1,4})\b")
"""A word and the number behind it: `proposal 13`, `part 2`, `report 2021`."""
_YEAR = 4
"""How many digits a year has."""


def _measure_number(pair: Pair) -> Values:
    """contradicts: the source's title has a number, the citation others; series: another one behind the same word."""
    _, _, work, source = pair
    if work is None:
        return (0.0, 0.0)
    against = source.numbers and work.numbers and source.numbers.isdisjoint(work.numbers)
    return (float(bool(against)), float(bool(_other_of_series(work.text, source.title))))


def _other_of_series(cited: str, title: str) -> str:
    """The word behind which a citation and a title have different numbers; empty when there is none."""
    numbered = _NUMBERED.findall(title)
    if not numbered:
        return ""
    have = set(_NUMBERED.findall(cited))
    kinds = {(word, len(number) == _YEAR) for word, number in have}  # no year is another part
    others = (word for word, number in numbered if (word, len(number) == _YEAR) in kinds and (word, number) not in have)
    return next(others, "")


def _number_level(pair: Pair, values: Values) -> str:
    return "contradicts" if any(values) else "missing"


def _number_detail(pair: Pair, values: Values) -> str:
    if pair.work is None or not any(values):
        return ""
    if values[1]:
        return f"another {_other_of_series(pair.work.text, pair.source.title)}"
    words = pair.corpus.vocabulary.words
    cited, own = (sorted(words[word] for word in numbers) for numbers in (pair.work.numbers, pair.source.numbers))
    return f"{', '.join(cited)} and {', '.join(own)}"


def _measure_created(pair: Pair) -> Values:
    """same: the claim was written on the day the source was processed; missing: one of the two days is not known."""
    created, processed = pair.claim.created, pair.source.processed
    if created is None or processed is None:
        return (0.0, 1.0)
    return (float(created == processed), 0.0)


def _days(pair: Pair) -> int | None:
    """How many days after its processing the claim was written."""
    created, processed = pair.claim.created, pair.source.processed
    return None if created is None or processed is None else created - processed


def _created_level(pair: Pair, values: Values) -> str:
    days = _days(pair)
    return "missing" if days is None else "same" if days == 0 else "near" if abs(days) <= _NEAR else "far"


def _created_detail(pair: Pair, values: Values) -> str:
    days = _days(pair)
    if days is None:
        return ""
    return f"written {abs(days)} days {'before' if days < 0 else 'after'} it was processed" if days else ""


DATE = Comparison("date", (*_DATES, "missing"), _measure_date, _date_level, _date_detail)
NUMBER = Comparison("number", ("contradicts", "series"), _measure_number, _number_level, _number_detail)
CREATED = Comparison("created", ("same", "missing"), _measure_created, _created_level, _created_detail)
