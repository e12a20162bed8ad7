"""Findings as people, scripts, code scanning and a workflow's log take them: text, JSON, SARIF 2.1.0, GitHub."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from codex_backfill import __version__
from codex_backfill.sync.codes import Code
from codex_backfill.sync.findings import Finding
from codex_backfill.terminal.escapes import shown, shown_line

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def text(findings: Sequence[Finding]) -> str:
    """Findings to a line each, `path:line:column: code message`; those that make `check` fail are not marked."""
    return "".join(f"{shown_line(str(finding).replace(chr(10), ' '))}\n" for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """Findings to one JSON array of objects with path, line, column, code, level and message."""
    rows = [
        {
            "path": finding.path,
            "line": finding.line,
            "column": finding.column,
            "code": finding.code.value,
            "level": _level(finding.code),
            "message": finding.message,
        }
        for finding in findings
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def github(findings: Sequence[Finding]) -> str:
    """Findings to GitHub's workflow commands, which annotate a pull request's lines."""
    return "".join(
        f"::{_level(finding.code)} file={_property(finding.path)},line={finding.line},col={finding.column},"
        f"title={finding.code}::{_data(finding.message)}\n"
        for finding in findings
    )


def sarif(findings: Sequence[Finding]) -> str:
    """Findings to a SARIF 2.1.0 log for code scanning."""
    rules = [
        {
            "id": code.value,
            "name": code.name.title().replace("_", ""),
            "shortDescription": {"text": code.summary},
            "fullDescription": {"text": code.explanation},
            "defaultConfiguration": {"level": _level(code)},
        }
        for code in Code
    ]
    order = list(Code)
    results = [
        {
            "ruleId": finding.code.value,
            "ruleIndex": order.index(finding.code),
            "level": _level(finding.code),
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.path), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": finding.line, "startColumn": finding.column},
                    }
                }
            ],
        }
        for finding in findings
    ]
    driver = {"name": "codex-backfill", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _level(code: Code) -> str:
    return "error" if code.is_drift else "warning"


def _data(message: str) -> str:
    return shown(message).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(shown_line(value)).replace(":", "%3A").replace(",", "%2C")
