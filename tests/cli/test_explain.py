"""Why a claim got its source: evidence as signed bars that add up, for the winner and the runner-up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("domains/water/leaks.md", id="by path"),
        pytest.param("leaks", id="by file name"),
        pytest.param("utilities that log night flow find leaks before customers do", id="by title"),
    ],
)
def test_a_claim_is_named_in_any_form(run: Run, vault: Path, name: str) -> None:
    result = run("explain", name, "--vault", vault)
    assert result.code == 0
    assert "1. inbox/archive/okafor.md  accepted" in result.out


def test_the_evidence_adds_up(run: Run, vault: Path) -> None:
    data = json.loads(run("explain", "leaks", "--vault", vault, "--format", "json").out)
    assert (data["claim"], data["verdict"]) == ("domains/water/leaks.md", "accepted")
    for candidate in data["candidates"]:
        assert candidate["score"] == pytest.approx(sum(part["weight"] for part in candidate["evidence"]))


def test_known_links_are_hidden_from_what_is_explained(run: Run, vault: Path) -> None:
    run("migrate", vault, "--yes")
    shown = run("explain", "leaks", "--vault", vault).out
    assert "1. inbox/archive/okafor.md  accepted" in shown


def test_one_source_alone(run: Run, vault: Path) -> None:
    shown = run("explain", "leaks", "okafor", "--vault", vault).out
    assert "okafor.md" in shown
    assert "hollins.md" not in shown


def test_a_name_that_names_nothing_says_what_is_near(run: Run, vault: Path) -> None:
    result = run("explain", "domains/water/leak.md", "--vault", vault)
    assert result.code == 2
    assert "'domains/water/leak.md' names no claim of the vault; the nearest:\n  domains/water/leaks.md" in result.err


def test_a_name_of_several_notes_lists_them(run: Run, vault: Path) -> None:
    (vault / "core").mkdir()
    (vault / "core/leaks.md").write_text("---\ntype: claim\n---\n")
    result = run("explain", "leaks", "--vault", vault)
    assert result.code == 2
    assert "core/leaks.md" in result.err
    assert "domains/water/leaks.md" in result.err


def test_in_a_fresh_clone_the_ledger_tells_which_links_are_the_tools_own(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("sync", vault).code == 0
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another home"))
    data = json.loads(run("explain", "leaks", "--vault", vault, "--format", "json").out)
    assert data["known"] == []
    assert json.loads(run("validate", vault, "--format", "json").out)["known_claims"] == 0


def test_a_refused_pair_whose_entry_stands_is_not_known_to_be_right(run: Run, vault: Path) -> None:
    note = vault / LEAKS
    note.write_text(note.read_text().replace("---\n#", f"sourced_from: {OKAFOR}\n---\n#"))
    assert json.loads(run("explain", "leaks", "--vault", vault, "--format", "json").out)["known"] == [OKAFOR]
    (vault / "known_pairs.csv").write_text(f"claim,source,verdict\n{LEAKS},{OKAFOR},no\n")
    data = json.loads(run("explain", "leaks", "--vault", vault, "--format", "json").out)
    assert data["known"] == []
    assert OKAFOR not in {candidate["source"] for candidate in data["candidates"]}


def test_a_decision_weighs_more_than_a_known_pair(run: Run, vault: Path) -> None:
    (vault / "known_pairs.csv").write_text(f"claim,source,verdict\n{LEAKS},,no-source\n")
    assert json.loads(run("explain", "leaks", "--vault", vault, "--format", "json").out)["reason"] == "no-source"
    assert run("decide", LEAKS, OKAFOR, "yes", "--vault", vault).code == 0
    data = json.loads(run("explain", "leaks", "--vault", vault, "--format", "json").out)
    assert (data["known"], data["candidates"][0]["source"]) == ([OKAFOR], OKAFOR)
