"""The self-check before anything is written: what it says to people and to scripts, and when it stops a run."""

from typing import Any

from codex_backfill.errors import Stopped
from codex_backfill.known.labels import Labels
from codex_backfill.matching.self_check import SelfCheck
from codex_backfill.terminal.console import Console
from codex_backfill.terminal.escapes import shown_line


def gate(check: SelfCheck | None, labels: Labels, floor: float, console: Console) -> None:
    """Says how the self-check went; raises Stopped, the wrong ones listed, when nothing may be written after it."""
    if short := shortfall(check, labels, floor, console):
        raise Stopped(f"{short[0]}; nothing was written", *short[1:])


def shortfall(check: SelfCheck | None, labels: Labels, floor: float, console: Console) -> list[str]:
    """Says how the self-check went; returns what a person has to know where it fell short, in lines, else nothing."""
    if check is None:
        known = len(labels.sources)
        console.note(f"self-check: only {known} claims with a known source, too few to check the matcher with")
        return []
    linked = len(check.right) + len(check.wrong)
    verdict = f"precision {check.precision:.3f} on {linked} linked of {len(check.judged)} known claims"
    if check.holds(floor):
        console.note(f"self-check: {verdict}, recall {check.recall:.3f}")
        return []
    if not linked:
        lines = [f"the self-check fell short: none of {len(check.judged)} known claims was linked"]
    else:
        lines = [f"the self-check fell short: {verdict}, below min_precision {floor}"]
    for one in check.wrong or check.missed:
        found = one.match.links or one.match.candidates[:1]
        shown = ", ".join(f"{candidate.source} ({candidate.probability:.2f})" for candidate in found) or "nothing"
        lines += [one.match.claim, f"    {'linked' if one.match.links else 'nearest'}  {shown}"]
        lines += [f"    known   {', '.join(sorted(one.sources))}"]
    return [*map(shown_line, lines), "codex-backfill explain CLAIM shows why; validate shows all"]


def self_check_data(check: SelfCheck | None, labels: Labels) -> dict[str, Any]:
    """The self-check for scripts."""
    if check is None:
        return {"checked": False, "known_claims": len(labels.sources)}
    return {
        "checked": True,
        "known_claims": len(check.judged),
        "right": len(check.right),
        "wrong": len(check.wrong),
        "missed": len(check.missed),
        "precision": round(check.precision, 4),
        "recall": round(check.recall, 4),
    }
