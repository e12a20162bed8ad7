"""A validation to one offline page: style, charts and script inlined, nothing fetched, every note's text escaped."""

from collections.abc import Iterator, Sequence
from html import escape

from codex_backfill.evaluation import losses as stage
from codex_backfill.evaluation.calibration import Best, best, bins
from codex_backfill.evaluation.report import charts
from codex_backfill.evaluation.report.conclusions import (
    IN_FORCE,
    CheckOutcome,
    basis,
    conclusions,
    in_short,
    outcome,
    rounded,
)
from codex_backfill.evaluation.report.level_weights import weights_chart
from codex_backfill.evaluation.report.slider import slider
from codex_backfill.evaluation.report.tables import LANE, bar, lane, ranged, row, table_head
from codex_backfill.evaluation.report.trial_cards import Words, trial_cards
from codex_backfill.evaluation.trials import Validation
from codex_backfill.matching.weights import probability
from codex_backfill.review.frame import asset, framed

_PACKAGE = "codex_backfill.evaluation.report"
_TONES = {CheckOutcome.HOLDS: "for", CheckOutcome.SHORT: "against", CheckOutcome.TOO_FEW: "doubt"}


def page(vault: str, validation: Validation, floor: float, words: Words) -> str:
    """The vault's name, its validation, the least precision, and what the notes say to the page's HTML."""
    script = asset("threshold.js", _PACKAGE) if validation.is_enough else ""
    body = "\n".join(_body(vault, validation, floor, words))
    style = asset("page.css", _PACKAGE)
    return framed("validate", f"Validation of {vault}", style=style, script=script, body=body).text


def _body(vault: str, validation: Validation, floor: float, words: Words) -> Iterator[str]:
    tone = _TONES[outcome(validation, floor)]
    yield f'<header><p class="kicker">Validation of</p><h1><bdi>{escape(vault)}</bdi></h1></header><main>'
    holds, sure, todo = in_short(validation, floor)
    yield f"<section class='short' aria-label='In short'><p class='outcome {tone}'>{escape(holds)}</p>"
    yield f"<p>{escape(sure)}</p><p>{escape(todo)}</p></section>"
    if validation.is_enough:
        yield from _figures(validation)
        yield from _charts(validation)
        yield from slider(validation, words.titles)
        yield from weights_chart(validation.present)
    yield "<section><h2>What this can claim</h2><ul class='plain'>"
    yield from (f"<li>{escape(sentence)}</li>" for sentence in conclusions(validation, floor))
    yield "</ul>"
    if validation.present:
        yield f"<p class='note'>{escape(basis(validation))}</p>"
    yield "</section>"
    if validation.missed or validation.wrong:
        yield from _stages(validation)
    for title, told, trials in (
        ("Wrong", "A link that is not a known one.", validation.wrong),
        ("Missed", "No link, though the source is there.", validation.missed),
        ("Misled", "A link although the true sources were out of the vault.", validation.misled),
    ):
        yield from trial_cards(title, told, trials, words)
    if validation.left_out:
        yield "<section><h2>Not tried</h2><p>None of their known sources could be read.</p><ul>"
        yield from (f"<li class='path'>{escape(path)}</li>" for path in validation.left_out)
        yield "</ul></section>"
    yield "</main>"


def _figures(validation: Validation) -> Iterator[str]:
    tally, links, pairs = validation.tally, validation.links, validation.pairs
    shares = [
        ("Precision", tally.precision, f"linked claims are right; {links.count} of {links.of} links"),
        ("Recall", tally.recall, f"claims are right; {pairs.count} of {pairs.of} known pairs found"),
        ("Misled", validation.misled_share, "claims linked with their true sources out of the vault"),
    ]
    cards = [_card(name, s.value, s.interval, f"{s.count} of {s.of} {told}") for name, s, told in shares]
    told = "precision counts twice; a bound on both at 97.5%, rather too wide"
    cards.insert(2, _card("F0.5", tally.f_half, tally.f_half_interval, told))
    yield f"<section class='cards' aria-label='Figures'>{''.join(cards)}</section>"


def _card(name: str, value: float | None, interval: tuple[float, float], told: str) -> str:
    low, high = interval
    mark = "" if value is None else f"<rect class='mark' x='{value * LANE - 1.5:.1f}' y='0' width='3' height='12'/>"
    span = f"<rect class='span' x='{low * LANE:.1f}' y='4' width='{max(high - low, 0) * LANE:.1f}' height='4'/>"
    return (
        f"<div class='card'><h2>{name}</h2><p class='value'>{rounded(value)}</p>"
        f"<svg class='range' viewBox='0 0 {LANE} 12' preserveAspectRatio='none' aria-hidden='true'>"
        f"<rect class='track' x='0' y='5' width='{LANE}' height='2'/>{span}{mark}</svg>"
        f"<p class='interval'>{rounded(low)} to {rounded(high)}</p><p class='told'>{escape(told)}</p></div>"
    )


def _charts(validation: Validation) -> Iterator[str]:
    candidates = best(validation)
    drawn = [
        (
            charts.precision_recall(validation.curve, validation.at(validation.bar)),
            "Precision and recall",
            "One threshold for all claims, from high (left) to low. The band is precision's 95% interval, the dot the "
            "threshold in force for claims whose source is not known.",
            _thresholds(validation),
        ),
        (
            charts.calibration(bins(candidates)),
            "Calibration",
            "How often a probability comes true: on the line, it can be taken at its word. Whiskers are 95% intervals; "
            "larger dots stand for more claims.",
            _calibration(validation),
        ),
        (
            charts.histogram(candidates, validation.bar),
            "Scores",
            "The best candidate of every claim: right, and, in rust on top of them, wrong. Downwards the same with the "
            "true sources taken out. The dashed line is the threshold in force.",
            _scores(candidates),
        ),
    ]
    yield "<section class='charts' aria-label='Charts'>"
    for chart, title, told, table in drawn:
        yield f"<figure><figcaption><h2>{title}</h2><p>{escape(told)}</p></figcaption>{chart}"
        yield f"<details class='same'><summary>{title} as a table</summary>{''.join(table)}</details></figure>"
    yield "</section>"


def _thresholds(validation: Validation) -> Iterator[str]:
    yield table_head("threshold", "right", "wrong", "unlinked", "precision", "recall", "F0.5", "misled")
    for step in validation.table:
        tally = step.tally
        marked = " class='now' aria-current='true'" if step.in_force else ""
        threshold = f"{rounded(step.threshold)}{' <span>in force</span>' if step.in_force else ''}"
        cells = [str(tally.right), str(tally.wrong), str(tally.unlinked), ranged(tally.precision)]
        cells += [ranged(tally.recall), rounded(tally.f_half), rounded(step.misled.value)]
        yield row(threshold, cells, marked)
    yield f"</tbody></table></div><p class='note'>{escape(IN_FORCE)}</p>"


def _calibration(validation: Validation) -> Iterator[str]:
    yield table_head("claimed", "mean", "right of all", "share", "with its source in the vault")
    for one in bins(best(validation)):
        if one.right.of:
            cells = [rounded(one.claimed), f"{one.right.count} of {one.right.of}", ranged(one.right)]
            yield row(f"{one.low:.2f} to {one.high:.2f}", [*cells, f"{one.present.count} of {one.present.of}"])
    yield "</tbody></table></div><p class='note'>The best candidate of every claim, tried twice: with its true sources "
    yield "in the vault, and without.</p>"


def _scores(candidates: Sequence[Best]) -> Iterator[str]:
    yield table_head("score from", "probability", "right", "wrong", "source taken out")
    for low, counted in charts.score_counts(candidates).items():
        if any(counted):
            yield row(f"{low:+d}", [rounded(probability(low)), *map(str, counted)])
    yield "</tbody></table></div><p class='note'>In natural-log odds; each row ends where the next begins.</p>"


def _stages(validation: Validation) -> Iterator[str]:
    counted = stage.losses(validation)
    most = max(missed + wrong for missed, wrong in counted.values())
    yield "<section><h2>Where right sources were lost</h2>"
    yield table_head("stage", "missed", "wrong", "", kind="stages")
    for code, (missed, wrong) in counted.items():
        bars = bar("doubt", 0, missed / most * LANE) + bar("against", missed / most * LANE, wrong / most * LANE)
        told = f"{code} <small>{escape(code.summary)}</small>"
        yield row(told, [str(missed), str(wrong), lane(bars)])
    yield "</tbody></table></div></section>"
