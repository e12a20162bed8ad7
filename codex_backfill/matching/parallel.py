"""The same work on several processor cores: processes forked off this one, which have all it has without copying it."""

import gc
import math
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_ROUND = 128
"""How many items a process does at most before it hands their results over."""


def cores() -> int:
    """How many processor cores this process may use, where that can be told."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


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
    workers = max(1, min(workers, len(items))) if hasattr(os, "fork") else 1
    rounds = math.ceil(len(items) / (workers * _ROUND))
    size = math.ceil(len(items) / (workers * rounds)) if rounds else 1
    pieces = [items[start : start + size] for start in range(0, len(items), size)]
    others: list[tuple[int, BinaryIO]] = []
    try:
        others += [_fork(work, pieces[number::workers]) for number in range(1, workers)]
        for first in progress(range(0, len(pieces), workers)):
            yield from map(work, pieces[first])
            for _, results in others[: len(pieces) - first - 1]:
                yield from _received(results)
    finally:
        for process, results in others:
            results.close()
            os.kill(process, signal.SIGKILL)  # it holds nothing that is worth an end of its own
            os.waitpid(process, 0)


def _fork(work: Callable[[Any], Any], pieces: Sequence[Sequence[Any]]) -> tuple[int, BinaryIO]:
    """A process that does these pieces: its number, and the pipe that their results come through."""
    here, there = os.pipe()
    process = os.fork()
    if process:
        os.close(there)
        return process, open(here, "rb")
    try:
        gc.disable()  # what it collects it has to copy first
        with open(there, "wb") as results:
            for piece in pieces:
                pickle.dump(_done(work, piece), results)
                results.flush()
    finally:
        os._exit(0)  # without what the first process does at its end; whoever waits for results finds the pipe closed


def _done(work: Callable[[Any], Any], piece: Sequence[Any]) -> Any:
    try:
        return [work(item) for item in piece]
    except Exception as error:
        return error


def _received(results: BinaryIO) -> Any:
    found = pickle.load(results)
    if isinstance(found, Exception):
        raise found
    return found
