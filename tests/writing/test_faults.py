"""Each call to the operating system fails once, in turn: nothing is lost, what is said is true, the next run completes."""

import errno
import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.errors import Unfinished
from codex_backfill.writing.change import State
from codex_backfill.writing.write import interrupted
from tests.writing.faults import AGAIN, Dying, Faulty, Killed, Trial, call_of, failing, small

ERRORS = [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.EFBIG, errno.EINVAL]


def with_each_call_failing(
    base: Path, first: int, start: Callable[[Trial], object], act: Callable[[Trial, Faulty], None]
) -> int:
    """Acts on fresh vaults, the first call failing, then the second and so on until none is left to fail.

    The errors take turns, from the given one on. Gives how many calls there were.
    """
    for at in itertools.count(1):
        trial = small(base / str(at))
        start(trial)
        system = Faulty(failing(ERRORS[(at + first) % len(ERRORS)]), at)
        act(trial, system)
        if len(system.calls) < at:
            break
    return at - 1


def completes(trial: Trial) -> None:
    """The next run, when nothing fails."""
    trial.states()
    trial.recover()
    trial.settled()
    assert trial.write(stamp=AGAIN).failed == ()
    assert set(trial.settled().values()) == {State.NEW}


@pytest.mark.parametrize("first", [0, 3])
def test_writing_survives_any_failing_call_and_tells_what_was_written(many: Path, first: int) -> None:
    def act(trial: Trial, system: Faulty) -> None:
        written = trial.write(system)
        states = trial.states()
        if interrupted(trial.root):
            assert written.failed
        else:
            assert {path for path, state in states.items() if state is State.NEW} == set(written.written)
            assert written.failed or written.warnings or set(states.values()) == {State.NEW}
            trial.settled()
        completes(trial)

    assert with_each_call_failing(many, first, lambda trial: None, act) > 150


@pytest.mark.parametrize("part", [100, 170], ids=["that has to clear away", "that has to finish"])
def test_a_recovery_survives_any_failing_call(many: Path, part: int) -> None:
    def start(trial: Trial) -> None:
        with pytest.raises(Killed):
            trial.write(Dying(part))

    def act(trial: Trial, system: Faulty) -> None:
        try:
            trial.recover(system)
        except Unfinished as error:
            assert error.exit_code == 3
            assert interrupted(trial.root)
            assert any(os.strerror(number) in str(error) for number in ERRORS)
        completes(trial)

    assert with_each_call_failing(many, 0, start, act) > 50


def cut_short(base: Path, name: str, number: int) -> Trial:
    """A vault whose run died right before the number-th call of that name."""
    trial = small(base / "vault")
    with pytest.raises(Killed):
        trial.write(Dying(call_of(small(base / "counted"), name, number)))
    return trial


def test_nothing_is_cleared_away_or_finished_before_every_file_can_be_seen(tmp_path: Path) -> None:
    counted = Faulty()
    cut_short(tmp_path / "1", "swap", 2).recover(counted)
    looks = [at for at, (name, file) in enumerate(counted.calls, 1) if name == "open" and str(file).endswith("/a.md")]
    trial = cut_short(tmp_path / "2", "swap", 2)
    there = {path: path.read_bytes() for path in trial.root.rglob("*") if path.is_file()}
    with pytest.raises(Unfinished, match=rf"notes/a\.md:1:1: .*{os.strerror(errno.EIO)}; the next run tries again"):
        trial.recover(Faulty(failing(errno.EIO), looks[0]))
    assert {path: path.read_bytes() for path in trial.root.rglob("*") if path.is_file()} == there
    completes(trial)


def test_what_a_killed_run_wrote_in_place_is_brought_to_the_disk_by_the_next(tmp_path: Path) -> None:
    trial = small(tmp_path)
    counted = Faulty()
    small(tmp_path / "counted").write(counted)
    synced = [at for at, (name, file) in enumerate(counted.calls, 1) if name == "fsync" and str(file).endswith("/b.md")]
    with pytest.raises(Killed):
        trial.write(Dying(synced[0]))
    assert trial.states()["notes/b.md"] is State.NEW
    system = Faulty()
    trial.recover(system)
    assert ("fsync", f"{trial.root}/notes/b.md") in system.calls


def test_undo_survives_any_failing_call(many: Path) -> None:
    def act(trial: Trial, system: Faulty) -> None:
        try:
            trial.undo(system)
        except Exception as error:
            assert type(error).__name__ == "UsageError"
        trial.states()
        trial.recover()
        trial.undo()
        assert set(trial.settled().values()) == {State.OLD}

    assert with_each_call_failing(many, 0, Trial.write, act) > 150


def test_bytes_are_on_the_disk_before_anything_relies_on_them(tmp_path: Path) -> None:
    """A power cut cannot be had in a test; the order of the calls, on which surviving one depends, can."""
    system, trial = Faulty(), small(tmp_path)
    trial.write(system)
    root, calls = trial.root, [f"{name} {about}" for name, about in system.calls]
    journal, own = f"{root}/.codex-backfill/journal", f"{root}/.codex-backfill"
    swaps = [at for at, call in enumerate(calls) if call.startswith("swap") and str(root) in call]
    staged = sorted({calls.index(call) for call in calls if call.startswith("open") and call.endswith(".tmp")})

    def synced(path: str) -> int:
        return next(at for at, call in enumerate(calls) if call == f"fsync {path}")

    assert synced(journal) < synced(own) < synced(str(root)) < staged[0] < staged[-1] < swaps[0]
    for at in swaps:
        assert synced(calls[at].split()[1]) < at
    settled = [synced(f"{root}/{folder}") for folder in ("archive", "notes", "shelf")]
    remembered = calls.index(f"replace {trial.state}/runs/.000001-ab12.new")
    assert synced(f"{trial.state}/runs/.000001-ab12.new") < remembered
    assert (
        swaps[-1]
        < min(settled)
        < max(settled)
        < remembered
        < synced(f"{trial.state}/runs")
        < calls.index(f"unlink {journal}")
    )
