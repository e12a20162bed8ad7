"""Work on several processes: the same results in the same order, errors included."""

import errno
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from codex_backfill.matching.parallel import spread


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("number", [0, 1, 2, 3, 127, 128, 129, 200, 1000])
def test_results_come_in_order(workers: int, number: int) -> None:
    base = 7  # a forked process has what this one has
    assert list(spread(lambda item: item * base, range(number), workers)) == [item * base for item in range(number)]


def test_the_work_is_shared() -> None:
    assert len(set(spread(lambda _: os.getpid(), range(300), workers=3))) == 3


def test_an_error_in_another_process_is_raised_here() -> None:
    def work(item: int) -> int:
        return 1 // (item - 100)

    with pytest.raises(ZeroDivisionError):
        list(spread(work, range(128), workers=2))


def test_whoever_stops_listening_ends_the_others() -> None:
    results = spread(lambda item: "x" * 100_000, range(1000), workers=2)
    assert next(results)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("fatal", [128, 150, 600], ids=["at once", "in its first piece", "after some pieces"])
def test_what_a_killed_process_leaves_undone_is_done_here(fatal: int) -> None:
    first = os.getpid()

    def work(item: int) -> int:
        if item >= fatal and os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(spread(work, range(1000), workers=2)) == list(range(1000))


def test_what_it_had_written_half_of_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(found: object, file: BinaryIO) -> None:
        file.write(pickle.dumps(found)[:-9])
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("codex_backfill.matching.parallel.pickle.dump", half)
    assert list(spread(abs, range(1000), workers=2)) == list(range(1000))


def test_a_process_ends_when_the_first_one_is_killed() -> None:
    """Whoever reads what both of them print would wait for it for ever."""
    script = (
        "import os, signal\n"
        "from codex_backfill.matching.parallel import spread\n"
        "first = os.getpid()\n"
        "def work(item):\n"
        "    if os.getpid() == first: os.kill(first, signal.SIGKILL)\n"
        "    return 'x' * 100_000\n"
        "list(spread(work, range(1000), workers=2))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL


def test_where_children_are_not_waited_for_the_results_are_the_same() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert list(spread(abs, range(1000), workers=2)) == list(range(1000))
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.parametrize("refused", ["fork", "pipe"])
def test_where_no_process_is_to_be_had_one_does_all(monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, refused, refuse)
    open_before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    assert list(spread(abs, range(1000), workers=3)) == list(range(1000))
    assert not open_before or len(os.listdir("/proc/self/fd")) == open_before


def test_no_process_is_left_behind() -> None:
    list(spread(abs, range(128), workers=3))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
