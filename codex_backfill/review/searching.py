"""A search over all sources, key by key: for a claim whose source matching did not bring up."""

from collections.abc import Sequence
from dataclasses import dataclass

from codex_backfill.notes.note import Source
from codex_backfill.review.queue import search
from codex_backfill.terminal.cells import clean


@dataclass(slots=True)
class Searching:
    """A search under way: what was typed, what it found, which one is pointed at."""

    query: str = ""
    found: tuple[Source, ...] = ()
    at: int = 0

    def press(self, key: str, sources: Sequence[Source]) -> None:
        """A key that types, takes back, or points to another one (`up`, `down`)."""
        if key in ("up", "down"):
            self.at = min(max(self.at + (1 if key == "down" else -1), 0), max(len(self.found) - 1, 0))
            return
        if key == "backspace":
            self.query = self.query[:-1]
        elif len(key) == 1:
            self.query += clean(key)
        self.found, self.at = search(sources, self.query), 0
