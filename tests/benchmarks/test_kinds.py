"""What defaults are learned from, on collections small enough to look at."""

from dataclasses import replace

from codex_backfill.matching.learn import DEFAULTS
from tests.benchmarks.bibliography import invent
from tests.benchmarks.kinds import Collection, Tried, measure
from tests.benchmarks.learn_defaults import Fared, fared, learn
from tests.benchmarks.learning_curve import compared, drawn_claims


def collection(seed: int = 7) -> list[Tried]:
    """A small invented bibliography, measured."""
    made = invent(size=120, claims=90, noise=1.0, absent=0.3, seed=seed)
    answers = {claim: frozenset({source}) for claim, source in made.answers.items() if source}
    return list(measure(Collection(made.vault, answers, dict.fromkeys(made.answers, "row"), {})))


TRIES = collection()
LINKED = sum(bool(one.block.true) for one in TRIES)


def test_every_claim_is_tried_without_its_sources_and_those_that_have_any_with_them() -> None:
    assert all(bool(one.block.present) == bool(one.block.true) for one in TRIES)
    assert all(other.source not in one.block.true for one in TRIES for other in one.block.absent)
    found = fared(TRIES, DEFAULTS)["row"]
    assert (found.there, found.gone) == (LINKED, 90)
    assert found.right > 0.7 * LINKED
    assert found.wrong == 0


def test_a_bar_that_nothing_clears_links_nothing() -> None:
    assert fared(TRIES, replace(DEFAULTS, prior=-99.0)) == {"row": Fared(there=LINKED, gone=90)}


def test_what_is_left_out_teaches_nothing() -> None:
    kinds = {"one": TRIES, "other": collection(8)}
    assert learn(kinds, without="other") == learn({"one": TRIES}) != learn(kinds)


def test_no_source_is_both_learned_from_and_tried() -> None:
    drawn = drawn_claims(TRIES, 25, 0)
    assert 25 <= len(drawn) < LINKED
    assert drawn != drawn_claims(TRIES, 25, 1)
    of = [
        {min(one.block.true) for one in TRIES if one.block.true and (one.block.claim in drawn) is side}
        for side in (True, False)
    ]
    assert of[0].isdisjoint(of[1])
    assert next(compared(TRIES, DEFAULTS, 25, 0)).split()[0] == "defaults"
    assert not list(compared(TRIES, DEFAULTS, LINKED + 1, 0))
