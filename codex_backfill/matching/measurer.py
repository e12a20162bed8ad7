"""Claims measured beside the sources that they may come from, by as many processes as there are cores."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from codex_backfill.citations.claim_text import citations
from codex_backfill.known.labels import Labels
from codex_backfill.matching.cited_works import NOTHING, Citations, read_works
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.features import Comparer, Measured
from codex_backfill.matching.index import Index
from codex_backfill.matching.learn import Block, block, taught
from codex_backfill.matching.parallel import cores, spread
from codex_backfill.matching.sides import ClaimSide
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.terminal.progress import Progress, silent

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

MANY = 100
"""From how many claims on it pays to share their work with further processes."""


def _plainly_indexed(sources: Sequence[Source], progress: Progress) -> Index:
    """Sources to what finds those that are worth comparing."""
    return Index(Corpus(sources, progress))


class Measurer:
    """A vault and what is known of it: what finds and measures the candidates of any of its claims.

    See `Matcher` for what it is made of.
    """

    def __init__(
        self,
        vault: Vault,
        labels: Labels,
        workers: int | None = None,
        indexed: Callable[[Sequence[Source], Progress], Index] | None = None,
        cited: Mapping[str, Any] = NOTHING,
        progress: Progress = silent,
    ) -> None:
        self.labels = labels
        self.sources = vault.sources
        self.claim = {claim.path: claim for claim in sorted(vault.claims, key=lambda claim: claim.path)}
        """By path."""
        self.workers = workers or cores()
        self.progress = progress
        self.cited = Citations(cited)
        self._indexed = indexed or _plainly_indexed
        self._last: ClaimSide | None = None

    @cached_property
    def index(self) -> Index:
        """What finds the sources that are worth comparing."""
        return self._indexed(self.sources, self.progress)

    @property
    def corpus(self) -> Corpus:
        """The sources, ready to be compared."""
        return self.index.corpus

    def rest(self) -> None:
        """Lets go of what takes most room and can be worked out again, should anything be asked later."""
        self.__dict__.pop("index", None)
        self._last = None

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """The claims whose sources are known, or that are known to have none, with these sources, by path."""
        claims = self.claim.keys()
        there = {source.path for source in self.sources}
        found = {claim: of & there for claim, of in self.labels.sources.items()}
        found = {claim: sources for claim, sources in found.items() if sources and claim in claims}
        return dict(sorted((found | dict.fromkeys(claims & self.labels.no_source, frozenset())).items()))

    @cached_property
    def to_teach(self) -> Sequence[str]:
        """The known claims that weights are fitted to."""
        return taught(self.known)

    @cached_property
    def taught(self) -> dict[str, Block]:
        """The same with their candidates, by path."""
        self.read(map(self.claim.__getitem__, self.to_teach))
        return dict(zip(self.to_teach, self.each(self.block, self.to_teach, "learning"), strict=True))

    def each(
        self, work: Callable[[_Item], _Result], items: Sequence[_Item], what: str, unit: str = "claims"
    ) -> Iterable[_Result]:
        """What `work` gives for every claim, by as many processes as there are workers; `what` is what it does."""
        workers = self.workers if len(items) >= MANY else 1
        if workers > 1:
            _ = [*self.corpus.sources]  # before the processes part, so that each has them
        return self.progress(spread(work, items, workers), what, unit, len(items))

    def block(self, path: str) -> Block:
        """A claim's path to what it teaches."""
        return block(self.corpus, self.index, self.side(path), self.labels)

    def side(self, path: str) -> ClaimSide:
        """A claim's path to the claim as comparisons look at it; the last one is kept."""
        if self._last is None or self._last.path != path:
            self._last = self.corpus.read(self.claim[path], self.cited.works)
        return self._last

    def read(self, claims: Iterable[Claim]) -> None:
        """Reads what claims cite, so that every process has it, and the next run."""
        texts = self.cited.unread(text for claim in claims for text in citations(claim))
        for text, works in zip(texts, self.each(read_works, texts, "reading citations", "texts"), strict=True):
            self.cited.add(text, works)

    def count_cited(self, path: str) -> int:
        """How many works a claim cites."""
        if "taught" in vars(self) and path in self.taught:
            return self.taught[path].citations
        return sum(len(self.cited.works(text)) for text in citations(self.claim[path]))

    def measured(self, path: str, asked: Collection[int] = ()) -> Sequence[Measured]:
        """A claim's path to its candidates, measured, the sources that are `asked` about, by number, among them."""
        if not asked and path in self.to_teach:
            return self.block(path).present if "taught" not in vars(self) else self.taught[path].present
        side = self.side(path)
        return Comparer(self.corpus, side).measure(sorted({*asked, *self.index.find(side).candidates()}))
