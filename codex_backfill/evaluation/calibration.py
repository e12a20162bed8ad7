"""Claimed probabilities against what came true."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from codex_backfill.evaluation.intervals import Share
from codex_backfill.evaluation.trials import Validation

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 1.0)
"""Where one bin ends and the next begins: finer where links are made."""


@dataclass(frozen=True, slots=True)
class Best:
    """A tried claim's best candidate."""

    claim: str
    score: float
    """In natural-log odds."""
    probability: float
    is_right: bool
    is_absent: bool
    """Whether the claim's true sources had been taken out of the vault, or it has none."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The best candidates whose probability lies in one range, its upper end excluded unless it is 1."""

    low: float
    high: float
    claimed: float | None
    """The mean of their probabilities; None when there are none."""
    right: Share
    """How many of them are right."""
    present: Share
    """The same of those whose claims had their true sources in the vault."""


def best(validation: Validation) -> tuple[Best, ...]:
    """All trials to their best candidates, claims that have none left out."""
    return tuple(
        Best(trial.match.claim, one.score, one.probability, one.source in trial.sources, is_absent)
        for is_absent, trials in ((False, validation.present), (True, validation.absent))
        for trial in trials
        for one in trial.match.candidates[:1]
    )


def bins(candidates: Iterable[Best]) -> tuple[Bin, ...]:
    """Best candidates to `EDGES`' bins."""
    every = list(candidates)
    found = []
    for low, high in pairwise(EDGES):
        inside = [one for one in every if low <= one.probability < high or one.probability == high == 1.0]
        present = [one for one in inside if not one.is_absent]
        found.append(
            Bin(
                low,
                high,
                sum(one.probability for one in inside) / len(inside) if inside else None,
                Share(sum(one.is_right for one in inside), len(inside)),
                Share(sum(one.is_right for one in present), len(present)),
            )
        )
    return tuple(found)
