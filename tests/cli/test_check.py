"""`check` from the command line: read-only, one finding a line, exit 1 on drift, and a baseline for old vaults."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.sync.codes import Code

Run = Callable[..., Any]
Snapshot = Callable[[], dict[str, bytes]]

LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"
HALF = f"{LEAKS}:5:15: CB101 {OKAFOR} does not list this claim\n"


def put(vault: Path, path: str, line: str) -> None:
    """Adds a line at the end of a note's frontmatter, as a person does."""
    head, rest = (vault / path).read_text().removeprefix("---\n").split("---\n", 1)
    (vault / path).write_text(f"---\n{head}{line}\n---\n{rest}")


@pytest.fixture
def half(vault: Path) -> Path:
    """The vault with half a link."""
    put(vault, LEAKS, f"sourced_from: {OKAFOR}")
    return vault


def test_a_vault_without_links_is_in_order(run: Run, vault: Path) -> None:
    result = run("check", vault)
    assert (result.code, result.out) == (0, "")
    assert "every link stands in both directions" in result.err


def test_half_a_link_is_drift_and_nothing_is_touched(run: Run, half: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    result = run("check", half)
    assert (result.code, result.out) == (1, HALF)
    assert "1 findings, 1 of them drift" in result.err
    assert snapshot() == before


@pytest.mark.parametrize("command", ["sync", "migrate"])
def test_after_writing_it_is_in_order(run: Run, half: Path, command: str) -> None:
    run(command, half, *(["--yes"] if command == "migrate" else []))
    assert run("check", half).code == 0


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        pytest.param("claims_extracted: [Nobody knows]", f"{OKAFOR}:8:20: CB201", id="an entry that names nothing"),
        pytest.param("claims_extracted: 3", f"{OKAFOR}:8:19: CB401", id="a field that nobody can edit"),
    ],
)
def test_what_only_a_person_can_mend_is_named_but_no_drift(run: Run, vault: Path, line: str, finding: str) -> None:
    put(vault, OKAFOR, line)
    result = run("check", vault)
    assert result.code == 0
    assert result.out.startswith(finding)
    assert run("check", vault, "--strict").code == 1


def test_drift_since_the_last_sync_is_found_by_the_ledger(run: Run, vault: Path) -> None:
    run("sync", vault)
    (vault / OKAFOR).rename(vault / "inbox/archive/night.md")
    result = run("check", vault)
    assert result.code == 1
    assert result.out == f"{LEAKS}:5:15: CB203 '{OKAFOR}' is now at inbox/archive/night.md\n"
    run("sync", vault)
    assert run("check", vault).code == 0
    (vault / LEAKS).unlink()
    assert "CB204" in run("check", vault).out


def test_a_damaged_ledger_is_drift(run: Run, vault: Path) -> None:
    run("sync", vault)
    (vault / ".codex-backfill/ledger.json").write_text("{}")
    result = run("check", vault)
    assert (result.code, result.out.split()[1]) == (1, "CB303")


def test_a_baseline_hides_what_was_there(run: Run, half: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.jsonl"
    assert run("check", half, "--baseline", baseline, "--write-baseline").code == 0
    assert (run("check", half, "--baseline", baseline).code, run("check", half).code) == (0, 1)
    assert run("check", half, "--baseline", baseline).err == f"check: nothing beyond {baseline}\n"
    put(half, "domains/water/nobody.md", "sourced_from: inbox/archive/other.md")
    result = run("check", half, "--baseline", baseline)
    assert (result.code, result.out.count("\n")) == (1, 1)
    assert "nobody.md" in result.out


def test_a_baseline_that_is_none_is_a_usage_error(run: Run, half: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert run("check", half, "--baseline", tmp_path / "x").code == 2
    assert run("check", half, "--baseline", tmp_path / "none").code == 2
    assert "--baseline FILE says where to" in run("check", half, "--write-baseline").err


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_other_formats_keep_the_exit_code(run: Run, half: Path, form: str) -> None:
    result = run("check", half, "--format", form)
    assert result.code == 1
    if form == "github":
        assert result.out.startswith(f"::error file={LEAKS},line=5,col=15,title=CB101::")
    else:
        found = json.loads(result.out)
        row = found[0] if form == "json" else found["runs"][0]["results"][0]
        assert "CB101" in row.values()


def test_the_matcher_is_not_even_imported(half: Path) -> None:
    script = (
        "import sys; from codex_backfill.cli.app import app\n"
        "try: app(['check', sys.argv[1]])\n"
        "except SystemExit: print('codex_backfill.matching.matcher' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(half)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("options", "code", "found"),
    [
        pytest.param(["--select", "CB101"], 1, ["CB101"], id="one code"),
        pytest.param(["--select", "cb2"], 0, ["CB201"], id="a beginning, in any case"),
        pytest.param(["--select", "CB1", "--select", "CB2"], 1, ["CB101", "CB201"], id="several"),
        pytest.param(["--ignore", "CB101"], 0, ["CB201"], id="all but one"),
        pytest.param(["--select", "CB1", "--ignore", "CB101"], 0, [], id="what is ignored weighs more"),
    ],
)
def test_findings_are_chosen_by_code(run: Run, half: Path, options: list[str], code: int, found: list[str]) -> None:
    hollins = half / "inbox/archive/hollins.md"
    hollins.write_text(hollins.read_text().replace("claims_extracted: []", "claims_extracted: [Nothing at all]"))
    result = run("check", half, *options)
    assert (result.code, [line.split()[1] for line in result.out.splitlines()]) == (code, found)


def test_a_code_that_does_not_exist_is_refused_with_those_that_do(run: Run, vault: Path) -> None:
    result = run("check", vault, "--select", "CB9")
    assert (result.code, result.out) == (2, "")
    assert "'CB9' is no code; there are CB101, " in result.err


@pytest.mark.parametrize("code", list(Code))
def test_every_code_says_what_to_do(run: Run, code: Code) -> None:
    result = run("check", "--explain", code)
    assert result.code == 0
    assert result.out.startswith(f"{code}  {code.summary} (")
    assert len(result.out.splitlines()) > 2
