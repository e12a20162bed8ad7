"""How much it tells to find something in a source: the fewer sources have it, the more."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.matching.sides import SourceSide


def rarity(total: int, count: int) -> float:
    """How many of all sources have something to how many nats it tells: the logarithm of all by those that have it."""
    return max(0.0, math.log((total + 1) / (count + 0.5)))


def rarities(texts: Iterable[Iterable[int]], total: int, known: int) -> list[float]:
    """All sources' words, each once, to the rarities of the `known` words, by number."""
    standing = [0] * known
    for text in texts:
        for word in text:
            standing[word] += 1
    nats = {count: rarity(total, count) for count in {*standing}}  # few counts are shared by many words
    return [nats[count] for count in standing]


class Rare:
    """How many nats a source's venue, volume, page, organisation, day or month tells.

    Made from how many of all sources have each, as `counted` gives it.
    """

    def __init__(self, total: int, counts: Iterable[tuple[str, str, int]]) -> None:
        self._total = total
        self._counts = {(key, value): count for key, value, count in counts}

    def nats(self, key: str, value: str) -> float:
        """What kind of thing, and which, to how many nats it tells."""
        return rarity(self._total, self._counts.get((key, value), 0))

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        """What another one can be made from."""
        return [(*which, count) for which, count in self._counts.items()]


def counted(sources: Sequence[SourceSide]) -> Iterable[tuple[str, str, int]]:
    """All sources to how many have each venue, volume, first page, organisation, day and month."""
    counts = Counter(
        (key, value)
        for source in sources
        for key, values in (
            ("venue", (" ".join(source.venue),)), ("volume", (source.volume,)),
            ("page", source.pages[:1]), ("organisation", source.organisations), ("date", _periods(source.dates)),
        )
        for value in values
        if value
    )  # fmt: skip
    return ((key, value, count) for (key, value), count in counts.items())


def _periods(dates: Iterable[PartialDate]) -> frozenset[str]:
    """Dates to their days and months, as far as they are known, in ISO 8601."""
    return frozenset(str(known) for date in dates for known in (date, date._replace(day=None)) if known.month)
