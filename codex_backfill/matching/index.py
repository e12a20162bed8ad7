"""An inverted index over everything that can tell which source a claim comes from."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, islice
from operator import itemgetter
from typing import Any, Literal, cast

from codex_backfill.citations.identifier_kind import Identifier
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.packed import packed, unpacked
from codex_backfill.matching.rarity import rarity
from codex_backfill.matching.sides import ClaimSide, SourceSide

BY_HEAD = 6
BY_HEADS = 3
BY_RECORD = 4
BY_TEXT = 3
BY_MENTION = 2
"""How many sources are looked at for what their heads share with the citation, or with each of several, their texts
with the claim's text, and their texts with what is cited."""
BY_TEXT_ALONE = 20
"""How many for their texts where the claim cites nothing."""
BY_NAME = 25
"""How many sources an identifier, a file name or a day may have and still name them: a host or a handle with more tells
them no better than its words do."""
QUERY_WORDS = 32
"""How many of a text's words are looked up, the heaviest first."""
_BUDGET, _BUDGET_ALONE = 500, 2000
"""How many postings are read for one question at most, those of rare words first; and where it is the only one."""


Name = str | Identifier | PartialDate
"""A file name, an identifier or a day: what names sources outright."""
Row = tuple[Iterable[int], Iterable[float]]
"""The terms of a source, each once, and what they weigh there."""


class _Postings:
    """Terms, by number, to the numbers of the sources that have them, and what each term weighs there.

    One after the other in packed arrays, since of the terms of a large vault most have one source each.
    """

    def __init__(self, starts: "array[int]", numbers: "array[int]", weights: "array[Any]") -> None:
        """Where the sources of each term start and those of the last one end, the sources, and the weights."""
        self._starts, self._numbers, self._weights = starts, numbers, weights

    @classmethod
    def of(cls, rows: Callable[[], Iterable[Row]], terms: int, kind: Literal["d", "H"] = "d") -> "_Postings":
        """All sources' rows, by number, to their postings."""
        counts: Counter[int] = Counter()
        for having, _ in rows():
            counts.update(having)
        starts = array("I", accumulate(map(counts.__getitem__, range(terms)), initial=0))
        numbers = array("I", bytes(4 * starts[-1]))
        weights: array[Any] = array(kind, [0]) * starts[-1]
        free = starts[:-1]
        for number, row in enumerate(rows()):
            for term, weight in zip(*row, strict=True):
                at = free[term]
                numbers[at], weights[at] = number, weight
                free[term] = at + 1
        return cls(starts, numbers, weights)

    @classmethod
    def kept(cls, rows: Sequence[str], kind: Literal["d", "H"] = "d") -> "_Postings":
        """What others gave as `rows` to the same."""
        starts, numbers, weights = map(unpacked, ("I", "I", kind), rows)
        if not starts[-1] == len(numbers) == len(weights):
            raise ValueError("postings of unequal lengths")
        return cls(starts, numbers, weights)

    @property
    def rows(self) -> list[str]:
        """What the same postings can be made from."""
        return [packed(self._starts), packed(self._numbers), packed(self._weights)]

    def __len__(self) -> int:
        return len(self._numbers)

    def best(self, query: Iterable[tuple[int, float]], limit: int, budget: int = _BUDGET) -> list[int]:
        """Terms with their weights, the telling ones first, to the sources with the highest sums of products.

        Of equals the one whose path comes first. `budget` postings are read at most.
        """
        sums: dict[int, float] = {}
        get, starts = sums.get, self._starts
        for term, weight in query:
            start, end = starts[term : term + 2] if term + 1 < len(starts) else (0, 0)
            if start == end:
                continue
            budget -= end - start
            if budget < 0 and sums:
                break
            for number, other in zip(self._numbers[start:end], self._weights[start:end], strict=True):
                sums[number] = get(number, 0.0) + weight * other
        if len(sums) > limit:
            least = nlargest(limit, sums.values())[-1]
            best = [number for number, sum_ in sums.items() if sum_ >= least]
        else:
            best = list(sums)
        best.sort()
        best.sort(key=sums.__getitem__, reverse=True)
        return best[:limit]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What was found for a claim: the best sources for each question, best first, and those that it names."""

    ranked: tuple[tuple[list[int], int], ...]
    """Sources' numbers, and how many of them are looked at."""
    named: frozenset[int]

    @property
    def every(self) -> frozenset[int]:
        """The numbers of all that were found, looked at or not."""
        return self.named.union(*(numbers for numbers, _ in self.ranked))

    def candidates(self, without: Collection[int] = ()) -> list[int]:
        """The numbers of the sources worth comparing, ascending, as if those `without` were not there."""
        found = set(self.named)
        for numbers, limit in self.ranked:
            found.update([number for number in numbers if number not in without][:limit])
        return sorted(found.difference(without))


class Index:
    """Postings of a corpus: words of heads and of texts, identifiers, file names and days.

    They can be made from the `rows` of another index of the same sources, too.
    """

    def __init__(self, corpus: Corpus, rows: Any = None) -> None:
        self.corpus = corpus
        self._head_rarity, self._record_rarity = corpus.head_rarity, corpus.record_rarity
        self._names: defaultdict[Name, list[int]] = defaultdict(list)
        if rows is None:
            self._work_out(corpus.sources, len(corpus.rarity))
        else:
            self._take(*rows)

    def _work_out(self, sources: Sequence[SourceSide], words: int) -> None:
        months = Counter(month for source in sources for month in _months(source.dates))
        self._month = {month: number for number, month in enumerate(months)}
        """The numbers of months among the terms of heads; those of words, of which claims have more, come behind."""
        self._month_rarity = [rarity(len(sources), count) for count in months.values()]
        self._heads = _Postings.of(lambda: map(self._head, sources), len(months) + words)
        self._records = _Postings.of(lambda: map(self._record, sources), words)
        texts = [source.packed for source in sources]
        self._texts = _Postings.of(lambda: ((text.words, text.steps) for text in texts), words, "H")
        for number, source in enumerate(sources):
            names: Iterable[Name] = (source.name, source.undated, *source.identifiers, *_days(source.dates))
            for name in dict.fromkeys(names):
                self._names[name].append(number)

    def _take(self, months: Any, nats: Any, heads: Any, records: Any, texts: Any, names: Any) -> None:
        self._month = {PartialDate(*month): number for number, month in enumerate(months)}
        self._month_rarity = [*nats]
        self._heads, self._records = _Postings.kept(heads), _Postings.kept(records)
        self._texts = _Postings.kept(texts, "H")
        for name, numbers in names:  # JSON gives a list for what is no text, and tuples are equal whatever their type
            self._names[name if isinstance(name, str) else cast(Identifier, tuple(name))] = numbers

    @property
    def rows(self) -> Any:
        """What another index of the same sources can be made from, for JSON."""
        postings = self._heads.rows, self._records.rows, self._texts.rows
        return list(self._month), self._month_rarity, *postings, list(self._names.items())

    @property
    def size(self) -> int:
        """How many postings it has."""
        return len(self._heads) + len(self._records) + len(self._texts)

    def _head(self, source: SourceSide) -> Row:
        terms = self._terms(source.head, source.dates)
        # Months only add: a source that gives its date is no less about its words.
        length = math.sqrt(sum([self._head_rarity[word] for word in source.head])) or 1.0
        return [term for term, _ in terms], [nats / length for _, nats in terms]

    def _record(self, source: SourceSide) -> Row:
        return source.record, [self._record_rarity[word] / source.length for word in source.record]

    def _terms(self, words: Iterable[int], dates: Iterable[PartialDate]) -> list[tuple[int, float]]:
        """Words, and the months that dates are in, to the terms by which heads are looked up, and how much each tells.

        A month that no source is of is none.
        """
        months = (self._month[month] for month in _months(dates) if month in self._month)
        terms = [(len(self._month) + word, self._head_rarity[word]) for word in words]
        return terms + [(month, self._month_rarity[month]) for month in months]

    def find(self, claim: ClaimSide, spare: int = 0) -> Shortlist:
        """A claim to what is worth comparing it with; `spare` is how many sources may be taken out of it later."""
        named: set[int] = set()
        ranked: list[tuple[list[int], int]] = []
        by_head = BY_HEAD if len(claim.works) == 1 else BY_HEADS
        for work in claim.works:
            rarest = sorted(self._terms(work.words, work.dates), key=itemgetter(1), reverse=True)
            ranked.append((self._heads.best(((term, 1.0) for term, _ in rarest), by_head + spare), by_head))
            weighted = sorted(
                ((word, self._record_rarity[word]) for word in work.words), key=itemgetter(1), reverse=True
            )
            ranked.append((self._records.best(weighted, BY_RECORD + spare), BY_RECORD))
            files = (identifier.value for identifier in work.identifiers)
            named.update(self._named((*files, *work.identifiers, *_days(work.dates))))
        named.update(self._named(claim.linked))
        by_text, budget = (BY_TEXT, _BUDGET) if claim.works else (BY_TEXT_ALONE, _BUDGET_ALONE)
        for query, limit in ((claim.text, by_text), (claim.cited, BY_MENTION)):
            ranked.append((self._texts.best(islice(query.items(), QUERY_WORDS), limit + spare, budget), limit))
        return Shortlist(tuple(ranked), frozenset(named))

    def _named(self, names: Iterable[Name]) -> Iterator[int]:
        for name in names:
            numbers = self._names.get(name, ())
            if len(numbers) <= BY_NAME:
                yield from numbers


def _days(dates: Iterable[PartialDate]) -> Iterator[PartialDate]:
    return (date for date in dates if date.day is not None)


def _months(dates: Iterable[PartialDate]) -> dict[PartialDate, None]:
    """The months that dates are in, each once."""
    return {PartialDate(date.year, date.month): None for date in dates if date.month is not None}
