"""What earlier runs over a vault read and matched, in the user's cache folder, as a parser and a matcher made of it."""

import time
from pathlib import Path

from codex_backfill.cli.fast_path import program
from codex_backfill.disk.cache import Cached, Shelf, sweep
from codex_backfill.disk.folders import cache_folder
from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import Matching
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.notes.note import Vault
from codex_backfill.notes.parsed import PLAIN, Parser, RememberingParser
from codex_backfill.settings import MatchSettings
from codex_backfill.terminal.progress import Progress, silent


class RunMemory:
    """The parser and the matcher of a run that do again only what no earlier run did, and give the same.

    Without a cache (`--no-cache`) they know of no earlier run, and nothing is kept.
    """

    def __init__(self, root: Path, *, cached: bool = True) -> None:
        folder, key = cache_folder(root), program() if cached else ""
        self._base = str(folder.parent)
        self._notes = Cached(str(folder / "notes.json"), key) if cached else None
        self._matches = Cached(str(folder / "matches.json"), key) if cached else None
        self._shelf = (lambda name: Shelf(str(folder / f"{name}.json"), key)) if cached else None
        self._parser = RememberingParser(self._notes.value) if self._notes else None

    @property
    def parser(self) -> Parser:
        """What parses notes."""
        return self._parser or PLAIN

    def matcher(
        self, vault: Vault, labels: Labels, settings: MatchSettings, progress: Progress = silent
    ) -> RememberingMatcher:
        """A vault that was read by this parser, and what is known of it, to its matcher."""
        kept = self._matches.value if self._matches else {}
        return RememberingMatcher(vault, labels, settings, kept, self._shelf, progress=progress)

    def keep(self, matcher: RememberingMatcher, outcome: Matching | None = None) -> None:
        """Keeps what was read, learned, and, where all claims were matched, matched for the next run."""
        if self._notes and self._parser and self._matches:
            matcher.keep_citations()
            is_new = [self._notes.keep(self._parser.rows), self._matches.keep(matcher.rows(outcome))]
            if any(is_new):
                sweep(self._base, now=time.time())
