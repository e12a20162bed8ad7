"""A plan to all that is written for it in one transaction: its notes, and the ledger that remembers their links."""

from collections.abc import Mapping
from typing import Any

from codex_backfill.cli.reading import reconciled
from codex_backfill.editing.plan import Plan
from codex_backfill.known import ledger
from codex_backfill.known.past import Record
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import Settings
from codex_backfill.sync.brakes import counts_of
from codex_backfill.sync.changes import changes_of, entry_changes
from codex_backfill.sync.next_ledger import next_ledger
from codex_backfill.writing.change import FileChange, RunRecord, Stamp, make_record


def plan_write(
    stamp: Stamp,
    plan: Plan,
    vault: Vault,
    record: Record,
    settings: Settings,
    given: Mapping[str, Any],
    scores: Mapping[Link, float] | None = None,
) -> RunRecord:
    """A run's stamp, its plan, the vault that it is for and what is remembered of that, and the settings with what of
    them people set, to what is written; `scores` are those of the matched links of a saved plan.

    Raises UsageError for a damaged ledger.
    """
    record.ensure_sound()
    if scores is None:
        scores = {one.link: one.score for one in plan.links if one.score is not None}
    found = reconciled(record, vault, (one.link for one in plan.links))
    changes = changes_of(plan)
    counts = counts_of(vault, record, scores.keys(), given)
    after = next_ledger(record, found, changes, vault, settings, counts=counts, scores=scores, only_adds=True)
    last = FileChange(ledger.PATH, record.ledger_bytes, ledger.dump(after))
    links = [(link.claim, link.source) for link in changes.links]
    return make_record(stamp, changes.files, links, last, entry_changes(changes, settings))
