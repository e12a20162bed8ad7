"""What commands call to change a vault's files: write, finish what was interrupted, and undo."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from codex_backfill.disk.paths import OWN_FOLDER, Refused, locate
from codex_backfill.disk.system import SYSTEM, System, read_path
from codex_backfill.errors import Unfinished, UsageError
from codex_backfill.known import ledger
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import Link, fields_by_side
from codex_backfill.settings import Settings
from codex_backfill.terminal.progress import Progress, silent
from codex_backfill.writing import journal
from codex_backfill.writing.change import FileChange, RunRecord, Stamp
from codex_backfill.writing.held_signals import signals_held_back
from codex_backfill.writing.history import records, remember
from codex_backfill.writing.landing import Landing
from codex_backfill.writing.own_files_before import Naming
from codex_backfill.writing.undo import invert


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a run's changes: the paths that hold their new bytes, and those that hold their old ones still."""

    written: tuple[str, ...]
    failed: tuple[Problem, ...]
    warnings: tuple[str, ...] = ()
    """What else a person should know: that undo will not work."""
    is_shaken: bool = False
    """Whether nothing was written, because what the changes rest on was no longer so."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of an interrupted run: the paths it did write, if need be only now, and those that were left."""

    stamp: Stamp
    written: tuple[str, ...]
    failed: tuple[Problem, ...]
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.written and not self.failed:
            return f"cleaned up after an interrupted run ({self.stamp}); it had changed no file"
        left = f", {len(self.failed)} left as they were" if self.failed else ""
        return f"finished an interrupted run ({self.stamp}): {len(self.written)} files written{left}"


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a run that was taken back: the notes that changed for it, its links, and what had to stay."""

    stamp: Stamp
    restored: tuple[str, ...]
    links: int
    failed: tuple[Problem, ...]
    warnings: tuple[str, ...] = ()


def write(
    root: str | os.PathLike[str],
    record: RunRecord,
    *,
    state: Path,
    holds: Callable[[], bool] = lambda: True,
    system: System = SYSTEM,
    progress: Progress = silent,
) -> Written:
    """A run's record to what was written and what was not: each group of linked files whole, or not at all.

    Every file is compared with its `before` right before it is replaced, and `holds` is asked whether what the changes
    rest on is still so: if not, nothing is changed. The ledger is written when all else is, in the same transaction. To
    be called under `lock`, after `recover`. What undo needs goes to the folder `state`. Raises KeyboardInterrupt, all
    or nothing being written; Unfinished when an interrupted run has not been recovered.
    """
    if not record.changes and not record.last:
        return Written((), ())
    root, is_shaken = os.path.realpath(root), False

    def stop() -> bool:
        nonlocal is_shaken
        is_shaken = is_shaken or not holds()
        return is_shaken or bool(signals)

    landing = Landing(system, root, record)
    with signals_held_back(lambda: _so_far(landing)) as signals:
        try:
            journal.place(system, root, record)
        except FileExistsError:
            raise Unfinished(f"{journal.PATH}: an interrupted run has to be finished first") from None
        except (OSError, Refused) as error:
            with contextlib.suppress(OSError, Refused):
                journal.remove(system, root)
            reason = f"the journal cannot be written: {error}"
            return Written((), (Problem(journal.PATH, 1, 1, reason, "no file was changed"),))
        landing.land(stop, progress)
        if not is_shaken and not (signals and not landing.landed):
            _land_last(system, root, record, landing)
        warnings = _settle(system, root, record, landing, state)
    return Written(_paths(landing), _problems(landing), warnings, is_shaken)


def undo(
    root: Path,
    *,
    naming: Naming,
    settings: Settings | None = None,
    stamp: Stamp,
    state: Path,
    system: System = SYSTEM,
) -> Undone | None:
    """Takes back the last run that wrote notes and of which anything can be taken back; None when there is none.

    `naming` says which note an entry names now. To be called under `lock`, after `recover`; what could not be taken
    back is kept for another undo. Raises as `write` does, and UsageError when the state folder cannot be read.
    """
    real = os.path.realpath(root)
    left: Undone | None = None
    link_fields = fields_by_side(settings or Settings())
    for run in history(state, system):
        inverse = invert(run, stamp, lambda path: _bytes(system, real, path), naming, link_fields)
        if not inverse.does_anything:
            left = left or Undone(run.stamp, (), 0, inverse.left)
            continue
        result = write(real, inverse.record, state=state, system=system)
        notes = tuple(path for path in result.written if not path.startswith(f"{OWN_FOLDER}/"))
        failed = tuple(sorted({*inverse.left, *result.failed}))
        return Undone(run.stamp, notes, len(inverse.record.links), failed, result.warnings)
    return left


def history(state: Path, system: System = SYSTEM) -> tuple[RunRecord, ...]:
    """The vault's state folder to the runs that wrote notes, the last one first.

    Raises UsageError when the folder cannot be read.
    """
    try:
        return tuple(record for record in records(system, state) if record.notes)
    except OSError as error:
        raise UsageError(f"what undo needs cannot be read: {error}") from error


def _bytes(system: System, root: str, path: str) -> bytes | None:
    try:
        return read_path(system, locate(system, root, path))
    except (OSError, Refused):
        return None


def interrupted(root: Path, system: System = SYSTEM) -> str | None:
    """A vault to a line for the commands that only read, when its files may be halfway through a run; else None."""
    try:
        system.lstat(os.path.join(root, journal.PATH))
    except OSError:
        return None
    return f"{journal.PATH}: a run is writing, or was interrupted; the next command that writes finishes it"


def recover(root: Path, *, state: Path, system: System = SYSTEM) -> Recovery | None:
    """Finishes a run that was interrupted while it swapped files in, or clears away one that had not got so far.

    None when there was none. Where a person changed a file in between, its links are taken back and it is named. To be
    called under `lock` by every command that writes, first. Raises Unfinished, naming what stands in the way.
    """
    real = os.path.realpath(root)
    try:
        record = journal.read(system, real)
        if record is None:
            return None
    except ValueError:
        record = RunRecord(Stamp("run", "unknown date", "0"), ())
    except (OSError, Refused) as error:
        raise Unfinished(f"{journal.PATH}: an interrupted run's journal cannot be read: {error}") from error
    landing = Landing(system, real, record, resumed=True)
    with signals_held_back(lambda: _so_far(landing)):
        landing.land()
        _land_last(system, real, record, landing, resumed=True)
        warnings = _settle(system, real, record, landing, state)
    if landing.stuck:
        raise Unfinished("an interrupted run cannot be finished yet", *map(str, landing.stuck))
    return Recovery(record.stamp, _paths(landing), _problems(landing), warnings)


def _land_last(system: System, root: str, record: RunRecord, landing: Landing, *, resumed: bool = False) -> None:
    """Writes the ledger, which says of links that could not be written what it said before; adds it to the landing."""
    last = record.last
    if last is None or landing.stuck or (record.changes and not landing.landed):
        return
    failed = {Link(*link[:2]) for link in record.links if not landing.failed.keys().isdisjoint(link)}
    if failed and last.after is not None:
        before, after = (ledger.parse(raw) if raw else ledger.Ledger() for raw in (last.before, last.after))
        if isinstance(before, Problem) or isinstance(after, Problem):
            return  # a damaged one is left as it is; what stands in both notes is taken up by the next run
        last = FileChange(last.path, last.before, ledger.dump(ledger.without(before, after, failed)))
    stamp = replace(record.stamp, id=f"{record.stamp.id}z")  # so that its temporary file is told from all others
    tail = Landing(system, root, RunRecord(stamp, (last,)), resumed=resumed)
    tail.land()
    if resumed and not tail.landed and not tail.stuck:  # it had not come to that, and left nothing behind
        tail = Landing(system, root, RunRecord(stamp, (last,)))
        tail.land()
    landing.landed += tail.landed
    landing.failed |= tail.failed
    landing.stuck += tail.stuck


def _settle(system: System, root: str, record: RunRecord, landing: Landing, state: Path) -> tuple[str, ...]:
    """Ends a run whose files are on the disk, unless it got stuck: keeps what undo needs, removes the journal."""
    if landing.stuck:
        return ()
    warnings = []
    if landing.landed:
        try:
            remember(system, state, record, landing.landed)
        except OSError as error:
            warnings.append(f"this run cannot be undone: {error}")
    try:
        journal.remove(system, root)
    except (OSError, Refused) as error:
        reason = f"the journal cannot be removed: {error}"
        landing.stuck.append(Problem(journal.PATH, 1, 1, reason, "all files are in order; the next run removes it"))
    return tuple(warnings)


def _paths(landing: Landing) -> tuple[str, ...]:
    return tuple(sorted(change.path for change in landing.landed))


def _problems(landing: Landing) -> tuple[Problem, ...]:
    return tuple(sorted([*landing.failed.values(), *landing.stuck]))


def _so_far(landing: Landing) -> str:
    return "all files had been written already" if landing.landed else "no file was changed"
