"""What earlier runs over a vault read and matched, in the user's cache folder, as a parser and a matcher made of it."""

from pathlib import Path

from codex_backfill.cli.fast_path import program
from codex_backfill.disk.cache import Cached
from codex_backfill.disk.folders import cache_folder
from codex_backfill.known.labels import Labels
from codex_backfill.matching.matcher import Matching
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.notes.note import Vault
from codex_backfill.notes.parsed import Memory
from codex_backfill.settings import MatchSettings


class RunMemory:
    """The parser and the matcher of a run that do again only what no earlier run did, and give the same."""

    def __init__(self, root: Path) -> None:
        folder = cache_folder(root)
        self._notes = Cached(str(folder / "notes.json"), program())
        self._matches = Cached(str(folder / "matches.json"), program())
        self.parser = Memory(self._notes.value)

    def matcher(self, vault: Vault, labels: Labels, settings: MatchSettings) -> RememberingMatcher:
        """A vault that was read by this parser, and what is known of it, to its matcher."""
        return RememberingMatcher(vault, labels, settings, self._matches.value)

    def keep(self, matcher: RememberingMatcher, outcome: Matching) -> None:
        """Keeps what was read and matched for the next run."""
        self._notes.keep(self.parser.rows)
        self._matches.keep(matcher.rows(outcome))
