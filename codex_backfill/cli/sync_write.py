"""What a sync writes: notes, answers and ledger in one transaction, after a last look at what removals rest on."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from codex_backfill.cli.sync_report import Work
from codex_backfill.cli.writer import Writer
from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import alone
from codex_backfill.known import ledger, state
from codex_backfill.known.decision_file import changed, stamp
from codex_backfill.known.decisions import PATH as DECISIONS
from codex_backfill.known.past import stated_decisions
from codex_backfill.known.renames import identify_all
from codex_backfill.known.texts import Texts
from codex_backfill.notes.files import is_absent, read_bytes
from codex_backfill.notes.standing_links import Link
from codex_backfill.sync.basis import shaken
from codex_backfill.sync.changes import entry_changes, make_changes
from codex_backfill.sync.next_ledger import next_ledger
from codex_backfill.writing.change import FileChange, make_record
from codex_backfill.writing.write import Written


def write_work(root: Path, work: Work, writer: Writer) -> tuple[Work, Written]:
    """Writes notes, answers and ledger in one transaction; gives the work as it was done in the end, and what it wrote.

    What removals rest on is looked at again, right before the write. Where it is no longer so, an editor being at work
    on the note, the links are left for the next run.
    """
    record, vault, settings = work.past.record, work.vault, work.settings
    look = partial(shaken, work.found.links, vault, partial(read_bytes, root), partial(is_absent, root))
    new = stated_decisions(record, work.past.edits, Texts.of(vault, settings.link_fields), at=stamp(datetime.now(UTC)))
    held: frozenset[Link] = frozenset()
    has_answers = bool(new or record.moved_decisions)
    with alone(root) if has_answers else nullcontext():
        path = root / DECISIONS
        old_answers = path.read_bytes() if path.exists() else None
        while True:
            held |= look()
            if held:
                changes = make_changes(
                    *(work.found, work.links, vault, record.standing.names),
                    settings=settings,
                    read=partial(read_bytes, root),
                    held=held,
                )
                work = replace(work, changes=changes)
            answers = {link: answer for link, answer in new.items() if link not in work.changes.refused}
            kept = changed(old_answers, [answers[link] for link in sorted(answers)], record.moved_decisions)
            after = ledger.dump(
                next_ledger(record, work.found, work.changes, vault, settings, counts=work.counts, answers=answers)
            )
            is_same = record.ledger_bytes is None and after == ledger.dump(ledger.Ledger())
            ends = {(link.claim, link.source) for link in work.changes.links} - {(k.claim, k.source) for k in answers}
            made = make_record(
                writer.stamp,
                [*work.changes.files, FileChange(DECISIONS, old_answers, kept)],
                sorted([*ends, *((link.claim, link.source, DECISIONS) for link in answers)]),
                last=None if is_same else FileChange(ledger.PATH, record.ledger_bytes, after),
                entries=entry_changes(work.changes, settings),
            )
            written = writer.put(made, partial(_holds, look, held))
            if not written.is_shaken:
                break
    if not written.failed:  # else the ledger still has to find the notes that moved
        state.remember_notes(state_folder(root), identify_all(vault, settings.link_fields))
    return work, written


def _holds(look: Callable[[], frozenset[Link]], held: frozenset[Link]) -> bool:
    """Whether nothing but what is held already rests on what is no longer so."""
    return look() <= held
