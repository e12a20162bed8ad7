"""The same work on several processor cores: processes forked off this one, which have all it has without copying it."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_PIECE = 64
"""How many items are done before results are handed over."""


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    workers: int,
    progress: Callable[[Sequence[int]], Iterable[int]] = iter,
) -> Iterator[_Result]:
    """What `work` gives for every item, in the items' order, whatever the number of workers, this process among them.

    `progress` wraps the rounds, in each of which every worker does one piece. Where processes cannot be forked, this
    one does all.
    """
    pieces = [items[start : start + _PIECE] for start in range(0, len(items), _PIECE)]
    if "fork" not in multiprocessing.get_all_start_methods():
        workers = 1
    fork: Any = multiprocessing.get_context("fork") if workers > 1 else None
    others = []
    gc.freeze()  # what a forked process collects it has to copy first
    try:
        for number in range(1, workers):
            here, there = fork.Pipe(duplex=False)
            other = fork.Process(target=_serve, args=(there, work, pieces[number::workers]), daemon=True)
            other.start()
            there.close()
            others.append((other, here))
        rounds = range(0, len(pieces), max(1, workers))
        for first in progress(rounds):
            yield from map(work, pieces[first])
            for _, here in others[: len(pieces) - first - 1]:
                yield from _received(here)
    finally:
        for other, here in others:
            here.close()
            other.terminate()
            other.join()
        gc.unfreeze()


def _serve(there: Connection, work: Callable[[Any], Any], pieces: Sequence[Sequence[Any]]) -> None:
    for piece in pieces:
        try:
            there.send([work(item) for item in piece])
        except BrokenPipeError:  # nobody waits for it any more
            return
        except Exception as error:
            there.send(error)
            raise


def _received(here: Connection) -> Any:
    results = here.recv()
    if isinstance(results, Exception):
        raise results
    return results
