"""Several threads that wait for the disk: what they write, what they say, and what is left of a kill or an interrupt."""

import errno
import os
import resource
import signal
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.disk.system import System
from codex_backfill.writing.batch import side_by_side
from codex_backfill.writing.change import State, make_record
from codex_backfill.writing.write import write
from tests.writing.faults import STAMP, Faulty, Trial, die, in_child, large, make

NOTES = 200


class Threaded(Faulty):
    """An operating system for which eight threads wait; the fault is at a number, or where a call is about a file."""

    threads = 8

    def __init__(
        self, fault: Callable[[], object] = lambda: None, at: int = 0, about: tuple[str, str] | None = None
    ) -> None:
        super().__init__(fault, at)
        self.about = about
        self.workers = set[int]()

    def made(self, name: str, call: Callable[..., Any], *args: Any, **named: Any) -> Any:
        self.workers.add(threading.get_ident())
        if (name, os.path.basename(str(self.paths.get(args[0], args[0])))) == self.about:
            self.fault()
        return super().made(name, call, *args, **named)


@pytest.fixture
def trial(many: Path) -> Trial:
    return make(large(many, NOTES))


def failing() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_is_worked_on_side_by_side_comes_back_in_order() -> None:
    together = threading.Barrier(8)

    def work(item: int) -> int:
        together.wait(timeout=60)  # passes when eight threads have come so far
        return item * item

    assert side_by_side(8, work, range(64)) == [item * item for item in range(64)]


@pytest.mark.parametrize("to_be_had", [0, 3])
def test_where_threads_are_not_to_be_had_all_is_done_all_the_same_and_once(
    monkeypatch: pytest.MonkeyPatch, to_be_had: int
) -> None:
    started: list[threading.Thread] = []
    start = threading.Thread.start

    def scarce(thread: threading.Thread) -> None:
        if len(started) == to_be_had:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", scarce)
    done = Counter[int]()

    def work(item: int) -> int:
        done[item] += 1
        return -item

    assert side_by_side(8, work, range(100)) == [-item for item in range(100)]
    assert done == Counter(range(100))


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(8, lambda item: 1 // (item - 50), range(100))


def test_many_threads_write_what_one_does(trial: Trial) -> None:
    system = Threaded()
    written = trial.write(system)
    assert written.written == tuple(sorted(change.path for change in trial.changes))
    assert set(trial.settled().values()) == {State.NEW}
    assert len(system.workers) > 1
    undone = trial.undo(Threaded())
    assert undone is not None
    assert undone.restored == written.written
    assert set(trial.settled().values()) == {State.OLD}


def temporary(trial: Trial, path: str) -> str:
    """The name of a note's temporary file."""
    return f".codex-backfill-{STAMP.id}-{sorted(change.path for change in trial.changes).index(path)}.tmp"


@pytest.mark.parametrize("call", ["fsync", "swap"])
def test_a_file_that_fails_in_a_thread_is_named_and_its_link_is_taken_back(trial: Trial, call: str) -> None:
    mine, other = trial.links[70]
    written = trial.write(Threaded(failing, about=(call, temporary(trial, other))))
    assert {problem.path: problem.reason for problem in written.failed} == {
        other: f"it cannot be written: {os.strerror(errno.EIO)}",
        mine: f"it is linked with {other}, which could not be written",
    }
    assert written.written == tuple(sorted(c.path for c in trial.changes if c.path not in (mine, other)))
    assert {path for path, state in trial.settled().items() if state is State.OLD} == {mine, other}


@pytest.mark.parametrize("part", [0.3, 0.45, 0.6, 0.75, 0.9])
def test_a_kill_among_threads_is_survived(trial: Trial, part: float) -> None:
    counted = Threaded()
    make(large(trial.root.parent / "counted", NOTES)).write(counted)
    assert in_child(lambda: trial.write(Threaded(die, int(part * len(counted.calls))))) == signal.SIGKILL
    begun = State.NEW in trial.states().values()
    assert trial.recover(Threaded())
    assert set(trial.settled().values()) == {State.NEW if begun else State.OLD}


@pytest.mark.parametrize(("call", "state"), [("fsync", State.OLD), ("swap", State.NEW)])
def test_an_interrupt_among_threads_leaves_all_files_old_or_all_new(trial: Trial, call: str, state: State) -> None:
    about = (call, temporary(trial, trial.links[70][0]))
    with pytest.raises(KeyboardInterrupt):
        trial.write(Threaded(lambda: os.kill(os.getpid(), signal.SIGINT), about=about))
    assert set(trial.settled().values()) == {state}


def test_few_files_are_open_at_once(trial: Trial) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
        write(trial.root, make_record(STAMP, trial.changes, trial.links), state=trial.state, system=System())

    assert in_child(limited) == 0
    assert set(trial.settled().values()) == {State.NEW}
