"""Date: when a work came out."""

from operator import itemgetter

from codex_backfill.citations.partial_date import Agreement, compare
from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values

_DATES = ("contradicts", "day_off", "near", "month_off", "year", "month", "day")
"""What each `Agreement` is called among the features, in its order."""


_NO_DATE = (0.0,) * len(_DATES)
_BY_RANK = [tuple(float(rank == at) for at in range(len(_DATES))) for rank in range(len(_DATES))]


def _measure_date(pair: Pair) -> Values:
    """How the best of the cited dates agrees with the source's, by `_DATES`; nothing where one has no date.

    A month or a day counts by how rare it is: where half of all sources are of one month, it tells little.
    """
    corpus, _, work, source = pair
    if work is None or not work.dates or not source.dates:
        return _NO_DATE
    rank, date = max([(compare(cited, own), own) for cited in work.dates for own in source.dates], key=itemgetter(0))
    values = _BY_RANK[rank]
    if rank <= Agreement.YEAR:
        return values
    known = str(date if rank is Agreement.DAY else date._replace(day=None))
    share = corpus.rare.nats("date", known) * 2 / corpus.surprise
    return tuple(value and share for value in values)


def _date_level(pair: Pair, values: Values) -> str:
    return next((name for name, value in zip(_DATES, values, strict=True) if value), "missing")


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
        Feature("month", "the same month, and no other source is of it"),
        Feature("day", "the same day, and no other source is of it", start=2.0),
    ),
    _measure_date,
    _date_level,
    _date_words,
)
