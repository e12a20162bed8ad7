"""`decide`: answers in, a file of them or one."""

import getpass
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli import completion
from codex_backfill.cli.command import Options, VaultOption, as_command
from codex_backfill.cli.naming import named
from codex_backfill.cli.reading import find_root, load_settings, read_vault
from codex_backfill.disk.git import Git
from codex_backfill.disk.paths import refusing
from codex_backfill.errors import Exit, UsageError
from codex_backfill.known.answers import answers_that_hold
from codex_backfill.known.decision_file import keep, parse, stamp
from codex_backfill.known.decisions import PATH, Answer, Clash, Decision, tally
from codex_backfill.known.texts import Texts, decision_on, follow
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Vault

By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who answers.", show_default="git's user.name")]


@as_command(
    vault=VaultOption,
    examples={
        "decide answers.jsonl": "take in the answers that a page gave",
        "decide night-flow okafor yes": "answer about one link",
    },
)
def decide(
    options: Options,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|- or CLAIM SOURCE yes|no|unsure or CLAIM no-source",
            help="A file of answers, or one answer on notes named by path, file name or title.",
            autocompletion=completion.answers,
        ),
    ],
    by: By = None,
) -> int:
    """Take answers in: a file of them, checked as a whole before any is kept, or one."""
    root = find_root(options.vault)
    settings = load_settings(root, options.config)
    vault = read_vault(root, settings, progress=options.console.progress)
    texts = Texts.of(vault, settings.link_fields)
    given = _given(words, root, vault, texts, by or person(root))
    overruled = keep(root, given)
    now = answers_that_hold(given, texts)
    _report(options, given, overruled, (*now.changed, *now.lapsed.values()))
    return Exit.DONE


def _given(words: list[str], root: Path, vault: Vault, texts: Texts, by: str) -> Sequence[Decision]:
    now = stamp(datetime.now(UTC))

    def decided(claim: str, source: str | None, verdict: Answer) -> Decision:
        claim = named(claim, Names(one.note for one in vault.claims), "claim", root, vault)
        if source is not None:
            source = named(source, Names(one.note for one in vault.sources), "source", root, vault)
        return decision_on(claim, source, verdict, texts, by=by, at=now)

    *names, last = words
    match [*names, last.lower()] if names else words:  # `Yes` is as good as `yes`
        case [file]:
            return _read(file, texts, by, now)
        case [claim, Answer.NO_SOURCE.value]:
            return [decided(claim, None, Answer.NO_SOURCE)]
        case [claim, source, "yes" | "no" | "unsure" as verdict]:
            return [decided(claim, source, Answer(verdict))]
        case _:
            raise UsageError("decide takes FILE (or -), or CLAIM SOURCE yes|no|unsure, or CLAIM no-source")


def _read(file: str, texts: Texts, by: str, now: str) -> Sequence[Decision]:
    def complete(given: Decision) -> Decision | tuple[str, str]:
        found = follow(given, texts, by_name=True)
        if found is None:
            is_claim = follow(replace(given, source=None), texts, by_name=True) is None
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

    with refusing(file, outcome="nothing was kept"):
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    return parse(text, "<stdin>" if file == "-" else file, complete)


def _report(
    options: Options, given: Sequence[Decision], overruled: Sequence[Clash], changed: Sequence[Decision]
) -> None:
    rows = {"kept": len(given), "overruled": [str(o) for o in overruled], "changed": [str(c) for c in changed]}
    if options.format != "json":
        options.console.note(*map(str, overruled))
        options.console.warn(*(f"{decision}; given on a text that has changed since" for decision in changed))
    options.result(rows, f"{PATH}: {tally(given)} kept")
    if given and options.format != "json":
        options.console.note("next: codex-backfill migrate writes what was answered; sync would, too")


def person(root: Path) -> str:
    """Who answers: git's user.name, else the name of the user's account, or its number where it has none."""
    if name := Git(str(root)).user():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in a container
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "someone"
