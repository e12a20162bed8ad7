"""Why a claim got its source: evidence as signed bars that add up, for the winner and the runner-up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


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
