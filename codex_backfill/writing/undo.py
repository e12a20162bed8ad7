"""The record of a run and the files as they are now, to the record that takes it back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from codex_backfill.editing import entry as one_entry
from codex_backfill.editing.edit import Addition
from codex_backfill.editing.field import add, without_empty_block
from codex_backfill.known.decisions import PATH as DECISIONS
from codex_backfill.notes.frontmatter import FrontmatterError, decode, load, split
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.writing.change import EntryChange, FileChange, RunRecord, Stamp, make_record
from codex_backfill.writing.own_files_before import Naming, Read, answered_pairs, decisions_before, ledger_before

_OUTCOME = "the link stays in both notes"


@dataclass(frozen=True, slots=True)
class Inverse:
    """What takes a run back, and what of it has to stay, with the reasons."""

    record: RunRecord
    left: tuple[Problem, ...]

    @property
    def does_anything(self) -> bool:
        """Whether a note, or the memory of a link, is taken back by it."""
        return bool(self.record.notes) or bool(self.record.last and self.record.links)


def invert(run: RunRecord, stamp: Stamp, read: Read, naming: Naming, link_fields: Mapping[Side, str]) -> Inverse:
    """A run's record, the stamp of the undo, and what reads files and entries as they are now, to what takes it back.

    A file that nobody has changed since gets its old bytes again. In one that has changed, the run's own entries alone
    are taken out, and what it had taken out is put in. Both ends of a link are taken back, or neither: where a person
    wrote an entry for it in another spelling, or an end cannot be edited, it stays, and that is told.
    """
    now = {change.path: read(change.path) for change in run.notes}
    if not run.entries:
        return _of_whole_files(run, stamp, now)
    left: dict[Link, Problem] = {}
    while True:
        after, found = _notes_before(run, now, naming, left)
        if not found:
            break
        left |= found
    done = {entry.link for entry in run.entries} - left.keys()
    changes = [FileChange(path, now[path], raw) for path, raw in after.items()]
    answers = decisions_before(run, read(DECISIONS), {(link.claim, link.source) for link in left})
    if answers:
        changes.append(answers)
    with_answers = answered_pairs(answers)
    links = [
        (link.claim, link.source, *([DECISIONS] if (link.claim, link.source) in with_answers else []))
        for link in sorted(done)
    ]
    last = ledger_before(run, done, left, read, after, answers, naming, link_fields)
    return Inverse(make_record(stamp, changes, links, last, undoes=run.stamp.id), tuple(sorted(left.values())))


def _of_whole_files(run: RunRecord, stamp: Stamp, now: Mapping[str, bytes | None]) -> Inverse:
    """Of a run that kept no entries, the groups of linked files are taken back of which none has changed since; with
    the first of them the tool's own files."""
    changes: list[FileChange] = []
    left = []
    for group in replace(run, changes=run.notes).groups():
        moved = [change for change in group if now[change.path] != change.after]
        for change in moved:
            what = "it has changed since the run wrote it" if now[change.path] is not None else "it is no longer there"
            left.append(Problem(change.path, 1, 1, what))
        changes += [] if moved else [change.inverse for change in group]
    links = list(run.links)
    if changes:
        own = [change.inverse for change in run.changes if change not in run.notes]
        links.append((changes[0].path, *(change.path for change in own)))
        changes += own
    last = run.last.inverse if run.last and not left else None
    return Inverse(make_record(stamp, changes, links, last, undoes=run.stamp.id), tuple(sorted(left)))


def _notes_before(
    run: RunRecord, now: Mapping[str, bytes | None], naming: Naming, left: Mapping[Link, Problem]
) -> tuple[dict[str, bytes | None], dict[Link, Problem]]:
    """The notes as they are to be when the run is taken back but for some links, and links that turn out to stay."""
    by_path: defaultdict[str, list[EntryChange]] = defaultdict(list)
    for entry in run.entries:
        by_path[entry.path].append(entry)
    after: dict[str, bytes | None] = {}
    found: dict[Link, Problem] = {}
    for change in run.notes:
        path, raw = change.path, now[change.path]
        entries = by_path[path]
        if raw == change.after and not any(entry.link in left for entry in entries):
            after[path] = change.before
            continue
        for entry in reversed(entries):
            if entry.link in left or entry.link in found:
                continue
            made = _entry_before(raw, entry, naming)
            if isinstance(made, Problem):
                found[entry.link] = made
            else:
                raw = made
        was_bare = change.before is not None and split(decode(change.before)) is None
        after[path] = without_empty_block(raw) if raw is not None and was_bare else raw
    return after, found


def _entry_before(raw: bytes | None, change: EntryChange, naming: Naming) -> bytes | Problem | None:
    """A note's bytes to those without what a run did to one entry of it, or why that cannot be undone."""
    if raw is None:
        if change.old is None:
            return None  # a person deleted the note, and the entry with it
        return Problem(change.path, 1, 1, "it is no longer there", _OUTCOME)
    try:
        entries = load(raw).entries(change.field)
    except FrontmatterError as error:
        return replace(error.problem(change.path), outcome=_OUTCOME)
    if not entries and split(decode(raw)) is None:
        return Problem(change.path, 1, 1, "no frontmatter, though links stood in it", _OUTCOME)
    own = [entry for entry in entries if entry.text == change.new]
    others = [e for e in entries if e.text != change.new and naming(change.path, e.text) == change.other]
    if change.new is not None and others:
        first = others[0]
        reason = f"{first.text!r} names {change.other}, too, and is not the tool's"
        return Problem(change.path, first.line, first.column, reason, _OUTCOME)
    if change.new is not None and not own:
        return raw
    if change.new is None and (others or any(entry.text == change.old for entry in entries)):
        return raw
    if change.new is None:
        assert change.old is not None
        made = add(raw, Addition(change.path, change.field, (change.old,), change.path == change.claim))
    elif change.old is None:
        made = one_entry.remove(raw, change.path, change.field, own[-1])
    else:
        made = one_entry.replace(raw, change.path, change.field, own[-1], change.old)
    return replace(made, outcome=_OUTCOME) if isinstance(made, Problem) else made.after
