"""Undo takes back the last run's writes exactly, except in files changed since, which it names."""

import itertools
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.notes.standing_links import Side
from codex_backfill.writing.change import EntryChange, FileChange, RunRecord, State, make_record
from codex_backfill.writing.undo import invert
from codex_backfill.writing.write import history, undo, write
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
    assert undone.restored == tuple(sorted(change.path for change in trial.changes if "/." not in f"/{change.path}"))
    assert trial.undo() is None


def test_undo_leaves_no_folder_that_only_the_run_had_made(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/a.md").write_bytes(b"x")
    changes = [FileChange(LEDGER, None, b"{}\n"), FileChange("a.md", b"x", b"y")]
    write(tmp_path / "vault", make_record(STAMP, changes), state=tmp_path / "state", system=Faulty())
    assert (tmp_path / "vault" / LEDGER).read_bytes() == b"{}\n"
    undo(tmp_path / "vault", naming=lambda path, text: None, stamp=UNDO, state=tmp_path / "state", system=Faulty())
    assert contents(tmp_path / "vault") == {"a.md": b"x"}


def test_linked_files_of_which_one_has_changed_since_stay_and_are_named(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.write()
    written = {path: (trial.root / path).read_bytes() for path in ("notes/a.md", "notes/b.md", "archive/s.md")}
    (trial.root / "notes/a.md").write_bytes(written["notes/a.md"] + b"and neaps\n")
    undone = trial.undo()
    assert undone is not None
    assert [str(problem) for problem in undone.failed] == [
        "notes/a.md:1:1: it has changed since the run wrote it; file left unchanged"
    ]
    assert (trial.root / "archive/s.md").read_bytes() == written["archive/s.md"], "one end alone was taken back"
    assert (trial.root / "notes/c.md").read_bytes() == b"---\n---\nbread\n"
    (trial.root / "notes/a.md").write_bytes(written["notes/a.md"])
    trial.undo()
    assert (trial.root / "archive/s.md").read_bytes() == b"---\n---\nAlmanac\n"


def test_runs_are_taken_back_one_after_another_and_those_that_wrote_no_note_are_skipped(tmp_path: Path) -> None:
    trial = small(tmp_path)
    before = contents(trial.root)
    trial.write()
    between = contents(trial.root)
    (note,) = (change for change in trial.changes if change.path == "notes/c.md")
    more = [FileChange("notes/c.md", note.after, b"more\n")]
    write(trial.root, make_record(AGAIN, more), state=trial.state, system=Faulty())
    only = replace(AGAIN, id="ef99")
    write(trial.root, make_record(only, [FileChange(LEDGER, b"{}\n", b"[]\n")]), state=trial.state, system=Faulty())
    (trial.root / LEDGER).write_bytes(b"{}\n")
    assert [run.stamp for run in history(trial.state)] == [AGAIN, STAMP]
    undone = trial.undo()
    assert undone is not None
    assert (undone.stamp, undone.restored) == (AGAIN, ("notes/c.md",))
    assert contents(trial.root) == between
    undone = trial.undo()
    assert undone is not None
    assert undone.stamp == STAMP
    assert contents(trial.root) == before
    assert trial.undo() is None


def test_only_its_user_can_read_what_undo_needs(tmp_path: Path) -> None:
    trial = small(tmp_path)
    trial.write()
    (kept,) = (trial.state / "runs").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


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
    (kept,) = (trial.state / "runs").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
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


def test_an_answer_that_followed_its_moved_note_is_not_led_back_to_where_the_note_was() -> None:
    def line(source: str, verdict: str) -> str:
        row = {
            "claim": "core/a.md",
            "source": source,
            "verdict": verdict,
            "by": "ann",
            "at": "2031-04-05T06:00:00.000Z",
        }
        return json.dumps({**row, "score": None, "claim_digest": "c", "source_digest": "s"}) + "\n"

    moved, own = line("inbox/archive/s.md", "no"), line("inbox/archive/t.md", "yes")
    changes = (
        FileChange(DECISIONS, line("inbox/queue/s.md", "no").encode(), (moved + own).encode()),
        FileChange("core/a.md", b"---\n---\n", b"---\nsourced_from: inbox/archive/t.md\n---\n"),
    )
    entry = EntryChange("core/a.md", "sourced_from", "core/a.md", "inbox/archive/t.md", None, "inbox/archive/t.md")
    run = RunRecord(STAMP, changes, entries=(entry,))
    now = {change.path: change.after for change in changes}
    fields = {Side.CLAIM: "sourced_from", Side.SOURCE: "claims_extracted"}
    inverse = invert(run, UNDO, now.get, lambda path, text: None, fields)
    after = {change.path: change.after for change in inverse.record.changes}
    assert after == {DECISIONS: moved.encode(), "core/a.md": b"---\n---\n"}
