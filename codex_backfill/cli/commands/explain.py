"""`explain`: the candidates of one claim, with their evidence as signed bars that add up."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from codex_backfill.cli.command import Run
from codex_backfill.errors import Exit, UsageError

if TYPE_CHECKING:
    from codex_backfill.cli.session import Session
    from codex_backfill.matching.result import Candidate, Evidence, Match
    from codex_backfill.terminal.console import Console

_BAR = 24
"""Columns of the longest bar."""


def explain(
    run: Run,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim: a path, file name or title.")],
    source: Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="Only this candidate.")] = None,
) -> int:
    """Show the candidates of one claim, why each scored as it did, and why the runner-up lost."""
    from codex_backfill.cli.session import Session

    session = Session(run)
    claim_path = named(claim, session.claim_names, "claim")
    source_path = named(source, session.source_names, "source") if source else None
    match = session.matcher.explain(claim_path, source_path)
    if run.format == "json":
        run.console.result_json(_as_data(session, match))
    else:
        run.console.result(_as_text(session, match, source_path))
    return Exit.DONE


def named(text: str, names: Any, kind: str) -> str:
    """What a person calls a note to its path; raises UsageError with what it could be when that is not one note."""
    found = names.find(text)
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UsageError(f"{text!r} could be any of these {kind}s:\n" + "\n".join(f"  {path}" for path in found))
    near = names.near(text)
    hint = "; the nearest:\n" + "\n".join(f"  {path}" for path in near) if near else ""
    raise UsageError(f"{text!r} names no {kind} of the vault{hint}")


def _as_data(session: "Session", match: "Match") -> dict[str, Any]:
    from codex_backfill.editing.plan_file import saved_candidate

    candidates = [saved_candidate(candidate) for candidate in match.candidates]
    return {
        "claim": match.claim,
        "verdict": str(match.verdict),
        "reason": str(match.reason),
        "known": sorted(session.labels.sources.get(match.claim, ())),
        "candidates": [candidate.model_dump(mode="json") for candidate in candidates if candidate],
    }


def _as_text(session: "Session", match: "Match", source: str | None) -> str:
    console = session.console
    claim = next(claim for claim in session.vault.claims if claim.path == match.claim)
    lines = [console.paint(match.claim, "bold"), f"  title   {claim.title}"]
    lines += [f"  source  {text}" for text in claim.citations] or ["  source  (none)"]
    known = sorted(session.labels.sources.get(match.claim, ()))
    lines += [f"  known   {path} (hidden from the matcher here)" for path in known]
    lines += [f"  {match.verdict}: {match.reason}", ""]
    shown = [c for c in match.candidates if source is None or c.source == source]
    scale = max((abs(e.weight) for c in shown for e in c.evidence), default=1.0)
    for place, candidate in enumerate(shown, 1):
        lines += [*_candidate(place, candidate, scale, console), ""]
    if not shown:
        lines.append("  no candidate" if source is None else f"  {source} shares too little with it to be a candidate")
    lines += _versus(match, console) if source is None else []
    return "\n".join(lines).rstrip()


def _candidate(place: int, candidate: "Candidate", scale: float, console: "Console") -> list[str]:
    head = f"{place}. {console.paint(candidate.source, 'cyan')}  {candidate.verdict}: {candidate.reason}"
    return [
        head,
        *(_row(evidence, scale, console) for evidence in candidate.evidence),
        f"   {'sum':<14}{'':<12}{candidate.score:>+7.2f}  probability {candidate.probability:.3f}",
    ]


def _row(evidence: "Evidence", scale: float, console: "Console") -> str:
    length = round(abs(evidence.weight) / scale * _BAR)
    bar = console.paint("█" * length, "green") if evidence.weight > 0 else console.paint("▒" * length, "red")
    row = f"   {evidence.name:<14}{evidence.level:<12}{evidence.weight:>+7.2f}  {bar}"
    return f"{row}  {console.paint(evidence.detail, 'dim')}" if evidence.detail else row


def _versus(match: "Match", console: "Console") -> list[str]:
    """Where the first candidate and the runner-up differ, largest difference first."""
    second = match.runner_up
    if second is None or not match.candidates or match.candidates[0] is second:
        return []
    first = match.candidates[0]
    sums = {name: _sum(first, name) - _sum(second, name) for name in _names(first, second)}
    rows = sorted(sums.items(), key=lambda row: (-abs(row[1]), row[0]))
    told = ", ".join(f"{name} {difference:+.2f}" for name, difference in rows[:4] if abs(difference) >= 0.01)
    lead = first.score - second.score
    return [console.paint(f"why not {second.source}: {lead:.2f} behind ({told})", "dim")]


def _names(*candidates: "Candidate") -> list[str]:
    return sorted({evidence.name for candidate in candidates for evidence in candidate.evidence})


def _sum(candidate: "Candidate", name: str) -> float:
    return sum(evidence.weight for evidence in candidate.evidence if evidence.name == name)
