"""What a person calls a note on the command line, to that note."""

from codex_backfill.errors import UsageError
from codex_backfill.notes.names import Names


def named(text: str, names: Names, kind: str) -> str:
    """What a person calls a note to its path; raises UsageError with what it could be when that is not one note."""
    found = names.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{text!r} could be any of these {kind}s:\n" + "\n".join(f"  {path}" for path in found))
    near = names.near(text)
    hint = "; the nearest:\n" + "\n".join(f"  {path}" for path in near) if near else ""
    raise UsageError(f"{text!r} names no {kind} of the vault{hint}")
