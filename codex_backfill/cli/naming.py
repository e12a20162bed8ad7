"""What a person calls a note on the command line, to that note."""

from collections.abc import Sequence
from pathlib import Path

from codex_backfill.disk.paths import told_apart
from codex_backfill.errors import UsageError
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Vault
from codex_backfill.notes.out_of_reach import OutOfReach


def named(text: str, names: Names, kind: str, root: Path, vault: Vault) -> str:
    """What a person calls a note to its path: from the current folder, absolute, or by any name that entries have.

    Raises UsageError with what it could be when that is not one note, or why a file of that name is none.
    """
    found = names.by_path(from_root(text, root)) or names.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{text!r} could be any of these {kind}s:", *(f"  {path}" for path in told_apart(found)))
    out_of_reach = OutOfReach(vault)
    if path := out_of_reach.named(from_root(text, root), "") or out_of_reach.named(text, ""):
        raise UsageError(f"{path} is no {kind} as it stands: {out_of_reach.why[path]}")
    raise UsageError(*with_nearest(f"{text!r} names no {kind} of the vault", names.near(text)))


def with_nearest(told: str, near: Sequence[str]) -> list[str]:
    """Why a name names nothing, and the paths of the notes with the nearest names, to the lines of an error."""
    return [f"{told}; the nearest:", *(f"  {path}" for path in near)] if near else [told]


def from_root(text: str, root: Path) -> str:
    """A path from the current folder, or an absolute one, to the same from the root; empty when not below it."""
    try:
        return Path(text).resolve().relative_to(root).as_posix()
    except (OSError, ValueError):
        return ""
