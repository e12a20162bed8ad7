"""Known pairs to weights: logistic regression with a Gaussian prior around the weights one starts from.

The maximum a posteriori estimate of MacKay ("The Evidence Framework Applied to Classification Networks", 1992): with
few pairs the weights stay where they were, with many the pairs decide. What must not count against a link (a shared
surname) can not come to do so, nor the other way round.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul

_Picks = tuple[Callable[[Sequence[float]], tuple[float, ...]], tuple[float, ...]]
"""What takes some places out of a sequence, and what stands at these places in a line of the table."""


class Examples:
    """Candidates to learn from, as a table with a line for each: its measured numbers and a 1 for the prior, sparse."""

    def __init__(self, lines: Sequence[Sequence[float]], right: Sequence[bool]) -> None:
        self.right = right
        self.rows = [[(at, value) for at, value in enumerate((*line, 1.0)) if value] for line in lines]
        self.width = len(lines[0]) + 1 if lines else 1
        columns: list[list[tuple[int, float]]] = [[] for _ in range(self.width)]
        for number, row in enumerate(self.rows):
            for at, value in row:
                columns[at].append((number, value))
        self._across = [_picks(row) for row in self.rows]
        self._down = [_picks(column) for column in columns]

    def scores(self, weights: Sequence[float]) -> list[float]:
        """Weights to the score of every example."""
        return [sum(map(mul, values, pick(weights))) for pick, values in self._across]

    def pulls(self, errors: Sequence[float]) -> list[float]:
        """An error for every example to what they add up to by weight."""
        return [sum(map(mul, values, pick(errors))) for pick, values in self._down]


def _picks(line: Sequence[tuple[int, float]]) -> _Picks:
    padded = [*line, (0, 0.0), (0, 0.0)]  # an itemgetter of fewer than two places gives no tuple
    return itemgetter(*(at for at, _ in padded)), tuple(value for _, value in padded)


@dataclass(frozen=True)
class Prior:
    """What weights are before anything is seen; all of one length, the last for the constant."""

    centre: Sequence[float]
    stiffness: Sequence[float]
    """By weight, 1 / variance."""
    signs: Sequence[int]
    """1 where a weight has to be at least 0, -1 where at most, 0 where it is free."""


_Symmetric = list[list[float]]
"""A symmetric matrix, its lower triangle."""

_CLOSE = 0.01
"""A step of less than this in every weight ends the search, in natural-log odds."""
_NEAR = 0.011
"""From steps of less than this on, weights that stand on the wrong side of 0 are taken to end there."""
_STEPS = 200
_SHORTEST = 1e-6
"""The share of a step below which no shorter one is tried."""
_SLOW = 0.65
"""A step that is not shorter than this share of the last one asks for the curvature to be measured anew."""
_FLAT = 1e-4
"""Examples whose chance is this certain bend the loss too little to be measured."""


def fit(examples: Examples, counts: Sequence[float], prior: Prior) -> list[float]:
    """Examples, and what each counts, to the weights with the least log loss plus half the prior's stiffness times
    squared distances.

    Newton's method, each step shortened until the loss falls, with the curvature measured only as often as it has to
    be. Weights that end on the wrong side of 0 are held there.
    """
    weights = list(prior.centre)
    frozen: set[int] = set()
    bend = _curvature(examples, counts, prior, weights)
    factor = _factor(bend, frozen)
    is_fresh = True
    loss, gradient = _slope(examples, counts, prior, weights, frozen)
    last = math.inf
    for _ in range(_STEPS):
        step = _solve(factor, gradient)
        longest = max(map(abs, step))
        wrong = {at for at, sign in enumerate(prior.signs) if weights[at] * sign < 0} if longest < _NEAR else set[int]()
        if wrong:
            frozen |= wrong
            weights = [0.0 if at in frozen else weight for at, weight in enumerate(weights)]
            loss, gradient = _slope(examples, counts, prior, weights, frozen)
        elif longest < _CLOSE:
            break
        elif is_fresh or longest < _SLOW * last:
            last, share = longest, 1.0
            while share > _SHORTEST:
                tried = [weight - share * by for weight, by in zip(weights, step, strict=True)]
                its_loss, its_gradient = _slope(examples, counts, prior, tried, frozen)
                if its_loss <= loss:
                    weights, loss, gradient = tried, its_loss, its_gradient
                    break
                share /= 2
            is_fresh = False
            continue
        else:
            bend = _curvature(examples, counts, prior, weights)
        factor = _factor(bend, frozen)
        is_fresh, last = True, math.inf
    return weights


def _slope(
    examples: Examples, counts: Sequence[float], prior: Prior, weights: Sequence[float], frozen: set[int]
) -> tuple[float, list[float]]:
    """The loss at some weights, and its gradient, in which frozen weights do not count."""
    apart = [weight - centre for weight, centre in zip(weights, prior.centre, strict=True)]
    springs = [stiffness * by for stiffness, by in zip(prior.stiffness, apart, strict=True)]
    loss = sum(map(mul, apart, springs)) / 2
    exp, log1p = math.exp, math.log1p
    errors = []
    for score, right, count in zip(examples.scores(weights), examples.right, counts, strict=True):
        if not count:
            errors.append(0.0)
            continue
        odds = exp(-abs(score))
        chance, over = (1.0 / (1.0 + odds), score) if score > 0 else (odds / (1.0 + odds), 0.0)
        if right:
            loss += count * (log1p(odds) + (over - score))
            errors.append(count * (chance - 1.0))
        else:
            loss += count * (log1p(odds) + over)
            errors.append(count * chance)
    gradient = [spring + pull for spring, pull in zip(springs, examples.pulls(errors), strict=True)]
    for at in frozen:
        gradient[at] = 0.0
    return loss, gradient


def _curvature(examples: Examples, counts: Sequence[float], prior: Prior, weights: Sequence[float]) -> _Symmetric:
    """The second derivatives of the loss at some weights."""
    lower = [[0.0] * (at + 1) for at in range(len(weights))]
    for at, stiffness in enumerate(prior.stiffness):
        lower[at][at] = stiffness
    for score, row, count in zip(examples.scores(weights), examples.rows, counts, strict=True):
        odds = math.exp(-abs(score))
        bend = count * odds / (1.0 + odds) ** 2
        if bend > _FLAT:
            for place, (at, value) in enumerate(row):
                pull, line = bend * value, lower[at]
                for other, its in row[: place + 1]:
                    line[other] += pull * its
    return lower


def _factor(lower: _Symmetric, frozen: Collection[int]) -> _Symmetric:
    """A symmetric positive definite matrix to its Cholesky factor; frozen weights stand apart from all others."""
    factor: list[list[float]] = []
    for row, given in enumerate(lower):
        if row in frozen:
            factor.append([*([0.0] * row), 1.0])
            continue
        line: list[float] = []
        for column in range(row):
            other = factor[column]
            line.append(0.0 if column in frozen else (given[column] - sum(map(mul, line, other))) / other[column])
        line.append(math.sqrt(given[row] - sum(map(mul, line, line))))
        factor.append(line)
    return factor


def _solve(factor: _Symmetric, right: Sequence[float]) -> list[float]:
    """The solution of the system whose matrix has this Cholesky factor."""
    found: list[float] = []
    for line, value in zip(factor, right, strict=True):
        found.append((value - sum(map(mul, line, found))) / line[-1])
    for row in reversed(range(len(found))):
        line = factor[row]
        found[row] /= line[row]
        value = found[row]
        for column in range(row):
            found[column] -= line[column] * value
    return found
