"""Another threshold for all claims, tried by hand: its figures, and the claims that would come out otherwise."""

import math
from collections.abc import Iterator, Mapping

from codex_backfill.evaluation.trials import Validation
from codex_backfill.review.frame import embedded


def slider(validation: Validation, titles: Mapping[str, str]) -> Iterator[str]:
    """A validation and the notes' titles by path to the section where another threshold is tried.

    Without a script it stays hidden: the table over thresholds says the same.
    """
    bars = sorted({row.bar for row in (*validation.table, *validation.curve)})
    tried = {
        "bars": bars,
        "inForce": bars.index(validation.bar),
        "claims": [
            {
                "title": titles.get(trial.match.claim, trial.match.claim),
                "linked": _finite(trial.linked_to),
                "wrong": _finite(trial.wrong_to),
            }
            for trial in validation.present
        ],
        "absent": [_finite(trial.linked_to) for trial in validation.absent],
    }
    yield "<section id='try' hidden><h2>Try another threshold</h2>"
    yield "<p class='note'>One threshold for all claims, to look at: what is chosen on the answers flatters. "
    yield "[match] threshold in codex-backfill.toml sets it.</p>"
    yield f"<input type='range' id='threshold' min='0' max='{len(bars) - 1}' step='1' value='{tried['inForce']}' "
    yield "aria-label='Threshold'><dl class='at'>"
    for name, told in (("bar", "Threshold"), ("precision", "Precision"), ("recall", "Recall"), ("misled", "Misled")):
        yield f"<div><dt>{told}</dt><dd id='at-{name}'></dd></div>"
    yield "</dl><p id='at-changes' role='status'></p><ul id='at-claims' class='plain'></ul></section>"
    yield f"<script type='application/json' id='tried'>{embedded(tried)}</script>"


def _finite(bar: float) -> float | None:
    return bar if math.isfinite(bar) else None
