"""A weight for every measured number, and the bars that a link has to clear."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import mul


@dataclass(frozen=True)
class Model:
    """Weights in natural-log odds, in the order of `measure.FEATURES`, and the least score and lead of a link."""

    weights: tuple[float, ...]
    prior: float
    """What every candidate starts from, in natural-log odds."""
    threshold: float
    """The least score of an accepted link, in natural-log odds."""
    gap: float
    """The least lead over the runner-up, in natural-log odds."""
    pairs: int = 0
    """How many known claims the weights were fitted to; 0 for the defaults."""

    def score(self, values: Sequence[float]) -> float:
        """Measured values to natural-log odds: the prior and every value times its weight."""
        total: float = sum(map(mul, values, self.weights))
        return self.prior + total


class Basis(StrEnum):
    """What weights rest on, and why."""

    FEW = "few"
    """The package's own: there are too few known claims to fit any to."""
    DEFAULTS = "defaults"
    """The package's own: fitted ones were no better on claims that they were not fitted to."""
    FITTED = "fitted"
    """Fitted to the known claims: they were better on claims that they were not fitted to."""


@dataclass(frozen=True)
class Learned:
    """The model for claims of which nothing is known, and for each known claim the one that never saw its sources."""

    model: Model
    parts: Mapping[str, Model]
    basis: str = Basis.FEW
    """One of `Basis`."""
    gain: float = 0.0
    """By how much the log loss of a known claim is lower by weights that were not fitted to it than by the defaults."""
    error: float = 0.0
    """The standard error of this gain; claims that share a source are taken as one."""


def probability(score: float) -> float:
    """Natural-log odds to a probability."""
    return 1.0 / (1.0 + math.exp(-score)) if score > -700 else 0.0


def log_odds(chance: float, most: float = math.inf) -> float:
    """A probability, 0 to 1, to natural-log odds, held within ±`most` so that certainty can stay a number."""
    if not 0 < chance < 1:
        return most if chance >= 1 else -most
    return max(-most, min(most, math.log(chance / (1.0 - chance))))
