"""Every `--format json` output and every file on disk, held against the schema that the package prints for it."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from codex_backfill.cli import app
from codex_backfill.cli.schemas import FILES, OUTPUTS, names
from tests.cli.conftest import Run

LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"
METERS, NOBODY = "domains/water/meters.md", "domains/water/nobody.md"
PAIRS = f"claim,source,verdict\n{LEAKS},{OKAFOR},\n{NOBODY},,no-source\n"


@pytest.fixture
def conforms(run: Run) -> Any:
    """Checks a text, or each of its lines, against the schema of a name; gives what was read."""

    def check(name: str, text: str, *, lines: bool = False) -> Any:
        schema = json.loads(run("schema", name).out)
        validator = jsonschema.Draft202012Validator(schema)
        data = [json.loads(line) for line in text.splitlines()] if lines else json.loads(text)
        for one in data if lines else [data]:
            validator.validate(one)
        return data

    return check


def with_known_pairs(vault: Path) -> Path:
    (vault / "known_pairs.csv").write_text(PAIRS)
    return vault


def test_there_is_a_schema_of_every_command_that_prints_json(run: Run) -> None:
    commands = {row.name for row in app.COMMANDS}
    assert commands - OUTPUTS.keys() <= {"schedule", "schema"}
    listed = [line.split()[0] for line in run("schema").out.splitlines()]
    assert listed == [*sorted(OUTPUTS), *sorted(FILES)]
    assert list(json.loads(run("schema", "--format", "json").out)) == listed


@pytest.mark.parametrize("name", names())
def test_it_is_a_schema(run: Run, name: str) -> None:
    schema = json.loads(run("schema", name).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_another_name_is_answered_with_the_nearest(run: Run) -> None:
    result = run("schema", "ledgers.json")
    assert (result.code, result.out) == (2, "")
    assert "the nearest is 'ledger.json'" in result.err


def test_the_one_off_job(run: Run, vault: Path, conforms: Any, tmp_path: Path) -> None:
    with_known_pairs(vault)
    assert conforms("diff", run("diff", vault, "--format", "json").out)["diff"]
    plan = tmp_path / "plan.json"
    conforms("plan", run("plan", vault, "-o", plan, "--format", "json").out)
    conforms("plan.json", plan.read_text())
    conforms("show", run("show", plan, "--format", "json").out)
    assert conforms("apply", run("apply", plan, "--format", "json").out)["written"]
    assert conforms("apply", run("apply", plan, "--format", "json").out)["written"] == []
    assert conforms("undo", run("undo", vault, "--format", "json").out)["restored"]
    assert conforms("migrate", run("migrate", vault, "--yes", "--format", "json").out)["links"]


def test_a_vault_that_nobody_described(run: Run, vault: Path, conforms: Any) -> None:
    assert conforms("init", run("init", vault, "--dry-run", "--format", "json").out)["claims"]["citing"] == 2


def test_decisions(run: Run, vault: Path, conforms: Any) -> None:
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")
    assert conforms("review", run("review", vault, "--format", "json").out)
    told = run("decide", LEAKS, OKAFOR, "yes", "--vault", vault, "--format", "json").out
    assert conforms("decide", told)["kept"] == 1
    run("decide", NOBODY, "no-source", "--vault", vault)
    assert len(conforms("decisions.jsonl", (vault / ".codex-backfill/decisions.jsonl").read_text(), lines=True)) == 2
    assert conforms("explain", run("explain", METERS, "--vault", vault, "--format", "json").out)["candidates"]


def test_the_self_check(run: Run, vault: Path, conforms: Any) -> None:
    found = conforms("validate", run("validate", with_known_pairs(vault), "--format", "json").out)
    assert (found["known_claims"], found["outcome"]) == (1, "too few")


def test_the_scheduled_job(run: Run, vault: Path, conforms: Any) -> None:
    assert len(conforms("sync", run("sync", vault, "--format", "json").out, lines=True)) == 3
    conforms("ledger.json", (vault / ".codex-backfill/ledger.json").read_text())
    claim = vault / LEAKS
    claim.write_text(
        "".join(line for line in claim.read_text().splitlines(True) if not line.startswith("sourced_from"))
    )
    findings = conforms("check", run("check", vault, "--format", "json").out)
    assert findings
    baseline = vault / "baseline.jsonl"
    run("check", vault, "--baseline", baseline, "--write-baseline")
    assert conforms("baseline", baseline.read_text(), lines=True)
    events = conforms("sync", run("sync", vault, "--format", "json").out, lines=True)
    assert "withdraw" in [event["event"] for event in events]
    assert conforms("sync", run("sync", vault, "--format", "json").out, lines=True)[-1]["event"] == "summary"


def test_a_stopped_run(run: Run, vault: Path, conforms: Any) -> None:
    result = run("sync", vault, "--max-changes", "1", "--format", "json")
    assert result.code == 7
    assert "stopped" in [event["event"] for event in conforms("sync", result.out, lines=True)]


def test_files_that_people_write(run: Run, conforms: Any) -> None:
    for row in csv.DictReader(PAIRS.splitlines()):
        conforms("known_pairs.csv", json.dumps(row))
    settings = '[claims]\nfolders = ["notes"]\n[match]\nmin_precision = 0.9\n[match.weights]\n"title.exact" = 9.0\n'
    conforms("codex-backfill.toml", json.dumps(tomllib.loads(settings)))
    with pytest.raises(jsonschema.ValidationError):
        conforms("codex-backfill.toml", json.dumps({"claims": {"folder": ["notes"]}}))
