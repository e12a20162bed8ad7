"""`diff`: the dry run, as a patch that `git apply` takes, or as something that a person likes to read."""

import shutil
import sys
from typing import Annotated

import typer

from codex_backfill.cli.command import Options, Strict, as_command
from codex_backfill.cli.naming import Only, Skip
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.editing.diff import unified_diff
from codex_backfill.errors import Exit
from codex_backfill.terminal.diffstat import diffstat


@as_command(
    checks=True,
    examples={
        "diff": "page what would change, with the reasons above each file",
        "diff > links.patch": "keep it as a patch for `git apply`",
    },
    exits=[Exit.DRIFT, Exit.PARTIAL],
)
def diff(
    options: Options,
    stat: Annotated[bool, typer.Option("--stat", help="Count what would change, file by file.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 when there is something to change.")] = False,
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    strict: Strict = False,
) -> int:
    """Show what `migrate` would write, as a patch; writes nothing anywhere."""
    console = options.console
    found = VaultRun.of(options).prospect(only, skip)
    plan, told = found.plan, found.summary(console)
    if options.format == "json":
        console.result_json(found.data | {"diff": unified_diff(plan.files).decode("utf-8", "replace")})
    elif stat:
        gains = [(file.path, len(file.links)) for file in plan.files]
        console.result(diffstat(gains, shutil.get_terminal_size().columns if sys.stdout.isatty() else None))
    elif sys.stdout.isatty() or console.colour:
        found.show_diff(console, told)
    else:
        console.result_bytes(unified_diff(plan.files))
    console.note(*told.splitlines())
    if plan.files:
        console.note("next: codex-backfill migrate writes it")
    if strict and found.problems:
        return Exit.PARTIAL
    return Exit.DRIFT if exit_code and plan.files else Exit.DONE
