"""Undo from the command line: both ends of a link or neither, one run after another, and it holds until a later yes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"
METERS, HOLLINS = "domains/water/meters.md", "inbox/archive/hollins.md"


def linked(vault: Path) -> set[str]:
    """The notes whose link field holds an entry that the runs of these tests wrote."""
    fields = ("\nsourced_from: ", "\nclaims_extracted:\n")
    paths = (LEAKS, OKAFOR, METERS, HOLLINS)
    return {path for path in paths if any(field in (vault / path).read_text() for field in fields)}


def test_in_a_note_that_changed_since_only_the_own_entry_is_taken_out(run: Run, vault: Path) -> None:
    before = (vault / LEAKS).read_text()
    run("migrate", vault, "--yes")
    with (vault / LEAKS).open("a") as note:
        note.write("A person's remark.\n")
    result = run("undo", vault)
    assert result.code == 0
    assert result.out.endswith(": 2 links, in 4 files\n")
    assert (vault / LEAKS).read_text() == f"{before}A person's remark.\n"
    assert linked(vault) == set()
    assert run("check", vault).code == 0


def test_an_end_that_a_person_spelled_anew_keeps_the_link_in_both_notes(run: Run, vault: Path) -> None:
    run("migrate", vault, "--yes")
    text = (vault / LEAKS).read_text()
    (vault / LEAKS).write_text(text.replace("sourced_from: inbox/archive/okafor.md", 'sourced_from: "[[okafor]]"'))
    result = run("undo", vault)
    assert result.code == 3
    assert f"{LEAKS}:" in result.err
    assert "names inbox/archive/okafor.md, too, and is not the tool's; the link stays in both notes" in result.err
    assert linked(vault) == {LEAKS, OKAFOR}


def test_again_takes_back_the_run_before_and_the_list_shows_them(run: Run, vault: Path) -> None:
    run("migrate", vault, "--yes", "--only", LEAKS)
    run("migrate", vault, "--yes")
    rows = json.loads(run("undo", vault, "--list", "--format", "json").out)
    assert [(row["command"], row["notes"], row["links"]) for row in rows] == [("migrate", 2, 1), ("migrate", 2, 1)]
    assert "2 notes" in run("undo", vault, "--list").out
    assert run("undo", vault).code == 0
    assert linked(vault) == {LEAKS, OKAFOR}
    assert run("undo", vault).code == 0
    assert linked(vault) == set()
    assert run("undo", vault).out == "nothing to undo\n"


@pytest.mark.parametrize("writer", [["migrate", "--yes"], ["sync"]], ids=["after migrate", "after sync"])
def test_what_was_undone_waits_and_is_written_again_only_when_a_person_says_so(
    run: Run, vault: Path, writer: list[str]
) -> None:
    command, *options = writer
    (vault / "known_pairs.csv").write_text(f"claim,source\n{LEAKS},{OKAFOR}\n")
    run(command, vault, *options)
    run("undo", vault)
    for _ in range(2):
        assert "2 for review" in run("sync", vault).out
        assert linked(vault) == set()
    waiting = {item["claim"] for item in json.loads(run("review", vault, "--format", "json").out)}
    assert METERS in waiting
    run("decide", LEAKS, OKAFOR, "yes", "--vault", vault)
    run("sync", vault)
    assert linked(vault) == {LEAKS, OKAFOR}
    run("migrate", vault, "--yes")
    assert linked(vault) == {LEAKS, OKAFOR, METERS, HOLLINS}
    assert "0 for review" in run("sync", vault).out


def test_a_withdrawal_is_taken_back_with_its_answer_and_waits_too(run: Run, vault: Path) -> None:
    run("migrate", vault, "--yes")
    text = (vault / LEAKS).read_text()
    (vault / LEAKS).write_text(text.replace("sourced_from: inbox/archive/okafor.md\n", ""))
    run("sync", vault)
    assert (vault / ".codex-backfill/decisions.jsonl").exists()
    assert linked(vault) == {METERS, HOLLINS}
    assert run("undo", vault).code == 0
    assert linked(vault) == {OKAFOR, METERS, HOLLINS}
    assert not (vault / ".codex-backfill/decisions.jsonl").exists()
    assert "1 for review" in run("sync", vault).out
    assert linked(vault) == {OKAFOR, METERS, HOLLINS}


def test_a_block_that_the_run_made_goes_with_its_entries_from_a_note_that_changed_since(run: Run, vault: Path) -> None:
    (vault / "codex-backfill.toml").write_text("[sources]\ncreate_frontmatter = true\n")
    (vault / OKAFOR).write_text("# Night flow finds leaks first\n")
    (vault / "known_pairs.csv").write_text(f"claim,source\n{LEAKS},{OKAFOR}\n")
    run("migrate", vault, "--yes", "--only", LEAKS)
    assert (vault / OKAFOR).read_text().startswith("---\nclaims_extracted:\n")
    with (vault / OKAFOR).open("a") as note:
        note.write("A person's remark.\n")
    assert run("undo", vault).code == 0
    assert (vault / OKAFOR).read_text() == "# Night flow finds leaks first\nA person's remark.\n"


def test_what_was_undone_can_be_reviewed_though_matching_would_never_propose_it(run: Run, vault: Path) -> None:
    (vault / "known_pairs.csv").write_text(f"claim,source\n{LEAKS},inbox/archive/other.md\n")
    run("migrate", vault, "--yes", "--only", LEAKS)
    run("undo", vault)
    (vault / "known_pairs.csv").unlink()
    rows = {row["claim"]: row for row in json.loads(run("review", vault, "--format", "json").out)}
    assert "inbox/archive/other.md" in {candidate["source"] for candidate in rows[LEAKS]["candidates"]}
    page = vault.parent / "review.html"
    assert run("review", vault, "--html", page).code == 0
    assert "inbox/archive/other.md" in page.read_text()
