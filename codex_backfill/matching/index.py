"""An inverted index over everything that can tell which source a claim comes from."""

from collections import defaultdict
from collections.abc import Collection

from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.identifiers import Identifier

BY_HEAD = 12
BY_TEXT = 8
"""How many sources are looked at for what their heads, and for what their texts share with a claim."""
QUERY_WORDS = 48
"""How many of a text's words are looked up."""


class Index:
    """Postings of a corpus: words of heads and of texts, identifiers and file names."""

    def __init__(self, corpus: Corpus) -> None:
        self._rarity = corpus.head_rarity
        self._heads: defaultdict[int, list[int]] = defaultdict(list)
        self._texts: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        self._names: defaultdict[str | Identifier, list[int]] = defaultdict(list)
        for number, source in enumerate(corpus.sources):
            for word in source.head:
                self._heads[word].append(number)
            for word, weight in source.text.items():
                self._texts[word].append((number, weight))
            for name in (source.name, *sorted(source.identifiers)):
                self._names[name].append(number)

    def candidates(self, claim: ClaimSide, without: Collection[int] = ()) -> list[int]:
        """A claim to the numbers of the sources worth comparing, ascending, the sources `without` left out."""
        found: set[int] = set()
        for work in claim.works:
            shared: defaultdict[int, float] = defaultdict(float)
            for word in sorted(work.words):
                if word < len(self._rarity) and (rarity := self._rarity[word]) > 0:
                    for number in self._heads.get(word, ()):
                        shared[number] += rarity
            found.update(_best(shared, BY_HEAD, without))
            for identifier in sorted(work.identifiers):
                found.update(self._names.get(identifier.value, ()), self._names.get(identifier, ()))
        for name in sorted(claim.linked):
            found.update(self._names.get(name, ()))
        for query in (claim.text, claim.cited, claim.topic):
            shared = defaultdict(float)
            for word, weight in sorted(query.items(), key=lambda item: (-item[1], item[0]))[:QUERY_WORDS]:
                for number, other in self._texts.get(word, ()):
                    shared[number] += weight * other
            found.update(_best(shared, BY_TEXT, without))
        return sorted(found.difference(without))


def _best(shared: dict[int, float], limit: int, without: Collection[int]) -> list[int]:
    for number in without:
        shared.pop(number, None)
    if len(shared) <= limit:
        return list(shared)
    return [number for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:limit]]
