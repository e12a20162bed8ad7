"""What undo needs: the record of the last run that wrote, in the user's state folder."""

import os
from pathlib import Path

from codex_backfill.disk.atomic import replace_private
from codex_backfill.disk.system import System, opened, read_all, remove
from codex_backfill.writing.change import FileChange, Record, decode, encode

_NAME = "last-run"


def last(system: System, state: Path) -> Record | None:
    """The vault's state folder to the last run's record; None when there is none, or it is damaged. Raises OSError."""
    try:
        with opened(system, str(state / _NAME), os.O_RDONLY) as fd:
            return decode(read_all(system, fd))
    except (FileNotFoundError, ValueError):
        return None


def remember(system: System, state: Path, record: Record, landed: list[FileChange]) -> None:
    """Keeps what of a run landed, for undo, and no longer what an undo took back; saying it twice changes nothing.

    A second record of the same run (the ledger, which is written last) is added to the first. Raises OSError.
    """
    previous = last(system, state)
    kept = {change.path: change for change in previous.changes} if previous else {}
    stamp = record.stamp
    if record.undoes:
        stamp = previous.stamp if previous else stamp
        kept = {path: change for path, change in kept.items() if change.inverse not in landed}
    else:
        kept = kept if previous and previous.stamp == stamp else {}
        for change in landed:
            first = kept.get(change.path, change)
            kept[change.path] = FileChange(change.path, first.before, change.after)
    path = str(state / _NAME)
    if kept:
        replace_private(path, encode(Record(stamp, tuple(kept[path] for path in sorted(kept)))), system=system)
    elif previous:
        remove(system, path)
