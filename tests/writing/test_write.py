"""Interrupts while a run writes, and what the next run makes of one that was cut short."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from codex_backfill.errors import Unfinished
from codex_backfill.writing.change import FileChange, RunRecord, State, encode, make_record
from codex_backfill.writing.write import Written, interrupted, recover, write
from tests.writing.faults import AGAIN, STAMP, Dying, Faulty, Killed, Trial, call_of, in_child, killed, small


@contextmanager
def handled(number: signal.Signals, handler: signal.Handlers) -> Iterator[None]:
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def test_an_interrupt_at_any_call_leaves_all_files_old_or_all_new_and_says_which(many: Path) -> None:
    counted = Faulty()
    small(many / "counted").write(counted)
    seen = set()
    for at in range(1, len(counted.calls) + 1):
        trial = small(many / str(at))
        with pytest.raises(KeyboardInterrupt) as stop:
            trial.write(Faulty(lambda: signal.raise_signal(signal.SIGINT), at))
        (state,) = set(trial.settled().values())
        assert str(stop.value) == (
            "no file was changed" if state is State.OLD else "all files had been written already"
        )
        assert interrupted(trial.root) is None
        seen.add(state)
    assert seen == {State.OLD, State.NEW}


@pytest.mark.parametrize("call", ["mkdir", "swap"])
def test_a_request_to_end_is_heard_when_the_files_are_in_order(tmp_path: Path, call: str) -> None:
    at = call_of(small(tmp_path / "counted"), call)
    trial = small(tmp_path / "vault")
    assert in_child(lambda: trial.write(Faulty(lambda: signal.raise_signal(signal.SIGTERM), at))) == signal.SIGTERM
    assert set(trial.settled().values()) == {State.NEW if call == "swap" else State.OLD}


def test_signals_that_the_caller_ignores_stay_ignored(tmp_path: Path) -> None:
    with handled(signal.SIGHUP, signal.SIG_IGN):
        trial = small(tmp_path)
        trial.write(Faulty(lambda: signal.raise_signal(signal.SIGHUP), 20))
        assert set(trial.settled().values()) == {State.NEW}
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_writing_works_outside_the_main_thread_too(tmp_path: Path) -> None:
    trial = small(tmp_path)
    thread = threading.Thread(target=trial.write)
    thread.start()
    thread.join()
    assert set(trial.settled().values()) == {State.NEW}


def test_nothing_to_write_touches_nothing(tmp_path: Path) -> None:
    written = write(tmp_path, make_record(STAMP, [FileChange("a.md", b"", b"")]), state=tmp_path / "state")
    assert written == Written((), ())
    assert list(tmp_path.iterdir()) == []


def cut_short(base: Path, call: str, number: int = 1, *, after: bool = False) -> Trial:
    """A vault whose run died at, or right after, the number-th call of that name."""
    at = call_of(small(base / "counted"), call, number) + after
    trial = small(base / "vault")
    with pytest.raises(Killed):
        trial.write(Dying(at))
    return trial


def test_the_next_run_is_told_and_nothing_is_written_before_the_interrupted_one_is_finished(tmp_path: Path) -> None:
    trial = cut_short(tmp_path, "swap", 2)
    assert "was interrupted" in (interrupted(trial.root) or "")
    with pytest.raises(Unfinished) as error:
        trial.write(stamp=AGAIN)
    assert error.value.exit_code == 3
    assert str(trial.recover()) == (
        "finished an interrupted run (migrate of 2026-03-01T10:00:00+00:00): 7 files written"
    )
    assert trial.recover() is None
    assert interrupted(trial.root) is None


def test_a_run_that_died_before_it_changed_a_file_is_cleared_away(tmp_path: Path) -> None:
    trial = cut_short(tmp_path, "unlink")
    recovery = trial.recover()
    assert set(trial.settled().values()) == {State.OLD}
    assert str(recovery) == (
        "cleaned up after an interrupted run (migrate of 2026-03-01T10:00:00+00:00); it had changed no file"
    )


def test_a_run_that_died_while_it_wrote_its_journal_is_cleared_away(tmp_path: Path) -> None:
    trial = small(tmp_path)
    journal = trial.root / ".codex-backfill/journal"
    journal.write_bytes(encode(RunRecord(STAMP, trial.changes))[:-1])
    assert str(trial.recover()).endswith("it had changed no file")
    assert set(trial.settled().values()) == {State.OLD}


def test_what_a_person_wrote_into_a_finished_file_stays_and_the_links_other_end_is_finished(tmp_path: Path) -> None:
    trial = cut_short(tmp_path, "swap", 2, after=True)
    assert trial.states()["archive/s.md"] is State.NEW
    (trial.root / "archive/s.md").write_bytes(b"---\nlink: x\n---\nAlmanac, second edition\n")
    recovery = trial.recover()
    assert (trial.root / "archive/s.md").read_bytes() == b"---\nlink: x\n---\nAlmanac, second edition\n"
    assert recovery is not None
    assert recovery.failed == ()
    assert (trial.root / "notes/a.md").read_bytes() == b"---\nlink: x\n---\ntides\n"


def test_what_a_person_wrote_into_an_unfinished_file_stays_and_its_links_are_taken_back(tmp_path: Path) -> None:
    trial = cut_short(tmp_path, "swap", 2, after=True)
    states = trial.states()
    assert [states[path] for path in ("archive/s.md", "notes/a.md", "notes/b.md")] == [State.NEW, State.OLD, State.NEW]
    (trial.root / "notes/a.md").write_bytes(b"my own words")
    recovery = trial.recover()
    assert recovery is not None
    assert [problem.path for problem in recovery.failed] == ["archive/s.md", "notes/a.md", "notes/b.md"]
    assert str(recovery).endswith("3 left as they were")
    assert (trial.root / "notes/a.md").read_bytes() == b"my own words"
    assert (trial.root / "notes/b.md").read_bytes() == b"---\n---\nmoon\n"
    assert (trial.root / "archive/s.md").read_bytes() == b"---\n---\nAlmanac\n"
    assert (trial.root / "notes/c.md").read_bytes() == b"---\nlink: x\n---\nbread\n"


def test_a_file_or_a_folder_that_a_person_took_away_meanwhile_stays_away(tmp_path: Path) -> None:
    trial = cut_short(tmp_path, "swap", 2)
    (trial.root / "archive").rename(tmp_path / "elsewhere")
    recovery = trial.recover()
    assert recovery is not None
    assert "archive/t.md" in [problem.path for problem in recovery.failed]
    assert not (trial.root / "archive").exists()
    assert interrupted(trial.root) is None


class Halfway(Dying):
    """An operating system that dies when it has written the first half of what it is given."""

    def made(self, name: str, call: object, *args: object, **named: object) -> object:
        if name == "write" and len(self.calls) + 1 == self.at:
            os.write(args[0], bytes(args[1])[: len(args[1]) // 2])  # type: ignore[arg-type, call-overload]
            killed()
        return super().made(name, call, *args, **named)  # type: ignore[arg-type]


def test_a_file_with_hard_links_that_is_half_written_is_finished(tmp_path: Path) -> None:
    counted = Faulty()
    small(tmp_path / "counted").write(counted)
    at = [at for at, call in enumerate(counted.calls, 1) if call[0] == "write" and str(call[1]).endswith("notes/b.md")]
    trial = small(tmp_path / "vault")
    with pytest.raises(Killed):
        trial.write(Halfway(at[0]))
    with pytest.raises(AssertionError):
        trial.states()
    assert trial.recover()
    assert set(trial.settled().values()) == {State.NEW}
    assert (trial.root / "notes/b.md").samefile(tmp_path / "vault/twin.md")


@pytest.mark.parametrize(
    "path", ["../secret.md", "/etc/hosts.md", ".git/config", "out/secret.md", "in/config", "domains/../.git/config"]
)
def test_a_journal_that_somebody_else_put_into_a_vault_writes_nothing_outside_its_notes(
    tmp_path: Path, path: str
) -> None:
    root = tmp_path / "vault"
    for folder in (".git", ".codex-backfill", "domains"):
        (root / folder).mkdir(parents=True)
    for victim in (tmp_path / "secret.md", root / ".git/config", root / "a.md"):
        victim.write_bytes(b"old")
    (root / "out").symlink_to(tmp_path)
    (root / "in").symlink_to(".git")
    record = RunRecord(STAMP, (FileChange("a.md", b"x", b"old"), FileChange(path, b"old", b"evil")))
    (root / ".codex-backfill/journal").write_bytes(encode(record))
    recovery = recover(root, state=tmp_path / "state")
    assert recovery is not None
    assert [problem.path for problem in recovery.failed] == [path]
    assert {(tmp_path / "secret.md").read_bytes(), (root / ".git/config").read_bytes()} == {b"old"}


def test_a_journal_whose_run_has_an_unlikely_id_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".codex-backfill").mkdir()
    data = encode(RunRecord(STAMP, (FileChange("a.md", b"", b"x"),))).partition(b"\n")[2]
    assert json.loads(data.partition(b"\n")[0])["stamp"]["id"] == STAMP.id
    foreign = RunRecord(type(STAMP)("migrate", "", "../../x"), (FileChange("a.md", None, b"x"),))
    (tmp_path / ".codex-backfill/journal").write_bytes(encode(foreign))
    assert str(recover(tmp_path, state=tmp_path / "state")).endswith("it had changed no file")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_somebody_else_put_in_a_temporary_files_place_is_not_followed(tmp_path: Path) -> None:
    for folder in ("vault/.codex-backfill", "vault/notes"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "secret.md").write_bytes(b"secret")
    changes = (FileChange("notes/a.md", b"x", b"old"), FileChange("notes/b.md", b"old", b"new"))
    for change in changes:
        (tmp_path / "vault" / change.path).write_bytes(b"old")
    (tmp_path / f"vault/notes/.codex-backfill-{STAMP.id}-1.tmp").symlink_to(tmp_path / "secret.md")
    (tmp_path / "vault/.codex-backfill/journal").write_bytes(encode(RunRecord(STAMP, changes)))
    recover(tmp_path / "vault", state=tmp_path / "state")
    assert (tmp_path / "secret.md").read_bytes() == b"secret"


def test_a_pipe_in_the_journals_place_is_named_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / ".codex-backfill").mkdir()
    os.mkfifo(tmp_path / ".codex-backfill/journal")
    with pytest.raises(Unfinished, match="it is not a regular file"):
        recover(tmp_path, state=tmp_path / "state")


def test_a_folder_in_the_journals_place_is_told(tmp_path: Path) -> None:
    (tmp_path / ".codex-backfill/journal").mkdir(parents=True)
    with pytest.raises(Unfinished, match=r"^\.codex-backfill/journal: .* cannot be read"):
        recover(tmp_path, state=tmp_path / "state")


def test_a_link_in_the_own_folders_place_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/.codex-backfill").symlink_to(tmp_path)
    (tmp_path / "vault/a.md").write_bytes(b"old")
    changes = [FileChange("a.md", b"old", b"new")]
    written = write(tmp_path / "vault", make_record(STAMP, changes), state=tmp_path / "state", system=Faulty())
    assert written.written == ()
    assert "out of the vault" in str(written.failed[0])
    assert (tmp_path / "vault/a.md").read_bytes() == b"old"
