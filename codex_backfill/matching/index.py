"""An inverted index over everything that can tell which source a claim comes from."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from codex_backfill.citations.identifier_kind import Identifier
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.matching.corpus import ClaimSide, Corpus, rarity

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
_BUDGET = 1000
"""How many postings are read for one question at most, those of rare words first."""


Term = int | PartialDate
"""A word's number, or a month: what heads are looked up by."""
Name = str | Identifier | PartialDate
"""A file name, an identifier or a day: what names sources outright."""


class _Postings(dict[Term, tuple["array[int]", "array[float]"]]):
    """Terms to the numbers of the sources that have them, and what each term weighs there."""

    def __missing__(self, term: Term) -> tuple["array[int]", "array[float]"]:
        self[term] = fresh = array("I"), array("d")
        return fresh

    def add(self, number: int, terms: Iterable[tuple[Term, float]]) -> None:
        """Takes in that a source has some terms with these weights."""
        for term, weight in terms:
            numbers, weights = self[term]
            numbers.append(number)
            weights.append(weight)

    def best(self, query: Iterable[tuple[Term, float]], limit: int) -> list[int]:
        """Terms with their weights, the telling ones first, to the sources with the highest sums of products.

        Of equals the one whose path comes first.
        """
        sums: defaultdict[int, float] = defaultdict(float)
        budget = _BUDGET
        for term, weight in query:
            standing = self.get(term)
            if standing is None:
                continue
            budget -= len(standing[0])
            if budget < 0 and sums:
                break
            for number, other in zip(*standing, strict=True):
                sums[number] += weight * other
        return nlargest(limit, sorted(sums), key=sums.__getitem__)


@dataclass(frozen=True, slots=True)
class Found:
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
    """Postings of a corpus: words of heads and of texts, identifiers, file names and days."""

    def __init__(self, corpus: Corpus) -> None:
        self._rarity = corpus.head_rarity
        months = Counter(month for source in corpus.sources for month in _months(source.dates))
        self._month_rarity = {month: rarity(len(corpus.sources), count) for month, count in months.items()}
        self._heads = _Postings()
        self._records = _Postings()
        self._record_rarity = corpus.record_rarity
        self._texts = _Postings()
        self._names: defaultdict[Name, list[int]] = defaultdict(list)
        for number, source in enumerate(corpus.sources):
            terms: Iterable[Term] = (*source.head, *_months(source.dates))
            nats = {term: self._nats(term) for term in terms}
            # Months only add: a source that gives its date is no less about its words.
            length = math.sqrt(sum([self._rarity[word] for word in source.head])) or 1.0
            self._heads.add(number, [(term, value / length) for term, value in nats.items()])
            self._records.add(number, [(word, self._record_rarity[word] / source.length) for word in source.record])
            self._texts.add(number, source.text.items())
            names: Iterable[Name] = (source.name, *source.identifiers, *_days(source.dates))
            for name in names:
                self._names[name].append(number)

    def find(self, claim: ClaimSide, spare: int = 0) -> Found:
        """A claim to what is worth comparing it with; `spare` is how many sources may be taken out of it later."""
        named: set[int] = set()
        ranked: list[tuple[list[int], int]] = []
        by_head = BY_HEAD if len(claim.works) == 1 else BY_HEADS
        for work in claim.works:
            terms: Iterable[Term] = (*work.words, *_months(work.dates))
            rarest = sorted(terms, key=self._nats, reverse=True)
            ranked.append((self._heads.best(((term, 1.0) for term in rarest), by_head + spare), by_head))
            weighted = sorted(
                ((word, self._record_rarity[word]) for word in work.words), key=itemgetter(1), reverse=True
            )
            ranked.append((self._records.best(weighted, BY_RECORD + spare), BY_RECORD))
            files = (identifier.value for identifier in work.identifiers)
            named.update(self._named((*files, *work.identifiers, *_days(work.dates))))
        named.update(self._named(claim.linked))
        by_text = BY_TEXT if claim.works else BY_TEXT_ALONE
        for query, limit in ((claim.text, by_text), (claim.cited, BY_MENTION)):
            ranked.append((self._texts.best(islice(query.items(), QUERY_WORDS), limit + spare), limit))
        return Found(tuple(ranked), frozenset(named))

    def _nats(self, term: Term) -> float:
        """How much a term tells."""
        return self._rarity[term] if isinstance(term, int) else self._month_rarity.get(term, 0.0)

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
