"""`review`: the undecided claims, in the terminal or as a page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codex_backfill.cli.command import Run
from codex_backfill.cli.commands.decide import By, person
from codex_backfill.errors import CodexError, Exit

if TYPE_CHECKING:
    from codex_backfill.cli.session import Session
    from codex_backfill.known.decisions import Answer
    from codex_backfill.review.queue import ReviewItem


def review(
    run: Run,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Make one offline page, in place of a dialogue here.")
    ] = None,
    unsure: Annotated[bool, typer.Option("--unsure", help="Ask again what was left unsure.")] = False,
    by: By = None,
) -> int:
    """Go through the undecided claims, closest calls first; every answer is kept for good."""
    from codex_backfill.cli.session import Session
    from codex_backfill.review.queue import undecided

    session = Session(run)
    _tell_changes(session)
    items = _items(session, unsure)
    waiting = undecided(items)
    if html:
        run.console.result_file(html, _page(session, items, by or person(session.root)))
        name = "this page" if str(html) == "-" else html
        run.console.note(f"{name}: {len(waiting)} undecided of {len(items)} claims; open it in a browser,")
        run.console.note("then take its answers in with: codex-backfill decide answers.jsonl")
    elif run.format == "json":
        run.console.result_json([_as_data(item) for item in waiting])
    elif not waiting:
        run.console.result("nothing waits for an answer")
    else:
        _talk(session, waiting, by or person(session.root))
    return Exit.DONE


def _tell_changes(session: "Session") -> None:
    """Names the answers that were given on texts that have changed since, and those on notes that are gone."""
    for decision in session.answers.changed:
        session.console.warn(f"{decision}; a text has changed since, decide anew if it no longer holds")
    for decision in session.answers.gone:
        session.console.detail(f"{decision}; no longer in the vault")


def _items(session: "Session", unsure: bool) -> "tuple[ReviewItem, ...]":
    from codex_backfill.review.queue import review_items

    answers = replace(session.answers, unsure={}) if unsure else session.answers
    claims = {claim.path: claim for claim in session.vault.claims}
    return review_items(session.matching.matches, claims, answers, _threshold(session))


def _threshold(session: "Session") -> float:
    """The least probability of an accepted link: the settings', else the model's."""
    from codex_backfill.matching.weights import probability

    given = session.settings.match.threshold
    return probability(session.matching.model.threshold) if given is None else given


def _page(session: "Session", items: "Sequence[ReviewItem]", by: str) -> str:
    import hashlib

    from codex_backfill.known.decisions import Texts
    from codex_backfill.review.page import Heading, page
    from codex_backfill.review.queue import with_evidence

    heading = Heading(
        vault=session.root.name,
        id=hashlib.sha256(str(session.root).encode()).hexdigest()[:16],
        by=by,
        made=f"{datetime.now():%-d %B %Y}",
        threshold=_threshold(session),
    )
    shown = (with_evidence(item, session.matcher.explained) for item in session.console.progress(items, "drawing"))
    return page(heading, shown, session.vault.sources, Texts.of(session.vault, session.link_fields), _diff(session))


def _diff(session: "Session") -> Any:
    from codex_backfill.editing.preview import Preview
    from codex_backfill.notes.files import read_bytes

    return Preview(
        session.vault,
        session.settings,
        lambda path: read_bytes(session.root, path),
        session.claim_names,
        session.source_names,
    ).patch


def _as_data(item: "ReviewItem") -> dict[str, object]:
    return {
        "claim": item.claim.path,
        "reason": str(item.match.reason),
        "before": str(item.before) if item.before else None,
        "candidates": [
            {"source": one.source, "score": round(one.score, 4), "probability": round(one.probability, 4)}
            for one in item.candidates
        ],
    }


def _talk(session: "Session", items: "Sequence[ReviewItem]", by: str) -> None:
    from codex_backfill.known.decision_file import keep, load, stamp
    from codex_backfill.known.decisions import PATH, Decision, Texts, decide, tally
    from codex_backfill.review.dialogue import Dialogue
    from codex_backfill.review.queue import with_evidence
    from codex_backfill.review.terminal import talk

    texts = Texts.of(session.vault, session.link_fields)
    load(session.root)  # a file that cannot be read is told before the first question

    def make(claim: str, source: str | None, verdict: "Answer", score: float | None) -> Decision:
        return decide(claim, source, verdict, texts, by=by, at=stamp(datetime.now(UTC)), score=score)

    def hold(given: Sequence[Decision], taken_back: Sequence[Decision]) -> None:
        try:
            keep(session.root, given, taken_back)
        except OSError as error:
            raise CodexError(f"{PATH}: this answer could not be kept: {error.strerror}; those before it are") from None

    told = [with_evidence(item, session.matcher.explained) for item in items]
    dialogue = Dialogue(told, session.vault.sources, make, hold, _diff(session))
    try:
        talk(dialogue, colour=session.console.colour)
    finally:
        given = [one for answers in dialogue.given.values() for one in answers]
        left = len(items) - dialogue.answered
        if given:
            session.console.note(f"{PATH}: {tally(given)} kept; {left} of {len(items)} still open")
