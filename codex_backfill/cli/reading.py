"""The first half of a run: from a vault's folder to what is known of it; all of a run that only reads.

Nothing here imports the matcher, which takes longer than a small vault to check.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from codex_backfill import settings_file
from codex_backfill.cli.hints import hints
from codex_backfill.disk.paths import slashed
from codex_backfill.disk.system import read_regular
from codex_backfill.errors import UsageError
from codex_backfill.known import ledger, pairs_file
from codex_backfill.known.labels import Labels
from codex_backfill.known.past import NO_EDITS, Edits, Past, Record, merged, read_record
from codex_backfill.known.renames import Similar
from codex_backfill.known.unread import with_unread
from codex_backfill.notes import vault as vault_folder
from codex_backfill.notes.note import Vault
from codex_backfill.notes.parsed import PLAIN, Parser
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import Settings
from codex_backfill.sync.reconcile import Reconciliation, reconcile
from codex_backfill.sync.three_way import Step
from codex_backfill.terminal.progress import Progress, silent

KNOWN_PAIRS = "known_pairs.csv"


def find_root(folder: Path) -> Path:
    """A vault's folder as it was named to its absolute path; raises UsageError when there is none.

    The current folder stands for the nearest one upwards with settings or a ledger, as in git.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    here = folder.resolve()
    if folder == Path():
        marks = (settings_file.FILE_NAME, ".codex-backfill")
        return next((one for one in (here, *here.parents) if any((one / mark).exists() for mark in marks)), here)
    return here


def load_settings(root: Path, config: Path | None = None) -> Settings:
    """A vault's settings, or those of another file; raises UsageError with all that is wrong with them."""
    path = config or root / settings_file.FILE_NAME
    found = settings_file.load(path, required=config is not None)
    if found.match.weights:
        _check_weights(found.match.weights, str(path))
    return found


def read_vault(
    root: Path,
    settings: Settings,
    parser: Parser = PLAIN,
    progress: Progress = silent,
    *,
    known_pairs: Path | None = None,
) -> Vault:
    """A vault's folder to its claims, its sources, and the problems with what could not be read.

    What `known_pairs`, else those beside the vault, name and nobody can read is among the problems. Raises UsageError
    when there are no notes at all, unless an earlier run saw some: then it is for brakes to judge.
    """
    vault = vault_folder.load(root, settings, progress, parser)
    _, found = ledger.load(root)
    last = found if isinstance(found, ledger.Ledger) else ledger.Ledger()
    if not vault.claims and not vault.sources and last.run is None and not vault.problems:
        raise UsageError(*(f"{root}: {hint}" for hint in hints(vault, settings)))
    named = _named_in_pairs(known_pairs or root / KNOWN_PAIRS)
    return with_unread(root, vault, last.links, named, settings.link_fields)


def _named_in_pairs(path: Path) -> frozenset[str]:
    """The cells of a file of known pairs, as `slashed` paths, whatever else is wrong with that file."""
    if not path.is_file():  # a pipe is read once
        return frozenset()
    try:
        text = read_regular(path).decode("utf-8-sig")
        return frozenset(slashed(cell) for row in csv.reader(text.splitlines()) for cell in row)
    except (OSError, UnicodeDecodeError, csv.Error):
        return frozenset()


def read_pairs(root: Path, vault: Vault, given: Path | None = None) -> Labels:
    """The known pairs beside a vault, or those of another file; raises UsageError with all that is wrong with them."""
    path = given or root / KNOWN_PAIRS
    if not path.exists():
        if given:
            raise UsageError(f"{given}: no such file")
        return Labels()
    return pairs_file.load(path, vault, any_kind=given is not None)


def recall(root: Path, vault: Vault, settings: Settings, pairs: Labels, *, is_asked_for: bool = True) -> Past:
    """A vault and its known pairs to all that is known of its links before anything is scored.

    What was undone may be written again where a person asks for it; where nobody does, it waits. Raises UsageError for
    a ledger or a file of decisions that cannot be read.
    """
    record = remembered(root, vault, settings)
    if is_asked_for:
        record = replace(record, ledger=ledger.taken_up_again(record.ledger))
    edits = edits_since(reconciled(record, vault)) if record.ledger.links or record.decisions else NO_EDITS
    return merged(record, edits, pairs, vault, settings.link_fields)


def remembered(root: Path, vault: Vault, settings: Settings) -> Record:
    """A vault to what earlier runs and people left behind: the first half of `recall`."""

    def similar(vanished: Sequence[str], arrived: Sequence[str]) -> tuple[Similar, ...]:
        # Here and not above: git is asked only where notes vanished.
        from codex_backfill.sync.repository import similar as similar_in_git

        return similar_in_git(root, vanished, arrived)

    return read_record(root, vault, settings.link_fields, similar)


def reconciled(record: Record, vault: Vault, wanted: Iterable[Link] = ()) -> Reconciliation:
    """What is to be done about every link that stands, that is remembered, or that is wanted."""
    names = record.standing.names
    return reconcile(record.ledger, record.moves, vault, names, wanted=frozenset(wanted), said=record.said)


def edits_since(found: Reconciliation) -> Edits:
    """What is to be done about the links, whatever matching finds, to what people said by editing the notes."""
    asked = (Step.HOLD, Step.DISPUTE)
    held = (Step.WITHDRAW, Step.FORGET, Step.WAIT, *asked)
    return Edits(
        stated={one.link: one.outcome.answer == "yes" for one in found.links if one.outcome.answer},
        open_links=frozenset(one.link for one in found.links if one.outcome.step in held),
        asked=frozenset(one.link for one in found.links if one.outcome.step in asked),
        waiting=frozenset(one.link.claim for one in found.links if one.waits_for_a_note),
    )


def _check_weights(weights: Iterable[str], name: str) -> None:
    """Raises UsageError for weights of comparisons that there are none of, naming the nearest."""
    # Here and not above: few settings have any.
    from codex_backfill.matching.evidence import NAMES

    unknown = [key for key in weights if key.partition(".")[0] not in NAMES or "." not in key]
    if unknown:
        told = (
            f"unknown key 'match.weights.{k}'; the nearest is {get_close_matches(k, NAMES, 1, 0.0)[0]!r}"
            for k in unknown
        )
        raise UsageError(*(f"{name}:1:1: {line}, as in 'title.exact'" for line in told))
