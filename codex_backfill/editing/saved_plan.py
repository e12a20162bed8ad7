"""A saved plan to the files it makes, without matching again: what its files are now, and their proved new bytes."""

import hashlib
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from codex_backfill.editing.edit import Addition, Edit, Refusal, apply_edits
from codex_backfill.editing.field import add
from codex_backfill.editing.plan import PlannedFile
from codex_backfill.editing.plan_file import SavedFile, SavedPlan
from codex_backfill.errors import UsageError
from codex_backfill.notes.files import read_bytes
from codex_backfill.notes.standing_links import Link


class Condition(Enum):
    """What a planned file is now: as it was before the plan, as it is after it, or something else."""

    BEFORE = "before"
    AFTER = "after"
    CHANGED = "changed"


def condition(root: Path, file: SavedFile) -> Condition:
    """The vault's root and a planned file to what the file is now."""
    raw = read_bytes(root, file.path)
    digest = hashlib.sha256(raw).hexdigest() if isinstance(raw, bytes) else ""
    if digest == file.sha256:
        return Condition.BEFORE
    return Condition.AFTER if digest == file.sha256_after else Condition.CHANGED


def narrowed(plan: SavedPlan, keep: Callable[[Link], bool]) -> SavedPlan:
    """A saved plan to the part whose links `keep` takes, both ends of each; the edits of that part are made anew."""
    files = []
    for file in plan.files:
        entries = tuple(entry for entry in file.entries if keep(Link(entry.claim, entry.source)))
        if len(entries) == len(file.entries):
            files.append(file)
        elif entries:
            files.append(file.model_copy(update={"entries": entries, "edits": (), "sha256_after": "0" * 64}))
    links = tuple(link for link in plan.links if keep(Link(link.claim, link.source)))
    return plan.model_copy(update={"links": links, "files": tuple(files)})


def planned_file(root: Path, file: SavedFile) -> PlannedFile:
    """A planned file whose bytes are as they were before to its new bytes; nothing in the plan file is trusted.

    The edits are made and proved anew from the entries, and have to be those that the plan shows: raises UsageError
    when somebody changed them by hand, or when the note is none that this version would edit.
    """
    raw = read_bytes(root, file.path)
    if not isinstance(raw, bytes):
        raise UsageError(f"{raw}; nothing was written")
    addition = Addition(file.path, file.field, tuple(entry.text for entry in file.entries), file.scalar)
    edits = add(raw, addition)
    if isinstance(edits, Refusal):
        raise UsageError(f"{file.path}:{edits.line}:{edits.column}: {edits.reason}; nothing was written")
    after = apply_edits(raw, edits)
    shown = tuple(Edit(edit.start, edit.end, edit.text) for edit in file.edits)
    if shown and (shown != tuple(edits) or hashlib.sha256(after).hexdigest() != file.sha256_after):
        raise UsageError(
            f"{file.path}:1:1: the plan's edits are not the ones that its entries make; nothing was written"
        )
    return PlannedFile(file.path, raw, after, edits, addition, tuple(Link(e.claim, e.source) for e in file.entries))
