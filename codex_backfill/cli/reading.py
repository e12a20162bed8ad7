"""What stands in a vault and beside it: settings, notes, links, known pairs and decisions, each read once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from codex_backfill.cli.command import Run
from codex_backfill.errors import UsageError

if TYPE_CHECKING:
    from codex_backfill.known.decisions import Decision
    from codex_backfill.known.labels import Labels
    from codex_backfill.notes.names import Names
    from codex_backfill.notes.note import Vault
    from codex_backfill.notes.standing_links import Standing
    from codex_backfill.settings import Settings

KNOWN_PAIRS = "known_pairs.csv"


class Reading:
    """The first stages of a run over one vault; nothing is written by any of them."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.console = run.console
        if not run.vault.is_dir():
            raise UsageError(f"{run.vault}: no such folder")
        self.root = Path(run.vault).resolve()

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the vault, or of `--config`."""
        from codex_backfill import settings

        given = self.run.config
        path = given or self.root / settings.FILE_NAME
        found = settings.load(path, required=given is not None)
        if found.match.weights:
            _check_weights(found.match.weights, str(path))
        return found

    @cached_property
    def link_fields(self) -> tuple[str, str]:
        """The names of the two fields."""
        return self.settings.claims.field, self.settings.sources.field

    @property
    def may_be_empty(self) -> bool:
        """Whether a vault without notes is more than a wrong path."""
        return False

    @cached_property
    def vault(self) -> "Vault":
        """What stands in the vault."""
        vault = self.load_vault()
        if not vault.claims and not vault.sources and not self.may_be_empty:
            folders = ", ".join((*self.settings.claims.folders, *self.settings.sources.folders))
            raise UsageError(f"{self.root}: no notes below {folders}; is this the vault?")
        return vault

    def load_vault(self) -> "Vault":
        """Reads the vault."""
        from codex_backfill.notes.vault import load

        return load(self.root, self.settings, self.reading_progress)

    def reading_progress(self, paths: Sequence[str]) -> Iterable[str]:
        """The notes' paths, with a bar while they are gone through."""
        return self.console.progress(paths, "reading")

    @cached_property
    def standing(self) -> "Standing":
        """The links that stand in the notes."""
        from codex_backfill.notes.standing_links import standing

        return standing(self.vault, self.claim_names, self.source_names)

    @cached_property
    def claim_names(self) -> "Names":
        """What the claims are called."""
        from codex_backfill.notes.names import Names

        return Names(claim.note for claim in self.vault.claims)

    @cached_property
    def source_names(self) -> "Names":
        """What the sources are called."""
        from codex_backfill.notes.names import Names

        return Names(source.note for source in self.vault.sources)

    @cached_property
    def decisions_file(self) -> "tuple[Decision, ...]":
        """The decisions that count, as they stand in the file."""
        if not (self.root / ".codex-backfill/decisions.jsonl").exists():
            return ()
        from codex_backfill.known.decision_file import load
        from codex_backfill.known.decisions import merge

        decisions, overruled = merge(load(self.root))
        for one in overruled:
            self.console.detail(str(one))
        return decisions

    @cached_property
    def known(self) -> "Labels":
        """What the file of known pairs says."""
        from codex_backfill.known.labels import Labels
        from codex_backfill.known.pairs_file import parse

        path = self.run.known_pairs or self.root / KNOWN_PAIRS
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            if self.run.known_pairs:
                raise UsageError(f"{path}: no such file") from None
            return Labels()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: cannot be read: {error}") from None
        return parse(text, str(path), self.vault)


def _check_weights(weights: Mapping[str, float], name: str) -> None:
    """Raises UsageError for weights of comparisons that there are none of, naming the nearest."""
    from difflib import get_close_matches

    from codex_backfill.matching.evidence import NAMES

    unknown = [key for key in weights if key.partition(".")[0] not in NAMES or "." not in key]
    if unknown:
        told = (
            f"unknown key 'match.weights.{k}'; the nearest is {get_close_matches(k, NAMES, 1, 0.0)[0]!r}"
            for k in unknown
        )
        raise UsageError("\n".join(f"{name}:1:1: {line}, as in 'title.exact'" for line in told))
