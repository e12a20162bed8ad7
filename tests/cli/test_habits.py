"""Vaults of six habits: `init --yes` and `migrate --yes` give the golden files, with no setting written by hand."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, contents

HABITS = Path(__file__).resolve().parents[2] / "fixtures/habits"
NAMES = sorted(path.name for path in HABITS.iterdir() if path.is_dir())


def test_there_are_six() -> None:
    assert len(NAMES) == 6


@pytest.mark.parametrize("name", NAMES)
def test_a_vault_gets_its_links_and_gives_them_back(run: Run, tmp_path: Path, name: str) -> None:
    vault, before = tmp_path / "vault", contents(HABITS / name / "vault")
    shutil.copytree(HABITS / name / "vault", vault)
    assert run("init", vault, "--yes").code == 0
    assert run("migrate", vault, "--yes").code == 0
    after = contents(vault)
    changed = {path: raw for path, raw in after.items() if before.get(path) != raw and not path.startswith(".codex")}
    golden = contents(HABITS / name / "golden")
    assert changed.keys() == golden.keys(), "if this is meant: python fixtures/remake.py, then read git diff"
    assert {path: raw.decode() for path, raw in changed.items()} == {p: raw.decode() for p, raw in golden.items()}
    assert run("check", vault).code == 0
    assert run("undo", vault).code == 0
    left = contents(vault)
    assert {path: left[path] for path in before} == before
