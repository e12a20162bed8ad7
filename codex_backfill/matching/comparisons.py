"""The comparisons: each turns one claim, one of its citations and one source into numbers that weights are learned for."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from codex_backfill.matching.corpus import CitedWork, ClaimSide, Corpus, SourceSide, cosine
from codex_backfill.matching.identifiers import Kind

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A named comparison: `features` names the numbers that `measure` gives, each between about -1 and 1."""

    name: str
    features: tuple[str, ...]
    measure: Callable[[Corpus, ClaimSide, CitedWork | None, SourceSide], Values]


def _title(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    if work is None:
        return (0.0, 0.0, 0.0, 0.0, 0.0)
    rarity = corpus.head_rarity
    total = shared = 0.0
    for word in source.title_words:
        total += rarity[word]
        if word in work.words:
            shared += rarity[word]
    coverage = shared / total if total else 0.0
    ratio = fuzz.ratio(work.title, source.title) / 100 if work.title else 0.0
    inside = fuzz.partial_ratio(source.title, work.text, score_cutoff=60) / 100 if source.title else 0.0
    return (coverage, min(shared / corpus.surprise, 1.5), max(0.0, ratio - 0.5) * 2, max(0.0, inside - 0.6) * 2.5, float(not work.title))


def _author(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    if work is None or not source.author_words:
        return (0.0, 0.0, 0.0, 0.0)
    rarity = corpus.head_rarity
    total = shared = rarest = 0.0
    for word in source.author_words:
        total += rarity[word]
        if word in work.words:
            shared += rarity[word]
            rarest = max(rarest, rarity[word])
    against = work.people and source.people and not shared
    return (shared / total if total else 0.0, min(shared / corpus.surprise, 1.0), rarest / corpus.surprise, float(bool(against)))


def _head(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    """How much of what is cited stands in title, author and file name."""
    if work is None:
        return (0.0,)
    rarity = corpus.rarity
    total = shared = 0.0
    for word in work.words:
        if word < len(rarity):
            total += rarity[word]
            if word in source.head:
                shared += rarity[word]
    return (shared / total if total else 0.0,)


_WORKS = frozenset({Kind.ARXIV, Kind.DOI, Kind.ISBN, Kind.NBER, Kind.PMCID, Kind.PMID, Kind.SSRN, Kind.URL})


def _identifier(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    if work is None or not work.identifiers:
        return (0.0, 0.0, 0.0, 0.0, 0.0)
    same = file = handle = host = against = 0.0
    for identifier in work.identifiers:
        if identifier.kind in (Kind.FILE, Kind.PATH):
            file = max(file, float(identifier.value.rpartition("/")[2] == source.name))
        elif identifier in source.identifiers:
            if identifier.kind is Kind.HANDLE:
                handle = 1.0
            elif identifier.kind is Kind.HOST:
                host = 1.0
            else:
                same = 1.0
        elif identifier.kind in _WORKS and any(other.kind is identifier.kind for other in source.identifiers):
            against = 1.0
    return (same, file, handle, host, against if not same else 0.0)


def _date(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    mine = source.date
    if work is None or not work.dates or mine is None:
        return (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    best = 0
    for cited in work.dates:
        years = abs(cited.year - mine.year)
        if years:
            rank = 2 if years == 1 else 1
        elif cited.month is None or mine.month is None:
            rank = 4
        elif cited.month != mine.month:
            rank = 3
        elif cited.day is None or mine.day is None:
            rank = 5
        else:
            rank = 6 if cited.day == mine.day else 3
        best = max(best, rank)
    return tuple(float(best == rank) for rank in (6, 5, 4, 3, 2, 1))


def _number(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    if work is None or not source.numbers:
        return (0.0, 0.0)
    if source.numbers & work.numbers:
        return (1.0, 0.0)
    return (0.0, float(bool(work.numbers)))


def _text(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    return (cosine(claim.text, source.text),)


def _topic(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    return (cosine(claim.topic, source.head), cosine(claim.topic, source.text))


def _mentioned(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    """What is cited, against the text."""
    return (cosine(claim.cited, source.text),)


def _linked(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    return (float(source.name in claim.linked),)


def _created(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    if claim.created is None or source.processed is None:
        return (0.0, 0.0, 0.0, 1.0)
    later = claim.created - source.processed
    return (float(later == 0), float(0 < abs(later) <= 3), float(later < -1), 0.0)


def _status(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    status = source.status
    used = status.startswith(("processed", "complete", "extracted", "done"))
    rejected = status.startswith(("null", "reject", "skip", "enrich"))
    return (float(used), float(rejected))


def _domain(corpus: Corpus, claim: ClaimSide, work: CitedWork | None, source: SourceSide) -> Values:
    if not claim.domains or not source.domains:
        return (0.0, 0.0)
    shared = not set(claim.domains).isdisjoint(source.domains)
    return (float(claim.domains[0] == source.domains[0]), float(not shared))


COMPARISONS = (
    Comparison("title", ("coverage", "rarity", "ratio", "inside", "unmarked"), _title),
    Comparison("author", ("coverage", "rarity", "rarest", "contradicts"), _author),
    Comparison("head", ("share",), _head),
    Comparison("identifier", ("same", "file", "handle", "host", "contradicts"), _identifier),
    Comparison("date", ("day", "month", "year", "off", "near", "contradicts"), _date),
    Comparison("number", ("same", "contradicts"), _number),
    Comparison("text", ("cosine",), _text),
    Comparison("topic", ("title", "text"), _topic),
    Comparison("mentioned", ("cosine",), _mentioned),
    Comparison("linked", ("named",), _linked),
    Comparison("created", ("same", "near", "before", "missing"), _created),
    Comparison("status", ("used", "rejected"), _status),
    Comparison("domain", ("same", "other"), _domain),
)
