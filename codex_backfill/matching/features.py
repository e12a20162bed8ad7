"""One claim's candidates to numbers: every comparison with each of them, and how far each is behind the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from codex_backfill.citations.identifier_kind import IdentifierKind
from codex_backfill.citations.series import contradicting
from codex_backfill.matching.comparisons import AGAINST, COMPARISONS, EITHER, Feature, Pair
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.sides import CitedWork, ClaimSide, SourceSide

_COMPARED = {f"{one.name}.{feature.name}": feature for one in COMPARISONS for feature in one.features}
LEADS = tuple(name for name, feature in _COMPARED.items() if feature.leads)
"""What a candidate is also compared by with the best of the others."""
BESIDE = {
    **{
        f"lead.{name.replace('.', '_')}": Feature(name.replace(".", "_"), f"another has 1 more of `{name}`", AGAINST)
        for name in LEADS
    },
    "lead.words": Feature("words", "six rare words of the claim stand in no other candidate"),
    "uncited.text": Feature("text", "`text.cosine` is 1, and the claim cites nothing", EITHER),
}
"""What is told of a candidate beside the others of its claim, or beside what the claim cites."""
DECLARED = _COMPARED | BESIDE
"""All measured numbers by name, in their order."""
FEATURES = tuple(DECLARED)
"""Their names."""

_NAMES = tuple(_COMPARED)
_contradictions = itemgetter(*(at for at, feature in enumerate(_COMPARED.values()) if feature.rules_out))
_LEAD_AT = tuple(map(_NAMES.index, LEADS))
_TEXT = _NAMES.index("text.cosine")
_RARE = 2.3
"""How many nats less than a word that stands nowhere a rare one tells: about four sources have it."""
_MANY = 12
"""How many such words are as many as can be."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A candidate of a claim: the source's number, the number of the citation it answers best, and its `FEATURES`."""

    source: int
    work: int | None
    values: tuple[float, ...]

    @property
    def is_contradicted(self) -> bool:
        """Whether the citation names another day, file, number of the same kind, or part of a series."""
        return any(_contradictions(self.values))


class Comparer:
    """One claim, compared with any number of sources, with each once."""

    def __init__(self, corpus: Corpus, claim: ClaimSide) -> None:
        self._corpus = corpus
        self._claim = claim
        rarity, unseen = corpus.rarity, corpus.unseen
        self._rare = {word for word in claim.text if unseen - _RARE < rarity[word] < unseen}
        self._compared: dict[int, tuple[int | None, tuple[float, ...]]] = {}
        self._copies: dict[tuple[int, int], bool] = {}

    def measure(self, numbers: Sequence[int]) -> list[Measured]:
        """Sources, by number, to what each of them is as a candidate beside the others."""
        rows = [self._row(number) for number in numbers]
        lead: dict[int, tuple[float, ...]] = {}
        for among in self._rivals(rows).values():
            some = [numbers[row] for row in among]
            leads = self._leads(some, [rows[row][1] for row in among])
            lead.update((row, (*its, own)) for row, its, own in zip(among, leads, self._words(some), strict=True))
        is_cited = bool(self._claim.works)
        return [
            Measured(number, work, (*values, *lead[row], 0.0 if is_cited else values[_TEXT]))
            for row, (number, (work, values)) in enumerate(zip(numbers, rows, strict=True))
        ]

    @staticmethod
    def _rivals(rows: Sequence[tuple[int | None, Sequence[float]]]) -> Mapping[int | None, list[int]]:
        """The candidates by the citation that they answer: those that answer another one are no rivals."""
        rivals: defaultdict[int | None, list[int]] = defaultdict(list)
        for row, (work, _) in enumerate(rows):
            rivals[work].append(row)
        return rivals

    def _row(self, number: int) -> tuple[int | None, tuple[float, ...]]:
        row = self._compared.get(number)
        if row is None:
            claim, source = self._claim, self._corpus.sources[number]
            work = best_work(self._corpus, claim, source)
            pair = Pair(self._corpus, claim, None if work is None else claim.works[work], source)
            values: list[float] = []
            for comparison in COMPARISONS:
                values += comparison.measure(pair)
            row = self._compared[number] = work, tuple(values)
        return row

    def _leads(self, numbers: Sequence[int], rows: Sequence[Sequence[float]]) -> list[list[float]]:
        """For every candidate and every one of `LEADS`, how far it is behind the best of the others, its copies aside.

        Being ahead counts nothing: a look-alike is far ahead, too, where the work itself is not there.
        """
        leads: list[list[float]] = [[] for _ in rows]
        for at in _LEAD_AT:
            values = [row[at] for row in rows]
            order = sorted(range(len(rows)), key=values.__getitem__, reverse=True)
            for row, lead in enumerate(leads):
                own = best = values[row]
                for rival in order:
                    if values[rival] <= own:
                        break
                    if not self._same(numbers[rival], numbers[row]):
                        best = values[rival]
                        break
                lead.append(best - own)
        return leads

    def _words(self, numbers: Sequence[int]) -> list[float]:
        """For every candidate, how many rare words of the claim it has and no other, its copies aside, 0 to 2."""
        having: defaultdict[int, list[int]] = defaultdict(list)
        for row, number in enumerate(numbers):
            for word in self._corpus.sources[number].text.keys() & self._rare:
                having[word].append(row)
        counts = [0] * len(numbers)
        for first, *others in having.values():
            if all(self._same(numbers[first], numbers[other]) for other in others):
                for row in (first, *others):
                    counts[row] += 1
        return [min(count, _MANY) / (_MANY / 2) for count in counts]

    def _same(self, one: int, other: int) -> bool:
        pair = (one, other) if one < other else (other, one)
        known = self._copies.get(pair)
        if known is None:
            sources = self._corpus.sources
            known = self._copies[pair] = same_work(sources[one], sources[other])
        return known


def best_work(corpus: Corpus, claim: ClaimSide, source: SourceSide) -> int | None:
    """The number of the citation that shares most with a source; the first of equals, None when nothing is cited."""
    if len(claim.works) < 2:
        return 0 if claim.works else None
    return max(range(len(claim.works)), key=lambda number: (_shared(corpus, claim.works[number], source), -number))


def _shared(corpus: Corpus, work: CitedWork, source: SourceSide) -> float:
    shared = sum([corpus.head_rarity[word] for word in work.words if word in source.head])
    if source.parts and work.parts and contradicting(source.parts, work.parts):
        shared -= corpus.surprise
    for identifier in work.identifiers:
        named = identifier in source.identifiers and identifier.kind is not IdentifierKind.HOST
        if named or identifier.value.rpartition("/")[2] in (source.name, source.undated):
            shared += corpus.surprise
    return shared
