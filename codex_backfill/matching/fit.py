"""Known pairs to weights: logistic regression with a Gaussian prior around the weights one starts from.

The maximum a posteriori estimate of MacKay ("The Evidence Framework Applied to Classification Networks", 1992): with
few pairs the weights stay where they were, with many the pairs decide. What must not count against a link (a shared
surname) can not come to do so, nor the other way round.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Row = tuple[tuple[int, float], ...]
"""The numbers of a candidate that are not 0, each with its place."""


class Example(NamedTuple):
    """One candidate: its numbers, whether it is right, and how much it counts."""

    row: Row
    right: bool
    weight: float = 1.0


def sparse(values: Sequence[float]) -> Row:
    """Measured values to the ones that are not 0, and behind them the constant 1 that the prior is the weight of."""
    return (*((at, value) for at, value in enumerate(values) if value), (len(values), 1.0))


@dataclass(frozen=True)
class Prior:
    """What weights are before anything is seen; all of one length, the last for the constant."""

    centre: Sequence[float]
    stiffness: Sequence[float]
    """By weight, 1 / variance."""
    signs: Sequence[int]
    """1 where a weight has to be at least 0, -1 where at most, 0 where it is free."""


@dataclass(frozen=True)
class Fit:
    """Weights at the minimum, the factor of the curvature near it, and the weights held at 0 by their signs."""

    weights: list[float]
    factor: list[list[float]]
    """Of Cholesky, the lower triangle."""
    frozen: frozenset[int]


_CLOSE = 1e-3
"""A step of less than this in every weight ends the search, in natural-log odds."""
_STEPS = 200
_SHORTEST = 1e-6
"""The share of a step below which no shorter one is tried."""
_SLOW = 0.5
"""A step that is not shorter than this share of the last one asks for the curvature to be measured anew."""
_FLAT = 1e-4
"""Examples whose chance is this certain bend the loss too little to be measured."""


def fit(examples: Sequence[Example], prior: Prior, near: Fit | None = None) -> Fit:
    """Examples to the weights with the least weighted log loss plus half the prior's stiffness times squared distances.

    Newton's method, each step shortened until the loss falls, with the curvature measured only as often as it has to
    be; `near` is the fit to nearly the same examples, to start from. Weights that end on the wrong side of 0 are held
    there.
    """
    weights = list(near.weights if near else prior.centre)
    frozen = set(near.frozen) if near else set()
    factor = near.factor if near else _factor(_curvature(examples, prior, weights, frozen))
    is_fresh = near is None
    loss, gradient = _slope(examples, prior, weights, frozen)
    last = math.inf
    for _ in range(_STEPS):
        step = _solve(factor, gradient)
        longest = max(map(abs, step))
        if longest < _CLOSE:
            wrong = {at for at, sign in enumerate(prior.signs) if weights[at] * sign < 0}
            if not wrong:
                break
            frozen |= wrong
            weights = [0.0 if at in frozen else weight for at, weight in enumerate(weights)]
            loss, gradient = _slope(examples, prior, weights, frozen)
        elif is_fresh or longest < _SLOW * last:
            last, share = longest, 1.0
            while share > _SHORTEST:
                tried = [weight - share * by for weight, by in zip(weights, step, strict=True)]
                its_loss, its_gradient = _slope(examples, prior, tried, frozen)
                if its_loss <= loss:
                    weights, loss, gradient = tried, its_loss, its_gradient
                    break
                share /= 2
            is_fresh = False
            continue
        factor = _factor(_curvature(examples, prior, weights, frozen))
        is_fresh, last = True, math.inf
    return Fit(weights, factor, frozenset(frozen))


def _slope(
    examples: Sequence[Example], prior: Prior, weights: Sequence[float], frozen: set[int]
) -> tuple[float, list[float]]:
    """The loss at some weights, and its gradient, in which frozen weights do not count."""
    apart = [weight - centre for weight, centre in zip(weights, prior.centre, strict=True)]
    gradient = [stiffness * by for stiffness, by in zip(prior.stiffness, apart, strict=True)]
    loss = sum([by * pull for by, pull in zip(apart, gradient, strict=True)]) / 2
    exp, log1p = math.exp, math.log1p
    for row, right, counts in examples:
        score = sum([value * weights[at] for at, value in row])
        odds = exp(-abs(score))
        loss += counts * (log1p(odds) + max(0.0, -score if right else score))
        chance = 1.0 / (1.0 + odds) if score > 0 else odds / (1.0 + odds)
        error = counts * (chance - right)
        for at, value in row:
            gradient[at] += error * value
    for at in frozen:
        gradient[at] = 0.0
    return loss, gradient


def _curvature(
    examples: Sequence[Example], prior: Prior, weights: Sequence[float], frozen: set[int]
) -> list[list[float]]:
    """The second derivatives, lower triangle; frozen weights stand apart from all others."""
    lower = [[0.0] * (at + 1) for at in range(len(weights))]
    for at, stiffness in enumerate(prior.stiffness):
        lower[at][at] = stiffness
    for row, _, counts in examples:
        score = sum([value * weights[at] for at, value in row])
        chance = 1.0 / (1.0 + math.exp(-score)) if score > -500 else 0.0
        bend = counts * chance * (1.0 - chance)
        if bend > _FLAT:
            for place, (at, value) in enumerate(row):
                pull, line = bend * value, lower[at]
                for other, its in row[: place + 1]:
                    line[other] += pull * its
    for at in frozen:
        lower[at] = [*([0.0] * at), 1.0]
        for below in range(at + 1, len(lower)):
            lower[below][at] = 0.0
    return lower


def _factor(lower: Sequence[Sequence[float]]) -> list[list[float]]:
    """A symmetric positive definite matrix to its Cholesky factor, both as lower triangles."""
    factor: list[list[float]] = []
    for row, given in enumerate(lower):
        line: list[float] = []
        for column in range(row):
            other = factor[column]
            line.append((given[column] - sum([x * y for x, y in zip(line, other, strict=False)])) / other[column])
        line.append(math.sqrt(given[row] - sum([x * x for x in line])))
        factor.append(line)
    return factor


def _solve(factor: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of the system whose matrix has this Cholesky factor."""
    found: list[float] = []
    for line, value in zip(factor, right, strict=True):
        found.append((value - sum([x * y for x, y in zip(line, found, strict=False)])) / line[-1])
    for row in reversed(range(len(found))):
        found[row] /= factor[row][row]
        value = found[row]
        line = factor[row]
        for column in range(row):
            found[column] -= line[column] * value
    return found
