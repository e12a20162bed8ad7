"""Who is asked about first, who is not asked again, and what a search finds."""

import math
from dataclasses import replace

import pytest

from codex_backfill.known.answers import NO_ANSWERS, Answers
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.matching.result import Candidate, Evidence, Match, Verdict
from codex_backfill.matching.weights import log_odds
from codex_backfill.notes.note import Claim, Note, Source
from codex_backfill.notes.standing_links import Link
from codex_backfill.review.queue import CERTAIN, review_items, search, undecided, with_evidence, with_held


def claim(path: str) -> Claim:
    return Claim(Note(path, "", {"title": path}, False, "", None), ("somewhere",), "", "", (), (), ())


def source(path: str, title: str, author: str = "", date: str = "") -> Source:
    return Source(Note(path, "", {"title": title}, False, "", None), author, (), date, "", "", (), (), ())


def match(path: str, *scores: float, verdict: Verdict = Verdict.REVIEW) -> Match:
    candidates = tuple(
        Candidate(f"inbox/archive/{n}.md", score, 1 / (1 + math.exp(-score)), Verdict.REVIEW, "near-tie", ())
        for n, score in enumerate(scores)
    )
    return Match(path, verdict, "near-tie", candidates)


def order(*matches: Match, answers: Answers = NO_ANSWERS) -> list[str]:
    items = review_items(matches, {m.claim: claim(m.claim) for m in matches}, answers, 0.5)
    return [item.claim.path for item in undecided(items)]


def said(verdict: Answer, path: str = "a", about: str | None = "inbox/archive/0.md") -> Decision:
    return Decision(path, about, verdict, "ann", "2031-04-05T06:00:00.000Z", None, "c", "s")


@pytest.mark.parametrize(
    ("matches", "first_to_last"),
    [
        pytest.param([match("a", 3.0), match("b", 1.0)], ["b", "a"], id="nearer to the threshold comes first"),
        pytest.param([match("a", -3.0), match("b", 1.0)], ["b", "a"], id="on either side of it"),
        pytest.param([match("a", 1.0, -9.0), match("b", 6.0, 5.5)], ["b", "a"], id="so does a near tie far above it"),
        pytest.param([match("b", 1.0), match("a", 1.0)], ["a", "b"], id="equals stand by path"),
        pytest.param([match("a"), match("b", 30.0)], ["b", "a"], id="nothing to choose from comes last"),
        pytest.param([match("a", 1.0, verdict=Verdict.ACCEPTED), match("b", 2.0)], ["b"], id="accepted is not asked"),
    ],
)
def test_the_closest_calls_come_first(matches: list[Match], first_to_last: list[str]) -> None:
    assert order(*matches) == first_to_last


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(Answers({}, {}, {"a": said(Answer.UNSURE)}, {}, (), {}, ()), id="unsure"),
        pytest.param(Answers({}, {}, {}, {"a": said(Answer.NO_SOURCE, about=None)}, (), {}, ()), id="no-source"),
    ],
)
def test_what_was_answered_is_not_asked_again(answers: Answers) -> None:
    assert order(match("a", 1.0), match("b", 2.0), answers=answers) == ["b"]


def test_evidence_is_given_to_the_candidates_that_are_shown() -> None:
    def explained(match: Match) -> Match:
        parts = (Evidence("title", "exact", 4.0),)
        return replace(match, candidates=tuple(replace(one, evidence=parts) for one in match.candidates))

    no = {Link("a", "inbox/archive/0.md"): said(Answer.NO)}
    (item,) = review_items([match("a", 9, 8, 6)], {"a": claim("a")}, Answers({}, no, {}, {}, (), {}, ()), 0.5)
    shown = with_evidence(item, explained).candidates
    assert [one.source for one in shown] == ["inbox/archive/1.md", "inbox/archive/2.md"]
    assert all(one.evidence for one in shown)


def test_a_refused_pair_does_not_come_back_and_the_next_five_are_shown() -> None:
    no = {Link("a", "inbox/archive/0.md"): said(Answer.NO)}
    (item,) = review_items(
        [match("a", 9, 8, 6, 5, 4, 3, 2)], {"a": claim("a")}, Answers({}, no, {}, {}, (), {}, ()), 0.5
    )
    assert [c.source for c in item.candidates] == [f"inbox/archive/{n}.md" for n in (1, 2, 3, 4, 5)]
    assert item.closeness == 2


def test_an_answer_that_lapsed_is_shown_with_the_question() -> None:
    lapsed = said(Answer.NO_SOURCE, about=None)
    (item,) = review_items([match("a", 1.0)], {"a": claim("a")}, Answers({}, {}, {}, {}, (), {"a": lapsed}, ()), 0.5)
    assert item.before is lapsed


def test_a_link_that_waits_for_an_answer_is_asked_about_whatever_matching_finds() -> None:
    far = Candidate("inbox/archive/far.md", -9.0, 0.0, Verdict.NONE, "unlikely", ())
    asked: list[tuple[str, str]] = []

    def explain(claim: str, source: str) -> Match:
        asked.append((claim, source))
        return Match(claim, Verdict.NONE, "unlikely", (*match(claim, 9, 8, 6, 5, 4, 3, 2).candidates, far))

    held = {Link("a", "inbox/archive/far.md"), Link("b", "inbox/archive/0.md"), Link("c", "inbox/archive/far.md")}
    given = [match("a", 9, 8, 6, 5, 4, 3), match("b", 9, verdict=Verdict.ACCEPTED)]
    matches = with_held(given, held, explain)
    assert asked == [("a", "inbox/archive/far.md"), ("c", "inbox/archive/far.md")], "the other one is found already"
    yes = {Link("c", "inbox/archive/0.md"): said(Answer.YES, "c")}
    no = {Link("a", "inbox/archive/far.md"): said(Answer.NO, "a", "inbox/archive/far.md")}
    answers = Answers(yes, no, {}, {}, (), {}, ())
    items = review_items(matches, {path: claim(path) for path in "abc"}, answers, 0.5, held)
    assert {item.claim.path for item in undecided(items, held)} == {"a", "b", "c"}
    sources = {item.claim.path: [one.source.rpartition("/")[2] for one in item.candidates] for item in items}
    assert sources["a"] == ["0.md", "1.md", "2.md", "3.md", "far.md"]
    assert "far.md" in sources["c"]


@pytest.mark.parametrize("probability", [0.0, 1.0, 1e-300, 1 - 1e-16])
def test_certainty_is_still_a_number(probability: float) -> None:
    assert abs(log_odds(probability, CERTAIN)) <= 40


SOURCES = [
    source("inbox/archive/lubbock-1830.md", "On the tides of the port of London", "J. W. Lubbock", "1830"),
    source("inbox/archive/cartwright.md", "Tides: A Scientific History", "David E. Cartwright", "1999"),
    source("inbox/archive/poincare.md", "Leçons de mécanique céleste, tome III: théorie des marées", "H. Poincaré"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("london tides", ["lubbock-1830", "cartwright"], id="all words before some"),
        pytest.param("POINCARE marees", ["poincare"], id="without accents and capitals"),
        pytest.param("cartw", ["cartwright"], id="while it is typed"),
        pytest.param("cartwrigth", ["cartwright"], id="letters swapped"),
        pytest.param("1830", ["lubbock-1830"], id="by date"),
        pytest.param("  ", [], id="nothing for nothing"),
        pytest.param("zeppelin", [], id="nothing for what is not there"),
    ],
)
def test_search_over_all_sources(query: str, found: list[str]) -> None:
    assert [result.note.stem for result in search(SOURCES, query)] == found
