"""What the matcher is worth: shares and what they show, any threshold, where sources were lost, calibration."""

import csv
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.evaluation import calibration
from codex_backfill.evaluation import losses as stage
from codex_backfill.evaluation.intervals import Share, Tally, needed_for, shown_by
from codex_backfill.evaluation.losses import Stage
from codex_backfill.evaluation.trials import Trial, Validation, validate
from codex_backfill.known.labels import Labels
from codex_backfill.matching.learn import DEFAULTS, block
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Candidate, Evidence, Match, Verdict
from codex_backfill.matching.self_check import Judged
from codex_backfill.matching.verdicts import Bars, Reason, Scored, rule
from codex_backfill.matching.weights import Learned, log_odds, probability
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.notes.vault import load
from codex_backfill.settings import MatchSettings, Settings

ROOT = Path(__file__).resolve().parents[2]
BARS = Bars(accept=1.0, gap=1.0, ask=-2.0)
LEARNED = Learned(DEFAULTS, {})


def candidate(
    source: str, score: float, reason: Reason, *parts: tuple[str, float], citation: int | None = 0
) -> Candidate:
    """A candidate whose verdict goes with its reason."""
    verdicts = {Reason.CLEAR: Verdict.ACCEPTED}
    verdicts |= dict.fromkeys((Reason.DOUBTFUL, Reason.TIE, Reason.AFTER_NO, Reason.CONTRADICTED), Verdict.REVIEW)
    evidence = tuple(Evidence(name, "any", weight) for name, weight in parts)
    verdict = verdicts.get(reason, Verdict.NONE)
    return Candidate(source, score, probability(score), verdict, reason, evidence, citation)


def trial(*candidates: Candidate, right: str = "right.md", claim: str = "claim.md") -> Trial:
    """A trial with these candidates; without a right source when `right` is empty."""
    sources = frozenset({right} if right else ())
    ranked = tuple(sorted(candidates, key=lambda one: -one.score))
    heights = [(one.score, one.source in sources) for one in ranked if one.reason in (Reason.CLEAR, Reason.DOUBTFUL)]
    verdict = Verdict.ACCEPTED if any(one.reason is Reason.CLEAR for one in ranked) else Verdict.NONE
    return Trial(
        match=Match(claim, verdict, ranked[0].reason if ranked else Reason.NOTHING, ranked),
        sources=sources,
        bars=BARS,
        linked_to=max((height for height, _ in heights), default=-math.inf),
        wrong_to=max((height for height, is_right in heights if not is_right), default=-math.inf),
    )


@pytest.mark.parametrize(
    ("present", "linked", "elsewhere"),
    [
        pytest.param(0, 1, 1, id="another citation than the true source answers"),
        pytest.param(0, 0, 0, id="the same citation"),
        pytest.param(0, None, 0, id="no citation at all"),
        pytest.param(None, 1, 0, id="a true source that answers no citation could have been meant"),
    ],
)
def test_a_misled_claim_may_name_another_work(present: int | None, linked: int | None, elsewhere: int) -> None:
    there = trial(candidate("right.md", 5.0, Reason.CLEAR, citation=present))
    gone = trial(candidate("other.md", 4.0, Reason.CLEAR, citation=linked), right="")
    found = Validation((there,), (gone,), 1.0, LEARNED)
    assert (len(found.misled), found.misled_elsewhere) == (1, elsewhere)


# Shares


@pytest.mark.parametrize(
    ("count", "of", "interval"),
    [
        pytest.param(100, 100, (0.963, 1.0), id="100 right of 100 show no more than .963"),
        pytest.param(0, 100, (0.0, 0.037), id="none of 100 shows no less than .037"),
        pytest.param(19, 20, (0.764, 0.991), id="19 of 20 show little"),
        pytest.param(0, 0, (0.0, 1.0), id="nothing shows nothing"),
    ],
)
def test_an_interval_says_what_so_few_can_show(count: int, of: int, interval: tuple[float, float]) -> None:
    assert Share(count, of).interval == pytest.approx(interval, abs=0.0005)
    assert Share(count, of).interval[1] == 1.0 or count < of


@pytest.mark.parametrize("precision", [0.5, 0.95, 0.99, 0.999])
def test_so_many_are_needed_and_not_one_less(precision: float) -> None:
    needed = needed_for(precision)
    assert shown_by(needed - 1) < precision <= shown_by(needed)


def test_a_tally_without_links_has_no_precision() -> None:
    tally = Tally(known=5, right=0, wrong=0)
    assert (tally.precision.value, tally.recall.value, tally.f_half, tally.unlinked) == (None, 0.0, 0.0, 5)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_the_bound_holds_the_measured_f_half(right: int, wrong: int, unlinked: int) -> None:
    tally = Tally(right + wrong + unlinked, right, wrong)
    low, high = tally.f_half_interval
    assert low - 1e-9 <= tally.f_half <= high + 1e-9
    assert (low, high) != (tally.f_half, tally.f_half) or not tally.known


# Any threshold


@pytest.mark.parametrize(
    ("bar", "right", "wrong", "misled"),
    [
        pytest.param(5.0, 0, 0, 0, id="above all scores nothing is linked"),
        pytest.param(3.0, 1, 0, 0, id="a score at the bar is enough"),
        pytest.param(1.5, 1, 1, 1, id="below it the wrong ones come"),
        pytest.param(0.5, 0, 2, 1, id="a right claim turns wrong with the link beside it"),
    ],
)
def test_one_bar_for_all_claims(bar: float, right: int, wrong: int, misled: int) -> None:
    both = trial(candidate("right.md", 3.0, Reason.CLEAR), candidate("beside.md", 1.0, Reason.DOUBTFUL, citation=1))
    other = trial(candidate("other.md", 2.0, Reason.CLEAR))
    never = trial()
    found = Validation((both, other, never), (trial(candidate("other.md", 2.0, Reason.CLEAR), right=""),), 1.5, LEARNED)
    assert found.at(bar).tally == Tally(3, right, wrong)
    assert found.at(bar).misled == Share(misled, 1)


def test_the_table_has_the_bar_in_force_once_and_the_curve_every_change() -> None:
    claims = (trial(candidate("right.md", 3.0, Reason.CLEAR)), trial(candidate("other.md", 2.0, Reason.CLEAR)), trial())
    found = Validation(claims, (), log_odds(0.5), LEARNED)
    thresholds = [step.threshold for step in found.table]
    assert thresholds == sorted(thresholds)
    assert thresholds.count(0.5) == 1
    assert [(step.bar, step.tally) for step in found.curve] == [(3.0, Tally(3, 1, 0)), (2.0, Tally(3, 1, 1))]


scores = st.floats(-4, 8).map(lambda score: round(score, 1))


@given(
    st.lists(st.tuples(scores, st.sampled_from([None, 0, 1]), st.booleans()), max_size=6),
    st.lists(scores, min_size=1, max_size=4),
    st.sets(st.frozensets(st.integers(0, 5), min_size=2, max_size=2), max_size=3),
)
def test_a_bar_only_takes_links_away(
    rows: list[tuple[float, int | None, bool]], bars: list[float], copies: set[frozenset[int]]
) -> None:
    """What is linked without a bar tells what is linked under each: what validating every threshold at once rests on."""
    ranked = sorted(rows, key=lambda row: -row[0])
    scored = [Scored(number, work, score, contradicted) for number, (score, work, contradicted) in enumerate(ranked)]

    def linked(accept: float) -> list[Scored]:
        rulings = rule(scored, BARS._replace(accept=accept), lambda one, other: frozenset({one, other}) in copies)
        return [one for one, ruling in zip(scored, rulings, strict=True) if ruling[0] is Verdict.ACCEPTED]

    without = linked(-math.inf)
    for bar in bars:
        assert linked(bar) == [one for one in without if one.score >= bar]


# Where sources were lost

OTHER = candidate("other.md", 0.2, Reason.DOUBTFUL)


@pytest.mark.parametrize(
    ("tried", "lost"),
    [
        pytest.param(trial(OTHER), Stage.CANDIDATES, id="not among the candidates"),
        pytest.param(trial(), Stage.CANDIDATES, id="no candidates at all"),
        pytest.param(
            trial(OTHER, candidate("right.md", 0.1, Reason.DOUBTFUL)), Stage.SCORE, id="another scored higher"
        ),
        pytest.param(
            trial(candidate("other.md", 4.0, Reason.CLEAR), candidate("right.md", 1.5, Reason.RUNNER_UP)),
            Stage.SCORE,
            id="another was linked",
        ),
        pytest.param(
            trial(candidate("other.md", 4.0, Reason.CLEAR, citation=1), candidate("right.md", 0.5, Reason.DOUBTFUL)),
            Stage.THRESHOLD,
            id="first for its own citation, but too unlikely",
        ),
        pytest.param(
            trial(candidate("right.md", 1.2, Reason.UNCITED, citation=None)),
            Stage.UNCITED,
            id="likely, but nothing is cited",
        ),
        pytest.param(
            trial(candidate("right.md", 0.2, Reason.DOUBTFUL, ("title", 3.0), ("date", -0.9))),
            Stage.CONTRADICTION,
            id="a contradiction took what it lacked",
        ),
        pytest.param(
            trial(candidate("right.md", 0.2, Reason.DOUBTFUL, ("status", -0.9))), Stage.THRESHOLD, id="no contradiction"
        ),
        pytest.param(
            trial(
                candidate("other.md", 2.5, Reason.CLEAR), candidate("right.md", 0.2, Reason.RUNNER_UP, ("date", -1.0))
            ),
            Stage.SCORE,
            id="another is ahead even without the contradiction",
        ),
        pytest.param(
            trial(candidate("right.md", 2.0, Reason.CONTRADICTED)), Stage.CONTRADICTION, id="likely, but contradicted"
        ),
        pytest.param(
            trial(candidate("other.md", 2.5, Reason.TIE), candidate("right.md", 2.0, Reason.TIE)),
            Stage.GAP,
            id="too close to another",
        ),
        pytest.param(trial(candidate("right.md", 2.0, Reason.AFTER_NO)), Stage.NO, id="a person said no to another"),
        pytest.param(
            trial(candidate("copy.md", 2.0, Reason.CLEAR), candidate("right.md", 1.8, Reason.COPY)),
            Stage.COPY,
            id="a copy was linked",
        ),
        pytest.param(
            trial(candidate("right.md", 2.0, Reason.CLEAR), candidate("other.md", 2.0, Reason.CLEAR, citation=1)),
            Stage.BESIDE,
            id="linked beside a wrong one",
        ),
    ],
)
def test_where_a_source_was_lost(tried: Trial, lost: Stage) -> None:
    assert stage.lost(tried) is lost


def test_of_several_right_sources_the_one_that_came_furthest_counts() -> None:
    two = replace(
        trial(candidate("right.md", -3.0, Reason.UNLIKELY), candidate("second.md", 2.0, Reason.TIE, citation=1)),
        sources=frozenset({"right.md", "second.md", "third.md"}),
    )
    assert stage.lost(two) is Stage.GAP


def test_losses_add_up_to_the_missed_and_the_wrong() -> None:
    claims = (trial(), trial(OTHER), trial(candidate("right.md", 2.0, Reason.TIE)))
    wrong = trial(candidate("other.md", 2.0, Reason.CLEAR))
    found = stage.losses(Validation((*claims, wrong), (), 0.0, LEARNED))
    assert {code: counted for code, counted in found.items() if any(counted)} == {
        Stage.CANDIDATES: (2, 1),
        Stage.GAP: (1, 0),
    }


# Calibration


def test_bins_count_the_best_candidate_of_every_trial_once() -> None:
    sure = trial(candidate("right.md", math.inf, Reason.CLEAR))
    edge = trial(replace(candidate("right.md", 2.2, Reason.CLEAR), probability=0.9), OTHER)
    wrong = trial(candidate("other.md", log_odds(0.95), Reason.CLEAR))
    absent = trial(candidate("other.md", log_odds(0.05), Reason.UNLIKELY), right="")
    found = calibration.bins(
        calibration.best(Validation((sure, edge, wrong, trial()), (absent, trial(right="")), 0, LEARNED))
    )
    filled = {(one.low, one.high): (one.right, one.present) for one in found if one.right.of}
    assert filled == {
        (0.0, 0.1): (Share(0, 1), Share(0, 0)),
        (0.9, 0.97): (Share(1, 2), Share(1, 2)),
        (0.99, 1.0): (Share(1, 1), Share(1, 1)),
    }
    assert found[5].claimed == pytest.approx((0.9 + 0.95) / 2)


# On the fixture vault


@pytest.fixture(scope="module")
def vault() -> Vault:
    return load(ROOT / "fixtures/vault", Settings())


@pytest.fixture(scope="module")
def labels(vault: Vault) -> Labels:
    """All right answers, and the claims that have none."""
    sources = {source.path for source in vault.sources}
    with (ROOT / "fixtures/answers.csv").open(newline="") as file:
        rows = [Link(row["claim"], row["source"]) for row in csv.DictReader(file)]
    return Labels(
        yes=frozenset(row for row in rows if row.source in sources),
        no_source=frozenset(row.claim for row in rows if not row.source),
    )


@pytest.fixture(scope="module")
def matcher(vault: Vault, labels: Labels) -> Matcher:
    return Matcher(vault, labels, MatchSettings())


@pytest.fixture(scope="module")
def validation(matcher: Matcher) -> Validation:
    return validate(matcher)


def test_trials_stand_by_path(validation: Validation) -> None:
    for trials in (validation.present, validation.absent):
        paths = [trial.match.claim for trial in trials]
        assert paths == sorted(paths)


def test_it_counts_what_the_self_check_counts(matcher: Matcher, validation: Validation) -> None:
    check = matcher.self_check()
    assert check is not None
    tally = validation.tally
    assert (tally.right, tally.wrong, tally.unlinked) == (len(check.right), len(check.wrong), len(check.missed))
    assert (tally.precision.value, tally.recall.value) == (check.precision, check.recall)
    assert tally.right > 20


def test_every_threshold_gives_what_deciding_anew_gives(matcher: Matcher, validation: Validation) -> None:
    for step in validation.table:
        anew, misled = Tally(len(validation.present), 0, 0), 0
        for one in validation.absent:
            claim = one.match.claim
            bars = matcher.bars(matcher.learned.parts[claim])._replace(accept=step.bar)
            misled += bool(matcher.trial(claim, absent=True, bars=bars).links)
            if sources := matcher.labels.sources.get(claim):
                found = Judged(matcher.trial(claim, bars=bars), sources)
                anew = replace(anew, right=anew.right + found.is_right, wrong=anew.wrong + found.is_wrong)
        assert (step.tally, step.misled.count) == (anew, misled)


def test_a_trial_knows_from_which_bar_on_it_comes_out_otherwise(matcher: Matcher, validation: Validation) -> None:
    tried = [one for one in validation.present if one.linked_to > -math.inf]
    assert any(one.match.links for one in tried)
    for one in tried:
        for bar, is_linked in ((one.linked_to - 1e-6, True), (one.linked_to + 1e-6, False)):
            match = matcher.trial(one.match.claim, bars=one.bars._replace(accept=bar))
            assert bool(match.links) is is_linked


def test_a_claim_is_tried_without_its_sources_and_one_without_any_too(
    matcher: Matcher, validation: Validation, labels: Labels
) -> None:
    assert {one.match.claim for one in validation.present} == set(labels.sources)
    assert {one.match.claim for one in validation.absent} == {*labels.sources, *labels.no_source}
    assert labels.no_source
    for one in validation.absent:
        right = labels.sources.get(one.match.claim, frozenset())
        assert right.isdisjoint(candidate.source for candidate in one.match.candidates)
        assert not one.sources


def test_right_sources_keep_their_evidence_whatever_their_rank(
    matcher: Matcher, labels: Labels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codex_backfill.matching.matcher.EXPLAINED", 0)
    for claim in matcher.claims:
        if sources := labels.sources.get(claim.path):
            found = block(matcher.corpus, matcher.measurer.index, matcher.corpus.read(claim), labels).present
            measured = {matcher.corpus.sources[one.source].path for one in found}
            assert sources & measured <= {candidate.source for candidate in matcher.trial(claim.path).candidates}


def test_the_order_of_notes_changes_nothing(vault: Vault, labels: Labels, validation: Validation) -> None:
    turned = Vault(vault.claims[::-1], vault.sources[::-1], vault.problems)
    assert validate(Matcher(turned, labels, MatchSettings())) == validation


def test_a_set_threshold_is_in_force_for_all(vault: Vault, labels: Labels) -> None:
    found = validate(Matcher(vault, labels, MatchSettings(threshold=0.9)))
    assert {one.bars.accept for one in (*found.present, *found.absent)} == {log_odds(0.9)}
    assert found.at(found.bar).tally == found.tally


def test_a_few_known_pairs_are_tried_but_prove_nothing(vault: Vault, labels: Labels) -> None:
    few = sorted(labels.yes)[:3]
    gone = Link(few[0].claim.replace("core/", "gone/"), "inbox/gone.md")
    found = validate(Matcher(vault, Labels(yes=frozenset({*few, gone})), MatchSettings()))
    assert (found.is_enough, found.learned.model.pairs) == (False, 0)
    assert {one.match.claim for one in found.present} == {link.claim for link in few}
    assert found.left_out == (gone.claim,)
