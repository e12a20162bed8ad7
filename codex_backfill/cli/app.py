"""The commands, each a few lines that import what they need only when they run."""

from typing import Annotated

import typer

from codex_backfill import __version__
from codex_backfill.cli.command import VaultOption, command
from codex_backfill.cli.commands.check import CheckFormat, check
from codex_backfill.cli.commands.decide import decide
from codex_backfill.cli.commands.diff import diff
from codex_backfill.cli.commands.explain import explain
from codex_backfill.cli.commands.migrate import migrate, undo
from codex_backfill.cli.commands.plan import PlanFormat, apply, plan, show
from codex_backfill.cli.commands.review import review
from codex_backfill.cli.commands.schedule import schedule
from codex_backfill.cli.commands.sync import sync
from codex_backfill.cli.commands.validate import validate

app = typer.Typer(
    name="codex-backfill",
    no_args_is_help=True,
    rich_markup_mode=None,  # importing rich would cost more than the rest of --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"codex-backfill {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Give a Markdown knowledge base its missing links between claims and sources, in both directions."""


command(app, checks=True)(migrate)
command(app, checks=True)(diff)
command(app, checks=True)(plan)
command(app, vault=None, formats=PlanFormat)(show)
command(app, vault=None)(apply)
command(app, checks=True)(validate)
command(app, vault=VaultOption)(explain)
command(app)(review)
command(app, vault=VaultOption)(decide)
command(app)(undo)
command(app, checks=True)(sync)
command(app, formats=CheckFormat)(check)
command(app)(schedule)
