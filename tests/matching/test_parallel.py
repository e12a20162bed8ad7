"""Work on several processes: the same results in the same order, errors included."""

import errno
import os
import signal
from collections.abc import Sequence

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


def test_progress_counts_rounds() -> None:
    seen: list[int] = []

    def progress(rounds: Sequence[int]) -> Sequence[int]:
        seen.append(len(rounds))
        return rounds

    list(spread(abs, range(128 * 5), 2, progress))
    assert seen == [3]


@pytest.mark.parametrize("fatal", [128, 150, 600], ids=["at once", "in its first piece", "after some pieces"])
def test_what_a_killed_process_leaves_undone_is_done_here(fatal: int) -> None:
    first = os.getpid()

    def work(item: int) -> int:
        if item >= fatal and os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(spread(work, range(1000), workers=2)) == list(range(1000))


def test_where_no_process_is_to_be_had_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refuse)
    assert list(spread(abs, range(1000), workers=3)) == list(range(1000))


def test_no_process_is_left_behind() -> None:
    list(spread(abs, range(128), workers=3))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
