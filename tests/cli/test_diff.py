"""The dry run: a patch that git takes, counts, or something to read; it writes nothing anywhere."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.known.ledger import PATH as LEDGER

Run = Callable[..., Any]
Snapshot = Callable[[], dict[str, bytes]]


@pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
def test_git_apply_of_the_diff_gives_what_migrate_gives(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    patch = run("diff", vault).out
    assert snapshot() == before
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=vault, check=True)
    applied = snapshot()
    for path, raw in before.items():
        (vault / path).write_bytes(raw)
    run("migrate", vault, "--yes")
    assert {path: raw for path, raw in snapshot().items() if path != LEDGER} == applied


def test_dry_run_is_diff(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    assert run("migrate", vault, "--dry-run").out == run("diff", vault).out != ""
    assert snapshot() == before


def test_exit_code_tells_whether_there_is_anything_to_do(run: Run, vault: Path) -> None:
    assert run("diff", vault).code == 0
    assert run("diff", vault, "--exit-code").code == 1
    run("migrate", vault, "--yes")
    assert (run("diff", vault, "--exit-code").code, run("diff", vault).out) == (0, "")


def test_stat_counts(run: Run, vault: Path) -> None:
    lines = run("diff", vault, "--stat").out.splitlines()
    assert lines[0] == " domains/water/leaks.md   | 1 +"
    assert lines[-1] == " 4 files changed, 4 entries added"


def test_for_people_the_counts_stand_above_the_changes_and_the_next_step_below(run: Run, vault: Path) -> None:
    result = run("diff", vault, "--color", "always")
    assert result.out.startswith("3 claims, 3 sources")
    assert result.err.rstrip().endswith("next: codex-backfill migrate writes it")
    assert "next:" not in run("diff", vault, "-q").err


def test_what_cites_nothing_is_told_from_what_cites_a_work_that_is_not_there(run: Run, vault: Path) -> None:
    note = vault / "domains/water/nothing.md"
    note.write_text("---\ntype: claim\n---\n\n# Pipes are old\n")
    shown = run("diff", vault, "--color", "always").out
    assert shown.startswith("4 claims, 3 sources, 3 citations to match")
    assert "1  no source in the vault" in shown
    assert "1  cite nothing that can be read" in shown
    counted = json.loads(run("diff", vault, "--format", "json").out)["summary"]
    assert (counted["citations"], counted["no_source"], counted["cites_nothing"]) == (3, 2, 1)


def test_evidence_is_worked_out_only_for_those_who_look_at_it(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("codex_backfill.matching.matcher.evidence", fail)
    assert run("diff", vault, "--color", "always").code == 2
    assert run("diff", vault).code == 0
    assert run("migrate", vault, "--yes").code == 0


def test_for_people_it_says_why_above_each_file(run: Run, vault: Path) -> None:
    shown = run("diff", vault, "--color", "always").out
    assert "\x1b[1mdomains/water/leaks.md\x1b[0m" in shown
    assert "inbox/archive/okafor.md" in shown
    assert "runner-up" in shown
    assert "\x1b[32m+sourced_from: inbox/archive/okafor.md\x1b[0m" in shown


def test_nothing_is_written_anywhere_else(run: Run, vault: Path, tmp_path: Path) -> None:
    run("diff", vault, "--no-cache")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]
    run("diff", vault)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("home/*")) == ["home/CACHE"]
