"""Killed at any instant, every file is whole, and the next run finishes or clears away by itself, and says so."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from codex_backfill.writing.change import State
from codex_backfill.writing.write import interrupted
from tests.writing.faults import AGAIN, Dying, Faulty, Killed, Trial, die, in_child, large, make, small

KILLS = 8


@pytest.fixture(scope="module")
def vault(memory: Path) -> Trial:
    return make(large(memory / "killed"))


@pytest.fixture(scope="module")
def calls(memory: Path) -> list[str]:
    """The calls that writing the vault of 1,000 files makes."""
    system = Faulty()
    make(large(memory / "counted")).write(system)
    return [name for name, _ in system.calls]


def take_up(trial: Trial) -> bool:
    """What the next run does first, and what has to hold before and after; gives whether there was something to do."""
    begun = State.NEW in trial.states().values()
    said = interrupted(trial.root)
    recovery = trial.recover()
    assert set(trial.settled().values()) == {State.NEW if begun else State.OLD}
    assert (recovery is None) == (said is None)
    if recovery:
        assert recovery.failed == ()
        assert str(recovery).startswith(
            "finished an interrupted run" if begun else "cleaned up after an interrupted run"
        )
    assert trial.recover() is None
    return recovery is not None


@pytest.mark.parametrize("part", range(KILLS), ids=lambda part: f"after {part}/{KILLS} of its calls")
def test_a_vault_of_1000_files_survives_a_kill(vault: Trial, calls: list[str], part: int) -> None:
    vault.reset()
    at = len(calls) * (2 * part + 1) // (2 * KILLS)
    assert in_child(lambda: vault.write(Faulty(die, at))) == 9
    assert take_up(vault)


def test_the_kills_are_spread_over_the_writing_phase(calls: list[str]) -> None:
    first_swap = calls.index("swap")
    places = [len(calls) * (2 * part + 1) // (2 * KILLS) for part in range(KILLS)]
    assert sum(at < first_swap for at in places) >= 2
    assert sum(at > first_swap for at in places) >= 2


@pytest.mark.parametrize("part", [0.2, 0.8], ids=["while it stages", "while it swaps"])
def test_a_vault_of_1000_files_survives_a_kill_from_outside(vault: Trial, calls: list[str], part: float) -> None:
    vault.reset()
    command = [sys.executable, "-m", "tests.writing.faults", str(vault.root.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout
        child.stdout.read(int(part * len(calls) / 100))
        child.kill()
    take_up(vault)


def test_a_kill_at_any_call_is_survived_and_the_run_after_it_completes_and_can_be_undone(many: Path) -> None:
    taken_up = 0
    for at in range(1, calls_of_small(many) + 1):
        trial = small(many / str(at))
        with pytest.raises(Killed):
            trial.write(Dying(at))
        taken_up += take_up(trial)
        trial.write(stamp=AGAIN)
        assert set(trial.settled().values()) == {State.NEW}
        trial.undo()
        assert set(trial.settled().values()) == {State.OLD}
        assert (trial.root / "notes/c.md").is_symlink()
        assert (trial.root / "notes/b.md").samefile(many / str(at) / "twin.md")
    assert taken_up > 100


@pytest.mark.parametrize("part", [0.4, 0.75], ids=lambda part: f"the run killed after {part} of its calls")
def test_a_recovery_can_be_killed_at_any_call_too(many: Path, part: float) -> None:
    first = int(calls_of_small(many) * part)
    for at in itertools.count(1):
        trial = small(many / str(at))
        with pytest.raises(Killed):
            trial.write(Dying(first))
        try:
            trial.recover(Dying(at))
        except Killed:
            take_up(trial)
        else:
            break
    assert at > 30


def calls_of_small(base: Path) -> int:
    system = Faulty()
    small(base / "counted").write(system)
    return len(system.calls)
