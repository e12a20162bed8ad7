"""`review`: the undecided claims, in the terminal or as a page."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.commands.decide import By, person
from codex_backfill.cli.reading import find_root, load_settings, read_pairs
from codex_backfill.cli.run import match, read_vault, recall
from codex_backfill.cli.summary import report_overruled, report_problems
from codex_backfill.editing.preview import Preview
from codex_backfill.errors import CodexError, Exit
from codex_backfill.known.decision_file import keep, load, stamp
from codex_backfill.known.decisions import PATH, Answer, Answers, Decision, Texts, decide, tally
from codex_backfill.known.past import Past
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Match, Verdict
from codex_backfill.matching.weights import probability
from codex_backfill.notes.files import read_bytes
from codex_backfill.review.dialogue import Dialogue
from codex_backfill.review.page import page
from codex_backfill.review.page_data import Heading, Queue
from codex_backfill.review.queue import ReviewItem, review_items, undecided, with_evidence
from codex_backfill.review.screen import talk
from codex_backfill.terminal.console import Console


def review(
    options: Options,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Make one offline page, in place of a dialogue here.")
    ] = None,
    unsure: Annotated[bool, typer.Option("--unsure", help="Ask again what was left unsure.")] = False,
    by: By = None,
) -> int:
    """Go through the undecided claims, closest calls first; every answer is kept for good."""
    console = options.console
    root = find_root(options.vault)
    settings = load_settings(root, options.config)
    vault = read_vault(root, settings, progress=console.progress)
    report_problems(vault.problems, console)
    past = recall(root, vault, settings, read_pairs(root, vault, options.known_pairs))
    report_overruled(past.record, console)
    report_changed_texts(past.answers, console)
    matcher = Matcher(vault, past.labels, settings.match)
    outcome = match(matcher, past, console.progress)
    threshold = settings.match.threshold or probability(outcome.model.threshold)
    answers = replace(past.answers, unsure={}) if unsure else past.answers
    items = review_items(outcome.matches, {claim.path: claim for claim in vault.claims}, answers, threshold)
    waiting = undecided(items)
    texts = Texts.of(vault, settings.link_fields)
    names = past.standing.claim_names, past.standing.source_names
    preview = Preview(vault, settings, partial(read_bytes, root), *names)
    if html:
        heading = Heading(
            vault=root.name,
            id=hashlib.sha256(str(root).encode()).hexdigest()[:16],
            by=by or person(root),
            made=f"{datetime.now():%-d %B %Y}",
            threshold=threshold,
            done=done_so_far(outcome.matches, past),
            obsidian=obsidian_vault(root),
        )
        shown = tuple(with_evidence(item, matcher.explained) for item in console.progress(items, "drawing"))
        queue = Queue(shown, vault.sources, texts, vault.problems)
        console.result_file(html, page(heading, queue, preview.propose))
        name = "this page" if str(html) == "-" else html
        console.note(f"{name}: {len(waiting)} undecided of {len(items)} claims; open it in a browser,")
        console.note("then take its answers in with: codex-backfill decide answers.jsonl")
    elif options.format == "json":
        console.result_json([_as_data(item) for item in waiting])
    elif not waiting:
        console.result("nothing waits for an answer")
    else:
        keeper = Keeper(root, texts, by or person(root))
        load(root)  # a file that cannot be read is told before the first question
        told = [with_evidence(item, matcher.explained) for item in waiting]
        _talk(
            Dialogue(told, vault.sources, keeper.decision, keeper.keep, lambda *link: preview.propose(*link).patch),
            console,
        )
    return Exit.DONE


def report_changed_texts(answers: Answers, console: Console) -> None:
    """Names the answers that were given on texts that have changed since, and those on notes that are gone."""
    for decision in answers.changed:
        console.warn(f"{decision}; a text has changed since, decide anew if it no longer holds")
    for decision in answers.gone:
        console.detail(f"{decision}; no longer in the vault")


def done_so_far(matches: Sequence[Match], past: Past) -> tuple[str, ...]:
    """Matches and what is known to what a person with nothing left to decide is told."""
    verdicts = Counter(match.verdict for match in matches)
    kept = past.record.decisions
    told = [
        (len(past.standing.links), "linked in the notes"),
        (verdicts[Verdict.ACCEPTED], "certain enough to be written: codex-backfill diff shows them"),
        (verdicts[Verdict.NONE], "without a source that looks like theirs"),
    ]
    sentences = [
        f"{number:,} {'claim is' if number == 1 else 'claims are'} {state}." for number, state in told if number
    ]
    return (*sentences, *([f"Decided before: {tally(kept)}."] if kept else []))


def obsidian_vault(root: Path) -> tuple[str, str] | None:
    """A vault's folder to the name of the Obsidian vault around it and the path from there; None outside of one."""
    for folder in (root, *root.parents):
        if (folder / ".obsidian").is_dir():
            below = root.relative_to(folder).as_posix()
            return folder.name, "" if below == "." else f"{below}/"
    return None


class Keeper:
    """Keeps each answer in the vault's file as soon as it is given."""

    def __init__(self, root: Path, texts: Texts, by: str) -> None:
        self._root, self._texts, self._by = root, texts, by

    def decision(self, claim: str, source: str | None, verdict: Answer, score: float | None) -> Decision:
        """An answer on notes of the vault, given now, to the decision that is kept of it."""
        at = stamp(datetime.now(UTC))
        return decide(claim, source, verdict, self._texts, by=self._by, at=at, score=score)

    def keep(self, given: Sequence[Decision], taken_back: Sequence[Decision]) -> None:
        """Adds decisions to the file, and takes others out; raises CodexError where that cannot be done."""
        try:
            keep(self._root, given, taken_back)
        except OSError as error:
            raise CodexError(f"{PATH}: this answer could not be kept: {error.strerror}; those before it are") from None


def _as_data(item: ReviewItem) -> dict[str, object]:
    return {
        "claim": item.claim.path,
        "reason": str(item.match.reason),
        "before": str(item.before) if item.before else None,
        "candidates": [
            {"source": one.source, "score": round(one.score, 4), "probability": round(one.probability, 4)}
            for one in item.candidates
        ],
    }


def _talk(dialogue: Dialogue, console: Console) -> None:
    try:
        talk(dialogue, colour=console.colour)
    finally:
        given = [one for answers in dialogue.given.values() for one in answers]
        total = len(dialogue.items)
        if given:
            left = total - dialogue.answered
            console.note(f"{PATH}: {tally(given)} kept; {left} of {total} still open")


command = as_command(
    review,
    examples={
        "review": "answer here, one key an answer",
        "review --html review.html": "answer on one page in a browser",
    },
)
