"""The one module that writes notes: a record's new bytes into the files of a vault, link by link, or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence

from codex_backfill.disk.paths import Refused, locate
from codex_backfill.disk.system import (
    System,
    alike,
    fill,
    opened,
    read_path,
    remove,
    sync_folder,
    write_all,
)
from codex_backfill.notes.note import Problem
from codex_backfill.terminal.progress import Progress, silent
from codex_backfill.writing.batch import Batch, side_by_side
from codex_backfill.writing.change import FileChange, RunRecord, State

_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


class Landing:
    """One record on its way into the files of a vault, for the first time or, `resumed`, where a run was interrupted.

    All new bytes are first staged, each in a temporary file beside the old one, so that a full disk or a folder that
    cannot be written to shows before anything has changed; then they are swapped in. A temporary file is there
    exactly as long as its file is still to be swapped: that is how a resumed landing tells a file which a person
    changed before it was written from one changed after.
    """

    def __init__(self, system: System, root: str, record: RunRecord, *, resumed: bool = False) -> None:
        self.landed: list[FileChange] = []
        self.failed: dict[str, Problem] = {}
        self.stuck: list[Problem] = []
        """What could be neither written nor put back; the journal has to stay."""
        self._system, self._root, self._record, self._resumed = system, root, record, resumed
        self._number = {change.path: number for number, change in enumerate(record.changes)}
        self._files: dict[str, str] = {}
        self._staged = set(self._number) if resumed else set[str]()
        self._in_place: set[str] = set()
        self._inodes: dict[tuple[int, int], str] = {}
        self._folders: set[str] = set()
        self._batch = Batch(system)

    def land(self, stop: Callable[[], object] = bool, progress: Progress = silent) -> None:
        """Stages all, then swaps all, each link as a whole; nothing is changed when `stop()` holds before the swaps."""
        ready, unwanted = list(self._record.groups()), list[tuple[FileChange, ...]]()
        if self._resumed and not self._begun():
            ready, unwanted = [], ready
        if self.stuck:
            return
        with contextlib.closing(self._batch):
            staged = progress(ready, "writing", "groups of notes")
            ready = [group for group in staged if not stop() and self._all(group, self._stage)]
            self._batch.sync()
        ready = [group for group in ready if self._all(group, self._ensure_synced)]
        if stop():
            ready, unwanted = [], ready
        swapped = side_by_side(self._system.threads, self._swap_group, ready)
        self.landed = [change for group, done in zip(ready, swapped, strict=True) if done for change in group]
        for group in unwanted:
            self._put_back(group)
        for folder in sorted(self._folders):
            try:
                sync_folder(self._system, folder)
            except OSError as error:
                self._give_up(os.path.relpath(folder, self._root), error)

    def _begun(self) -> bool:
        """Whether the interrupted run had changed a file; gets stuck where one cannot be seen."""
        states = []
        for change in self._record.changes:
            try:
                states.append(self._look(change)[0])
            except OSError as error:
                self._give_up(change.path, error)
        return State.NEW in states or State.TORN in states

    def _all(self, group: Sequence[FileChange], step: Callable[[FileChange], None]) -> bool:
        """Takes a step for a whole group; where it fails, puts the group back and names every file of it."""
        for change in group:
            try:
                step(change)
            except (OSError, Refused) as error:
                why = f"it is linked with {change.path}, which could not be written"
                self.failed |= {other.path: Problem(other.path, 1, 1, why) for other in group}
                self.failed[change.path] = Problem(change.path, 1, 1, _reason(error))
                self._put_back(group)
                return False
        return True

    def _look(self, change: FileChange) -> tuple[State, str]:
        """What a file is now, and why it is left alone when it is something else. Raises OSError."""
        try:
            file = self._file(change)
            if not stat.S_ISREG(self._system.lstat(file).st_mode):
                return State.OTHER, "it is no regular file"
            state = change.state(read_path(self._system, file))
        except Refused as refused:
            return State.OTHER, str(refused)
        except OSError as error:
            if error.errno not in _GONE:
                raise
            return change.state(None), "it is no longer there"
        pending = self._pending(change)
        if state in (State.TORN, State.OTHER) and not pending:
            state = State.EDITED if self._resumed else State.OTHER
        if state is State.NEW and pending and self._resumed:
            state = State.TORN  # written in place, but perhaps not on the disk
        return state, f"it has changed since the run {'wrote' if self._record.undoes else 'read'} it"

    def _stage(self, change: FileChange) -> None:
        """Puts a change's new bytes into its temporary file. Raises Refused, OSError."""
        state, why = self._look(change)
        if state is State.OTHER:
            raise Refused(why)
        if state in (State.OLD, State.TORN):
            if change.before is not None:
                self._ask(change)
            if change.after is None:
                self._staged.add(change.path)
            else:
                self._batch.add(change.path, self._prepared(change, change.after))

    def _ensure_synced(self, change: FileChange) -> None:
        """Raises OSError when the temporary file could not be brought to the disk."""
        if change.path in self._batch.lost:
            raise self._batch.lost[change.path]

    def _ask(self, change: FileChange) -> None:
        """Raises Refused or OSError when a file is not to be written.

        Opening it asks the system, whose answer counts: vaults handed to the superuser read-only (a mount, a copy of
        one, a container's volume) are to be written.
        """
        with opened(self._system, self._file(change), os.O_WRONLY) as fd:
            found = self._system.fstat(fd)
        twin = self._inodes.setdefault((found.st_dev, found.st_ino), change.path)
        if twin != change.path:
            raise Refused(f"it is the same file as {twin}")

    def _swap_group(self, group: Sequence[FileChange]) -> bool:
        # writing in place may run out of room: first, so that there is nothing else to take back
        return self._all(sorted(group, key=lambda change: change.path not in self._in_place), self._swap)

    def _swap(self, change: FileChange) -> None:
        """Puts the staged bytes in the place of the old ones. Raises Refused, OSError."""
        state, why = self._look(change)
        if state is State.OTHER:
            raise Refused(why)
        if state in (State.OLD, State.TORN):
            self._put(change)
        else:
            remove(self._system, self._temporary(change))

    def _put_back(self, group: Sequence[FileChange]) -> None:
        """Leaves no trace of the run in the files of a group; what a person changed stays."""
        for change in group:
            if change.path not in self._staged:
                continue
            try:
                if self._look(change)[0] in (State.NEW, State.TORN):
                    if change.before is not None:
                        with self._prepared(change.inverse, change.before) as fd:
                            self._system.fsync(fd)
                    self._put(change.inverse)
                remove(self._system, self._temporary(change))
            except Refused:
                continue  # a link that by now leads elsewhere
            except OSError as error:
                if error.errno not in _GONE:  # a person took its folder away, and all that was in it
                    self._give_up(change.path, error)

    @contextlib.contextmanager
    def _prepared(self, change: FileChange, after: bytes) -> Iterator[int]:
        """Makes the temporary file, like the old one in all but its bytes, or notes that it has to be written into.

        Yields its descriptor, for the caller to bring it to the disk. Raises OSError.
        """
        file, temporary = self._file(change), self._temporary(change)
        again, new = change.path in self._staged, change.before is None
        self._staged.add(change.path)
        # one that is there already must not go missing for an instant: it tells that the file may be torn
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if again else os.O_EXCL)
        with opened(self._system, temporary, flags, 0o666 if new else 0o600) as fd:
            if not new and not alike(self._system, file, fd):
                self._in_place.add(change.path)
            fill(self._system, fd, after)
            yield fd

    def _put(self, change: FileChange) -> None:
        file, temporary = self._file(change), self._temporary(change)
        if change.after is None:
            self._system.unlink(file)
        elif change.path in self._in_place:
            with opened(self._system, file, os.O_WRONLY) as fd:
                write_all(self._system, fd, change.after)
            self._system.unlink(temporary)
        else:
            self._put_whole(change, file, temporary)

    def _put_whole(self, change: FileChange, file: str, temporary: str) -> None:
        """Swaps a temporary file in; what a person saved in the last instant goes back. Raises Refused, OSError."""
        if not self._system.swap(temporary, file):
            return
        was = change.state(read_path(self._system, temporary))
        if was is State.OTHER:
            self._system.swap(temporary, file)
            if read_path(self._system, temporary) != change.after:  # saved once more: what came out now is the newest
                self._system.swap(temporary, file)
        self._system.unlink(temporary)
        if was is State.OTHER:
            raise Refused("it was changed while it was being written")

    def _file(self, change: FileChange) -> str:
        if change.path not in self._files:
            self._files[change.path] = locate(self._system, self._root, change.path)
            self._folders.add(os.path.dirname(self._files[change.path]))
        return self._files[change.path]

    def _temporary(self, change: FileChange) -> str:
        name = f".codex-backfill-{self._record.stamp.id}-{self._number[change.path]}.tmp"
        return os.path.join(os.path.dirname(self._file(change)), name)

    def _pending(self, change: FileChange) -> bool:
        """Whether the temporary file is there, unless it has the old bytes: then the two have been exchanged."""
        temporary = self._temporary(change)
        try:
            is_file = stat.S_ISREG(self._system.lstat(temporary).st_mode)
        except FileNotFoundError:
            return False
        return not is_file or read_path(self._system, temporary) != change.before

    def _give_up(self, path: str, error: OSError) -> None:
        self.stuck.append(Problem(path, 1, 1, _reason(error), "the next run tries again to finish or to take back"))


def _reason(error: OSError | Refused) -> str:
    return f"it cannot be written: {error.strerror}" if isinstance(error, OSError) else str(error)
