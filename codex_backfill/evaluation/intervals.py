"""Counts of right and wrong claims to shares, each with what so few of them can show."""

import math
from dataclasses import dataclass

_Z = 1.96
_Z_BOTH = 2.2414
"""The normal deviate for 97.5%, two-sided: two intervals that hold together in 95% of all cases (Bonferroni)."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval (Wilson's), which takes the claims for independent of each other; (0, 1) of nothing."""
        low, high = wilson(self.count, self.of, _Z)
        return (low if self.count else 0.0), (high if self.count < self.of else 1.0)  # exactly, as the formula has it


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims have a known source, and how many of them got right links only, or a wrong one."""

    known: int
    right: int
    wrong: int

    @property
    def linked(self) -> int:
        """How many got any link."""
        return self.right + self.wrong

    @property
    def unlinked(self) -> int:
        """How many got none."""
        return self.known - self.linked

    @property
    def precision(self) -> Share:
        """Of the linked claims, those that are right."""
        return Share(self.right, self.linked)

    @property
    def recall(self) -> Share:
        """Of the claims with a known source, those that are right."""
        return Share(self.right, self.known)

    @property
    def f_half(self) -> float:
        """F0.5, in which precision counts twice as much as recall (van Rijsbergen 1979); 0 when nothing is right."""
        return f_half(self.precision.value or 0.0, self.recall.value or 0.0)

    @property
    def f_half_interval(self) -> tuple[float, float]:
        """An interval that holds F0.5 in at least 95% of all cases: F0.5 of the 97.5% bounds of its two shares.

        A bound, wider than need be. A bootstrap would be narrower, and wrong where nothing went wrong: draws from
        claims that are all right are all right.
        """
        low, high = zip(wilson(self.right, self.linked, _Z_BOTH), wilson(self.right, self.known, _Z_BOTH), strict=True)
        return f_half(*low), f_half(*high)


def shown_by(number: int) -> float:
    """The precision that so many linked claims show, when every single one is right."""
    return wilson(number, number, _Z)[0]


def needed_for(precision: float) -> int:
    """How many linked claims, every one right, it takes to show a precision below 1: `shown_by` the other way round."""
    return math.ceil(_Z * _Z * precision / (1.0 - precision))


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """A share to its 95% interval by Wilson's score (Wilson 1927, "Probable Inference"); (0, 1) of nothing."""
    if not total:
        return 0.0, 1.0
    share, square = right / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = z / (1 + square / total) * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def f_half(precision: float, recall: float) -> float:
    """Precision and recall to F0.5, in which precision counts twice as much as recall."""
    return 1.25 * precision * recall / (0.25 * precision + recall) if precision and recall else 0.0
