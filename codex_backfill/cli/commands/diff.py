"""`diff`: the dry run, as a patch that `git apply` takes, or as something that a person likes to read."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from codex_backfill.cli.command import Run
from codex_backfill.cli.selection import Only, Skip
from codex_backfill.errors import Exit

if TYPE_CHECKING:
    from codex_backfill.editing.plan import Plan, PlannedFile
    from codex_backfill.matching.result import Explained
    from codex_backfill.terminal.console import Console

Strict = Annotated[bool, typer.Option("--strict", help="Exit 3 when a note could not be read or edited.")]


def diff(
    run: Run,
    stat: Annotated[bool, typer.Option("--stat", help="Count what would change, file by file.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 when there is something to change.")] = False,
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    strict: Strict = False,
) -> int:
    """Show what `migrate` would write, as a patch; writes nothing anywhere."""
    from codex_backfill.cli.gate import gate
    from codex_backfill.cli.session import Session
    from codex_backfill.cli.summary import as_data, report_problems, summary

    session = Session(run)
    report_problems(session)
    gate(session)
    plan = session.narrowed(only, skip)
    console = run.console
    if run.format == "json":
        data = as_data(session, plan) | {"diff": patch(plan.files).decode("utf-8", "replace")}
        console.result_json(data)
    elif stat:
        console.result(diffstat(plan.files))
    elif sys.stdout.isatty() or console.colour:
        page(readable(plan, session.matcher.explained, console), console)
    else:
        console.result_bytes(patch(plan.files))
    console.note(summary(session, plan))
    if strict and session.problems:
        return Exit.PARTIAL
    return Exit.DRIFT if exit_code and plan.files else Exit.DONE


def patch(files: "Iterable[PlannedFile]") -> bytes:
    """Planned files to the patch."""
    from codex_backfill.editing.diff import unified_diff

    return unified_diff(files)


def diffstat(files: "Sequence[PlannedFile]") -> str:
    """Planned files to a line for each with what it gains, and a total, as `git diff --stat` has them."""
    if not files:
        return ""
    width = max(len(file.path) for file in files)
    rows = [f" {file.path:<{width}} | {len(file.links)} {'+' * len(file.links)}" for file in files]
    entries = sum(len(file.links) for file in files)
    return "\n".join([*rows, f" {len(files)} files changed, {entries} entries added"])


def readable(plan: "Plan", explained: "Explained", console: "Console") -> str:
    """A plan to its diff for people: above each file why its links are right, below it the change, in colour."""
    from codex_backfill.cli.render import why
    from codex_backfill.editing.diff import file_diff
    from codex_backfill.editing.plan_file import saved_link

    planned = {link.link: link for link in plan.links}
    parts: list[str] = []
    for file in plan.files:
        parts.append(console.paint(file.path, "bold"))
        for link in file.links:
            other = link.source if file.path == link.claim else link.claim
            parts.append(console.paint(f"  {other}", "cyan"))
            parts.append(console.paint(f"    {why(saved_link(planned[link], explained))}", "dim"))
        body = file_diff(file.path, file.before, file.after).decode("utf-8", "replace").split("\n")
        parts += [_coloured(line, console) for line in body if not line.startswith(("diff --git", "--- ", "+++ "))]
    return "\n".join(parts)


def _coloured(line: str, console: "Console") -> str:
    styles = {"+": "green", "-": "red", "@": "blue"}
    return console.paint(line, styles[line[0]]) if line[:1] in styles else line


def page(text: str, console: "Console") -> None:
    """Text to the terminal, through the person's pager when it is longer than the screen."""
    import contextlib
    import os
    import shutil
    import subprocess

    command = os.environ.get("CODEX_BACKFILL_PAGER", os.environ.get("PAGER", "less"))
    is_short = text.count("\n") + 2 < shutil.get_terminal_size().lines
    if not text or is_short or not sys.stdout.isatty() or not command or not shutil.which(command.split()[0]):
        console.result(text)
        return
    environment = {"LESS": "FRX", **os.environ}
    with (
        contextlib.suppress(BrokenPipeError),  # the person has seen enough
        subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment, text=True) as pager,
    ):
        pager.communicate(text)
