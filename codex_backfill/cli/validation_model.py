"""What `validate --format json` prints, as a model."""

from typing import Literal

from pydantic import Field

from codex_backfill.cli.output_models import Chance, Count, Output
from codex_backfill.matching.result import Verdict


class _Share(Output):
    value: Chance | None
    low: Chance
    high: Chance
    count: Count
    of: Count


class _Ranged(Output):
    value: Chance | None
    low: Chance
    high: Chance


class _Threshold(Output):
    threshold: Chance
    in_force: bool
    right: Count
    wrong: Count
    unlinked: Count
    precision: _Share
    recall: _Share
    f_half: _Ranged
    misled: _Share


class _Point(Output):
    threshold: Chance
    precision: Chance | None
    recall: Chance | None
    misled: Chance | None


class _Bin(Output):
    low: Chance = Field(alias="from")
    high: Chance = Field(alias="to")
    claimed: Chance | None
    right: _Share
    present: _Share


class _Score(Output):
    claim: str
    score: float
    probability: Chance
    right: bool
    absent: bool


class _Lost(Output):
    missed: Count
    wrong: Count


class _Reason(Output):
    name: str
    level: str
    weight: float
    detail: str


class _Worded(Output):
    name: str
    words: str
    weight: float


class _Tried(Output):
    source: str
    right: bool
    score: float
    needs: float
    probability: Chance
    verdict: Verdict
    reason: str
    evidence: tuple[_Reason, ...]
    reasons: tuple[_Worded, ...]


class _Trial(Output):
    claim: str
    cites: tuple[str, ...]
    known: tuple[str, ...]
    stage: str | None
    verdict: Verdict
    reason: str
    candidates: tuple[_Tried, ...]


class _Basis(Output):
    basis: str
    """Whether weights were fitted to the known pairs, or are the package's own."""
    gain: float
    """How much lower the log loss of fitted ones is, a claim that they were not fitted to."""
    error: float


class ValidateOutput(Output):
    """What `validate` prints: shares with their 95% intervals, per threshold, and every claim that went wrong."""

    outcome: Literal["holds", "fell short", "too few"]
    min_precision: Chance
    conclusions: tuple[str, ...]
    known_claims: Count
    known_pairs: Count
    known_sources: Count
    fitted_to: Count
    weights: _Basis
    right: Count
    wrong: Count
    missed: Count
    precision: _Share
    recall: _Share
    f_half: _Ranged
    misled: _Share
    links: _Share
    links_not_told: Count
    pairs: _Share
    threshold: Chance
    thresholds: tuple[_Threshold, ...]
    curve: tuple[_Point, ...]
    calibration: tuple[_Bin, ...]
    scores: tuple[_Score, ...]
    stages: dict[str, _Lost]
    wrong_claims: tuple[_Trial, ...]
    missed_claims: tuple[_Trial, ...]
    misled_claims: tuple[_Trial, ...]
    left_out: tuple[str, ...]
