"""The package from Python: the example of its documentation, and the promises that the commands keep, too."""

import subprocess
import sys
from pathlib import Path

import pytest

from codex_backfill import api
from codex_backfill.api import OpenVault, Plan, Stopped, UsageError, Verdict, make_plan, match, read_vault, write
from codex_backfill.cli.command import Options
from codex_backfill.cli.commands.undo import undo
from codex_backfill.terminal.console import Console
from tests.cli.conftest import NOTES, contents


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of three claims, two of which have a source that cannot be mistaken, in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for path, text in NOTES.items():
        (tmp_path / "notes" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "notes" / path).write_text(text)
    return tmp_path / "notes"


def planned(folder: Path) -> tuple[OpenVault, Plan]:
    vault = read_vault(folder)
    return vault, make_plan(vault, match(vault))


def test_the_documented_example_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = "claim,source\ndomains/water/leaks.md,inbox/archive/okafor.md\n"
    (folder.parent / "known_pairs.csv").write_text(pairs)
    example = (api.__doc__ or "").split("\n\n")[1:3]
    exec("\n\n".join(block.replace("\n    ", "\n").strip() for block in example), {})
    assert "domains/water/meters.md <- inbox/archive/hollins.md" in capsys.readouterr().out
    assert "sourced_from: inbox/archive/okafor.md" in (folder / "domains/water/leaks.md").read_text()


def test_everything_before_writing_only_reads(folder: Path) -> None:
    before = contents(folder)
    _, plan = planned(folder)
    assert {one.link.claim for one in plan.links} == {"domains/water/leaks.md", "domains/water/meters.md"}
    assert contents(folder) == before


def test_what_is_not_accepted_is_not_planned(folder: Path) -> None:
    vault = read_vault(folder)
    verdicts = {one.claim: one.verdict for one in match(vault).matches}
    assert verdicts["domains/water/nobody.md"] is Verdict.NONE


def test_what_was_written_can_be_undone_and_is_complete(folder: Path) -> None:
    before = contents(folder)
    written = write(*planned(folder))
    assert (len(written.written), written.failed) == (5, ()), "four notes and the ledger"
    assert planned(folder)[1].files == (), "a second time there is nothing to write"
    undo(Options(folder, None, None, "text", Console(quiet=True)))
    left = contents(folder)
    assert left | before == left, "the notes are as they were"
    assert [str(path) for path in left.keys() - before.keys()] == [".codex-backfill/ledger.json"]


def test_a_note_that_changed_since_keeps_its_link_out_of_both_notes(folder: Path) -> None:
    vault, plan = planned(folder)
    claim = folder / "domains/water/leaks.md"
    claim.write_text(claim.read_text() + "A person was faster.\n")
    written = write(vault, plan)
    assert [problem.path for problem in written.failed]
    assert "sourced_from" not in claim.read_text()
    assert "claims_extracted" not in (folder / "inbox/archive/okafor.md").read_text()


def test_a_matcher_that_falls_short_makes_no_plan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = read_vault(folder)
    found = match(vault)
    monkeypatch.setattr(api.SelfCheck, "holds", lambda check, floor: False)
    with pytest.raises(Stopped, match="min_precision"):
        make_plan(vault, api.Matching(found.matches, found.model, api.SelfCheck(())))


def test_a_folder_that_is_none_is_an_error_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        read_vault(tmp_path / "nowhere")


def test_all_that_is_offered_is_there_and_nothing_of_the_command_line_is_imported() -> None:
    assert all(hasattr(api, name) for name in api.__all__)
    script = "import sys, codex_backfill.api; print({'typer', 'pydantic', 'tqdm'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
