"""`init` from the command line: what it prints and writes, and what it never replaces."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.settings_file import load
from tests.cli.conftest import Run


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    """A vault of another habit, with two pages and two raw notes."""
    root = tmp_path / "wiki vault"
    for n, name in enumerate(("gates", "kilns")):
        for path, text in {
            f"raw/{name}.md": f"# On {name}\n\nText.\n",
            f"wiki/{name}-{n}.md": f"---\ntype: concept\norigin: raw/{name}.md\n---\n# About {name}\n",
        }.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
    return root


def test_a_dry_run_prints_the_settings_and_writes_nothing(run: Run, wiki: Path) -> None:
    found = run("init", wiki, "--dry-run")
    assert found.code == 0
    assert "2 of 2 claims cite 2 of 2 sources" in found.out
    assert 'folders = ["wiki"]' in found.out
    assert not (wiki / "codex-backfill.toml").exists()


def test_what_is_written_makes_a_migration_link_what_points(run: Run, wiki: Path) -> None:
    before = {path: path.read_bytes() for path in wiki.rglob("*.md")}
    found = run("init", wiki, "--yes")
    assert (found.code, found.err.splitlines()[-1]) == (0, "codex-backfill.toml is written; next: codex-backfill diff")
    assert load(wiki / "codex-backfill.toml", required=True).claims.keys.citation == ("origin",)
    assert run("migrate", wiki, "--yes").code == 0
    assert "sourced_from: raw/gates.md" in (wiki / "wiki/gates-0.md").read_text()
    assert (wiki / "raw/gates.md").read_text().startswith('---\nclaims_extracted:\n  - "About gates"\n---\n# On gates')
    run("undo", wiki)
    assert {path: path.read_bytes() for path in wiki.rglob("*.md")} == before


def test_settings_are_never_replaced(run: Run, wiki: Path) -> None:
    (wiki / "codex-backfill.toml").write_text("# mine\n")
    found = run("init", wiki, "--yes")
    assert (found.code, "not replaced" in found.err) == (2, True)
    assert (wiki / "codex-backfill.toml").read_text() == "# mine\n"


def test_without_a_terminal_and_without_an_answer_nothing_is_written(run: Run, wiki: Path) -> None:
    assert run("init", wiki).code == 2
    assert not (wiki / "codex-backfill.toml").exists()


def test_json_for_scripts(run: Run, wiki: Path) -> None:
    data = json.loads(run("init", wiki, "--dry-run", "--format", "json").out)
    assert data["claims"] == {"folders": ["wiki"], "notes": 2, "citing": 2}
    assert data["citations"] == {"key:origin": 2}


def test_where_nothing_cites_it_says_what_there_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no Markdown notes here" in run("init", tmp_path / "empty", "--yes").err
    (tmp_path / "empty/a.md").write_text("text\n")
    assert "1 notes, of which 0 point to others" in run("init", tmp_path / "empty", "--yes").err


def test_a_vault_is_found_upwards_and_its_notes_by_path_from_here(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[], dict[str, bytes]]
) -> None:
    (vault / "codex-backfill.toml").write_text("")
    monkeypatch.chdir(vault / "domains/water")
    for name in ("leaks.md", "./leaks", vault / "domains/water/leaks.md", "domains/water/leaks", "[[leaks]]"):
        assert run("explain", name).out.startswith("domains/water/leaks.md")
    before = snapshot()
    assert "meters.md" not in run("diff", "--only", "leaks.md").out
    assert snapshot() == before


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param("", "no notes below domains/, core/, foundations/; there are notes in raw/ (2), wiki/ (2)", id="defaults that do not fit"),
        pytest.param("[claims]\nfolders = ['wiki']\n[sources]\nfolders = ['raw']", "of 2 notes below wiki/ none is of `type: claim`; they are: concept (2)", id="another type"),
        pytest.param("[claims]\nfolders = ['wiki']\ntypes = []\n[sources]\nfolders = ['rav']", "is 'raw' meant?", id="a misspelt folder"),
        pytest.param("[claims]\nfolders = ['wiki']\ntypes = []\n[sources]\nfolders = ['raw']", "2 of 2 claims have no `source:`; they have `origin`", id="another key"),
    ],
)  # fmt: skip
def test_where_little_comes_out_the_reason_and_the_remedy_are_told(
    run: Run, wiki: Path, settings: str, told: str
) -> None:
    (wiki / "codex-backfill.toml").write_text(settings)
    said = run("diff", wiki).err
    assert told in said
    assert "codex-backfill init" in said


def test_what_matches_no_note_is_an_error_with_the_nearest(run: Run, vault: Path) -> None:
    found = run("diff", vault, "--only", "domains/water/leakz.md")
    assert found.code == 2
    assert (
        "--only 'domains/water/leakz.md' matches no note of the vault; the nearest:\n  domains/water/leaks.md"
        in found.err
    )


def test_sources_without_frontmatter_are_one_line_with_the_remedy(run: Run, tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / "v/raw").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"v/raw/r{n}.md").write_text("text\n")
        (tmp_path / f"v/c{n}.md").write_text(f"---\nsource: raw/r{n}.md\n---\n")
    toml = "[claims]\nfolders = ['.']\ntypes = []\n[sources]\nfolders = ['raw']\n"
    (tmp_path / "v/codex-backfill.toml").write_text(toml)
    said = run("diff", tmp_path / "v").err
    assert (
        "5 notes have no frontmatter for 'claims_extracted' to stand in (raw/r0.md, ...): set create_frontmatter"
        in said
    )
    assert said.count("no frontmatter") == 1
