"""A validation to text for a terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap

from codex_backfill.evaluation import losses as stage
from codex_backfill.evaluation.calibration import best, bins
from codex_backfill.evaluation.intervals import Share
from codex_backfill.evaluation.report.conclusions import IN_FORCE, LEAST, basis, conclusions, in_short, rounded
from codex_backfill.evaluation.trials import ThresholdRow, Trial, Validation
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.weights import probability
from codex_backfill.review.reasons import START, reasons, strongest
from codex_backfill.terminal.cells import clean, fit
from codex_backfill.terminal.counted import counted

Paint = Callable[..., str]
_TOLD = 37
"""Columns in front of what a figure means."""
_TWICE = "The best candidate of every claim, tried twice: with its true sources in the vault, and without."
_STRONGEST = 5
"""How many parts of a missed claim's evidence are shown; `explain` shows all."""


def as_text(
    validation: Validation, floor: float, cited: Mapping[str, Sequence[str]], paint: Paint, width: int = 100
) -> str:
    """A validation, the least precision, and what each claim cites to lines of about `width` columns."""
    parts = [[line for sentence in in_short(validation, floor) for line in wrap(sentence, width)]]
    parts += [wrap(basis(validation), width)] if validation.present else []
    if validation.is_enough:
        parts.append(_headline(validation, width))
    parts.append(
        _titled("What this can claim" if validation.is_enough else "", _sentences(validation, floor, width), paint)
    )
    if validation.is_enough:
        parts += [
            _titled("What one threshold for all claims would give", _thresholds(validation, width), paint),
            _titled("Claimed probability against what came true", _calibration(validation, width), paint),
        ]
    if validation.wrong or validation.missed:
        parts.append(_titled("Where right sources were lost", _losses(validation), paint))
    for title, trials, block in (
        ("Wrong", validation.wrong, _wrong),
        ("Missed", validation.missed, _missed),
        ("Linked with the true sources taken out", validation.misled, _wrong),
    ):
        if trials:
            told = [line for trial in trials for line in ("", *block(trial, cited.get(trial.match.claim, ()), width))]
            parts.append(_titled(f"{title}: {counted(len(trials), 'claim')}", told[1:], paint))
    if validation.left_out:
        head = f"Not tried, for none of their known sources could be read: {counted(len(validation.left_out), 'claim')}"
        parts.append(_titled(head, [f"  {clean(path)}" for path in validation.left_out], paint))
    return "\n\n".join("\n".join(part) for part in parts)


def _titled(title: str, lines: Sequence[str], paint: Paint) -> list[str]:
    return [*([paint(title, "bold")] if title else []), *lines]


def _headline(validation: Validation, width: int) -> list[str]:
    tally, links, pairs = validation.tally, validation.links, validation.pairs
    low, high = map(rounded, tally.f_half_interval)
    rows = (
        _figure("precision", tally.precision, f"linked claims are right; {links.count} of {links.of} links"),
        _figure("recall", tally.recall, f"claims are right; {pairs.count} of {pairs.of} known pairs found"),
        f"  F0.5        {rounded(tally.f_half):<5}  {low} to {high}  of both bounds above at 97.5%: rather too wide",
        _figure("misled", validation.misled_share, "claims linked with their true sources out of the vault"),
    )
    told = (line for row in rows for line in wrap(row, width, subsequent_indent=" " * _TOLD, drop_whitespace=True))
    return [f"  {'':<19}95% interval", *told]


def _figure(name: str, share: Share, told: str) -> str:
    return f"  {name:<12}{rounded(share.value):<5}  {_interval(share)}  {share.count} of {share.of} {told}"


def _interval(share: Share) -> str:
    low, high = map(rounded, share.interval)
    return f"{low} to {high}"


def _sentences(validation: Validation, floor: float, width: int) -> list[str]:
    lines = [line for sentence in conclusions(validation, floor) for line in wrap(sentence, width - 2)]
    return [f"  {line}" for line in lines] if validation.is_enough else lines


def _thresholds(validation: Validation, width: int) -> list[str]:
    return [
        "  threshold right wrong unlinked  precision        recall          F0.5  misled",
        *map(_step, validation.table),
        *(f"  {line}" for line in wrap(IN_FORCE, width - 2)),
    ]


def _step(step: ThresholdRow) -> str:
    tally = step.tally
    counts = f"{tally.right:>5} {tally.wrong:>5} {tally.unlinked:>8}"
    shares = f"{_ranged(tally.precision)} {_ranged(tally.recall)} {rounded(tally.f_half)}  {rounded(step.misled.value)}"
    return f"  {'>' if step.in_force else ' '} {rounded(step.threshold):>7} {counts}  {shares}"


def _ranged(share: Share) -> str:
    low, high = (rounded(bound, 2) for bound in share.interval)
    return f"{rounded(share.value):<5} {low}-{high}"


def _calibration(validation: Validation, width: int) -> list[str]:
    rows = [
        f"  {one.low:.2f} to {one.high:.2f}  {rounded(one.claimed)}  {one.right.count:>5} of {one.right.of:<5}  "
        f"{rounded(one.right.value):<5}  {_interval(one.right)}  {one.present.count} of {one.present.of}"
        for one in bins(best(validation))
        if one.right.of
    ]
    return [
        "  claimed       mean   right of all    share  95% interval    source is there",
        *rows,
        *(f"  {line}" for line in wrap(_TWICE, width - 2)),
    ]


def _losses(validation: Validation) -> list[str]:
    rows = [
        f"  {missed:>6}  {wrong:>5}  {code:<15}{code.summary}"
        for code, (missed, wrong) in stage.losses(validation).items()
        if missed or wrong
    ]
    return ["  missed  wrong  stage", *rows]


def _wrong(trial: Trial, cited: Sequence[str], width: int) -> Iterator[str]:
    yield from _head(trial, cited, width)
    for link in trial.match.links:
        is_right = link.source in trial.sources
        yield from _candidate("right too" if is_right else "linked", link, trial, width, len(link.evidence))
    linked = {link.source for link in trial.match.links}
    yield from _right(trial, width, len, skip=linked)


def _missed(trial: Trial, cited: Sequence[str], width: int) -> Iterator[str]:
    yield from _head(trial, cited, width)
    yield from _right(trial, width, lambda _: _STRONGEST)
    nearest = next(iter(trial.match.candidates), None)
    if nearest and nearest.source not in trial.sources:
        yield from _candidate("nearest", nearest, trial, width, _STRONGEST)


def _head(trial: Trial, cited: Sequence[str], width: int) -> Iterator[str]:
    yield f"  {clean(trial.match.claim)}"
    yield f"    {'cites':<11}{fit(clean('; '.join(cited)), width - 15) or '(nothing)'}"
    if trial.sources:
        code = stage.lost(trial)
        yield f"    {'stage':<11}{code}: {code.summary}"


def _right(
    trial: Trial, width: int, shown: Callable[[Sequence[object]], int], skip: "set[str] | None" = None
) -> Iterator[str]:
    found = {candidate.source: candidate for candidate in trial.match.candidates}
    for source in sorted(trial.sources - (skip or set())):
        if source in found:
            yield from _candidate("right", found[source], trial, width, shown(found[source].evidence))
        else:
            yield f"    {'right':<11}{clean(source)}"
            yield f"    {'':<11}not among the candidates"


def _candidate(role: str, candidate: Candidate, trial: Trial, width: int, shown: int) -> Iterator[str]:
    yield f"    {role:<11}{clean(candidate.source)}"
    needs = rounded(probability(trial.needs))
    yield f"    {'':<11}{rounded(candidate.probability)}, needs {needs}; {candidate.verdict}: {candidate.reason}"
    found = reasons(candidate)
    told = [part for part in strongest(found, shown) if abs(part.weight) >= LEAST]
    rows = [(found.start, START), *((part.weight, f"{part.name}: {part.words}") for part in told)]
    rest = candidate.score - sum(weight for weight, _ in rows)
    rows += [(rest, "the rest")] if abs(rest) >= LEAST else []
    for weight, words in (*rows, (candidate.score, "in sum")):
        first, *more = wrap(clean(words), width - 24) or [""]
        yield f"    {'':<11}{weight:>+7.2f}  {first.rstrip(': ')}"
        yield from (f"    {'':<20}{line}" for line in more)
