"""An inverted index over everything that can tell which source a claim comes from."""

import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.identifiers import Identifier

BY_HEAD = 6
BY_HEADS = 3
BY_TEXT = 3
BY_MENTION = 2
"""How many sources are looked at for what their heads share with the citation, or with each of several, their texts
with the claim's text, and their texts with what is cited."""
QUERY_WORDS = 32
"""How many of a text's words are looked up, the heaviest first."""
_BUDGET = 1000
"""How many postings are read for one question at most, those of rare words first."""


class _Postings(dict[int, tuple["array[int]", "array[float]"]]):
    """Words to the numbers of the sources that have them, and what each word weighs there."""

    def __missing__(self, word: int) -> tuple["array[int]", "array[float]"]:
        self[word] = fresh = array("I"), array("d")
        return fresh

    def add(self, number: int, words: Iterable[tuple[int, float]]) -> None:
        """Takes in that a source has some words with these weights."""
        for word, weight in words:
            numbers, weights = self[word]
            numbers.append(number)
            weights.append(weight)

    def best(self, query: Iterable[tuple[int, float]], limit: int) -> list[int]:
        """Words with their weights, the telling ones first, to the sources with the highest sums of products.

        Of equals the one whose path comes first.
        """
        sums: defaultdict[int, float] = defaultdict(float)
        budget = _BUDGET
        for word, weight in query:
            standing = self.get(word)
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

    def candidates(self, without: Collection[int] = ()) -> list[int]:
        """The numbers of the sources worth comparing, ascending, as if those `without` were not there."""
        found = set(self.named)
        for numbers, limit in self.ranked:
            found.update([number for number in numbers if number not in without][:limit])
        return sorted(found.difference(without))


class Index:
    """Postings of a corpus: words of heads and of texts, identifiers and file names."""

    def __init__(self, corpus: Corpus) -> None:
        self._rarity = corpus.head_rarity
        self._heads = _Postings()
        self._texts = _Postings()
        self._names: defaultdict[str | Identifier, list[int]] = defaultdict(list)
        for number, source in enumerate(corpus.sources):
            nats = [(word, corpus.head_rarity[word]) for word in source.head]
            length = math.sqrt(sum([value for _, value in nats])) or 1.0
            self._heads.add(number, [(word, value / length) for word, value in nats])
            self._texts.add(number, source.text.items())
            self._names[source.name].append(number)
            for identifier in source.identifiers:
                self._names[identifier].append(number)

    def find(self, claim: ClaimSide, spare: int = 0) -> Found:
        """A claim to what is worth comparing it with; `spare` is how many sources may be taken out of it later."""
        named: set[int] = set()
        ranked: list[tuple[list[int], int]] = []
        by_head = BY_HEAD if len(claim.works) == 1 else BY_HEADS
        for work in claim.works:
            rarest = sorted(work.words, key=self._rarity.__getitem__, reverse=True)
            ranked.append((self._heads.best(((word, 1.0) for word in rarest), by_head + spare), by_head))
            for identifier in work.identifiers:
                named.update(self._names.get(identifier.value, ()), self._names.get(identifier, ()))
        for name in claim.linked:
            named.update(self._names.get(name, ()))
        for query, limit in ((claim.text, BY_TEXT), (claim.cited, BY_MENTION)):
            ranked.append((self._texts.best(islice(query.items(), QUERY_WORDS), limit + spare), limit))
        return Found(tuple(ranked), frozenset(named))
