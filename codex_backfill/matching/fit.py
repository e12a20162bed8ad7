"""Known pairs to weights: logistic regression with a Gaussian prior around the weights one starts from.

The maximum a posteriori estimate of MacKay ("The Evidence Framework Applied to Classification Networks", 1992): with
few pairs the weights stay where they were, with many the pairs decide. What must not count against a link (a shared
surname) can not come to do so, nor the other way round.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import mul, sub

from codex_backfill.matching.bend import Bend, Triangle
from codex_backfill.matching.examples import Examples


@dataclass(frozen=True)
class Prior:
    """What weights are before anything is seen; all of one length, the last for the constant."""

    centre: Sequence[float]
    stiffness: Sequence[float]
    """By weight, 1 / variance."""
    signs: Sequence[int]
    """1 where a weight has to be at least 0, -1 where at most, 0 where it is free."""


_CLOSE = 1e-5
"""A step by which the loss can be expected to fall by less than this ends the search, in nats."""
_FAR = 0.1
"""After a step by which it falls by more, its second derivatives are worked out anew."""
_STEPS = 50
_SHORTEST = 1e-6
"""The share of a step below which no shorter one is tried."""
_PLAIN = 1e-3
"""Examples whose error is less than this are plain: their pull at the weights is looked at once a round."""
_MARGIN = 0.3
"""The share of that from which an example stands in the table of those that tell, so that it serves for many rounds."""


def fit(examples: Examples, counts: Sequence[float], prior: Prior) -> list[float]:
    """Examples, and what each counts, to the weights with the least log loss plus half the prior's stiffness times
    squared distances, within the signs."""
    return _whole(_Loss(examples, counts, prior)).weights


class Fitted:
    """The weights that `fit` finds for examples, and those without the examples of a group; None is in no group.

    The search without a group begins where the whole's ended, with the second derivatives there less the group's own,
    as in the infinitesimal jackknife (Giordano et al., "A Swiss Army Infinitesimal Jackknife", 2019), but to the end.
    """

    def __init__(self, examples: Examples, counts: Sequence[float], prior: Prior, groups: Sequence[int | None]) -> None:
        self._examples, self._counts, self._prior, self._groups = examples, counts, prior, groups
        self._end = _whole(_Loss(examples, counts, prior))
        self._bend = Bend(_Loss(self._end.table, self._told(counts), prior).bend(self.weights))

    @property
    def weights(self) -> list[float]:
        """Those of all examples."""
        return self._end.weights

    def without(self, group: int) -> list[float]:
        """Those of all examples but a group's."""
        is_own = [its == group for its in self._groups]
        own = [count * own for count, own in zip(self._counts, is_own, strict=True)]
        loose = replace(self._prior, stiffness=[0.0] * len(self.weights))
        bend = self._bend.less(_Loss(self._end.table, self._told(own), loose).bend(self.weights))
        others = _Loss(self._examples, list(map(sub, self._counts, own)), self._prior)
        return _search(others, replace(self._end, bend=bend)).weights

    def _told(self, counts: Sequence[float]) -> list[float]:
        return [counts[number] for number in self._end.telling]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a search stands: the weights, the numbers of the examples that tell there and a table of these alone."""

    weights: list[float]
    telling: Sequence[int]
    table: Examples
    bend: Bend | None = None
    """Second derivatives near there."""


def _whole(loss: "_Loss") -> _Place:
    """A loss to where it is least, searched from the prior on."""
    return _search(loss, _Place(list(loss.prior.centre), (), loss.examples.among(())))


def _search(whole: "_Loss", place: _Place) -> _Place:
    """A loss and where to begin to where it is least.

    Most candidates are plainly wrong: each round of the search goes by the others alone, taking the pull of the plain
    ones as constant, until a round is found to have changed nothing for all of them.
    """
    here = whole.at(place.weights)
    for _ in range(_STEPS):
        if place.bend and _promise(here, _step(here, place.weights, place.bend)) < _CLOSE:
            break
        if not {number for number, error in enumerate(here.errors) if abs(error) > _PLAIN} <= {*place.telling}:
            telling = [number for number, error in enumerate(here.errors) if abs(error) > _PLAIN * _MARGIN]
            place = replace(place, telling=telling, table=whole.examples.among(telling))
        part = _Loss(place.table, [whole.counts[number] for number in place.telling], whole.prior)
        part = replace(part, pull=list(map(sub, here.gradient, part.at(place.weights).gradient)))
        weights, bend = _least(part, place.weights, place.bend)
        there = whole.at(weights)
        while there.loss > here.loss + _CLOSE:
            weights = [(one + other) / 2 for one, other in zip(weights, place.weights, strict=True)]
            there = whole.at(weights)
        here, place = there, replace(place, weights=weights, bend=bend)
    return place


@dataclass(frozen=True, slots=True)
class _Loss:
    """What is to be as little as can be: the log loss of examples, the prior's springs, and a constant pull."""

    examples: Examples
    counts: Sequence[float]
    prior: Prior
    pull: Sequence[float] = ()

    def at(self, weights: Sequence[float]) -> "_Point":
        """The loss at some weights."""
        apart = list(map(sub, weights, self.prior.centre))
        springs = list(map(mul, self.prior.stiffness, apart))
        loss = sum(map(mul, apart, springs)) / 2 + sum(map(mul, self.pull, weights))
        exp, log1p = math.exp, math.log1p
        errors = []
        for score, right, count in zip(self.examples.scores(weights), self.examples.right, self.counts, strict=True):
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
        return _Point(self, loss, springs, errors)

    def bend(self, weights: Sequence[float]) -> Triangle:
        """Its second derivatives at some weights: the lower triangle of a symmetric matrix."""
        lower = [[0.0] * (at + 1) for at in range(len(weights))]
        for at, stiffness in enumerate(self.prior.stiffness):
            lower[at][at] = stiffness
        for score, row, count in zip(self.examples.scores(weights), self.examples.rows, self.counts, strict=True):
            odds = math.exp(-abs(score))
            bend = count * odds / (1.0 + odds) ** 2
            if not bend:
                continue
            for place, (at, value) in enumerate(row):
                pull, line = bend * value, lower[at]
                for other, its in row[: place + 1]:
                    line[other] += pull * its
        return lower


@dataclass(frozen=True)
class _Point:
    """A loss at some weights."""

    of: _Loss
    loss: float
    springs: Sequence[float]
    """By weight, the slope of the prior."""
    errors: Sequence[float]
    """By example, how far its chance is from what is right, times what it counts."""

    @cached_property
    def gradient(self) -> Sequence[float]:
        """By weight, how steeply the loss rises; worked out when it is asked for, which is not at every point."""
        pulls = self.of.examples.pulls(self.errors)
        return list(map(sum, zip(self.springs, pulls, self.of.pull or [0.0] * len(pulls), strict=True)))


def _least(loss: _Loss, weights: list[float], bend: Bend | None) -> tuple[list[float], Bend]:
    """The weights near some others with the least loss, and its second derivatives somewhere near.

    The projected Newton method of Bertsekas ("Projected Newton Methods for Optimization Problems with Simple
    Constraints", 1982): weights at 0 that would go to the wrong side are held there for a step, every step is shortened
    until the loss falls. Second derivatives serve for more than one step (Shamanskii 1967), those given for the first.
    """
    signs = loss.prior.signs
    here = loss.at(weights)
    for _ in range(_STEPS):
        bend = bend or Bend(loss.bend(weights))
        step = _step(here, weights, bend)
        if _promise(here, step) < _CLOSE:
            break
        share = 1.0
        while share > _SHORTEST:
            tried = [
                _on_its_side(weight - share * step.get(at, 0.0), sign)
                for at, (weight, sign) in enumerate(zip(weights, signs, strict=True))
            ]
            there = loss.at(tried)
            if there.loss <= here.loss:
                break
            share /= 2
        else:
            break
        gain, weights, here = here.loss - there.loss, tried, there
        if gain > _FAR:
            bend = None
    return weights, bend or Bend(loss.bend(weights))


def _step(point: _Point, weights: Sequence[float], bend: Bend) -> dict[int, float]:
    """How far each weight that may move is from where the loss would be least, were the second derivatives right."""
    signs = point.of.prior.signs
    moving = [
        at
        for at, (weight, sign, slope) in enumerate(zip(weights, signs, point.gradient, strict=True))
        if weight or slope * sign <= 0
    ]
    return bend.step(point.gradient, moving)


def _promise(point: _Point, step: Mapping[int, float]) -> float:
    """By how much the loss would fall with a step, were the second derivatives right."""
    return sum(point.gradient[at] * length for at, length in step.items()) / 2


def _on_its_side(weight: float, sign: int) -> float:
    return 0.0 if weight * sign < 0 else weight
