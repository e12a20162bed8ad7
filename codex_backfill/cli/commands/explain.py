"""`explain`: the candidates of one claim, with their evidence as signed bars that add up."""

import shutil
import textwrap
from collections.abc import Collection
from typing import Annotated, Any

import typer

from codex_backfill.cli import completion
from codex_backfill.cli.command import Options, VaultOption, as_command
from codex_backfill.cli.naming import named
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.editing.link_data import candidate_data
from codex_backfill.errors import Exit
from codex_backfill.matching.result import Candidate, Match
from codex_backfill.notes.note import Claim
from codex_backfill.review.reasons import LEGEND, largest_weight, meaning, why
from codex_backfill.terminal.console import Console
from codex_backfill.terminal.pager import page

_NARROW, _WIDE = 80, 120
"""Columns that the reasons are wrapped to, at least and at most."""


@as_command(
    vault=VaultOption,
    examples={
        "explain night-flow": "all candidates of a claim, named by its file",
        "explain night-flow okafor": "one candidate",
    },
)
def explain(
    options: Options,
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM", help="The claim: a path, file name or title.", autocompletion=completion.claims
        ),
    ],
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="Only this candidate.", autocompletion=completion.sources)
    ] = None,
) -> int:
    """Show the candidates of one claim, why each scored as it did, and why the runner-up lost."""
    console = options.console
    run = VaultRun.of(options)
    vault = run.read_vault()
    past = run.recall(vault)
    claim_path = named(claim, past.standing.claim_names, "claim", run.root, vault)
    source_path = named(source, past.standing.source_names, "source", run.root, vault) if source else None
    matcher = run.matcher(vault, past)
    match = matcher.explain(claim_path, source_path)
    run.memory.keep(matcher)
    known = sorted(past.labels.sources.get(claim_path, ()))
    if options.format == "json":
        console.result_json(_as_data(match, known))
    else:
        (asked,) = (one for one in vault.claims if one.path == claim_path)
        page(_as_text(asked, match, known, source_path, console), console)
    return Exit.DONE


def _as_data(match: Match, known: Collection[str]) -> dict[str, Any]:
    return {
        "claim": match.claim,
        "verdict": str(match.verdict),
        "reason": str(match.reason),
        "known": known,
        "candidates": [candidate_data(candidate) for candidate in match.candidates],
    }


def _as_text(claim: Claim, match: Match, known: Collection[str], source: str | None, console: Console) -> str:
    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROW), _WIDE)
    lines = [console.paint(match.claim, "bold"), f"  title   {claim.title}"]
    lines += [f"  source  {text}" for text in claim.citations] or ["  source  (none)"]
    lines += [f"  named   {path} (to the letter, whatever the matcher says)" for path in claim.named]
    lines += [f"  known   {path} (hidden from the matcher here)" for path in known]
    lines += [f"  {match.verdict}: {match.reason} ({meaning(match.reason)})", ""]
    shown = [c for c in match.candidates if source is None or c.source == source]
    largest = largest_weight(shown)
    for place, candidate in enumerate(shown, 1):
        head = f"{place}. {console.paint(candidate.source, 'cyan')}  {candidate.verdict}: {candidate.reason}"
        rows = (f"  {console.line(row)}".rstrip() for row in why(candidate, largest, width - 2))
        lines += [head, *rows, ""]
    lines += [*(console.paint(line, "dim") for line in textwrap.wrap(LEGEND, width)), ""] if shown else []
    if not shown:
        lines.append("  no candidate" if source is None else f"  {source} shares too little with it to be a candidate")
    lines += _versus(match, console) if source is None else []
    return "\n".join(lines).rstrip()


def _versus(match: Match, console: Console) -> list[str]:
    """Where the first candidate and the runner-up differ, largest difference first."""
    second = match.runner_up
    if second is None or not match.candidates or match.candidates[0] is second:
        return []
    first = match.candidates[0]
    names = {evidence.name for candidate in (first, second) for evidence in candidate.evidence}
    sums = {name: _sum(first, name) - _sum(second, name) for name in names}
    rows = sorted(sums.items(), key=lambda row: (-abs(row[1]), row[0]))
    told = ", ".join(f"{name} {difference:+.2f}" for name, difference in rows[:4] if abs(difference) >= 0.01)
    lead = first.score - second.score
    return [console.paint(f"why not {second.source}: {lead:.2f} behind ({told})", "dim")]


def _sum(candidate: Candidate, name: str) -> float:
    return sum(evidence.weight for evidence in candidate.evidence if evidence.name == name)
