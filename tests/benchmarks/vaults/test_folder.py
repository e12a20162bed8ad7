"""The generator: the same seed gives the same bytes, and the answers are about notes that are there."""

import csv
from pathlib import Path

from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from tests.benchmarks.vaults.folder import write


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_seed_gives_the_same_vault_and_another_seed_another(tmp_path: Path) -> None:
    write(tmp_path / "a", 60, seed=1)
    write(tmp_path / "b", 60, seed=1)
    write(tmp_path / "c", 60, seed=2)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    assert _bytes(tmp_path / "a").keys() != _bytes(tmp_path / "c").keys()


def test_every_note_is_readable_and_every_answer_names_two_notes(tmp_path: Path) -> None:
    write(tmp_path, 200)
    vault = load(tmp_path / "vault", Settings())
    claims = {claim.path for claim in vault.claims}
    sources = {source.path for source in vault.sources}
    with (tmp_path / "answers.csv").open(newline="") as file:
        answers = [(row["claim"], row["source"]) for row in csv.DictReader(file)]
    assert not vault.problems
    assert (len(claims), len(sources)) == (200, 100)
    assert {claim for claim, _ in answers} <= claims
    assert {source for _, source in answers} <= sources
    assert 0.5 < len({claim for claim, _ in answers}) / len(claims) < 0.7
