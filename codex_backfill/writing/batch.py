"""Files on their way to the disk, many at once: a file system writes down together what is asked of it together."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import TypeVar

from codex_backfill.disk.system import System

Item = TypeVar("Item")
Result = TypeVar("Result")

_TOGETHER = 64
"""How many files are open at once; a process may have 256 on some systems."""


class Batch:
    """Files that have been written and, still open, wait to be brought to the disk; `lost` is why some could not be."""

    def __init__(self, system: System) -> None:
        self.lost: dict[str, OSError] = {}
        self._system, self._files = system, ExitStack()
        self._fds: dict[str, int] = {}

    def add(self, path: str, file: AbstractContextManager[int]) -> None:
        """Opens a file, whose context writes it, and keeps it open until `sync`. Raises what the context raises."""
        self._fds[path] = self._files.enter_context(file)
        if len(self._fds) == _TOGETHER:
            self.sync()

    def sync(self) -> None:
        """Brings all files that are open to the disk, and closes them."""
        side_by_side(self._system.threads, self._sync, list(self._fds))
        self._fds.clear()
        with suppress(OSError):  # closing cannot lose what is on the disk
            self.close()

    def close(self) -> None:
        """Closes all files, wherever their bytes are. Raises OSError."""
        self._files.close()

    def _sync(self, path: str) -> None:
        try:
            self._system.fsync(self._fds[path])
        except OSError as error:
            self.lost[path] = error


def side_by_side(threads: int, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Items to what some work makes of each, in the items' order, by so many threads, which pays where work is waiting.

    Few items are taken in turn, as are all where the system gives no threads. Raises what the work raises.
    """
    if threads == 1 or len(items) < 2 * threads:
        return [work(item) for item in items]
    from concurrent.futures import ThreadPoolExecutor

    results: dict[int, Result] = {}

    def share(first: int) -> None:
        for at in range(first, len(items), threads):
            if at not in results:
                results[at] = work(items[at])

    try:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(share, range(threads)))
    except RuntimeError:  # not all threads could be started; those that could are through by now
        for first in range(threads):
            share(first)
    return [results[at] for at in range(len(items))]
