"""What undo needs: the records of the last runs, in the user's state folder, a file each."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from codex_backfill.disk.atomic import replace_private
from codex_backfill.disk.system import System, read_path, remove
from codex_backfill.writing.change import FileChange, RunRecord, decode, encode

_FOLDER = "runs"
MOST_RUNS = 50
"""How many runs are kept."""
MOST_BYTES = 200_000_000
"""How much room they may take together; the last one is kept whatever it takes."""


def records(system: System, state: Path) -> Iterator[RunRecord]:
    """The vault's state folder to the records of its runs, the last one first; damaged ones are left out.

    Raises OSError.
    """
    for name in reversed(_names(system, state)):
        try:
            yield decode(read_path(system, str(state / _FOLDER / name)))
        except (FileNotFoundError, ValueError):
            continue


def remember(system: System, state: Path, record: RunRecord, landed: list[FileChange]) -> None:
    """Keeps what of a run landed, for undo, or what an undo left of the run that it took back; saying it twice changes
    nothing. Raises OSError."""
    names = _names(system, state)
    if record.undoes:
        _forget(system, state, record, landed, [name for name in names if name.endswith(f"-{record.undoes}")])
        return
    written = {change.path for change in landed}
    links = {tuple(link) for link in record.links if written.issuperset(link)}
    kept = replace(
        record,
        changes=tuple(change for change in record.changes if change.path in written),
        links=tuple(link for link in record.links if link in links),
        last=next((change for change in landed if record.last and change.path == record.last.path), None),
        entries=tuple(entry for entry in record.entries if entry.path in written),
    )
    same = [name for name in names if name.endswith(f"-{record.stamp.id}")]
    number = int(names[-1].partition("-")[0]) + 1 if names else 1
    name = same[-1] if same else f"{number:06}-{record.stamp.id}"
    replace_private(str(state / _FOLDER / name), encode(kept), system=system)
    _make_room(system, state, sorted({*names, name}))


def _forget(system: System, state: Path, undo: RunRecord, landed: list[FileChange], names: list[str]) -> None:
    """Of the run that was taken back only what could not be taken back is kept."""
    back = {change.path for change in landed}
    for name in names:
        path = str(state / _FOLDER / name)
        record = decode(read_path(system, path))
        stuck = {change.path for change in undo.changes} - back
        done = {tuple(link[:2]) for link in undo.links if stuck.isdisjoint(link)}
        entries = tuple(entry for entry in record.entries if (entry.claim, entry.source) not in done)
        left = (
            {entry.path for entry in entries} if record.entries else {change.path for change in record.changes} - back
        )
        changes = tuple(change for change in record.changes if change.path in left)
        if changes and entries != record.entries:
            replace_private(path, encode(replace(record, changes=changes, entries=entries)), system=system)
        elif not changes:
            remove(system, path)


def _make_room(system: System, state: Path, names: list[str]) -> None:
    room = 0
    for number, name in enumerate(reversed(names)):
        path = str(state / _FOLDER / name)
        room += system.lstat(path).st_size
        if number and (number >= MOST_RUNS or room > MOST_BYTES):
            remove(system, path)


def _names(system: System, state: Path) -> list[str]:
    """The names of the runs' files, in the order of the runs: a number that counts them, and the run's id."""
    try:
        found = system.listdir(str(state / _FOLDER))
    except FileNotFoundError:
        return []
    return sorted(name for name in found if name[:6].isdigit() and name[6:7] == "-" and not name.endswith(".new"))
