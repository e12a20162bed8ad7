"""Date: when a work came out."""

from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values

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


_NO_DATE = (0.0,) * len(_DATES)
_BY_RANK = [tuple(float(rank == at) for at in range(len(_DATES))) for rank in range(len(_DATES))]


def _measure_date(pair: Pair) -> Values:
    """Which of `_DATES` it is; nothing where one of the two has no date."""
    _, _, work, source = pair
    if work is None or not work.dates or not source.dates:
        return _NO_DATE
    return _BY_RANK[max([_agreement(cited, own) for cited in work.dates for own in source.dates])]


def _date_level(pair: Pair, values: Values) -> str:
    return _DATES[values.index(1.0)] if any(values) else "missing"


def _date_words(pair: Pair, values: Values, is_for: bool) -> str:
    if pair.work is None or not any(values):
        return ""
    cited, own = (", ".join(map(str, dates)) for dates in (pair.work.dates, pair.source.dates))
    return f"cited for {cited}, {'and' if is_for else 'but'} the source is of {own}"


DATE = Comparison(
    "date",
    "The best of the cited dates, against the source's.",
    (
        Feature("contradicts", "another year, and not the one before or after", AGAINST, rules_out=True),
        Feature("day_off", "the same year, another day, both known to the day", AGAINST, rules_out=True),
        Feature("near", "the year before or after", AGAINST),
        Feature("month_off", "the same year, another month", AGAINST),
        Feature("year", "the same year"),
        Feature("month", "the same month"),
        Feature("day", "the same day", start=2.0),
    ),
    _measure_date,
    _date_level,
    _date_words,
)
