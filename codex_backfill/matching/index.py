"""An inverted index over everything that can tell which source a claim comes from."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable

from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.identifiers import Identifier

BY_HEAD = 6
BY_TEXT = 4
BY_MENTION = 2
"""How many sources are looked at for what their heads share with one citation, their texts with the claim's text, and
their texts with what is cited."""
QUERY_WORDS = 32
"""How many of a text's words are looked up, the heaviest first."""
_BUDGET = 4000
"""How many postings are read for one question at most, those of rare words first."""

_Postings = dict[int, list[tuple[int, float]]]


class Index:
    """Postings of a corpus: words of heads and of texts, identifiers and file names."""

    def __init__(self, corpus: Corpus) -> None:
        self._rarity = corpus.head_rarity
        self._heads: _Postings = defaultdict(list)
        self._texts: _Postings = defaultdict(list)
        self._names: defaultdict[str | Identifier, list[int]] = defaultdict(list)
        for number, source in enumerate(corpus.sources):
            nats = {word: corpus.head_rarity(word) for word in source.head}
            length = math.sqrt(sum(nats.values())) or 1.0
            for word, value in nats.items():
                self._heads[word].append((number, value / length))
            for word, weight in source.text.items():
                self._texts[word].append((number, weight))
            self._names[source.name].append(number)
            for identifier in source.identifiers:
                self._names[identifier].append(number)

    def candidates(self, claim: ClaimSide, without: Collection[int] = ()) -> list[int]:
        """A claim to the numbers of the sources worth comparing, ascending, the sources `without` left out."""
        found: set[int] = set()
        for work in claim.works:
            words = sorted(((self._rarity(word), word) for word in work.words), key=lambda one: (-one[0], one[1]))
            found.update(_best(self._heads, ((word, 1.0) for _, word in words), BY_HEAD, without))
            for identifier in work.identifiers:
                found.update(self._names.get(identifier.value, ()), self._names.get(identifier, ()))
        for name in claim.linked:
            found.update(self._names.get(name, ()))
        for query, limit in ((claim.text, BY_TEXT), (claim.cited, BY_MENTION)):
            heaviest = sorted(query.items(), key=lambda item: (-item[1], item[0]))[:QUERY_WORDS]
            found.update(_best(self._texts, heaviest, limit, without))
        return sorted(found.difference(without))


def _best(postings: _Postings, query: Iterable[tuple[int, float]], limit: int, without: Collection[int]) -> list[int]:
    """The numbers with the highest sums of products of weights, lower numbers first among equals."""
    sums: defaultdict[int, float] = defaultdict(float)
    budget = _BUDGET
    for word, weight in query:
        standing = postings.get(word)
        if standing is None:
            continue
        budget -= len(standing)
        if budget < 0 and sums:
            break
        for number, other in standing:
            sums[number] += weight * other
    for number in without:
        sums.pop(number, None)
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return [number for number, _ in ranked[:limit]]
