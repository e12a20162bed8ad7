"""What is left of a match beside the links that a claim has."""

import pytest

from codex_backfill.matching.beside import Linked, beside
from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.verdicts import Reason

CLEAR, TIE, DOUBTFUL, RUNNER_UP, UNLIKELY, COPY, BESIDE = (
    *(Reason.CLEAR, Reason.TIE, Reason.DOUBTFUL, Reason.RUNNER_UP, Reason.UNLIKELY, Reason.COPY, Reason.BESIDE),
)
VERDICTS = {CLEAR: Verdict.ACCEPTED} | dict.fromkeys((TIE, DOUBTFUL, BESIDE), Verdict.REVIEW)
Row = tuple[str, int | None, float, Reason]


def one(source: str, citation: int | None, score: float, reason: Reason) -> Candidate:
    return Candidate(source, score, 0.5, VERDICTS.get(reason, Verdict.NONE), reason, (), citation)


def others(*sources: str) -> Linked:
    return Linked(others=frozenset(sources))


@pytest.mark.parametrize(
    ("rows", "citations", "linked", "left"),
    [
        pytest.param([("a", 0, 5, CLEAR), ("b", 1, 4, CLEAR)], 2, others("a"), {"b": CLEAR}, id="the citation that no link answers gets its source"),
        pytest.param([("b", 0, 9, CLEAR), ("a", 0, 1, RUNNER_UP)], 2, others("a"), {"b": RUNNER_UP}, id="one that is answered gets no second, however likely"),
        pytest.param([("a", 0, 5, CLEAR), ("b", 1, 2, TIE), ("c", 1, 2, TIE)], 2, others("a"), {"b": TIE, "c": TIE}, id="a tie is for a person, as it ever is"),
        pytest.param([("a", 0, 5, CLEAR), ("b", 1, 0.5, DOUBTFUL)], 2, others("a"), {"b": UNLIKELY}, id="what is doubtful is left out"),
        pytest.param([("a", 0, -1, DOUBTFUL), ("b", 1, 5, CLEAR)], 2, others("a"), {"b": BESIDE}, id="a link that is likely nowhere may be this citation's: a person decides"),
        pytest.param([("b", 1, 5, CLEAR)], 2, others("a"), {"b": BESIDE}, id="so may one that is no candidate, or leads to no note"),
        pytest.param([("b", 0, 5, CLEAR), ("c", 1, 4, CLEAR)], 2, others("x", "y"), {"b": RUNNER_UP, "c": RUNNER_UP}, id="as many such links as citations answer all of them"),
        pytest.param([("a", 0, 5, CLEAR), ("b", 1, 4, CLEAR)], 2, others("a", "x"), {"b": RUNNER_UP}, id="one of them and one that is told, too"),
        pytest.param([("a", 0, 5, CLEAR), ("twin", 0, 4, COPY), ("b", 1, 4, CLEAR)], 2, others("a", "twin"), {"b": CLEAR}, id="two copies answer one citation"),
        pytest.param([("c", 1, 6, CLEAR), ("a", 0, 5, COPY)], 2, others("a"), {"c": BESIDE}, id="a copy of what another citation names may be for either"),
        pytest.param([("b", 1, 4, CLEAR)], 2, Linked(frozenset("a")), {"b": CLEAR}, id="what a citation names to the letter answers that one"),
        pytest.param([("b", 0, 5, CLEAR)], 1, others("a"), {"b": RUNNER_UP}, id="a single citation with a link stays as it is"),
    ],
)  # fmt: skip
def test_each_citation_gets_one_source_at_most(
    rows: list[Row], citations: int, linked: Linked, left: dict[str, Reason]
) -> None:
    match = Match("c", Verdict.ACCEPTED, CLEAR, tuple(one(*row) for row in rows), citations)
    found = beside(match, linked)
    assert {candidate.source: candidate.reason for candidate in found.candidates} == left
    assert all(
        candidate.verdict is VERDICTS.get(Reason(candidate.reason), Verdict.NONE) for candidate in found.candidates
    )
    assert (found.verdict is Verdict.ACCEPTED) == (CLEAR in left.values())
    assert found.citations <= citations
