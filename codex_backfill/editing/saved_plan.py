"""A saved plan to the files it makes, without matching again; nothing that its file says is trusted."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TypeVar

from codex_backfill.editing.edit import Addition, Proved
from codex_backfill.editing.field import add
from codex_backfill.editing.plan import PlannedFile
from codex_backfill.editing.plan_file import SavedFile, SavedPlan
from codex_backfill.errors import UsageError
from codex_backfill.notes.files import read_bytes
from codex_backfill.notes.note import Problem, Vault
from codex_backfill.notes.standing_links import Link, Side, fields_by_side, links_of
from codex_backfill.settings import Settings

_Found = TypeVar("_Found", bytes, Proved)
Keep = Callable[[Link], bool]
"""Whether a link is among those that are asked for."""


class Condition(Enum):
    """What a planned file is now: as it was before the plan, as it is after it, or something else."""

    BEFORE = "before"
    AFTER = "after"
    CHANGED = "changed"


def condition(root: Path, file: SavedFile, keep: Keep) -> Condition:
    """The vault's root, a planned file and which of its links are asked for, to what the file is now."""
    raw = read_bytes(root, file.path)
    if not isinstance(raw, bytes):
        return Condition.CHANGED
    digest = hashlib.sha256(raw).hexdigest()
    if digest == file.sha256:
        return Condition.BEFORE
    if digest == file.sha256_after:
        return Condition.AFTER
    kept = _addition(file, keep)
    if len(kept.entries) == len(file.entries):
        return Condition.CHANGED
    proved = add(raw, kept)
    return Condition.AFTER if isinstance(proved, Proved) and not proved.edits else Condition.CHANGED


def narrowed(plan: SavedPlan, keep: Keep) -> SavedPlan:
    """A saved plan to that part of it that is asked for, to be shown; a file that is kept in part shows no edits."""
    files = []
    for file in plan.files:
        entries = tuple(entry for entry in file.entries if keep(entry.link))
        if len(entries) == len(file.entries):
            files.append(file)
        elif entries:
            files.append(file.model_copy(update={"entries": entries, "edits": ()}))
    links = tuple(link for link in plan.links if keep(link.link))
    return plan.model_copy(update={"links": links, "files": tuple(files)})


def ensure_whole(plan: SavedPlan, vault: Vault, settings: Settings) -> None:
    """Raises UsageError unless a plan gives links of this vault, in its two fields alone, to both ends of each.

    An end that already stands need not be given. Every entry has to lead to the note that it is said to name.
    """
    stand = links_of(vault)
    notes = {Side.CLAIM: {claim.path for claim in vault.claims}, Side.SOURCE: {one.path for one in vault.sources}}
    fields = fields_by_side(settings)
    links = {link.link for link in plan.links}
    wrong: list[str] = []
    given = {
        Side.CLAIM: {link for link in links if link in stand.in_claims},
        Side.SOURCE: {link for link in links if link in stand.in_sources},
    }
    seen: set[str] = set()
    for file in plan.files:
        side = Side.CLAIM if file.scalar else Side.SOURCE
        if file.path in seen:
            wrong.append(f"{file.path}:1:1: the plan has this file twice")
        seen.add(file.path)
        if file.path not in notes[side]:
            wrong.append(f"{file.path}:1:1: this is no {side.value} of the vault")
        if file.field != fields[side]:
            wrong.append(f"{file.path}:1:1: the plan writes {file.field!r}, the vault's link field is {fields[side]!r}")
        for entry in file.entries:
            link = entry.link
            here, there = link.at(side), link.at(side.other)
            if here != file.path or link not in links:
                wrong.append(f"{file.path}:1:1: the plan has no such link: {link.claim} -> {link.source}")
            elif entry.text != there and stand.names[side.other].one(entry.text, here) != there:
                wrong.append(f"{file.path}:1:1: the entry {entry.text!r} does not lead to {there}")
            given[side].add(link)
    for side in Side:
        wrong += [
            f"{link.at(side)}:1:1: the plan lacks this end of the link {link.claim} -> {link.source}"
            for link in sorted(links - given[side])
        ]
    if wrong:
        raise UsageError(*wrong, "the plan is not one that `plan` saves; nothing was written")


def planned_file(root: Path, file: SavedFile, keep: Keep) -> PlannedFile:
    """A planned file whose bytes are as they were before, and which of its links are asked for, to its new bytes.

    The edits are made and proved anew from the entries, and have to be those that the plan shows: raises UsageError
    when somebody changed them by hand, or when the note is none that this version would edit. What is asked for in
    part is then made and proved by itself.
    """
    raw = _certain(read_bytes(root, file.path))
    proved = _certain(add(raw, _addition(file, lambda _: True)))
    if file.edits != proved.edits or hashlib.sha256(proved.after).hexdigest() != file.sha256_after:
        raise UsageError(
            f"{file.path}:1:1: the plan's edits are not the ones that its entries make; nothing was written"
        )
    kept = _addition(file, keep)
    if len(kept.entries) < len(file.entries):
        proved = _certain(add(raw, kept))
    links = (entry.link for entry in file.entries)
    return PlannedFile(file.path, raw, proved.after, proved.edits, kept, tuple(filter(keep, links)))


def _addition(file: SavedFile, keep: Keep) -> Addition:
    entries = tuple(entry.text for entry in file.entries if keep(entry.link))
    return Addition(file.path, file.field, entries, file.scalar, file.create)


def _certain(found: _Found | Problem) -> _Found:
    if isinstance(found, Problem):
        raise UsageError(str(replace(found, outcome="nothing was written")))
    return found
