"""Entries that name a file which is there, though no link can lead to it now: nobody can read it, or git ignores it."""

from functools import cached_property

from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Note, Vault


class OutOfReach:
    """The files below a vault's folders that are neither claim nor source now, each with the reason."""

    def __init__(self, vault: Vault) -> None:
        here = {note.path for note in vault.notes}
        why = {**vault.others, **{problem.path: problem.reason for problem in vault.problems}}
        self.why = {path: reason for path, reason in why.items() if path not in here}

    def named(self, text: str, here: str) -> str | None:
        """The text of an entry that names no note, and the path of the note it stands in, to the one file it names."""
        return self._names.one(text, here)

    @cached_property
    def _names(self) -> Names:
        """The files by path and file name alone, since what they say is not known."""
        return Names(Note(path, "", {}, False, "", None) for path in self.why)
