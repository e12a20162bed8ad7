"""The self-check before anything is written: what it says to people and to scripts, and when it stops a run."""

from typing import TYPE_CHECKING, Any

from codex_backfill.errors import Brake

if TYPE_CHECKING:
    from codex_backfill.cli.reading import Reading
    from codex_backfill.cli.session import Session


def gate(session: "Session") -> None:
    """Says how the self-check went; raises Brake, the wrong ones listed, when nothing may be written after it."""
    if short := shortfall(session):
        raise Brake("\n".join([f"{short[0]}; nothing was written", *short[1:]]))


def shortfall(session: "Session") -> list[str]:
    """Says how the self-check went; returns what a person has to know where it fell short, in lines, else nothing."""
    check, floor = session.matching.self_check, min_precision(session)
    if check is None:
        known = len(session.labels.sources)
        session.console.note(f"self-check: only {known} claims with a known source, too few to check the matcher with")
        return []
    linked = len(check.right) + len(check.wrong)
    verdict = f"precision {check.precision:.3f} on {linked} linked of {len(check.judged)} known claims"
    if linked and check.precision >= floor:
        session.console.note(f"self-check: {verdict}, recall {check.recall:.3f}")
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
    return [*lines, "codex-backfill explain CLAIM shows why; validate shows all"]


def min_precision(reading: "Reading") -> float:
    """The self-check's floor: `--min-precision`, else the settings'."""
    given = reading.run.min_precision
    return reading.settings.match.min_precision if given is None else given


def as_data(session: "Session") -> dict[str, Any]:
    """The self-check for scripts."""
    check = session.matching.self_check
    if check is None:
        return {"checked": False, "known_claims": len(session.labels.sources)}
    return {
        "checked": True,
        "known_claims": len(check.judged),
        "right": len(check.right),
        "wrong": len(check.wrong),
        "missed": len(check.missed),
        "precision": round(check.precision, 4),
        "recall": round(check.recall, 4),
    }
