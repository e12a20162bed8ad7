"""The main job on the fixture vault, from the command line: every byte, every answer, and nothing twice."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from codex_backfill.notes.standing_links import Link, StandingLinks, links_of
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
LEDGER = ".codex-backfill/ledger.json"
KNOWN_PAIRS = ROOT / "known_pairs.csv"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `codex-backfill` with the known pairs, with a home of its own; fails on an exit code other than `exits`."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {f"XDG_{kind}_HOME": str(home / kind) for kind in ("STATE", "CACHE", "CONFIG")}

    def command(name: str, vault: Path, *arguments: str, exits: int = 0) -> "subprocess.CompletedProcess[bytes]":
        given = [
            sys.executable,
            "-m",
            "codex_backfill",
            name,
            str(vault),
            "--known-pairs",
            str(KNOWN_PAIRS),
            *arguments,
        ]
        done = subprocess.run(given, capture_output=True, env=environment, cwd=ROOT, check=False)
        assert done.returncode == exits, done.stderr.decode()
        return done

    return command


@pytest.fixture(scope="module")
def migrated(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture vault after its migration."""
    vault = tmp_path_factory.mktemp("migrated") / "vault"
    shutil.copytree(FIXTURES / "vault", vault)
    run("migrate", vault, "--yes")
    return vault


def contents(folder: Path) -> dict[str, bytes]:
    """A folder to the bytes of all its files, by their paths from there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """A file of pairs to them."""
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            yield row["claim"], row["source"]


def links(vault: Path) -> StandingLinks:
    """A vault to the links that stand in it."""
    return links_of(load(vault, Settings()))


def test_a_migration_gives_the_golden_files_and_changes_no_other(migrated: Path) -> None:
    before, after, golden = contents(FIXTURES / "vault"), contents(migrated), contents(FIXTURES / "golden")
    assert after.pop(LEDGER), "which links it wrote, a migration remembers"
    changed = {path: raw for path, raw in after.items() if before.get(path) != raw}
    assert sorted(changed) == sorted(golden), "if this is meant: python fixtures/remake.py, then read git diff"
    assert {path: raw.decode() for path, raw in changed.items()} == {p: raw.decode() for p, raw in golden.items()}
    assert before.keys() == after.keys()


def test_every_right_answer_and_nothing_else_stands_in_both_notes(migrated: Path) -> None:
    answers = {Link(claim, source) for claim, source in rows(FIXTURES / "answers.csv") if source}
    found = links(migrated)
    assert found.in_claims.keys() == found.in_sources.keys() == answers


def test_claims_without_a_source_in_the_vault_stay_unlinked(migrated: Path) -> None:
    without = {claim for claim, source in rows(FIXTURES / "answers.csv") if not source}
    assert len(without) == 8
    assert not without & {link.claim for link in links(migrated).links}


def test_the_matcher_had_to_find_links_by_itself() -> None:
    answers = {Link(claim, source) for claim, source in rows(FIXTURES / "answers.csv") if source}
    known = {Link(claim, source) for claim, source in rows(KNOWN_PAIRS)}
    stand = links(FIXTURES / "vault")
    assert known | set(stand.links) < answers
    in_claims, in_sources = set(stand.in_claims), set(stand.in_sources)
    told = [answers, known, in_claims & in_sources, in_claims - in_sources, in_sources - in_claims]
    assert [len(links) for links in told] == [50, 27, 3, 4, 4], "and so fixtures/README.md says"
    assert len(answers - known - set(stand.links)) == 12


def test_a_second_migration_changes_nothing(run: Run, migrated: Path) -> None:
    before = contents(migrated)
    run("migrate", migrated, "--yes")
    assert contents(migrated) == before


def test_the_diff_applied_by_git_is_the_migration_and_writes_nothing(run: Run, migrated: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(FIXTURES / "vault", vault)
    patch = run("diff", vault).stdout
    assert contents(vault) == contents(FIXTURES / "vault")
    subprocess.run(["git", "init", "-q", str(vault)], check=True)
    subprocess.run(["git", "-C", str(vault), "apply", "-"], input=patch, check=True)
    shutil.rmtree(vault / ".git")
    assert contents(vault) == {path: raw for path, raw in contents(migrated).items() if path != LEDGER}


def test_check_names_what_nobody_can_read_and_finds_no_drift(run: Run, migrated: Path) -> None:
    said = run("check", migrated)
    report = (said.stdout + said.stderr).decode()
    assert "inbox/archive/2024-07-07-harbour-trust-tide-gates.md:" in report
    assert "domains/housing/parking-minimums-were-a-tax-on-small-flats.md:" in report
    assert "gannets follow trawlers out of habit" in report
    assert "measure-before-you-mend" in report


def test_check_finds_the_links_in_one_direction_before(run: Run, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(FIXTURES / "vault", vault)
    said = run("check", vault, exits=1).stdout.decode()
    stand = links(FIXTURES / "vault")
    one_sided = stand.in_claims.keys() ^ stand.in_sources.keys()
    assert len(one_sided) == 8
    assert all(link.claim in said and link.source in said for link in one_sided)
