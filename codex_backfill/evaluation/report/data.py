"""A validation to what `validate --format json` prints: a model of it, which reads off most of what it names."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import AliasPath, ConfigDict, Field

from codex_backfill.editing.link_data import candidate_data
from codex_backfill.editing.plan_file import Chance, Count, Row, SavedCandidate
from codex_backfill.evaluation import losses as stage
from codex_backfill.evaluation.calibration import best, bins
from codex_backfill.evaluation.report.conclusions import conclusions, outcome
from codex_backfill.evaluation.trials import Trial, Validation
from codex_backfill.matching.result import Candidate, Verdict
from codex_backfill.matching.weights import probability
from codex_backfill.review.reasons import ReasonInWords, reasons


class _Read(Row):
    model_config = ConfigDict(from_attributes=True)


class _Ranged(_Read):
    value: Chance | None = Field(validation_alias="f_half")
    low: Chance = Field(validation_alias=AliasPath("f_half_interval", 0))
    high: Chance = Field(validation_alias=AliasPath("f_half_interval", 1))


class _Share(_Read):
    value: Chance | None
    low: Chance = Field(validation_alias=AliasPath("interval", 0))
    high: Chance = Field(validation_alias=AliasPath("interval", 1))
    count: Count
    of: Count


class _Threshold(_Read):
    threshold: Chance
    in_force: bool
    right: Count = Field(validation_alias=AliasPath("tally", "right"))
    wrong: Count = Field(validation_alias=AliasPath("tally", "wrong"))
    unlinked: Count = Field(validation_alias=AliasPath("tally", "unlinked"))
    precision: _Share = Field(validation_alias=AliasPath("tally", "precision"))
    recall: _Share = Field(validation_alias=AliasPath("tally", "recall"))
    f_half: _Ranged = Field(validation_alias="tally")
    misled: _Share


class _Point(_Read):
    threshold: Chance
    precision: Chance | None = Field(validation_alias=AliasPath("tally", "precision", "value"))
    recall: Chance | None = Field(validation_alias=AliasPath("tally", "recall", "value"))
    misled: Chance | None = Field(validation_alias=AliasPath("misled", "value"))


class _Bin(_Read):
    low: Chance = Field(serialization_alias="from")
    high: Chance = Field(serialization_alias="to")
    claimed: Chance | None
    right: _Share
    present: _Share


class _Score(_Read):
    claim: str
    score: float
    probability: Chance
    right: bool = Field(validation_alias="is_right")
    absent: bool = Field(validation_alias="is_absent")


class _Lost(Row):
    missed: Count
    wrong: Count


class _Tried(SavedCandidate):
    right: bool
    needs: float
    reasons: tuple[ReasonInWords, ...]


class _Trial(Row):
    claim: str
    cites: tuple[str, ...]
    known: tuple[str, ...]
    stage: str | None
    verdict: Verdict
    reason: str
    candidates: tuple[_Tried, ...]


class _Basis(_Read):
    basis: str
    """Whether weights were fitted to the known pairs, or are the package's own."""
    gain: float
    """How much lower the log loss of fitted ones is, a claim that they were not fitted to."""
    error: float


class ValidateOutput(_Read):
    """What `validate` prints: shares with their 95% intervals, per threshold, and every claim that went wrong.

    A share's `value` is null of nothing. Scores are in natural-log odds.
    """

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


def as_data(validation: Validation, floor: float, cited: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A validation, the least precision, and what each claim cites to what `--format json` prints."""
    tally = validation.tally
    data = {
        "outcome": str(outcome(validation, floor)),
        "min_precision": floor,
        "conclusions": tuple(conclusions(validation, floor)),
        "known_claims": tally.known,
        "known_pairs": validation.pairs.of,
        "known_sources": validation.sources,
        "fitted_to": validation.learned.model.pairs,
        "weights": validation.learned,
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.unlinked,
        "precision": tally.precision,
        "recall": tally.recall,
        "f_half": tally,
        "misled": validation.misled_share,
        "links": validation.links,
        "links_not_told": validation.untold,
        "pairs": validation.pairs,
        "threshold": probability(validation.bar),
        "thresholds": validation.table,
        "curve": validation.curve,
        "calibration": bins(best(validation)),
        "scores": best(validation),
        "stages": {
            str(code): {"missed": missed, "wrong": wrong} for code, (missed, wrong) in stage.losses(validation).items()
        },
        "wrong_claims": [_trial(trial, cited) for trial in validation.wrong],
        "missed_claims": [_trial(trial, cited) for trial in validation.missed],
        "misled_claims": [_trial(trial, cited) for trial in validation.misled],
        "left_out": validation.left_out,
    }
    return ValidateOutput.model_validate(data).model_dump(by_alias=True)


def _trial(trial: Trial, cited: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "claim": trial.match.claim,
        "cites": cited.get(trial.match.claim, ()),
        "known": sorted(trial.sources),
        "stage": str(stage.lost(trial)) if trial.sources else None,
        "verdict": trial.match.verdict,
        "reason": str(trial.match.reason),
        "candidates": [_candidate(candidate, trial) for candidate in trial.match.candidates],
    }


def _candidate(candidate: Candidate, trial: Trial) -> dict[str, Any]:
    return {
        **candidate_data(candidate),
        "right": candidate.source in trial.sources,
        "needs": trial.needs,
        "reasons": reasons(candidate).parts,
    }
