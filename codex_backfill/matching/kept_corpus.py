"""The sources' index, made ready by this run, or by an earlier one over the same sources."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.index import Index
from codex_backfill.notes.note import Source
from codex_backfill.terminal.progress import Progress

MOST = 6_000_000
"""How many postings are kept at most, those of some 20,000 sources: a file of 100 MB. Of more, making text of them
would take memory that such a vault needs, and the folder of caches has room for few such files."""


class Store(Protocol):
    """Where a value is kept for the next run: a file in the user's cache folder."""

    def load(self) -> Mapping[str, Any]:
        """What was kept, empty where there is nothing."""

    def save(self, value: Mapping[str, Any]) -> None:
        """Keeps a value that JSON can hold, where that can be done."""


class KeptCorpus:
    """What makes sources ready to be matched, once for as long as they stay as they are.

    `basis` is the digest of all that matching reads of them; what was kept for another one is as good as nothing.
    """

    def __init__(self, store: Store, basis: str) -> None:
        self._store, self._basis = store, basis

    def __call__(self, sources: Sequence[Source], progress: Progress) -> Index:
        """Sources to their index."""
        kept = self._store.load()
        if kept.get("basis") == self._basis:
            with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):  # written by somebody else
                corpus = Corpus(sources, progress, kept["corpus"])
                return Index(corpus, kept["index"])
        index = Index(Corpus(sources, progress))
        if index.size <= MOST:
            self._store.save({"basis": self._basis, "corpus": index.corpus.rows, "index": index.rows})
        return index
