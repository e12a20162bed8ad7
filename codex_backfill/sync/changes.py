"""Outcomes to bytes: entries withdrawn and respelled first, then the missing ones added by the ordinary plan."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from codex_backfill.editing import entry as one_entry
from codex_backfill.editing.plan import Plan, PlannedLink, make_plan, read_unchanged
from codex_backfill.editing.spelling import form_of, spell
from codex_backfill.notes.frontmatter import load
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Entry, Problem, Source, Vault
from codex_backfill.notes.standing_links import Link, Side, fields_by_side, links_of
from codex_backfill.settings import Settings
from codex_backfill.sync.reconcile import Reconciliation
from codex_backfill.sync.three_way import Step
from codex_backfill.terminal.progress import Progress, silent
from codex_backfill.writing.change import EntryChange, FileChange

Read = Callable[[str], bytes | Problem]
Holder = TypeVar("Holder", Claim, Source)


@dataclass(frozen=True, slots=True)
class Mend:
    """An entry of the note on one side of a link that is to go (`new` is None) or to be respelled."""

    link: Link
    side: Side
    entry: Entry
    new: str | None

    @property
    def path(self) -> str:
        """The note that is mended."""
        return self.link.at(self.side)


@dataclass(frozen=True, slots=True)
class Changes:
    """Every file that a sync would change, and what it could not do."""

    files: tuple[FileChange, ...]
    links: tuple[Link, ...]
    """The links that the files belong to: both notes of one are written, or neither."""
    mends: tuple[Mend, ...]
    plan: Plan
    """What is added."""
    problems: tuple[Problem, ...]
    refused: frozenset[Link]
    """Links of which nothing is changed, since one of the notes cannot be edited."""


def make_changes(
    found: Reconciliation,
    wanted: Sequence[PlannedLink],
    vault: Vault,
    names: Mapping[Side, Names],
    *,
    settings: Settings,
    read: Read,
    held: frozenset[Link] = frozenset(),
    progress: Progress = silent,
) -> Changes:
    """What is to be done about every link, the links that are wanted in the order in which they are written, the vault
    with the names of the notes of each side, and what gives a note's bytes, to the changed files, each of them proved.

    Nothing is done about the links that are `held`.
    """
    notes = vault.by_path
    fields = fields_by_side(settings)
    original: dict[str, bytes] = {}
    refused = set(held)
    problems: dict[str, Problem] = {}
    while True:
        mends = [mend for mend in _mends(found, vault, names) if mend.link not in refused]
        mended: dict[str, bytes] = {}
        for path, group in groupby(sorted(mends, key=lambda mend: mend.path), lambda mend: mend.path):
            here = list(group)
            raw = original.get(path) or read_unchanged(read, notes[path].note)
            result = raw if isinstance(raw, Problem) else _mended(raw, path, fields[here[0].side], here)
            if isinstance(raw, bytes) and isinstance(result, bytes):
                original[path], mended[path] = raw, result
            elif isinstance(result, Problem):
                problems[path] = result
                refused |= {mend.link for mend in here}
        if not refused & {mend.link for mend in mends}:
            break
    now = with_entries_of(vault, mended, settings)
    plan = make_plan(
        [link for link in _to_add(found, wanted) if link.link not in refused],
        now,
        links_of(now, names[Side.CLAIM], names[Side.SOURCE], found.ties),
        settings,
        lambda path: mended[path] if path in mended else read(path),
        progress,
    )
    files = {path: FileChange(path, original[path], raw) for path, raw in mended.items()}
    files |= {
        f.path: FileChange(f.path, original[f.path] if f.path in mended else f.before, f.after) for f in plan.files
    }
    return Changes(
        files=tuple(files[path] for path in sorted(files)),
        links=tuple(sorted({*(mend.link for mend in mends), *(link for file in plan.files for link in file.links)})),
        mends=tuple(mends),
        plan=plan,
        problems=tuple(sorted({*problems.values(), *plan.problems})),
        refused=frozenset(refused | {link.link for link in plan.refused}),
    )


def entry_changes(changes: Changes, settings: Settings) -> tuple[EntryChange, ...]:
    """What is changed to what is done to each entry: taken out or respelled first, then the new ones."""
    fields = fields_by_side(settings)
    mended = [
        EntryChange(mend.path, fields[mend.side], mend.link.claim, mend.link.source, mend.entry.text, mend.new)
        for mend in changes.mends
    ]
    added = [
        EntryChange(file.path, file.addition.field, link.claim, link.source, None, text)
        for file in changes.plan.files
        for text, link in zip(file.addition.entries, file.links, strict=True)
    ]
    return (*mended, *added)


def changes_of(plan: Plan) -> Changes:
    """A plan, which only adds, to the changes that it makes."""
    return Changes(
        files=tuple(FileChange(file.path, file.before, file.after) for file in plan.files),
        links=tuple(sorted({link for file in plan.files for link in file.links})),
        mends=(),
        plan=plan,
        problems=plan.problems,
        refused=frozenset(link.link for link in plan.refused),
    )


def with_entries_of(vault: Vault, files: Mapping[str, bytes], settings: Settings) -> Vault:
    """A vault and new bytes of some of its notes, changed in nothing but the link fields, to the vault with them."""

    def renewed(notes: Iterable[Holder], field: str) -> tuple[Holder, ...]:
        return tuple(_renewed(note, files[note.path], field) if note.path in files else note for note in notes)

    claims, sources = renewed(vault.claims, settings.claims.field), renewed(vault.sources, settings.sources.field)
    return replace(vault, claims=claims, sources=sources)


def _renewed(note: Holder, raw: bytes, field: str) -> Holder:
    same = replace(note.note, sha256=hashlib.sha256(raw).hexdigest())
    return replace(note, note=same, entries=load(raw).entries(field))


def _mends(found: Reconciliation, vault: Vault, names: Mapping[Side, Names]) -> list[Mend]:
    """What is to be taken out, and what is to be respelled of that which stays; sorted by link."""
    notes = vault.by_path
    mends = []
    leaving = set()
    for decided in found.links:
        if decided.outcome.step is Step.HOLD:
            leaving |= {(decided.link, side) for side in Side}
        for side in sorted(decided.outcome.remove):
            text = decided.row.entry(side) if decided.row else None
            leaving.add((decided.link, side))
            mends += [
                Mend(decided.link, side, entry, None)
                for entry in notes[decided.link.at(side)].entries
                if entry.text == text
            ]
    for item in found.outdated:
        if (item.link, item.side) not in leaving:
            note = notes[item.named].note
            form = form_of(item.entry.text, note.title, item.old)
            new = spell(note, form, names[item.side.other], item.path)
            mends.append(Mend(item.link, item.side, item.entry, new))
    return sorted(mends, key=lambda mend: (mend.link, mend.side, mend.entry.line, mend.entry.column))


def _mended(raw: bytes, path: str, field: str, mends: Iterable[Mend]) -> bytes | Problem:
    """A note's bytes with its entries taken out and respelled, from the last to the first, so that places hold."""
    for mend in sorted(mends, key=lambda mend: (mend.entry.line, mend.entry.column), reverse=True):
        if mend.new is None:
            proved = one_entry.remove(raw, path, field, mend.entry)
        else:
            proved = one_entry.replace(raw, path, field, mend.entry, mend.new)
        if isinstance(proved, Problem):
            return proved
        raw = proved.after
    return raw


def _to_add(found: Reconciliation, wanted: Sequence[PlannedLink]) -> list[PlannedLink]:
    """The links that are to be given an entry: those that are wanted in their order, then those that only stand."""
    adding = {decided.link for decided in found.links if decided.outcome.step in (Step.CONNECT, Step.COMPLETE)}
    ordered = [link for link in wanted if link.link in adding]
    known = {link.link for link in ordered}
    return [*ordered, *(PlannedLink(link, "standing") for link in sorted(adding - known))]
