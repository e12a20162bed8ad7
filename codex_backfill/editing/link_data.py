"""A planned link, and why it is one, as plain data: what `--format json` prints and what a saved plan holds of it.

No model checks it here, so that a run that prints a patch need not import what models are made with.
"""

from dataclasses import asdict
from typing import Any

from codex_backfill.editing.plan import PlannedLink
from codex_backfill.matching.result import Candidate, Explained


def link_data(planned: PlannedLink, explained: Explained) -> dict[str, Any]:
    """A planned link to its row, with the evidence of the accepted candidate and of the runner-up where it has them."""
    match = explained(planned.match) if planned.match else None
    candidates = match.candidates if match else ()
    accepted = next((one for one in candidates if one.source == planned.link.source), None)
    runner_up = match.runner_up if match else None
    return {
        "claim": planned.link.claim,
        "source": planned.link.source,
        "origin": planned.origin,
        "accepted": candidate_data(accepted) if accepted else None,
        "runner_up": candidate_data(runner_up) if runner_up else None,
    }


def candidate_data(candidate: Candidate) -> dict[str, Any]:
    """A candidate to its row; weights and score are in natural-log odds."""
    return {
        "source": candidate.source,
        "score": candidate.score,
        "probability": candidate.probability,
        "verdict": str(candidate.verdict),
        "reason": str(candidate.reason),
        "evidence": [asdict(one) for one in candidate.evidence],
    }
