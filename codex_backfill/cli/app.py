"""The table of commands; a command's module, and with it what the command needs, is loaded only when it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from codex_backfill import __version__
from codex_backfill.errors import Exit
from codex_backfill.terminal.console import write_error
from codex_backfill.terminal.escapes import shown_line


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A command as help lists it: its use, its name, which is also its module's in `cli.commands`, and what it does."""

    use: str
    name: str
    summary: str


_ONCE, _DECIDE, _KEEP = "Find and write the missing links", "Look closer, and decide", "Keep both directions true"
COMMANDS = (
    HelpRow(_ONCE, "init", "Look at a vault and propose its settings."),
    HelpRow(_ONCE, "migrate", "Find the missing links, ask, and write both directions."),
    HelpRow(_ONCE, "diff", "Show what `migrate` would write, as a patch."),
    HelpRow(_ONCE, "plan", "Save what `migrate` would write, with the evidence for every link."),
    HelpRow(_ONCE, "show", "Print a saved plan."),
    HelpRow(_ONCE, "apply", "Write exactly a saved plan, without matching again."),
    HelpRow(_ONCE, "undo", "Take back the last run's writes."),
    HelpRow(_DECIDE, "validate", "Check the matcher on the known pairs, each hidden from it in turn."),
    HelpRow(_DECIDE, "explain", "Show the candidates of one claim, and why each scored as it did."),
    HelpRow(_DECIDE, "review", "Go through the undecided claims, closest calls first."),
    HelpRow(_DECIDE, "decide", "Take answers in: a file of them, or one."),
    HelpRow(_KEEP, "sync", "Write what is new, mend what is half, keep out what was taken out."),
    HelpRow(_KEEP, "check", "Name every place where the two directions differ; for CI."),
    HelpRow(_KEEP, "schedule", "Print what runs `sync` or `check` without anyone watching."),
    HelpRow(_KEEP, "schema", "Print the JSON schema of an output or a file."),
)


class LazyCommands(TyperGroup):
    """Typer's group of commands, which knows them by name and loads the one that is called."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        names: Any = dict.fromkeys(row.name for row in COMMANDS)
        self.commands = names  # a name that was mistyped is compared with these

    def get_params(self, ctx: Any) -> Any:
        """The group's own options."""
        return _unchecked(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command's name to the command; None when there is no such command."""
        return load(cmd_name) if cmd_name in self.commands else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands that help shows, by what they are used for."""
        room = max(len(row.name) for row in COMMANDS)
        for use in dict.fromkeys(row.use for row in COMMANDS):
            with formatter.section(use):
                formatter.write_dl([(row.name.ljust(room), row.summary) for row in COMMANDS if row.use == use])

    def main(self, *args: Any, **given: Any) -> Any:
        """Runs the command that the arguments name; what is wrong with them is told like any other error, exit 2."""
        try:
            code = super().main(*args, **{**given, "standalone_mode": False})
        except TyperException as error:
            write_error(f"{_told(error)}\n")
            code = Exit.USAGE
        raise SystemExit(code or Exit.DONE)


_OF_PYDANTIC = {"Value error, ": "", "Input should be": "it has to be"}
"""How values are refused by what typer checks them with, and what a person would say."""


def _told(error: Any) -> str:
    """What is wrong with the arguments to a line, and one on where to read on; nothing given at all to all of help."""
    message: str = error.format_message()
    if message.startswith("Usage:"):
        return message
    for words, plain in _OF_PYDANTIC.items():
        message = message.replace(words, plain)
    asked = f"\n{error.ctx.command_path} --help tells more" if getattr(error, "ctx", None) else ""
    return f"error: {shown_line(message[:1].lower() + message[1:])}{asked}"


def load(name: str) -> Any:
    """The name of a command in the table to the command, as typer makes it of its function's signature."""
    alone = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    command: Any = getattr(import_module(f"codex_backfill.cli.commands.{name}"), name).command
    alone.command(name, epilog=command.epilog, cls=LightCommand)(command.run)
    return typer.main.get_command(alone)


class LightCommand(TyperCommand):
    """Typer's command, whose parameters take values as they are where nothing can be wrong with them."""

    def get_params(self, ctx: Any) -> Any:
        """The command's parameters."""
        return _unchecked(super().get_params(ctx))


def _unchecked(parameters: Any) -> Any:
    """Parameters to the same ones, which have typer check only what can be wrong.

    Typer has pydantic check every value, even one that was not given; to import that takes a sixth of a run that has
    little to do.
    """
    for parameter in parameters:
        if not isinstance(parameter.process_value, partial):
            parameter.process_value = partial(_taken, parameter, parameter.process_value)
    return parameters


def _taken(parameter: Any, checked: Callable[[Any, Any], Any], ctx: Any, value: Any) -> Any:
    kind, is_given = parameter.type_descriptor.annotation, value not in (None, (), [])
    if not is_given and not parameter.required:
        missing: Any = [] if parameter.multiple else None
        return parameter.callback(ctx, parameter, missing) if parameter.callback else missing
    if parameter.callback or not is_given:
        return checked(ctx, value)
    if kind in (str, Path) and isinstance(value, str):
        return kind(value)
    if kind == list[str]:
        return list(value)
    return value if isinstance(value, Path | Enum) else checked(ctx, value)


app = typer.Typer(
    name="codex-backfill",
    cls=LazyCommands,
    no_args_is_help=True,
    rich_markup_mode=None,  # importing rich would cost more than the rest of --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"codex-backfill {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Give a Markdown knowledge base its missing links between claims and sources, in both directions."""
