"""`decide`: answers in, a file of them or one."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codex_backfill.cli.command import Run
from codex_backfill.errors import CodexError, Exit, UsageError

if TYPE_CHECKING:
    from codex_backfill.cli.reading import Reading
    from codex_backfill.known.decisions import Decision, Overruled, Texts

By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who answers.", show_default="git's user.name")]


def decide(
    run: Run,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|- or CLAIM SOURCE yes|no|unsure or CLAIM no-source",
            help="A file of answers, or one answer on notes named by path, file name or title.",
        ),
    ],
    by: By = None,
) -> int:
    """Take answers in: a file of them, checked as a whole before any is kept, or one."""
    from codex_backfill.cli.reading import Reading
    from codex_backfill.known.decision_file import keep
    from codex_backfill.known.decisions import PATH, Texts, standing

    session = Reading(run)
    texts = Texts.of(session.vault, session.link_fields)
    given = _given(words, session, texts, by or person(session.root))
    try:
        overruled = keep(session.root, given)
    except OSError as error:
        raise CodexError(f"{PATH}: cannot be written: {error.strerror}; nothing was kept") from None
    now = standing(given, texts)
    _report(session, given, overruled, (*now.changed, *now.lapsed.values()))
    return Exit.DONE


def _given(words: list[str], session: "Reading", texts: "Texts", by: str) -> "Sequence[Decision]":
    from codex_backfill.cli.commands.explain import named
    from codex_backfill.known.decision_file import stamp
    from codex_backfill.known.decisions import Answer, decide

    now = stamp(datetime.now(UTC))
    match words:
        case [file]:
            return _read(file, texts, by, now)
        case [claim, Answer.NO_SOURCE.value]:
            return [decide(named(claim, session.claim_names, "claim"), None, Answer.NO_SOURCE, texts, by=by, at=now)]
        case [claim, source, "yes" | "no" | "unsure" as verdict]:
            claim, source = named(claim, session.claim_names, "claim"), named(source, session.source_names, "source")
            return [decide(claim, source, Answer(verdict), texts, by=by, at=now)]
        case _:
            raise UsageError("decide takes FILE (or -), or CLAIM SOURCE yes|no|unsure, or CLAIM no-source")


def _read(file: str, texts: "Texts", by: str, now: str) -> "Sequence[Decision]":
    from codex_backfill.known.decision_file import parse
    from codex_backfill.known.decisions import follow

    def complete(given: "Decision") -> "Decision | tuple[str, str]":
        found = follow(given, texts)
        if found is None:
            is_claim = follow(replace(given, source=None), texts) is None
            return ("claim", f"{given.claim} is no claim of the vault") if is_claim else (
                "source", f"{given.source} is no source of the vault")  # fmt: skip
        about = texts.sources[found.source] if found.source else texts.source_texts[found.claim]
        return replace(
            found,
            by=given.by or by,
            at=given.at or now,
            claim_digest=given.claim_digest or texts.claims[found.claim],
            source_digest=given.source_digest or about,
        )

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}; nothing was kept") from None
    return parse(text, "<stdin>" if file == "-" else file, complete)


def _report(
    session: "Reading", given: "Sequence[Decision]", overruled: "Sequence[Overruled]", changed: "Sequence[Decision]"
) -> None:
    from codex_backfill.known.decisions import PATH, tally

    if session.run.format == "json":
        rows = {"kept": len(given), "overruled": [str(o) for o in overruled], "changed": [str(c) for c in changed]}
        session.console.result_json(rows)
        return
    for one in overruled:
        session.console.note(str(one))
    for decision in changed:
        session.console.warn(f"{decision}; given on a text that has changed since")
    session.console.result(f"{PATH}: {tally(given)} kept")


def person(root: Path) -> str:
    """Who answers: git's user.name, else the name of the user's account, or its number where it has none."""
    import getpass
    import subprocess

    try:
        found = subprocess.run(
            ["git", "-C", str(root), "config", "user.name"], capture_output=True, text=True, check=False
        )
        name = " ".join(found.stdout.split())
    except OSError:
        name = ""
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return f"user {os.getuid()}"
