"""A plan is saved, shown and written exactly as it stands, or refused as a whole."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Snapshot = Callable[[], dict[str, bytes]]


@pytest.fixture
def plan(run: Run, vault: Path) -> Path:
    """The saved plan of the vault."""
    path = vault.parent / "plan.json"
    assert run("plan", vault, "-o", path).code == 0
    return path


def test_a_plan_writes_nothing_but_itself_and_is_the_same_again(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before, path = snapshot(), vault.parent / "plan.json"
    run("plan", vault, "-o", path)
    first = path.read_bytes()
    run("plan", vault, "-o", path)
    assert (snapshot(), path.read_bytes()) == (before, first)


def test_every_link_has_its_evidence_and_runner_up_and_every_file_its_digests(plan: Path) -> None:
    data = json.loads(plan.read_text())
    assert [link["source"] for link in data["links"]] == ["inbox/archive/okafor.md", "inbox/archive/hollins.md"]
    assert all(link["accepted"]["evidence"] for link in data["links"])
    assert all(len(file["sha256"]) == len(file["sha256_after"]) == 64 for file in data["files"])


def test_apply_gives_what_migrate_gives_and_says_when_it_has(
    run: Run, vault: Path, plan: Path, snapshot: Snapshot
) -> None:
    assert run("apply", plan).code == 0
    applied = snapshot()
    again = run("apply", plan)
    assert (again.code, snapshot()) == (0, applied)
    assert "applied already" in again.out
    run("undo", vault)
    run("migrate", vault, "--yes")
    assert snapshot() == applied


def test_apply_follows_the_plan_without_matching_again(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("codex_backfill.matching.all_claims.match")
    assert run("apply", plan).code == 0


def test_a_stale_plan_is_refused_as_a_whole_with_the_files_named(
    run: Run, vault: Path, plan: Path, snapshot: Snapshot
) -> None:
    path = vault / "domains/water/leaks.md"
    path.write_text(path.read_text() + "one more line\n")
    before = snapshot()
    result = run("apply", plan)
    assert (result.code, snapshot()) == (4, before)
    assert "domains/water/leaks.md:1:1: changed since the plan was made" in result.err
    shown = run("show", plan)
    assert shown.code == 0
    assert "stale" in shown.err
    assert "inbox/archive/okafor.md" in shown.out


def test_apply_only_a_part_keeps_both_ends_together(run: Run, vault: Path, plan: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    assert run("apply", plan, "--skip", "domains/water/leaks.md").code == 0
    assert {path for path, raw in snapshot().items() if raw != before.get(path)} == {
        "domains/water/meters.md",
        "inbox/archive/hollins.md",
        ".codex-backfill/ledger.json",
    }


def test_a_source_of_two_links_takes_the_one_that_is_asked_for_and_the_other_later(run: Run, vault: Path) -> None:
    claim = vault / "domains/water/leaks.md"
    (claim.parent / "third.md").write_text(claim.read_text())
    path = vault.parent / "plan.json"
    run("plan", vault, "-o", path)
    assert run("apply", path, "--only", "domains/water/leaks.md").code == 0
    assert "sourced_from" not in (claim.parent / "third.md").read_text()
    assert "applied already" in run("apply", path, "--only", "domains/water/leaks.md").out
    assert run("apply", path).code == 4
    assert "claims_extracted: third.md" in run("show", path, "--only", "domains/water/third.md").out


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda d: d["files"][0].update(path="../x.md"), "leads out of the vault", id="a path out of the vault"),
        pytest.param(lambda d: d["files"][0].update(path="/etc/x.md"), "leads out of the vault", id="an absolute path"),
        pytest.param(lambda d: d["files"][0]["edits"][0].update(text="evil: true\n"), "not the ones", id="edits made by hand"),
        pytest.param(lambda d: d["files"][0].update(edits=[]), "not the ones", id="no edits"),
        pytest.param(lambda d: d["files"][0].update(field="owner"), "writes 'owner', the vault's link field is 'sourced_from'", id="another field"),
        pytest.param(lambda d: d["files"][0].update(scalar=False), "this is no source", id="a claim as a source"),
        pytest.param(lambda d: d["files"].pop(), "lacks this end of the link", id="one end only"),
        pytest.param(lambda d: d["files"].append(d["files"][0]), "has this file twice", id="a file twice"),
        pytest.param(lambda d: d["files"][0]["entries"][0].update(text="someone else"), "does not lead to", id="an entry that names nothing"),
        pytest.param(lambda d: d["links"].pop(0), "has no such link", id="an entry without its link"),
        pytest.param(lambda d: d.update(format=2), "written by a later version of codex-backfill (format 2)", id="a later version"),
        pytest.param(lambda d: d.update(vault="/nowhere"), "no such folder", id="a vault that is gone"),
    ],
)  # fmt: skip
def test_a_plan_that_was_tampered_with_writes_nothing(
    run: Run, plan: Path, snapshot: Snapshot, change: Callable[[Any], None], message: str
) -> None:
    data, before = json.loads(plan.read_text()), snapshot()
    change(data)
    plan.write_text(json.dumps(data))
    result = run("apply", plan)
    assert (result.code, snapshot()) == (2, before)
    assert message in result.err


def test_a_plan_writes_no_file_but_notes_of_the_vault(run: Run, vault: Path, plan: Path, snapshot: Snapshot) -> None:
    rules = vault / "README.md"
    rules.write_text("---\ntitle: House rules\n---\n")
    data = json.loads(plan.read_text())
    data["files"][0].update(path="README.md", sha256=hashlib.sha256(rules.read_bytes()).hexdigest())
    plan.write_text(json.dumps(data))
    before = snapshot()
    result = run("apply", plan)
    assert (result.code, snapshot()) == (2, before)
    assert "README.md:1:1: this is no claim of the vault" in result.err


def test_a_moved_vault_is_named_by_option(run: Run, vault: Path, plan: Path) -> None:
    moved = vault.rename(vault.parent / "moved")
    assert run("apply", plan, "--vault", moved).code == 0
    assert "sourced_from" in (moved / "domains/water/leaks.md").read_text()


def test_show_as_markdown_escapes_what_notes_say(run: Run, vault: Path) -> None:
    (vault / "inbox/archive/okafor.md").rename(vault / "inbox/archive/ok<b>|x.md")
    path = vault.parent / "plan.json"
    run("plan", vault, "-o", path)
    shown = run("show", path, "--format", "markdown").out
    assert "ok\\<b\\>\\|x.md" in shown
    assert shown.startswith("**codex-backfill**: 2 links of 2 claims, in 4 files")


def test_no_plan_at_all_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    assert run("apply", tmp_path / "none.json").code == 2
    (tmp_path / "bad.json").write_text("{")
    assert run("show", tmp_path / "bad.json").code == 2


def test_scripts_are_told_in_json_that_there_was_nothing_to_do(run: Run, vault: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    assert run("plan", vault, "-o", plan).code == 0
    assert json.loads(run("apply", plan, "--format", "json").out)["written"]
    assert json.loads(run("apply", plan, "--format", "json").out) == {"written": [], "failed": []}
    assert json.loads(run("undo", vault, "--format", "json").out)["restored"]
    assert json.loads(run("undo", vault, "--format", "json").out) == {"restored": [], "links": 0, "failed": []}
