"""A note that is there and cannot be read is named by every command, and nothing takes its place."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"
NEWCOMER = "inbox/archive/okafor-again.md"


@pytest.fixture
def linked(run: Run, vault: Path) -> Path:
    """A vault in which a run has linked LEAKS and OKAFOR, and which has got a second edition of OKAFOR since."""
    run("sync", vault)
    (vault / NEWCOMER).write_text((vault / OKAFOR).read_text().partition("claims_extracted")[0] + "---\n\nAgain.\n")
    run("sync", vault)
    return vault


@pytest.mark.parametrize(
    ("now", "told"),
    [
        pytest.param("", f"{OKAFOR}:1:1: empty, though links stood in it", id="empty"),
        pytest.param("---\ntitle: x\n", f"{OKAFOR}:1:1: no '---' line ends the frontmatter", id="cut off"),
        pytest.param("+++\ntitle = 1\n+++\n", f"{OKAFOR}:1:1: no frontmatter at the top of the file", id="TOML"),
        pytest.param(None, f"'{OKAFOR}' was {OKAFOR}, which is gone", id="gone for one run"),
    ],
)
def test_no_look_alike_inherits_the_claim_of_a_source_that_cannot_be_read_just_now(
    run: Run, linked: Path, now: str | None, told: str
) -> None:
    before = (linked / OKAFOR).read_text()
    (linked / OKAFOR).unlink()
    if now is not None:
        (linked / OKAFOR).write_text(now)
    claim = (linked / LEAKS).read_text()
    result = run("sync", linked)
    assert told in result.err
    assert (linked / LEAKS).read_text() == claim
    assert "Utilities" not in (linked / NEWCOMER).read_text()
    (linked / OKAFOR).write_text(before)
    assert "nothing to do" in run("sync", linked).out
    assert run("check", linked).code == 0


def test_an_entry_that_names_an_unreadable_source_is_left_to_it_without_a_ledger_too(run: Run, vault: Path) -> None:
    text = (vault / LEAKS).read_text()
    (vault / LEAKS).write_text(text.replace("created:", "sourced_from: inbox/archive/broken.md\ncreated:"))
    (vault / "inbox/archive/broken.md").write_text("---\ntitle: 'x\n---\n")
    run("migrate", vault, "--yes")
    assert "okafor" not in (vault / LEAKS).read_text()
    result = run("check", vault)
    assert [line.split()[0] for line in result.out.splitlines()] == ["inbox/archive/broken.md:2:8:"]


def test_a_claim_that_known_pairs_of_another_name_give_and_nobody_can_read_is_named(
    run: Run, vault: Path, tmp_path: Path
) -> None:
    (vault / LEAKS).write_text("")
    pairs = tmp_path / "others.csv"
    pairs.write_text(f"claim,source\n{LEAKS},{OKAFOR}\n")
    result = run("migrate", vault, "--yes", "--strict", "--known-pairs", pairs)
    assert result.code == 3
    assert f"{LEAKS}:1:1: empty, though known pairs or decisions name it" in result.err


@pytest.mark.parametrize("name", [LEAKS, "leaks"])
def test_explain_says_why_a_file_is_no_claim(run: Run, vault: Path, name: str) -> None:
    (vault / LEAKS).write_text("\n" + (vault / LEAKS).read_text())
    result = run("explain", name, "--vault", vault)
    assert result.code == 2
    assert f"error: {LEAKS} is no claim as it stands: no frontmatter at the top of the file" in result.err


def test_check_explains_an_entry_whose_note_git_ignores(run: Run, vault: Path) -> None:
    text = (vault / LEAKS).read_text()
    (vault / LEAKS).write_text(text.replace("created:", 'sourced_from: "[[okafor]]"\ncreated:'))
    (vault / ".gitignore").write_text("okafor.md\n")
    subprocess.run(["git", "init", "-q", str(vault)], check=True)
    result = run("check", vault)
    assert f"CB201 '[[okafor]]' names {OKAFOR}, which is no claim or source: git ignores it" in result.out


def test_a_long_frontmatter_is_refused_for_its_length(run: Run, vault: Path) -> None:
    (vault / OKAFOR).write_text("---\n" + "claims: some words of an entry\n" * 40_000 + "---\n")
    assert f"{OKAFOR}:1:1: CB401 the frontmatter is longer than 1,048,576 characters" in run("check", vault).out
