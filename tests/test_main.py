"""What the program imports before it answers: start-up is most of what a short answer takes."""

import subprocess
import sys
from pathlib import Path

import pytest

from codex_backfill import __version__

ROOMS = {f"codex_backfill.{room}" for room in ("notes", "matching", "editing", "review", "sync")}


def answer(*arguments: str) -> tuple[str, set[str]]:
    """What a run prints, and the modules that it imports."""
    command = [sys.executable, "-X", "importtime", "-m", "codex_backfill", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


@pytest.mark.parametrize(
    ("argument", "idle"),
    [
        pytest.param("--version", {"typer", *ROOMS}, id="the version comes before arguments are parsed"),
        pytest.param("--help", {"pydantic", "ruamel", "rapidfuzz", *ROOMS}, id="help imports no room's modules"),
    ],
)
def test_nothing_is_imported_that_an_answer_does_not_need(argument: str, idle: set[str]) -> None:
    _, modules = answer(argument)
    assert "codex_backfill" in modules
    assert modules & idle == set()


def test_a_patch_is_made_without_pydantic(tmp_path: Path) -> None:
    (tmp_path / "domains").mkdir()
    (tmp_path / "domains/a.md").write_text("---\ntype: claim\n---\n# A\n")
    _, modules = answer("diff", str(tmp_path), "--no-cache", "--only", "a*")
    assert modules & {"pydantic", "tqdm", "wcwidth"} == set()


def test_the_version_is_the_same_wherever_it_is_asked_for() -> None:
    assert answer("--version")[0] == answer("--version", "diff")[0] == f"codex-backfill {__version__}\n"
