"""Known pairs to weights: logistic regression with a Gaussian prior around the weights one starts from.

The maximum a posteriori estimate (MacKay, "The Evidence Framework Applied to Classification Networks", 1992): with few
pairs the weights stay where they were, with many the pairs decide.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[tuple[int, float], ...]
"""The numbers of a candidate that are not 0, each with its place."""


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: its numbers, whether it is right, and how much it counts."""

    row: Row
    right: bool
    weight: float = 1.0


def sparse(values: Sequence[float]) -> Row:
    """Measured values to the ones that are not 0, the prior's constant 1 behind them."""
    return (*((at, value) for at, value in enumerate(values) if value), (len(values), 1.0))


def fit(examples: Sequence[Example], centre: Sequence[float], stiffness: Sequence[float]) -> list[float]:
    """Examples to weights: the minimum of the weighted log loss plus `stiffness` times half the squared distance from
    `centre`, by Newton's method; the last weight is the prior's."""
    weights = list(centre)
    for _ in range(_STEPS):
        size = len(weights)
        gradient = [stiff * (weight - c) for stiff, weight, c in zip(stiffness, weights, centre, strict=True)]
        curvature = [[0.0] * (at + 1) for at in range(size)]
        for at, stiff in enumerate(stiffness):
            curvature[at][at] = stiff
        for example in examples:
            score = sum([value * weights[at] for at, value in example.row])
            chance = 1.0 / (1.0 + math.exp(-score)) if score > -500 else 0.0
            error = example.weight * (chance - example.right)
            bend = example.weight * chance * (1.0 - chance)
            for at, value in example.row:
                gradient[at] += error * value
            if bend > _FLAT:
                for at, value in example.row:
                    pull = bend * value
                    line = curvature[at]
                    for other, its in example.row:
                        if other > at:
                            break
                        line[other] += pull * its
        step = _solve(curvature, gradient)
        longest = max(map(abs, step))
        shorten = min(1.0, _LONGEST_STEP / longest) if longest else 1.0
        weights = [weight - shorten * by for weight, by in zip(weights, step, strict=True)]
        if longest < _CLOSE:
            break
    return weights


_STEPS = 30
_LONGEST_STEP = 10.0
_CLOSE = 1e-3
_FLAT = 1e-5


def _solve(lower: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a symmetric positive definite system, given its lower triangle (Cholesky's method)."""
    size = len(right)
    factor: list[list[float]] = []
    for row in range(size):
        line = lower[row][:]
        for column in range(row):
            other = factor[column]
            line[column] = (line[column] - sum(map(float.__mul__, line[:column], other[:column]))) / other[column]
        line[row] = math.sqrt(line[row] - sum([x * x for x in line[:row]]))
        factor.append(line)
    found = list(right)
    for row in range(size):
        line = factor[row]
        found[row] = (found[row] - sum([x * y for x, y in zip(line[:row], found, strict=False)])) / line[row]
    for row in reversed(range(size)):
        found[row] = (found[row] - sum([factor[k][row] * found[k] for k in range(row + 1, size)])) / factor[row][row]
    return found
