"""`plan`: the dry run as a file, which `show` prints and `apply` writes."""

from pathlib import Path
from typing import Annotated

import typer

from codex_backfill import __version__
from codex_backfill.cli.command import Options, Strict, as_command
from codex_backfill.cli.naming import Only, Skip
from codex_backfill.cli.output import save_output
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.editing.plan_file import is_plan, save
from codex_backfill.errors import Exit


@as_command(
    checks=True,
    examples={
        "plan -o plan.json": "save it, and say what it holds",
        "plan --skip 'drafts/*'": "leave the links of some notes out",
    },
    exits=[Exit.PARTIAL],
)
def plan(
    options: Options,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the plan is saved.")] = Path(
        "plan.json"
    ),
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    strict: Strict = False,
) -> int:
    """Save what `migrate` would write, with the evidence for every link; the only thing written is that file."""
    console = options.console
    run = VaultRun.of(options)
    found = run.prospect(only, skip)
    data, told = found.data, found.summary(console)
    saved = save(found.plan, data, tool=__version__, vault=str(run.root))
    save_output(output, saved.dump(), console, kind="saved plan", is_one=is_plan)
    if str(output) == "-":
        console.note(*told.splitlines())
    elif options.format == "json":
        console.result_json(data)
    else:
        console.result(told)
        console.note(f"saved; next: codex-backfill show {output} prints it, codex-backfill apply {output} writes it")
    return Exit.PARTIAL if strict and found.problems else Exit.DONE
