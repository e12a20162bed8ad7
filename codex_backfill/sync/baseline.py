"""Findings that an old vault already has, kept in a file, so that `check` names only those that came after."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from codex_backfill.errors import UsageError
from codex_backfill.sync.codes import Code
from codex_backfill.sync.findings import Finding

Key = tuple[str, Code, str]
"""Path, code and message: where in the note it stands does not matter, since lines move."""


def dump(findings: Iterable[Finding]) -> str:
    """Findings to a baseline's text: one a line, sorted."""
    rows = sorted((finding.path, finding.code.value, finding.message) for finding in findings)
    return "".join(
        json.dumps({"path": path, "code": code, "message": message}, ensure_ascii=False) + "\n"
        for path, code, message in rows
    )


def parse(content: str, name: str) -> Counter[Key]:
    """A baseline's text and its file's name to how often each finding is expected; raises UsageError."""
    known: Counter[Key] = Counter()
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            known[str(row["path"]), Code(row["code"]), str(row["message"])] += 1
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError(
                f"{name}:{number}:1: not a line of a baseline: {error}; --write-baseline makes one"
            ) from None
    return known


def is_baseline(raw: bytes) -> bool:
    """Whether bytes are those of a baseline, be it one without findings."""
    try:
        parse(raw.decode(), "")
    except (UnicodeDecodeError, UsageError):
        return False
    return True


def beyond(findings: Sequence[Finding], known: Counter[Key]) -> tuple[Finding, ...]:
    """Findings to those that a baseline does not expect, in their order."""
    left = known.copy()
    new = []
    for finding in findings:
        key = (finding.path, finding.code, finding.message)
        if left[key]:
            left[key] -= 1
        else:
            new.append(finding)
    return tuple(new)
