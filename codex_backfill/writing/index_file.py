"""A person's index, held as git holds it while entries of it are replaced."""

import contextlib
import os
from collections.abc import Iterator
from time import sleep

from codex_backfill.disk.lock import machine
from codex_backfill.disk.system import SYSTEM, System, fill, opened, read_regular, remove
from codex_backfill.writing.checkout import NotCommitted

PATIENCE = 10, 0.1
"""How often, and after how many seconds each, the lock of an index is tried for that somebody holds."""


class IndexFile:
    """The index at `path` of the checkout of the vault at `root`, whose own lock is held meanwhile.

    Its methods raise NotCommitted, OSError.
    """

    def __init__(
        self, path: str, root: str, *, system: System = SYSTEM, patience: tuple[int, float] = PATIENCE
    ) -> None:
        self._path, self._lock, self._system, self._patience = path, f"{path}.lock", system, patience
        self._mark = f"codex-backfill, for {root} on {machine()}\n".encode(errors="surrogateescape")

    def read(self) -> bytes | None:
        """Its bytes; None where there is none yet."""
        return read_regular(self._path) if os.path.exists(self._path) else None

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Holds its lock, as every git that would change it does."""
        fd = self._taken()
        try:
            try:
                fill(self._system, fd, self._mark)
            finally:
                self._system.close(fd)
            yield
        finally:
            try:
                remove(self._system, self._lock)
            except OSError:
                remove(self._system, self._lock)

    def put(self, data: bytes | None) -> None:
        """Makes bytes the whole index, or takes it away; its lock is held."""
        if data is None:
            remove(self._system, self._path)
            return
        temporary = f"{self._path}.codex-backfill"
        try:
            with opened(self._system, temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666) as fd:
                fill(self._system, fd, data)
            self._system.replace(temporary, self._path)
        except BaseException:
            remove(self._system, temporary)
            raise

    def _taken(self) -> int:
        """The descriptor of the lock's file, once nobody else has it."""
        tries, pause = self._patience
        while True:
            try:
                return self._system.open(self._lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            except FileExistsError:
                if self._is_left_behind():
                    remove(self._system, self._lock)
                    continue
                tries -= 1
                if tries <= 0:
                    told = "git's index is locked: another git is at work, or one was killed; then remove this file"
                    raise NotCommitted(f"{self._lock}: {told}") from None
                sleep(pause)

    def _is_left_behind(self) -> bool:
        """Whether the lock is that of an earlier run on this vault, which was killed: no other one is at work."""
        try:
            return read_regular(self._lock) == self._mark
        except OSError:
            return False
