"""Fitting: the minimum that a slow, obvious search finds, near the prior with few examples, on the right side of 0."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_backfill.matching.examples import Examples
from codex_backfill.matching.fit import Fitted, Prior, fit


def loss(lines: list[list[float]], right: list[bool], counts: list[float], prior: Prior, weights: list[float]) -> float:
    """What fitting makes least, written out."""
    total = sum(s * (w - c) ** 2 / 2 for s, w, c in zip(prior.stiffness, weights, prior.centre, strict=True))
    for line, is_right, count in zip(lines, right, counts, strict=True):
        score = sum(value * weight for value, weight in zip([*line, 1.0], weights, strict=True))
        total += count * math.log1p(math.exp(-score if is_right else score))
    return total


def data(seed: int, number: int) -> tuple[list[list[float]], list[bool]]:
    """Candidates whose first number speaks for them, whose second against, and whose third says nothing."""
    rng = random.Random(seed)
    lines, right = [], []
    for _ in range(number):
        is_right = rng.random() < 0.3
        lines.append([rng.random() * (1 + is_right), float(rng.random() < 0.5 - 0.4 * is_right), rng.random()])
        right.append(is_right)
    return lines, right


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.05, 5), st.sampled_from([[1.0, -1.0, 0.0, -2.0], [0.0] * 4]))
def test_no_step_to_any_side_has_less_loss(seed: int, stiffness: float, centre: list[float]) -> None:
    lines, right = data(seed, 60)
    prior = Prior(centre, [stiffness] * 4, [1, -1, 0, 0])
    counts = [1.0] * len(lines)
    found = fit(Examples(lines, right), counts, prior)
    assert found[0] >= 0 >= found[1]
    least = loss(lines, right, counts, prior, found)
    for at in range(4):
        for step in (-0.05, 0.05):
            tried = [weight + step * (at == place) for place, weight in enumerate(found)]
            if tried[0] >= 0 >= tried[1]:
                assert loss(lines, right, counts, prior, tried) > least


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.05, 5))
def test_what_is_left_out_might_as_well_not_be_there(seed: int, stiffness: float) -> None:
    lines, right = data(seed, 80)
    groups = [number % 4 or None for number in range(80)]
    prior = Prior([1.0, -1.0, 0.0, -2.0], [stiffness] * 4, [1, -1, 0, 0])
    fitted = Fitted(Examples(lines, right), [1.0] * 80, prior, groups)
    assert fitted.weights == fit(Examples(lines, right), [1.0] * 80, prior)
    for group in (1, 2, 3, 4):  # the last has no examples
        counts = [float(its != group) for its in groups]
        apart = fit(Examples(lines, right), counts, prior)
        together = fitted.without(group)
        assert math.isclose(
            loss(lines, right, counts, prior, together), loss(lines, right, counts, prior, apart), abs_tol=2e-3
        )


@pytest.mark.parametrize("stiffness", [0.01, 1.0, 100.0])
def test_the_stiffer_the_nearer_to_the_prior(stiffness: float) -> None:
    lines, right = data(1, 300)
    examples, counts = Examples(lines, right), [1.0] * 300

    def distance(stiffness: float) -> float:
        return math.hypot(*fit(examples, counts, Prior([0.0] * 4, [stiffness] * 4, [0] * 4)))

    assert distance(stiffness) > distance(stiffness * 10) > 0


def test_without_examples_nothing_is_learned() -> None:
    prior = Prior([1.0, -2.0], [1.0] * 2, [1, -1])
    assert fit(Examples([[1.0]], [True]), [0.0], prior) == [1.0, -2.0]


def test_what_a_sign_forbids_is_nothing() -> None:
    lines, right = data(2, 200)
    prior = Prior([0.0] * 4, [0.01] * 4, [-1, 1, 0, 0])
    weights = fit(Examples(lines, right), [1.0] * 200, prior)
    assert weights[:2] == [0.0, 0.0]
    assert weights[3] < 0


def test_labels_that_contradict_everything_end_the_search_all_the_same() -> None:
    """Wrong candidates that look right, and the reverse: steps have to be shortened, or they grow without end."""
    lines = [[3.0, 0.0, 1.0]] * 24 + [[0.0, 1.0, 0.0]] * 24
    prior = Prior([9.0, -9.0, 0.0, -4.0], [1e-5] * 4, [1, -1, 0, 0])
    weights = fit(Examples(lines, [False] * 24 + [True] * 24), [1.0] * 48, prior)
    assert weights[:2] == [0.0, 0.0]
    assert all(map(math.isfinite, weights))
