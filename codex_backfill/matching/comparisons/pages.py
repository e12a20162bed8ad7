"""Pages: on which a work stands."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.title import is_titled
from codex_backfill.matching.sides import CitedWork, SourceSide


def _measure_pages(pair: Pair) -> Values:
    """first: the first page is cited; rare: by how rare it is; last: so is the last; other: others are;
    elsewhere: so they are, and no title tells which work is meant."""
    corpus, _, work, source = pair
    if work is None or not source.pages:
        return (0.0, 0.0, 0.0, 0.0, 0.0)
    first = is_located(pair)
    last = _stands(source.pages[-1], work) and source.pages[-1] not in work.pages[:1] and (first or len(work.pages) > 1)
    if first or last:
        rare = corpus.rare.nats("page", source.pages[0]) * 2 / corpus.surprise if first else 0.0
        return (float(first), rare, float(last), 0.0, 0.0)
    titled = is_titled(pair)
    if not work.pages or _may_be_there(work, source, titled):
        return (0.0, 0.0, 0.0, 0.0, 0.0)
    return (0.0, 0.0, 0.0, float(titled), float(not titled))


def is_located(pair: Pair) -> bool:
    """Whether the source's first page is cited."""
    _, _, work, source = pair
    return work is not None and bool(source.pages) and _stands(source.pages[0], work)


def _stands(page: str, work: CitedWork) -> bool:
    # A page can look like a year, and a volume like a page.
    return page in work.pages or work.tokens.count(page) > (page == work.volume)


def _may_be_there(work: CitedWork, source: SourceSide, titled: bool) -> bool:
    """Whether a cited page may be one of the source's: of a book that tells how many it has, or between its ends where
    a title is cited; a citation without one gives the first."""
    if len(source.pages) < 2:
        return not source.volume
    if not titled:
        return False
    ends = (*source.pages, work.pages[0])
    return all(map(str.isdecimal, ends)) and int(ends[0]) <= int(ends[-1]) <= int(ends[1])


def _pages_level(pair: Pair, values: Values) -> str:
    first, _, last, *other = values
    return "same" if first else "near" if last else "different" if any(other) else "missing"


def _pages_words(pair: Pair, values: Values, is_for: bool) -> str:
    pages = "–".join(dict.fromkeys(pair.source.pages))
    return f"pages {pages} in both" if is_for else f"other pages are cited, the source is on {pages}"


PAGES = Comparison(
    "pages",
    "The source's first and last page, against the numbers of the citation.",
    (
        Feature("first", "the first page stands there"),
        Feature("rare", "and no other source starts there"),
        Feature("last", "the last page stands there"),
        Feature("other", "other pages are cited", AGAINST, rules_out=True),
        Feature("elsewhere", "so they are, and no title is cited", AGAINST, rules_out=True),
    ),
    _measure_pages,
    _pages_level,
    _pages_words,
)
