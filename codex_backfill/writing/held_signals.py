"""The signals that end a process, held back while files are swapped."""

import contextlib
import signal
from collections.abc import Callable, Iterator

from codex_backfill.disk.system import ENDING_SIGNALS


@contextlib.contextmanager
def signals_held_back(so_far: Callable[[], str]) -> Iterator[list[int]]:
    """Holds back signals that would end the process until the files are in order; yields the list in which they arrive.

    The first of them is raised then; a KeyboardInterrupt that comes of it says `so_far`: what had been done.
    """
    arrived: list[int] = []
    handlers = {}
    try:
        with contextlib.suppress(ValueError):  # only the main thread has signals
            for number in ENDING_SIGNALS:
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
            raise KeyboardInterrupt(so_far()) from None
