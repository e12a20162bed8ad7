"""The ruling on every candidate of one claim."""

import pytest

from codex_backfill.matching.result import Verdict
from codex_backfill.matching.verdicts import Bars, Reason, Scored, overall, rule

BARS = Bars(accept=1.0, gap=1.0, ask=-3.0)
CLEAR, TIE, DOUBTFUL = Reason.CLEAR, Reason.TIE, Reason.DOUBTFUL
COPIES = frozenset({frozenset({7, 8})})


def same(one: int, other: int) -> bool:
    """7 and 8 are one work."""
    return frozenset({one, other}) in COPIES


@pytest.mark.parametrize(
    ("scored", "reasons"),
    [
        pytest.param([], [], id="nothing to rule on"),
        pytest.param([(1, 0, 5.0), (2, 0, 1.0)], [CLEAR, Reason.RUNNER_UP], id="clear of the runner-up is accepted"),
        pytest.param([(1, 0, 5.0), (2, 0, 4.5)], [TIE, TIE], id="a near tie goes to review, both of it"),
        pytest.param([(1, 0, 5.0), (2, 0, 5.0)], [TIE, TIE], id="equals are never chosen among"),
        pytest.param([(1, 0, 0.9), (2, 0, -1.0)], [DOUBTFUL, DOUBTFUL], id="below the bar a person is asked"),
        pytest.param([(1, 0, -3.1)], [Reason.UNLIKELY], id="what is unlikely is left out"),
        pytest.param([(1, 0, 5.0), (2, 1, 4.9)], [CLEAR, CLEAR], id="each of two citations gets its source"),
        pytest.param([(1, 0, 5.0), (2, 1, 0.5)], [CLEAR, DOUBTFUL], id="or is asked about alone"),
        pytest.param([(7, 0, 5.0), (8, 0, 4.0)], [CLEAR, Reason.COPY], id="a copy does not stand in the way"),
        pytest.param([(7, 0, 5.0), (8, 0, 4.95)], [TIE, TIE], id="unless the two are equals"),
        pytest.param([(7, 0, 5.0), (8, 1, 4.0)], [CLEAR, Reason.COPY], id="a work is linked once, though two citations are there"),
        pytest.param([(1, None, 1.5)], [CLEAR], id="where nothing is cited the bar is the same"),
    ],
)  # fmt: skip
def test_rulings(scored: list[tuple[int, int | None, float]], reasons: list[Reason]) -> None:
    rulings = rule([Scored(*one) for one in scored], BARS, same)
    assert [reason for _, reason in rulings] == reasons
    for verdict, reason in rulings:
        assert (verdict is Verdict.ACCEPTED) == (reason is CLEAR)
        assert (verdict is Verdict.REVIEW) == (reason in (TIE, DOUBTFUL))


@pytest.mark.parametrize(
    ("scored", "reasons"),
    [
        pytest.param([Scored(1, 0, 9.0, is_contradicted=True), Scored(2, 0, 1.5)], [Reason.CONTRADICTED, TIE], id="what the citation contradicts is for a person, and nothing slips past it"),
        pytest.param([Scored(1, 0, 9.0, is_refused=True), Scored(2, 0, 5.0)], [Reason.REFUSED, Reason.AFTER_NO], id="what comes second after a no goes to review"),
        pytest.param([Scored(1, 0, 9.0), Scored(2, 0, 5.0, is_refused=True)], [Reason.AFTER_NO, Reason.REFUSED], id="what comes first beside a no goes to review, too: a link that somebody took out is not replaced unasked"),
        pytest.param([Scored(1, 0, 9.0, is_refused=True), Scored(2, 1, 5.0)], [Reason.REFUSED, CLEAR], id="nor does one to another citation's source"),
        pytest.param([Scored(1, 0, 9.0), Scored(2, 0, 8.9, is_refused=True)], [Reason.AFTER_NO, Reason.REFUSED], id="a refused one is no rival, but a warning"),
    ],
)  # fmt: skip
def test_what_bars_a_link_beside_its_score(scored: list[Scored], reasons: list[Reason]) -> None:
    assert [reason for _, reason in rule(scored, BARS, same)] == reasons


def test_without_known_pairs_nothing_is_linked_on_text_alone() -> None:
    bars = BARS._replace(text_alone=False)
    uncited = [Scored(1, None, 9.0), Scored(2, None, 1.0)]
    assert rule(uncited, bars, same) == [(Verdict.REVIEW, Reason.UNCITED), (Verdict.REVIEW, TIE)]
    assert rule([Scored(1, 0, 9.0)], bars, same) == [(Verdict.ACCEPTED, CLEAR)]


@pytest.mark.parametrize(
    ("reasons", "whole"),
    [
        pytest.param([DOUBTFUL, CLEAR], (Verdict.ACCEPTED, CLEAR), id="accepted before review"),
        pytest.param([Reason.UNLIKELY, TIE], (Verdict.REVIEW, TIE), id="review before none"),
        pytest.param([Reason.UNLIKELY], (Verdict.NONE, Reason.UNLIKELY), id="else the best one's"),
        pytest.param([], (Verdict.NONE, Reason.NOTHING), id="no candidate at all"),
    ],
)
def test_the_claim_as_a_whole(reasons: list[Reason], whole: tuple[Verdict, Reason]) -> None:
    verdicts = {CLEAR: Verdict.ACCEPTED, TIE: Verdict.REVIEW, DOUBTFUL: Verdict.REVIEW}
    assert overall([(verdicts.get(reason, Verdict.NONE), reason) for reason in reasons]) == whole
