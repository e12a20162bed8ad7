"""What a person reads of a candidate's evidence, and that it still adds up."""

import pytest

from codex_backfill.matching.result import Candidate, Evidence, Verdict
from codex_backfill.review.reasons import ReasonInWords, Reasons, reasons, strongest


def candidate(*evidence: Evidence) -> Candidate:
    return Candidate("a.md", sum(part.weight for part in evidence), 0.5, Verdict.REVIEW, "near-tie", evidence)


PRIOR = Evidence("prior", "any", -8.0)


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        pytest.param([PRIOR], Reasons(-8.0, ()), id="without evidence there is only the start"),
        pytest.param(
            [PRIOR, Evidence("date", "missing", 2.0)],
            Reasons(-6.0, ()),
            id="what is missing moves the start, not the eye",
        ),
        pytest.param(
            [PRIOR, Evidence("title", "near", 3.0, "shares starship")],
            Reasons(-8.0, (ReasonInWords("title", "shares starship", 3.0),)),
            id="the comparison's sentence is what is said",
        ),
        pytest.param(
            [PRIOR, Evidence("date", "day_off", -3.0)],
            Reasons(-8.0, (ReasonInWords("date", "day off", -3.0),)),
            id="without one the level is",
        ),
        pytest.param(
            [PRIOR, Evidence("lead", "for", 1.0)],
            Reasons(-8.0, (ReasonInWords("lead", "", 1.0),)),
            id="a level that only repeats the sign is not said",
        ),
        pytest.param([PRIOR, Evidence("text", "far", 0.0)], Reasons(-8.0, ()), id="what weighs nothing is no reason"),
    ],
)
def test_reasons(evidence: list[Evidence], found: Reasons) -> None:
    told = reasons(candidate(*evidence))
    assert told == found
    assert told.start + sum(part.weight for part in told.parts) == candidate(*evidence).score


def test_the_strongest_come_first_whichever_side_they_speak_for() -> None:
    parts = (ReasonInWords("a", "", 1.0), ReasonInWords("b", "", -3.0), ReasonInWords("c", "", 2.0))
    assert [part.name for part in strongest(Reasons(0.0, parts), 2)] == ["b", "c"]
