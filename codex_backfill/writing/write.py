"""What commands call to change a vault's files: write, finish what was interrupted, and undo."""

import contextlib
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codex_backfill.disk.paths import Refused
from codex_backfill.disk.system import SYSTEM, System
from codex_backfill.errors import Unfinished, UsageError
from codex_backfill.notes.note import Problem
from codex_backfill.writing import history, journal
from codex_backfill.writing.change import FileChange, Record, Stamp, make_record
from codex_backfill.writing.landing import Landing


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a run's changes: the paths that hold their new bytes, and those that hold their old ones still."""

    written: tuple[str, ...]
    failed: tuple[Problem, ...]
    warnings: tuple[str, ...] = ()
    """What else a person should know: that undo will not work."""


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
    """What became of the last run's writes: the paths that are as before it, and those that are not."""

    stamp: Stamp
    restored: tuple[str, ...]
    failed: tuple[Problem, ...]
    warnings: tuple[str, ...] = ()


def write(
    root: Path,
    changes: Sequence[FileChange],
    *,
    links: Sequence[Sequence[str]] = (),
    stamp: Stamp,
    state: Path,
    system: System = SYSTEM,
) -> Written:
    """Changes, and the groups of paths that are written together or not at all, to what was written and what was not.

    Every file is compared with its `before` right before it is replaced. To be called under `lock`, after `recover`.
    What undo needs goes to the folder `state`; a second call with the same stamp is undone together with the first.
    Raises KeyboardInterrupt, all or nothing being written; Unfinished when an interrupted run has not been recovered.
    """
    return _carry_out(system, os.path.realpath(root), make_record(stamp, changes, links), state)


def undo(root: Path, *, stamp: Stamp, state: Path, system: System = SYSTEM) -> Undone | None:
    """Takes back what the last run wrote, except in files changed since; None when nothing is left to take back.

    To be called under `lock`, after `recover`; what could not be taken back is kept for another undo. Raises as `write`
    does, and UsageError when the state folder cannot be read.
    """
    try:
        record = history.last(system, state)
    except OSError as error:
        raise UsageError(f"what undo needs cannot be read: {error}") from error
    if record is None:
        return None
    inverse = Record(stamp, tuple(change.inverse for change in record.changes), undoes=True)
    result = _carry_out(system, os.path.realpath(root), inverse, state)
    return Undone(record.stamp, result.written, result.failed, result.warnings)


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
        record = Record(Stamp("run", "unknown date", "0"), ())
    except (OSError, Refused) as error:
        raise Unfinished(f"{journal.PATH}: an interrupted run's journal cannot be read: {error}") from error
    landing = Landing(system, real, record, resumed=True)
    with _held_back(landing):
        landing.land()
        warnings = _settle(system, real, record, landing, state)
    if landing.stuck:
        raise Unfinished("an interrupted run cannot be finished yet\n" + "\n".join(map(str, landing.stuck)))
    return Recovery(record.stamp, _paths(landing), _problems(landing), warnings)


def _carry_out(system: System, root: str, record: Record, state: Path) -> Written:
    if not record.changes:
        return Written((), ())
    landing = Landing(system, root, record)
    with _held_back(landing) as signals:
        try:
            journal.place(system, root, record)
        except FileExistsError:
            raise Unfinished(f"{journal.PATH}: an interrupted run has to be finished first") from None
        except (OSError, Refused) as error:
            with contextlib.suppress(OSError, Refused):
                journal.remove(system, root)
            reason = f"the journal cannot be written: {error}"
            return Written((), (Problem(journal.PATH, 1, 1, reason, "no file was changed"),))
        landing.land(stop=lambda: signals)
        warnings = _settle(system, root, record, landing, state)
    return Written(_paths(landing), _problems(landing), warnings)


def _settle(system: System, root: str, record: Record, landing: Landing, state: Path) -> tuple[str, ...]:
    """Ends a run whose files are on the disk, unless it got stuck: keeps what undo needs, removes the journal."""
    if landing.stuck:
        return ()
    warnings = []
    if landing.landed:
        try:
            history.remember(system, state, record, landing.landed)
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


@contextlib.contextmanager
def _held_back(landing: Landing) -> Iterator[list[int]]:
    """Holds signals that would end the process until the files are in order; yields the list in which they arrive."""
    arrived: list[int] = []
    handlers = {}
    try:
        with contextlib.suppress(ValueError):  # only the main thread has signals
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                handler = signal.getsignal(number)
                if handler not in (None, signal.SIG_IGN):
                    handlers[number] = signal.signal(number, lambda number, _: arrived.append(number))
        yield arrived
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if arrived:
        try:
            signal.raise_signal(arrived[0])
        except KeyboardInterrupt:
            what = "all files had been written already" if landing.landed else "no file was changed"
            raise KeyboardInterrupt(what) from None
