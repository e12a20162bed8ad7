"""`review`: the undecided claims, in the terminal or as a page."""

import hashlib
import os
import secrets
import signal
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.commands.decide import By, person
from codex_backfill.cli.output import save_output
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.disk.system import ENDING_SIGNALS
from codex_backfill.editing.preview import Preview, PreviewedLink
from codex_backfill.errors import Exit
from codex_backfill.known.decisions import PATH, tally
from codex_backfill.known.past import Past
from codex_backfill.known.texts import Texts
from codex_backfill.matching.result import Match, Verdict
from codex_backfill.matching.weights import probability
from codex_backfill.review.dialogue import Dialogue, Outside
from codex_backfill.review.frame import is_page
from codex_backfill.review.highlight import common_words
from codex_backfill.review.live import LiveReview
from codex_backfill.review.outside import browse, edit, has_browser, obsidian_vault
from codex_backfill.review.page import live_page, page
from codex_backfill.review.page_data import PageHead, Queue, queue_texts
from codex_backfill.review.queue import ReviewItem, review_items, undecided, with_evidence, with_held
from codex_backfill.review.screen import talk
from codex_backfill.review.server import ReviewServer
from codex_backfill.review.sitting import Sitting, sitting_over
from codex_backfill.terminal.console import Console


@as_command(
    examples={
        "review": "answer here, one key an answer",
        "review --serve": "answer in the browser; answers are kept as they are given",
        "review --html review.html": "one page to carry elsewhere",
    },
)
def review(
    options: Options,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Make one offline page, in place of a dialogue here.")
    ] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Answer in the browser, on this machine alone; answers are kept as given.")
    ] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Ask again what was left unsure.")] = False,
    by: By = None,
) -> int:
    """Go through the undecided claims, closest calls first; every answer is kept for good."""
    console = options.console
    run = VaultRun.of(options)
    vault = run.read_vault()
    past = run.recall(vault, is_asked_for=False)
    told = "a text has changed since, decide anew if it no longer holds"
    console.warn(*(f"{decision}; {told}" for decision in past.answers.changed))
    for decision in past.answers.gone:
        console.detail(f"{decision}; no longer in the vault")
    matcher = run.matcher(vault, past)
    outcome = run.match(matcher, past)
    threshold = run.settings.match.threshold or probability(outcome.model.threshold)
    answers = replace(past.answers, unsure={}) if unsure else past.answers
    claims, asked = {claim.path: claim for claim in vault.claims}, past.edits.asked
    items = review_items(with_held(outcome.matches, asked, matcher.explain), claims, answers, threshold, asked)
    waiting = undecided(items, asked)
    texts, who = Texts.of(vault, run.settings.link_fields), by or person(run.root)
    names = past.standing.claim_names, past.standing.source_names
    queue = Queue(items, vault.sources, texts, vault.problems)
    preview = partial(Preview, vault, run.settings, run.read, *names)

    def propose(claim: str, source: str) -> PreviewedLink:
        """As the notes are now: they may be edited while the review goes on."""
        return preview().propose(claim, source)

    heading = PageHead(
        vault=run.root.name,
        id=hashlib.sha256(str(run.root).encode()).hexdigest()[:16],
        by=who,
        made=f"{(now := datetime.now()).day} {now:%B %Y}",
        threshold=threshold,
        done=done_so_far(outcome.matches, past),
        obsidian=obsidian_vault(run.root),
    )
    if html:
        shown = tuple(with_evidence(item, matcher.explained) for item in console.progress(items, "drawing", "claims"))
        queue = replace(queue, items=shown)
        save_output(
            html,
            page(heading, queue, preview().propose),
            console,
            kind="review page",
            is_one=partial(is_page, kind="review"),
        )
        name = "this page" if str(html) == "-" else html
        console.note(
            f"{name}: {len(waiting)} undecided of {len(items)} claims; open it in a browser,",
            "then take its answers in with: codex-backfill decide answers.jsonl",
        )
    elif options.format == "json":
        console.result_json([_as_data(item) for item in waiting])
    elif serve:
        sitting = sitting_over(run.root, texts, who)
        live = LiveReview(queue, matcher.explained, propose, sitting)
        # Each sitting has its own answers, so the browser must not bring back the steps of one before.
        name = f"{heading.id}-{secrets.token_hex(4)}"
        _serve(ReviewServer(live, live_page(replace(heading, id=name), queue)), console)
        _report_kept(sitting, len(waiting), len({one.claim for one in sitting.all}), console)
    elif not waiting:
        console.result("nothing waits for an answer")
        console.note(*heading.done, "next: codex-backfill diff shows what is to be written")
    else:
        sitting = sitting_over(run.root, texts, who)
        dialogue = Dialogue(
            waiting,
            vault.sources,
            sitting,
            propose,
            explained=lambda item: with_evidence(item, matcher.explained),
            problems=queue.broken,
            common=common_words(queue_texts([item.claim for item in waiting], vault.sources)),
        )
        try:
            talk(dialogue, lambda what: _open(what, dialogue, run.root), console)
        finally:
            _report_kept(sitting, len(waiting), dialogue.answered, console)
    return Exit.DONE


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


def _open(what: Outside, dialogue: Dialogue, root: Path) -> str:
    if what is Outside.NOTE:
        return edit(root / dialogue.item.claim.path)
    best = dialogue.item.best
    urls = next((source.urls for source in dialogue.sources if best and source.path == best.source), ())
    return browse(urls[0]) if urls else "The first candidate has no address"


def _serve(server: ReviewServer, console: Console) -> None:
    """Serves until the terminal ends it: by Ctrl-C, or by a signal, which ends the process once the tabs are told."""
    came: list[int] = []
    done = threading.Event()

    def stop(number: int, _: FrameType | None) -> None:
        came.append(number)
        done.set()

    before = {number: signal.signal(number, stop) for number in ENDING_SIGNALS}
    try:
        with server.running():
            console.result(server.address)
            sys.stdout.flush()
            console.note("Answers are kept as they are given. Ctrl-C ends it.")
            if has_browser():
                browse(server.address)
            done.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came[0] != signal.SIGINT:
        os.kill(os.getpid(), came[0])


def _report_kept(sitting: Sitting, asked: int, answered: int, console: Console) -> None:
    if sitting.all:
        console.note(f"{PATH}: {tally(sitting.all)} kept; {asked - answered} of {asked} still open")
        console.note("next: codex-backfill diff shows what these answers would write")
    else:
        console.note(f"nothing was answered; {asked} still open: codex-backfill review goes on")
