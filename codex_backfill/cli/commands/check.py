"""`check`, for CI: names every place where the two directions differ, and changes nothing."""

import textwrap
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.hints import hints
from codex_backfill.cli.output import save_output
from codex_backfill.cli.reading import find_root, load_settings, read_vault, reconciled, remembered
from codex_backfill.disk.paths import refusing
from codex_backfill.errors import Exit, UsageError
from codex_backfill.sync import reports
from codex_backfill.sync.baseline import beyond, dump, is_baseline, parse
from codex_backfill.sync.codes import Code, chosen
from codex_backfill.sync.findings import Finding, find


class CheckFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def _codes(beginning: str) -> list[tuple[str, str]]:
    """What completes a code: those that begin so, with what they mean."""
    return [(str(code), code.summary) for code in Code if code.startswith(beginning.upper())]


@as_command(
    formats=CheckFormat,
    examples={
        "check": "name what is wrong, exit 1 on drift",
        "check --explain CB204": "what a finding means, and what to do",
    },
    exits=[Exit.DRIFT],
)
def check(
    options: Options,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Findings that are known, and not named again.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all findings to the --baseline file, and exit 0.")
    ] = False,
    select: Annotated[
        list[str],
        typer.Option(metavar="CODE", help="Only these findings, by code or its beginning.", autocompletion=_codes),
    ] = [],  # noqa: B006 - typer wants a list and never changes it
    ignore: Annotated[
        list[str],
        typer.Option(metavar="CODE", help="No such findings, by code or its beginning.", autocompletion=_codes),
    ] = [],  # noqa: B006
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Say what a code means and what to do.", autocompletion=_codes)
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 on any finding, also on those that only a person can mend.")
    ] = False,
) -> int:
    """Name links that stand in one direction only, entries that name nothing, moved notes; exit 1 on drift."""
    if explain is not None:
        options.console.result("\n\n".join(_explained(code) for code in sorted(chosen([explain], []))))
        return Exit.DONE
    looked_at = chosen(select, ignore)
    if write_baseline and not baseline:
        raise UsageError("--write-baseline: --baseline FILE says where to")
    console = options.console
    root = find_root(options.vault)
    settings = load_settings(root, options.config)
    vault = read_vault(root, settings, progress=console.progress)
    record = remembered(root, vault, settings)
    console.warn(*hints(vault, settings), *record.contradictions)
    found = find(vault, record.standing, reconciled(record, vault), record.damage)
    found = tuple(finding for finding in found if finding.code in looked_at)
    if baseline and write_baseline:
        save_output(baseline, dump(found), console, kind="baseline", is_one=is_baseline)
        console.note(f"{baseline}: {len(found)} findings written")
        return Exit.DONE
    if baseline:
        with refusing(baseline):
            known = baseline.read_text(encoding="utf-8")
        found = beyond(found, parse(known, str(baseline)))
    render = {"json": reports.as_json, "sarif": reports.sarif, "github": reports.github}.get(
        options.format, reports.text
    )
    console.result(render(found))
    console.note(*_summary(found, baseline))
    fails = strict or any(finding.code.is_drift for finding in found)
    return Exit.DRIFT if found and fails else Exit.DONE


def _explained(code: Code) -> str:
    what = "drift, exit 1" if code.is_drift else "a warning, exit 0 unless --strict"
    return f"{code}  {code.summary} ({what})\n\n{textwrap.fill(code.explanation, 80, break_on_hyphens=False)}"


def _summary(found: tuple[Finding, ...], baseline: Path | None) -> list[str]:
    if not found:
        return [f"check: nothing beyond {baseline}" if baseline else "check: every link stands in both directions"]
    codes = Counter(finding.code for finding in found)
    rows = [f"{codes[code]:>6}  {code} {code.summary}" for code in sorted(codes)]
    drift = sum(finding.code.is_drift for finding in found)
    return [f"check: {len(found)} findings, {drift} of them drift", *rows]
