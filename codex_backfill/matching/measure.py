"""One claim's candidates to numbers: every comparison with each of them, and how far each leads the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from codex_backfill.matching.comparisons import COMPARISONS
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import CitedWork, ClaimSide, Corpus, SourceSide
from codex_backfill.matching.index import Index

LEADS = ("text.cosine", "title.rarity", "author.rarity", "head.share", "mentioned.cosine", "topic.title")
"""What a candidate is also compared by with the best of the others."""

_COMPARED = tuple(f"{comparison.name}.{feature}" for comparison in COMPARISONS for feature in comparison.features)
FEATURES = (*_COMPARED, *(f"lead.{feature.partition('.')[0]}" for feature in LEADS))
"""The names of all measured numbers, in their order."""
_LEAD_AT = tuple(_COMPARED.index(feature) for feature in LEADS)


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate of a claim: the source's number, the number of the citation it answers best, and `FEATURES`."""

    source: int
    work: int | None
    values: tuple[float, ...]


def measure(corpus: Corpus, index: Index, claim: ClaimSide, without: Collection[int] = ()) -> list[Measured]:
    """A claim to its candidates, by the sources' numbers, as if the sources `without` were not there."""
    found = [number for number in index.candidates(claim, without)]
    sources = [corpus.sources[number] for number in found]
    works = [best_work(corpus, claim, source) for source in sources]
    rows = []
    for source, work in zip(sources, works, strict=True):
        cited = None if work is None else claim.works[work]
        values: list[float] = []
        for comparison in COMPARISONS:
            values += comparison.measure(corpus, claim, cited, source)
        rows.append(values)
    for place, values in zip(_leads(rows, sources), rows, strict=True):
        values += place
    return [Measured(number, work, tuple(row)) for number, work, row in zip(found, works, rows, strict=True)]


def best_work(corpus: Corpus, claim: ClaimSide, source: SourceSide) -> int | None:
    """The number of the citation that shares most with a source; the first of equals, None when nothing is cited."""
    if len(claim.works) < 2:
        return 0 if claim.works else None
    return max(range(len(claim.works)), key=lambda number: (_shared(corpus, claim.works[number], source), -number))


def _shared(corpus: Corpus, work: CitedWork, source: SourceSide) -> float:
    rarity = corpus.head_rarity
    known = len(rarity)
    shared = sum(rarity[word] for word in sorted(work.words) if word in source.head and word < known)
    for identifier in work.identifiers:
        if identifier in source.identifiers or identifier.value.rpartition("/")[2] == source.name:
            shared += corpus.surprise
    return shared


def _leads(rows: Sequence[Sequence[float]], sources: Sequence[SourceSide]) -> list[list[float]]:
    """For every candidate and every one of `LEADS`, its value less the best value of the others, its copies aside."""
    leads: list[list[float]] = [[] for _ in rows]
    for at in _LEAD_AT:
        order = sorted(range(len(rows)), key=lambda row: -rows[row][at])
        for row, values in enumerate(rows):
            rival = next((o for o in order if o != row and not same_work(sources[o], sources[row])), None)
            leads[row].append(values[at] - (rows[rival][at] if rival is not None else 0.0))
    return leads
