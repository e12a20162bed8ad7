"""A validation to plain data for scripts."""

from collections.abc import Mapping, Sequence
from typing import Any

from codex_backfill.editing.link_data import candidate_data
from codex_backfill.evaluation import losses as stage
from codex_backfill.evaluation.calibration import best, bins
from codex_backfill.evaluation.intervals import Share
from codex_backfill.evaluation.report.conclusions import conclusions, outcome
from codex_backfill.evaluation.trials import ThresholdRow, Trial, Validation
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.weights import probability
from codex_backfill.review.reasons import reasons


def as_data(validation: Validation, floor: float, cited: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A validation, the least precision, and what each claim cites to what `--format json` prints.

    Shares have `value` (null of nothing), `low` and `high` (95%), `count` and `of`. Scores are in natural-log odds.
    """
    tally = validation.tally
    low, high = tally.f_half_interval
    return {
        "outcome": str(outcome(validation, floor)),
        "min_precision": floor,
        "conclusions": list(conclusions(validation, floor)),
        "known_claims": tally.known,
        "known_pairs": validation.pairs.of,
        "known_sources": validation.sources,
        "fitted_to": validation.fitted_to,
        "weights": {"basis": str(validation.basis), "gain": validation.gain, "error": validation.error},
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.unlinked,
        "precision": _share(tally.precision),
        "recall": _share(tally.recall),
        "f_half": {"value": tally.f_half, "low": low, "high": high},
        "misled": _share(validation.misled_share),
        "links": _share(validation.links),
        "links_not_told": validation.untold,
        "pairs": _share(validation.pairs),
        "threshold": probability(validation.bar),
        "thresholds": [_step(step, validation) for step in validation.table],
        "curve": [
            {
                "threshold": step.threshold,
                "precision": step.tally.precision.value,
                "recall": step.tally.recall.value,
                "misled": step.misled.value,
            }
            for step in validation.curve
        ],
        "calibration": [
            {
                "from": one.low,
                "to": one.high,
                "claimed": one.claimed,
                "right": _share(one.right),
                "present": _share(one.present),
            }
            for one in bins(best(validation))
        ],
        "scores": [
            {
                "claim": one.claim,
                "score": one.score,
                "probability": one.probability,
                "right": one.is_right,
                "absent": one.is_absent,
            }
            for one in best(validation)
        ],
        "stages": {
            str(code): {"missed": missed, "wrong": wrong} for code, (missed, wrong) in stage.losses(validation).items()
        },
        "wrong_claims": [_trial(trial, cited) for trial in validation.wrong],
        "missed_claims": [_trial(trial, cited) for trial in validation.missed],
        "misled_claims": [_trial(trial, cited) for trial in validation.misled],
        "left_out": list(validation.left_out),
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {"value": share.value, "low": low, "high": high, "count": share.count, "of": share.of}


def _step(step: ThresholdRow, validation: Validation) -> dict[str, Any]:
    low, high = step.tally.f_half_interval
    return {
        "threshold": step.threshold,
        "in_force": step.bar == validation.bar,
        "right": step.tally.right,
        "wrong": step.tally.wrong,
        "unlinked": step.tally.unlinked,
        "precision": _share(step.tally.precision),
        "recall": _share(step.tally.recall),
        "f_half": {"value": step.tally.f_half, "low": low, "high": high},
        "misled": _share(step.misled),
    }


def _trial(trial: Trial, cited: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "claim": trial.match.claim,
        "cites": list(cited.get(trial.match.claim, ())),
        "known": sorted(trial.sources),
        "stage": str(stage.lost(trial)) if trial.sources else None,
        "verdict": str(trial.match.verdict),
        "reason": str(trial.match.reason),
        "candidates": [_candidate(candidate, trial) for candidate in trial.match.candidates],
    }


def _candidate(candidate: Candidate, trial: Trial) -> dict[str, Any]:
    return {
        **candidate_data(candidate),
        "right": candidate.source in trial.sources,
        "needs": trial.needs(candidate),
        "reasons": [
            {"name": part.name, "words": part.words, "weight": part.weight} for part in reasons(candidate).parts
        ],
    }
