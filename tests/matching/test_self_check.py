"""What the known pairs can tell of a claim's links, and what they cannot."""

import pytest

from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.self_check import Judged, SelfCheck

ACCEPTED, NONE = Verdict.ACCEPTED, Verdict.NONE


def judged(*candidates: tuple[str, int | None, Verdict], known: str = "a") -> Judged:
    """A claim with these candidates (source, citation, verdict), best first, and these known sources."""
    found = tuple(
        Candidate(source, -float(place), 0.5, verdict, "", (), citation)
        for place, (source, citation, verdict) in enumerate(candidates)
    )
    return Judged(Match("claim.md", ACCEPTED, "", found), frozenset(known))


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        pytest.param(judged(("a", 0, ACCEPTED)), "right", id="the known source"),
        pytest.param(judged(("b", 0, ACCEPTED), ("a", 0, NONE)), "wrong", id="another source for the same work"),
        pytest.param(judged(("b", 0, ACCEPTED)), "wrong", id="another source, and the known one is no candidate"),
        pytest.param(judged(("a", 0, NONE)), "missed", id="no link"),
        pytest.param(judged(("a", 0, ACCEPTED), ("b", 1, ACCEPTED)), "right", id="another work beside the known one"),
        pytest.param(judged(("b", 1, ACCEPTED), ("a", 0, NONE)), "missed", id="another work, and the known one missed"),
        pytest.param(
            judged(("a", 0, ACCEPTED), ("b", None, ACCEPTED)), "wrong", id="a source that answers no citation"
        ),
        pytest.param(
            judged(("a", None, ACCEPTED), ("b", 1, ACCEPTED)), "wrong", id="the known one answers no citation"
        ),
        pytest.param(judged(("a", 0, ACCEPTED), ("b", 1, ACCEPTED), known="ab"), "right", id="both works known"),
    ],
)
def test_a_claim_is(one: Judged, outcome: str) -> None:
    check = SelfCheck((one,))
    assert [len(check.right), len(check.wrong), len(check.missed)] == [
        outcome == "right",
        outcome == "wrong",
        outcome == "missed",
    ]
    assert check.precision == (0.0 if outcome == "wrong" else 1.0)
    assert check.recall == (outcome == "right")
