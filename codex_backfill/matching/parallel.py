"""The same work on several processor cores: processes forked off this one, which have all it has without copying it."""

import gc
import math
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_Process = tuple[int, BinaryIO] | None
"""A process's number, and the pipe that its results come through; None where there is none to be had."""

_ROUND = 128
"""How many items a process does at most before it hands their results over."""


def cores() -> int:
    """How many processor cores this process may use, where that can be told."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    workers: int,
) -> Iterator[_Result]:
    """What `work` gives for every item, in the items' order, whatever the number of workers, this process among them.

    In each round every worker does one piece. What a process does not do, because it
    could not be forked, failed or was killed, this one does.
    """
    workers = max(1, min(workers, len(items))) if hasattr(os, "fork") else 1
    rounds = math.ceil(len(items) / (workers * _ROUND))
    size = math.ceil(len(items) / (workers * rounds)) if rounds else 1
    pieces = [items[start : start + size] for start in range(0, len(items), size)]
    others: list[_Process] = []
    try:
        others.extend(_fork(work, pieces[number::workers]) for number in range(1, workers))
        for first in range(0, len(pieces), workers):
            own, *theirs = pieces[first : first + workers]
            yield from map(work, own)
            for other, piece in zip(others, theirs, strict=False):
                found = _received(other)
                yield from map(work, piece) if found is None else found
    finally:
        for process, results in filter(None, others):
            results.close()
            with suppress(ProcessLookupError, ChildProcessError):  # nobody waits for it where SIGCHLD is ignored
                os.kill(process, signal.SIGKILL)  # it holds nothing that is worth an end of its own
                os.waitpid(process, 0)


def _fork(work: Callable[[Any], Any], pieces: Sequence[Sequence[Any]]) -> _Process:
    """A process that does these pieces."""
    try:
        here, there = os.pipe()
    except OSError:  # too many files are open
        return None
    try:
        process = os.fork()
    except OSError:  # too many processes there are already, or too little memory
        os.close(here)
        os.close(there)
        return None
    if process:
        os.close(there)
        return process, open(here, "rb")
    try:
        os.close(here)  # or it would wait for itself to read, should the first process be killed
        gc.disable()  # what it collects it has to copy first
        with open(there, "wb") as results:
            for piece in pieces:
                pickle.dump(_done(work, piece), results)
                results.flush()
    finally:
        os._exit(0)  # without what the first process does at its end; whoever waits for results finds the pipe closed


def _done(work: Callable[[Any], Any], piece: Sequence[Any]) -> list[Any] | None:
    """The results for a piece; None where it fails, so that it fails where somebody can see it."""
    try:
        return [work(item) for item in piece]
    except Exception:
        return None


def _received(other: _Process) -> list[Any] | None:
    """The results for a process's next piece; None when it has failed or is gone."""
    try:
        found: list[Any] | None = pickle.load(other[1]) if other else None
    except (EOFError, pickle.UnpicklingError):  # killed, in the midst of a piece or before
        return None
    return found
