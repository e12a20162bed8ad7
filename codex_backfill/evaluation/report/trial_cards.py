"""Single claims that went wrong to a part of the page each: what was linked, what is right, and the reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from codex_backfill.evaluation import losses as stage
from codex_backfill.evaluation.report.conclusions import LEAST, rounded
from codex_backfill.evaluation.report.tables import LANE, bar, lane
from codex_backfill.evaluation.trials import Trial
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.weights import probability
from codex_backfill.review.reasons import START, START_MEANS, ReasonInWords, largest_weight, reasons
from codex_backfill.terminal.counted import counted


@dataclass(frozen=True, slots=True)
class Words:
    """What notes say of themselves, by path."""

    titles: Mapping[str, str]
    cited: Mapping[str, Sequence[str]]
    """What each claim cites."""


def trial_cards(title: str, told: str, trials: Sequence[Trial], words: Words) -> Iterator[str]:
    """A heading, what it stands for, its claims and what the notes say to a section of HTML; nothing without claims."""
    if not trials:
        return
    yield f"<section><h2>{title}: {counted(len(trials), 'claim')}</h2><p class='note'>{told}</p>"
    for trial in trials:
        yield from _trial(trial, words, is_open=title == "Wrong")
    yield "</section>"


def _trial(trial: Trial, words: Words, *, is_open: bool) -> Iterator[str]:
    claim = trial.match.claim
    lost = stage.lost(trial) if trial.sources else None
    cited = "; ".join(words.cited.get(claim, ())) or "(cites nothing)"
    badge = f"<span class='badge'>{lost}</span>" if lost else ""
    yield f"<details{' open' if is_open else ''}><summary><bdi>{_title(claim, words)}</bdi>{badge}</summary>"
    yield f"<p class='path'>{escape(claim)}</p><p class='cites'><bdi>{escape(cited)}</bdi></p>"
    if lost:
        yield f"<p class='note'>{lost}: {escape(lost.summary)}.</p>"
    shown = _shown(trial)
    scale = largest_weight(shown)
    for one in shown:
        yield from _candidate(one, trial, words, scale)
    for source in sorted(trial.sources - {one.source for one in shown}):
        yield f"<div class='candidate right'><h3>right: <bdi>{_title(source, words)}</bdi></h3>"
        yield f"<p class='path'>{escape(source)}</p><p>Not among the candidates.</p></div>"
    yield "</details>"


def _shown(trial: Trial) -> list[Candidate]:
    """What was linked, or the nearest, and the right ones."""
    linked = trial.match.links or trial.match.candidates[:1]
    return [one for one in trial.match.candidates if one in linked or one.source in trial.sources]


def _candidate(one: Candidate, trial: Trial, words: Words, scale: float) -> Iterator[str]:
    is_right, is_linked = one.source in trial.sources, one in trial.match.links
    role = {(True, True): "linked, right", (False, True): "linked, wrong", (True, False): "right, not linked"}
    needs = rounded(probability(trial.needs))
    yield (
        f"<div class='candidate {'right' if is_right else 'other'}'>"
        f"<h3>{role.get((is_right, is_linked), 'nearest')}: <bdi>{_title(one.source, words)}</bdi></h3>"
        f"<p class='path'>{escape(one.source)}</p>"
        f"<p><b>{rounded(one.probability)}</b>, needs {needs}; {escape(one.verdict)}: {escape(one.reason)}</p>"
        "<table class='evidence'><tbody>"
    )
    found = reasons(one)
    start = f"<td></td><td class='number'>{found.start:+.2f}</td>"
    yield f"<tr><th scope='row'>{START}<small>{START_MEANS}</small></th>{start}</tr>"
    yield from (_evidence(part, scale) for part in found.parts if abs(part.weight) >= LEAST)
    sum_ = f"<td></td><td class='number'>{one.score:+.2f}</td>"
    yield f"</tbody><tfoot><tr><th scope='row'>sum</th>{sum_}</tr></tfoot></table></div>"


def _evidence(part: ReasonInWords, scale: float) -> str:
    kind = "for" if part.weight > 0 else "against"
    length = abs(part.weight) / scale * LANE / 2
    left = LANE / 2 if part.weight > 0 else LANE / 2 - length
    drawn = bar(kind, left, length)
    words = f"<small><bdi>{escape(part.words)}</bdi></small>" if part.words else ""
    return (
        f"<tr><th scope='row'>{escape(part.name)}{words}</th>"
        f"<td>{lane(drawn, is_signed=True)}</td><td class='number {kind}'>{part.weight:+.2f}</td></tr>"
    )


def _title(path: str, words: Words) -> str:
    return escape(words.titles.get(path, path))
