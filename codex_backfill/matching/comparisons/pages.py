"""Pages: on which a work stands."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.title import is_titled

_UNTITLED = 2.0
"""How often other pages count where no title is cited: there it is they that name the work."""


def _measure_pages(pair: Pair) -> Values:
    """first: the first page is cited; rare: by how rare it is; last: so is the last; other: others are."""
    corpus, _, work, source = pair
    if work is None or not source.pages:
        return (0.0, 0.0, 0.0, 0.0)
    first = source.pages[0] in work.tokens or source.pages[0] in work.pages  # a page can look like a year
    last = source.pages[-1] in work.tokens or source.pages[-1] in work.pages
    if first or last:
        rare = corpus.rare.nats("page", source.pages[0]) * 2 / corpus.surprise if first else 0.0
        return (float(first), rare, float(last), 0.0)
    if not work.pages:
        return (0.0, 0.0, 0.0, 0.0)
    return (0.0, 0.0, 0.0, 1.0 if is_titled(pair) else _UNTITLED)


def _pages_level(pair: Pair, values: Values) -> str:
    first, _, last, other = values
    return "same" if first else "near" if last else "different" if other else "missing"


def _pages_words(pair: Pair, values: Values, is_for: bool) -> str:
    pages = "–".join(pair.source.pages)
    return f"pages {pages} in both" if is_for else f"other pages are cited, the source is on {pages}"


PAGES = Comparison(
    "pages",
    "The source's first and last page, against the numbers of the citation.",
    (
        Feature("first", "the first page stands there"),
        Feature("rare", "and no other source starts there"),
        Feature("last", "the last page stands there"),
        Feature("other", "other pages are cited; 2 where no title is", AGAINST),
    ),
    _measure_pages,
    _pages_level,
    _pages_words,
)
