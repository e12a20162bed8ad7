"""Undo takes back the last run's writes exactly, except in files changed since, which it names."""

import itertools
import stat
from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.writing.change import FileChange, State
from codex_backfill.writing.write import undo, write
from tests.writing.faults import AGAIN, DECISIONS, LEDGER, STAMP, UNDO, Dying, Faulty, Killed, small


def contents(root: Path) -> dict[str, bytes | None]:
    """Everything below a folder: files with their bytes, folders with None."""
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in root.rglob("*")}


def test_undo_brings_back_every_byte_and_every_file(tmp_path: Path) -> None:
    trial = small(tmp_path)
    before = contents(trial.root)
    trial.write()
    assert contents(trial.root) != before
    undone = trial.undo()
    assert contents(trial.root) == before
    assert undone is not None
    assert (undone.stamp, undone.failed) == (STAMP, ())
    assert undone.restored == tuple(sorted(change.path for change in trial.changes))
    assert trial.undo() is None


def test_undo_leaves_no_folder_that_only_the_run_had_made(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    changes = [FileChange(LEDGER, None, b"{}\n")]
    write(tmp_path / "vault", changes, stamp=STAMP, state=tmp_path / "state", system=Faulty())
    assert (tmp_path / "vault" / LEDGER).read_bytes() == b"{}\n"
    undo(tmp_path / "vault", stamp=UNDO, state=tmp_path / "state", system=Faulty())
    assert contents(tmp_path / "vault") == {}


def test_files_changed_since_stay_and_are_named_until_they_can_be_taken_back(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.write()
    written = (trial.root / "notes/a.md").read_bytes()
    (trial.root / "notes/a.md").write_bytes(written + b"and neaps\n")
    (trial.root / "archive/t.md").unlink()
    for _ in range(2):
        undone = trial.undo()
        assert undone is not None
        assert [(problem.path, problem.reason) for problem in undone.failed] == [
            ("archive/t.md", "it is no longer there"),
            ("notes/a.md", "it has changed since the run wrote it"),
        ]
        assert (trial.root / "notes/a.md").read_bytes() == written + b"and neaps\n"
        assert (trial.root / "archive/s.md").read_bytes() == b"---\n---\nAlmanac\n"
        assert not (trial.root / LEDGER).exists()
    (trial.root / "notes/a.md").write_bytes(written)
    undone = trial.undo()
    assert undone is not None
    assert undone.restored == ("notes/a.md",)


def test_what_one_run_writes_in_two_calls_is_taken_back_at_once(tmp_path: Path) -> None:
    trial = small(tmp_path)
    before = contents(trial.root)
    trial.write()
    more = [FileChange(LEDGER, b"{}\n", b'{"links": 3}\n'), FileChange(DECISIONS, None, b"yes\n")]
    write(trial.root, more, stamp=STAMP, state=trial.state, system=Faulty())
    trial.undo()
    assert contents(trial.root) == before


def test_only_the_last_run_that_wrote_is_taken_back(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.write()
    after = contents(trial.root)
    write(trial.root, [FileChange(LEDGER, b"{}\n", b'{"links": 3}\n')], stamp=AGAIN, state=trial.state, system=Faulty())
    write(trial.root, [], stamp=UNDO, state=trial.state, system=Faulty())
    undone = trial.undo()
    assert undone is not None
    assert undone.stamp == AGAIN
    assert contents(trial.root) == after


def test_only_its_user_can_read_what_undo_needs(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.write()
    (kept,) = trial.state.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(trial.state.stat().st_mode) == 0o700


def test_a_home_that_cannot_be_written_to_costs_undo_and_nothing_else(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.state.write_bytes(b"no folder")
    written = trial.write()
    assert set(trial.settled().values()) == {State.NEW}
    assert written.failed == ()
    (warning,) = written.warnings
    assert warning.startswith("this run cannot be undone: ")
    with pytest.raises(UsageError, match="what undo needs cannot be read"):
        trial.undo()


def test_a_damaged_record_is_none(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.write()
    (trial.state / "last-run").write_bytes((trial.state / "last-run").read_bytes()[:-1])
    assert trial.undo() is None
    assert set(trial.settled().values()) == {State.NEW}


def test_an_undo_that_is_killed_at_any_call_is_finished_or_done_again(many: Path) -> None:
    for at in itertools.count(1):
        trial = small(many / str(at))
        trial.write()
        try:
            trial.undo(Dying(at))
        except Killed:
            trial.recover()
            assert len(set(trial.settled().values())) == 1
            trial.undo()
            assert set(trial.settled().values()) == {State.OLD}
            assert trial.undo() is None
        else:
            break
    assert at > 150
