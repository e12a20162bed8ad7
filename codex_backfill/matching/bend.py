"""How a loss bends around some weights, and the steps to where it is least that follow from that."""

import math
from collections.abc import Sequence
from operator import mul, sub

Triangle = list[list[float]]
"""The lower triangle of a square matrix."""


class Bend:
    """Second derivatives, a symmetric positive definite matrix, and the steps that they lead to."""

    def __init__(self, lower: Triangle) -> None:
        self.lower = lower
        self._places: Sequence[int] = ()
        self._factor: Triangle = []

    def step(self, gradient: Sequence[float], places: Sequence[int]) -> dict[int, float]:
        """A gradient to how far each weight at some places is from where it would be 0, were the matrix right."""
        if places != self._places:  # most steps move the same weights as the one before
            self._places, self._factor = places, _factor(self.lower, places)
        return dict(zip(places, _solved(self._factor, [gradient[at] for at in places]), strict=True))

    def less(self, other: Triangle) -> "Bend":
        """Itself without another matrix."""
        return Bend([list(map(sub, *lines)) for lines in zip(self.lower, other, strict=True)])


def _factor(lower: Triangle, places: Sequence[int]) -> Triangle:
    """Cholesky's factor of a symmetric positive definite matrix, of which only some places are looked at."""
    factor: Triangle = []
    for row in places:
        given = lower[row]
        line: list[float] = []
        for column, other in zip(places, factor, strict=False):
            line.append((given[column] - sum(map(mul, line, other))) / other[-1])
        line.append(math.sqrt(given[row] - sum(map(mul, line, line))))
        factor.append(line)
    return factor


def _solved(factor: Triangle, right: Sequence[float]) -> list[float]:
    """The solution of a system with the matrix whose factor this is."""
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
