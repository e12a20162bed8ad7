"""One claim's candidates to numbers: every comparison with each of them, and how far each leads the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from codex_backfill.matching.comparisons import COMPARISONS, Pair
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import CitedWork, ClaimSide, Corpus, SourceSide
from codex_backfill.matching.index import Index

_COMPARED = tuple(f"{comparison.name}.{feature}" for comparison in COMPARISONS for feature in comparison.features)
LEADS = ("text.cosine", "title.inside", "mentioned.cosine")
"""What a candidate is also compared by with the best of the others."""
FEATURES = (*_COMPARED, *(f"lead.{name.partition('.')[0]}" for name in LEADS), "uncited.text")
"""The names of all measured numbers, in their order."""

_LEAD_AT = tuple(map(_COMPARED.index, LEADS))
_TEXT = _COMPARED.index("text.cosine")


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate of a claim: the source's number, the number of the citation it answers best, and its `FEATURES`."""

    source: int
    work: int | None
    values: tuple[float, ...]


def measure(corpus: Corpus, index: Index, claim: ClaimSide, without: Collection[int] = ()) -> list[Measured]:
    """A claim to its candidates, by the sources' numbers, as if the sources `without` were not there."""
    found = index.candidates(claim, without)
    return compare(corpus, claim, found)


def compare(corpus: Corpus, claim: ClaimSide, numbers: Sequence[int]) -> list[Measured]:
    """A claim and sources, by number, to what each of them is as a candidate beside the others."""
    sources = [corpus.sources[number] for number in numbers]
    works = [best_work(corpus, claim, source) for source in sources]
    rows: list[list[float]] = []
    for source, work in zip(sources, works, strict=True):
        pair = Pair(corpus, claim, None if work is None else claim.works[work], source)
        values: list[float] = []
        for comparison in COMPARISONS:
            values += comparison.measure(pair)
        rows.append(values)
    return [
        Measured(number, work, (*row, *lead, 0.0 if claim.works else row[_TEXT]))
        for number, work, row, lead in zip(numbers, works, rows, _leads(rows, sources), strict=True)
    ]


def best_work(corpus: Corpus, claim: ClaimSide, source: SourceSide) -> int | None:
    """The number of the citation that shares most with a source; the first of equals, None when nothing is cited."""
    if len(claim.works) < 2:
        return 0 if claim.works else None
    return max(range(len(claim.works)), key=lambda number: (_shared(corpus, claim.works[number], source), -number))


def _shared(corpus: Corpus, work: CitedWork, source: SourceSide) -> float:
    rarity = corpus.head_rarity
    shared = sum(rarity(word) for word in sorted(work.words) if word in source.head)
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
