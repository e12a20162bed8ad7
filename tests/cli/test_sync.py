"""The scheduled job from the command line: it follows people, never fights them, and stops before it surprises one."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.cli.fast_path import answer
from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import lock
from codex_backfill.disk.system import System
from tests.repositories import git, repository

Run = Callable[..., Any]
Snapshot = Callable[[], dict[str, bytes]]

LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"
LEDGER, DECISIONS = ".codex-backfill/ledger.json", ".codex-backfill/decisions.jsonl"
TITLE = "Utilities that log night flow find leaks before customers do"


def text(vault: Path, path: str) -> str:
    return (vault / path).read_bytes().decode()


def edit(vault: Path, path: str, old: str, new: str) -> None:
    before = text(vault, path)
    assert old in before
    (vault / path).write_bytes(before.replace(old, new, 1).encode())


def unlink(vault: Path, path: str) -> None:
    """Takes all entries of the link field out, as a person does."""
    lines = text(vault, path).splitlines(keepends=True)
    names = ("sourced_from:", "claims_extracted:", "  - ", "- ")
    (vault / path).write_bytes("".join(line for line in lines if not line.startswith(names)).encode())


@pytest.fixture
def synced(run: Run, vault: Path) -> Path:
    """The vault after its first run."""
    assert run("sync", vault).code == 0
    return vault


def test_the_first_run_links_says_so_in_one_line_and_leaves_a_ledger(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    result = run("sync", vault)
    assert (result.code, result.out) == (0, "sync: 2 claims, 2 sources connected; 0 for review\n")
    after = snapshot()
    assert {path for path in after if after[path] != before.get(path)} == {
        LEAKS,
        "domains/water/meters.md",
        "inbox/archive/hollins.md",
        OKAFOR,
        LEDGER,
    }


def test_a_dry_run_says_what_would_be_done_and_does_nothing(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    found = run("sync", vault, "--dry-run")
    assert found.code == 0
    assert found.out.splitlines() == [
        "connect domains/water/leaks.md and inbox/archive/okafor.md: new",
        "connect domains/water/meters.md and inbox/archive/hollins.md: new",
        "sync: 2 claims, 2 sources connected; 0 for review",
    ]
    assert "nothing was written; next: codex-backfill sync does it" in found.err
    assert snapshot() == before
    assert run("sync", vault).out == "sync: 2 claims, 2 sources connected; 0 for review\n"
    assert run("sync", vault, "--dry-run").out == "sync: nothing to do; 0 for review\n"


def test_a_second_run_changes_nothing(run: Run, synced: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    result = run("sync", synced)
    assert (result.code, result.out) == (0, "sync: nothing to do; 0 for review\n")
    assert snapshot() == before
    assert run("sync", synced, "-q").out == ""


def test_json_is_one_object_a_line_the_last_one_the_summary(run: Run, vault: Path) -> None:
    rows = [json.loads(line) for line in run("sync", vault, "--format", "json").out.splitlines()]
    assert [row["event"] for row in rows] == ["connect", "connect", "summary"]
    assert rows[0] == {"event": "connect", "claim": LEAKS, "source": OKAFOR, "reason": "new"}
    assert (rows[-1]["claims"], rows[-1]["sources"], rows[-1]["failed"]) == (2, 2, 0)
    (row,) = [json.loads(line) for line in run("sync", vault, "--format", "json").out.splitlines()]
    assert (row["event"], row["claims"]) == ("summary", 0)


@pytest.mark.parametrize(
    ("edited", "other"),
    [
        pytest.param(LEAKS, OKAFOR, id="taken out of the claim"),
        pytest.param(OKAFOR, LEAKS, id="taken out of the source"),
    ],
)
def test_a_link_that_a_person_took_out_goes_and_never_returns(
    run: Run, synced: Path, snapshot: Snapshot, edited: str, other: str
) -> None:
    unlink(synced, edited)
    theirs = text(synced, edited)
    result = run("sync", synced)
    assert (result.code, result.out) == (0, "sync: 1 link withdrawn; 0 for review\n")
    assert text(synced, edited) == theirs
    assert "okafor" not in text(synced, LEAKS).split("---")[1].replace("Okafor, 'Night", "")
    assert TITLE not in text(synced, other).split("---")[1]
    decision = json.loads(text(synced, DECISIONS))
    assert (decision["claim"], decision["source"], decision["verdict"], decision["by"]) == (LEAKS, OKAFOR, "no", "sync")
    before = snapshot()
    assert run("sync", synced).out.startswith("sync: nothing to do")
    assert snapshot() == before


def test_a_link_that_a_person_puts_in_again_is_completed(run: Run, synced: Path) -> None:
    unlink(synced, LEAKS)
    run("sync", synced)
    edit(synced, LEAKS, "created:", f"sourced_from: {OKAFOR}\ncreated:")
    assert run("sync", synced).out == "sync: 0 claims, 1 source connected; 0 for review\n"
    assert TITLE in text(synced, OKAFOR)
    assert json.loads(text(synced, DECISIONS))["verdict"] == "yes"
    assert run("sync", synced).out.startswith("sync: nothing to do")


def test_a_link_that_a_person_put_in_is_completed_and_keeps_its_spelling(run: Run, synced: Path) -> None:
    edit(synced, "domains/water/nobody.md", "type: claim", "type: claim\nsourced_from: '[[other]]'  # hm")
    theirs = text(synced, "domains/water/nobody.md")
    assert run("sync", synced).out == "sync: 0 claims, 1 source connected; 0 for review\n"
    assert text(synced, "domains/water/nobody.md") == theirs
    assert "Nobody reads the annual report" in text(synced, "inbox/archive/other.md")


def test_both_fields_follow_a_source_from_the_queue_to_the_archive(run: Run, synced: Path) -> None:
    (synced / "inbox/queue").mkdir()
    (synced / OKAFOR).rename(synced / "inbox/queue/night-flow.md")
    edit(synced, "inbox/queue/night-flow.md", "processed_date: 2024-03-20", "processed_date: 2024-03-21\nstatus: done")
    assert run("sync", synced).out == "sync: 1 entry respelled; 0 for review\n"
    assert "sourced_from: inbox/queue/night-flow.md\n" in text(synced, LEAKS)
    assert run("sync", synced).out.startswith("sync: nothing to do")


def test_both_fields_follow_a_claim_with_a_new_title(run: Run, synced: Path) -> None:
    edit(synced, LEAKS, f"# {TITLE}", "# Night flow tells")
    assert run("sync", synced).out == "sync: 1 entry respelled; 0 for review\n"
    assert '"Night flow tells"\n' in text(synced, OKAFOR)
    assert TITLE not in text(synced, OKAFOR)


def test_a_deleted_claim_leaves_its_entry_which_is_not_touched(run: Run, synced: Path) -> None:
    (synced / LEAKS).unlink()
    theirs = text(synced, OKAFOR)
    assert run("sync", synced).out.startswith("sync: nothing to do")
    assert text(synced, OKAFOR) == theirs


def test_a_deleted_claim_that_returns_without_its_field_is_repaired(run: Run, synced: Path) -> None:
    unlink(synced, LEAKS)
    bare = text(synced, LEAKS)
    (synced / LEAKS).unlink()
    run("sync", synced)
    (synced / LEAKS).write_text(bare)
    assert run("sync", synced).out == "sync: 1 claim, 0 sources connected; 0 for review\n"


def test_a_link_changed_in_two_ways_waits_for_a_person(run: Run, synced: Path, snapshot: Snapshot) -> None:
    edit(synced, LEAKS, f"sourced_from: {OKAFOR}", "sourced_from: okafor")
    unlink(synced, OKAFOR)
    notes = {path: raw for path, raw in snapshot().items() if path != LEDGER}
    for _ in range(2):
        assert run("sync", synced).out == "sync: nothing to do; 1 for review\n"
        assert {path: raw for path, raw in snapshot().items() if path != LEDGER} == notes


def test_without_a_ledger_it_only_adds(run: Run, synced: Path) -> None:
    (synced / LEDGER).unlink()
    unlink(synced, LEAKS)
    assert run("sync", synced).out == "sync: 1 claim, 0 sources connected; 0 for review\n"
    assert OKAFOR in text(synced, LEAKS)


@pytest.mark.parametrize("torn", ["", "{"], ids=["emptied for a moment", "cut off"])
@pytest.mark.parametrize("command", [["sync"], ["migrate", "--yes"]], ids=lambda command: command[0])
def test_a_damaged_ledger_is_named_and_what_it_remembers_is_not_lost(
    run: Run, synced: Path, torn: str, command: list[str]
) -> None:
    whole = text(synced, LEDGER)
    (synced / LEDGER).write_text(torn)
    unlink(synced, LEAKS)
    result = run(*command, synced)
    assert result.code == 2
    assert f"{LEDGER}:1:{1 + len(torn)}: damaged ledger" in result.err
    assert text(synced, LEDGER) == torn
    (synced / LEDGER).write_text(whole)
    assert "1 link withdrawn" in run("sync", synced).out


def test_decisions_that_were_emptied_are_not_taken_for_none(run: Run, synced: Path) -> None:
    unlink(synced, LEAKS)
    run("sync", synced)
    whole = text(synced, DECISIONS)
    (synced / DECISIONS).write_text("")
    result = run("sync", synced)
    assert result.code == 2
    assert f"{DECISIONS}:1:1: empty, so that no answer would hold any more" in result.err
    assert "sourced_from" not in text(synced, LEAKS)
    (synced / DECISIONS).write_text(whole)
    assert "nothing to do" in run("sync", synced).out


@pytest.mark.parametrize(
    ("arguments", "brake"),
    [
        pytest.param(["--max-changes", "3"], "changes: 4 of 6 notes would change, 3 may", id="too many changes"),
        pytest.param(["--max-changes", "50%"], "changes: 4 of 6 notes would change, 3 may", id="too large a share"),
    ],
)
def test_a_brake_stops_it_before_it_writes(
    run: Run, vault: Path, snapshot: Snapshot, arguments: list[str], brake: str
) -> None:
    before = snapshot()
    result = run("sync", vault, *arguments)
    assert (result.code, result.out) == (7, "")
    assert brake in result.err
    assert "nothing was written" in result.err
    assert snapshot() == before
    assert run("sync", vault, *arguments, "--force", "changes").code == 0


def test_removals_have_a_limit_of_their_own(run: Run, synced: Path, snapshot: Snapshot) -> None:
    unlink(synced, LEAKS)
    before = snapshot()
    result = run("sync", synced, "--max-removals", "0")
    assert result.code == 7
    assert "removals: the entries of 1 links are gone" in result.err
    assert snapshot() == before


def test_an_emptied_vault_stops_it_and_forgets_nothing(run: Run, synced: Path, snapshot: Snapshot) -> None:
    for path in [*synced.glob("domains/**/*.md"), *synced.glob("inbox/**/*.md")]:
        path.unlink()
    before = snapshot()
    result = run("sync", synced)
    assert result.code == 7
    assert "vault: 3 claims and 3 sources have become 0 claims and 0 sources" in result.err
    assert snapshot() == before


def test_changed_settings_stop_it_once_there_is_something_to_write(run: Run, synced: Path) -> None:
    (synced / "codex-backfill.toml").write_text('[sources]\nstyle = "wikilink"\n')
    assert run("sync", synced).code == 0
    edit(synced, "domains/water/nobody.md", "type: claim", "type: claim\nsourced_from: inbox/archive/other.md")
    result = run("sync", synced)
    assert result.code == 7
    assert "settings: the settings are not those of the last run" in result.err
    assert run("sync", synced, "--force", "settings").code == 0
    assert "[[nobody]]" in text(synced, "inbox/archive/other.md")


def test_an_unknown_brake_and_a_bad_limit_are_usage_errors(run: Run, vault: Path) -> None:
    result = run("sync", vault, "--force", "it")
    assert (result.code, "removals" in result.err) == (2, True)
    assert run("sync", vault, "--max-changes", "some").code == 2


def test_one_run_at_a_time(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    with lock(vault, "migrate", state=state_folder(vault)):
        result = run("sync", vault)
    assert (result.code, result.out) == (11, "")
    assert snapshot() == before


def test_undo_takes_back_the_notes_and_the_ledger(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    run("sync", vault)
    assert run("undo", vault).code == 0
    assert snapshot() == before | {LEDGER: snapshot()[LEDGER]}
    assert snapshot()[LEDGER].count(b'"undone": true') == 2


@pytest.fixture
def checkout(vault: Path, bare_git: Path) -> Path:
    """The vault as a git repository with one commit."""
    return repository(vault)


def test_commit_makes_one_commit_that_counts(run: Run, checkout: Path) -> None:
    (checkout / "draft.txt").write_text("mine")
    assert run("sync", checkout, "--commit").code == 0
    assert git(checkout, "log", "--format=%s").splitlines() == [
        "link: 2 claims, 2 sources connected; 0 for review",
        "notes",
    ]
    assert git(checkout, "status", "--porcelain") == "?? draft.txt\n"
    assert run("sync", checkout, "--commit").code == 0
    assert len(git(checkout, "log", "--format=%s").splitlines()) == 2


def test_commit_takes_the_answers_along(run: Run, checkout: Path) -> None:
    run("sync", checkout, "--commit")
    unlink(checkout, LEAKS)
    git(checkout, "commit", "-qam", "not from there")
    run("sync", checkout, "--commit")
    assert git(checkout, "status", "--porcelain") == ""
    assert git(checkout, "log", "-1", "--format=", "--name-only").split() == [DECISIONS, LEDGER, OKAFOR]


def test_commit_with_staged_changes_writes_nothing(run: Run, checkout: Path, snapshot: Snapshot) -> None:
    (checkout / "draft.txt").write_text("mine")
    git(checkout, "add", "draft.txt")
    before = git(checkout, "status", "--porcelain")
    result = run("sync", checkout, "--commit")
    assert result.code == 2
    assert "the index holds other changes (draft.txt)" in result.err
    assert git(checkout, "status", "--porcelain") == before
    assert run("sync", checkout, "--commit", "--allow-staged").code == 0
    assert git(checkout, "status", "--porcelain") == "A  draft.txt\n"


def test_a_claim_renamed_and_rewritten_in_git_is_found_by_git(run: Run, checkout: Path) -> None:
    long = "".join(f"Reading {number} of the night flow log.\n" for number in range(30))
    edit(checkout, LEAKS, "Night flow logging finds leaks early.\n", long)
    run("sync", checkout)
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "linked")
    git(checkout, "mv", LEAKS, "domains/water/night.md")
    edit(checkout, "domains/water/night.md", TITLE, "At night the pipes tell")
    assert run("sync", checkout).out == "sync: 1 entry respelled; 0 for review\n"
    assert '"At night the pipes tell"\n' in text(checkout, OKAFOR)


@pytest.mark.parametrize("cache", ["warm", "lost", "damaged"])
def test_a_new_claim_comes_to_the_same_bytes_with_any_cache(run: Run, synced: Path, tmp_path: Path, cache: str) -> None:
    (synced / "domains/water/new.md").write_text(
        "---\ntype: claim\nsource: \"Lindqvist, 'Bread without salt' (2019-01-01)\"\n---\n# Salt is for the crust\n"
    )
    cold = shutil.copytree(synced, tmp_path / "cold")
    kept = [path for path in (tmp_path / "home/CACHE").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        if cache == "lost":
            path.unlink()
        elif cache == "damaged":
            path.write_bytes(path.read_bytes()[: -len(path.name)])
    expected, result = run("sync", cold), run("sync", synced)
    assert (result.code, result.out) == (0, expected.out)
    assert result.out == "sync: 1 claim, 1 source connected; 0 for review\n"
    for path in cold.rglob("*"):
        assert path.is_dir() or path.read_bytes() == (synced / path.relative_to(cold)).read_bytes()


class Quick:
    """The program as started, with whether it could answer at once."""

    def __init__(self, run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._run, self._monkeypatch, self._capfd = run, monkeypatch, capfd

    def __call__(self, *arguments: object) -> tuple[bool, int, str, str]:
        """Arguments to whether the answer came at once, the exit code, and what was printed."""
        given = [str(argument) for argument in arguments]
        self._monkeypatch.setattr("sys.argv", ["codex-backfill", *given])
        self._capfd.readouterr()
        code = answer(given)
        if code is not None:
            printed = self._capfd.readouterr()
            return True, code, printed.out, printed.err
        result = self._run(*given)
        return False, int(result.code), result.out, result.err


@pytest.fixture
def quick(run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Quick:
    return Quick(run, monkeypatch, capfd)


def test_an_unchanged_vault_is_answered_at_once_and_as_before(quick: Quick, vault: Path) -> None:
    (vault / "domains/broken.md").write_text("---\ntype: claim\n")
    assert quick("sync", vault)[0] is False
    slow = quick("sync", vault)
    assert slow[0] is False, "the run before wrote something"
    for _ in range(2):
        assert quick("sync", vault) == (True, *slow[1:])
    assert "domains/broken.md" in slow[3]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: edit(root, LEAKS, "early", "late"), id="a note"),
        pytest.param(
            lambda root: (root / "domains/water/new.md").write_text("---\ntype: claim\n---\n"), id="a new one"
        ),
        pytest.param(lambda root: (root / "codex-backfill.toml").write_text(""), id="the settings"),
        pytest.param(lambda root: (root / "known_pairs.csv").write_text("claim,source\n"), id="the known pairs"),
        pytest.param(lambda root: (root / LEDGER).write_bytes((root / LEDGER).read_bytes()), id="the ledger"),
        pytest.param(lambda root: (root / DECISIONS).write_text(""), id="the decisions"),
        pytest.param(lambda root: (root / ".gitignore").write_text("*.tmp\n"), id="what git ignores"),
    ],
)
def test_any_change_takes_a_real_run(quick: Quick, synced: Path, change: Callable[[Path], object]) -> None:
    quick("sync", synced)
    assert quick("sync", synced)[0] is True
    change(synced)
    assert quick("sync", synced)[0] is False


def test_other_arguments_take_a_real_run(quick: Quick, synced: Path) -> None:
    quick("sync", synced)
    assert quick("sync", synced, "--format", "json")[0] is False
    assert quick("sync", synced)[0] is True
    assert quick("sync", synced, "--format", "json")[2].startswith('{"event": "summary"')


def test_the_lock_holds_for_the_quick_answer_too(quick: Quick, synced: Path) -> None:
    quick("sync", synced)
    with lock(synced, "migrate", state=state_folder(synced)):
        assert quick("sync", synced)[:2] == (False, 11)


@pytest.mark.parametrize("command", ["diff", "migrate"])
def test_other_commands_respect_what_a_person_took_out(
    run: Run, synced: Path, snapshot: Snapshot, command: str
) -> None:
    unlink(synced, LEAKS)
    before = snapshot()
    result = run(command, synced, *(["--yes"] if command == "migrate" else []))
    assert result.code == 0
    assert snapshot() == before
    if command == "diff":
        assert result.out == ""


def test_what_migrate_wrote_is_the_tools_own(run: Run, vault: Path) -> None:
    run("migrate", vault, "--yes")
    run("sync", vault)
    unlink(vault, LEAKS)
    assert run("sync", vault).out == "sync: 1 link withdrawn; 0 for review\n"


def test_a_note_that_cannot_be_written_leaves_its_link_for_the_next_run(
    run: Run, vault: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot()
    swap = System.swap

    def failing(system: System, new: str, old: str) -> bool:
        if old.endswith("okafor.md"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return swap(system, new, old)

    monkeypatch.setattr(System, "swap", failing)
    result = run("sync", vault)
    assert (result.code, result.out) == (3, "sync: 1 claim, 1 source connected; 0 for review; 2 files not written\n")
    assert f"{OKAFOR}:1:1: it cannot be written: {os.strerror(errno.EACCES)}" in result.err
    after = snapshot()
    assert {path: after[path] for path in (LEAKS, OKAFOR)} == {path: before[path] for path in (LEAKS, OKAFOR)}
    monkeypatch.setattr(System, "swap", swap)
    assert run("sync", vault).out == "sync: 1 claim, 1 source connected; 0 for review\n"


def test_a_withdrawal_that_cannot_be_written_is_tried_again(
    run: Run, synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink(synced, LEAKS)
    swap = System.swap

    def failing(system: System, new: str, old: str) -> bool:
        if old.endswith("okafor.md"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return swap(system, new, old)

    monkeypatch.setattr(System, "swap", failing)
    result = run("sync", synced)
    assert (result.code, result.out) == (3, "sync: 0 for review; 2 files not written\n")
    monkeypatch.setattr(System, "swap", swap)
    run("sync", synced)
    assert TITLE not in text(synced, OKAFOR).split("---")[1]
    assert run("check", synced).code == 0


def test_a_brake_is_logged_for_scripts_and_the_last_line_is_the_summary(run: Run, vault: Path) -> None:
    result = run("sync", vault, "--max-changes", "3", "--format", "json")
    *events, summary = map(json.loads, result.out.splitlines())
    assert (result.code, [(event["event"], event["brake"]) for event in events]) == (7, [("stopped", "changes")])
    assert (summary["event"], summary["claims"], summary["sources"], summary["failed"]) == ("summary", 0, 0, 0)
