"""What all commands share: the common options, and how a failure becomes a message and an exit code."""

import errno
import inspect
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from codex_backfill.errors import CodexError, Exit
from codex_backfill.terminal.console import Console, make_console


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


class Color(StrEnum):
    """When colour is used."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Options:
    """The common options of one run."""

    vault: Path
    config: Path | None
    known_pairs: Path | None
    format: str
    console: Console
    cached: bool = True
    """Whether what an earlier run read and matched is used, and what this one does is kept."""
    min_precision: float | None = None
    """The self-check's floor, in place of the settings'."""

    def result(self, data: Any, text: str) -> None:
        """Prints data where JSON is asked for, else the text."""
        if self.format == "json":
            self.console.result_json(data)
        else:
            self.console.result(text)


Strict = Annotated[bool, typer.Option("--strict", help="Exit 3 when a note could not be read or edited.")]
VaultArgument = Annotated[Path, typer.Argument(metavar="VAULT", help="The vault's folder.", show_default="this folder")]
VaultOption = Annotated[Path, typer.Option("--vault", help="The vault's folder.", show_default="this folder")]

MinPrecision = Annotated[
    float | None,
    typer.Option(
        min=0.0, max=1.0, help="The least precision of the self-check.", show_default="0.95, or the settings'"
    ),
]


def _common(
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings, in place of VAULT/codex-backfill.toml.")
    ] = None,
    known_pairs: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known pairs, in place of VAULT/known_pairs.csv.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How results are printed.")] = Format.TEXT,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Only results and errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more, and show internal errors whole.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour; NO_COLOR is honoured.")] = Color.AUTO,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read and match everything anew, and keep nothing of it.")
    ] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress bars.")] = False,
) -> None:
    """The options of all commands, of which the signature alone is used."""


Function = TypeVar("Function", bound=Callable[..., int | None])


@dataclass(frozen=True, slots=True)
class Command:
    """A command as typer takes it: what it runs, and what its help ends with."""

    run: Callable[..., None]
    epilog: str


def as_command(
    *,
    vault: Any = VaultArgument,
    formats: Any = Format,
    checks: bool = False,
    examples: Mapping[str, str],
    exits: Sequence[Exit] = (),
) -> Callable[[Function], Function]:
    """Makes a function of `Options` and its own options a command too, its attribute `command`.

    `vault` says how the vault is named (`VaultArgument`, `VaultOption`, None when that is the command's own matter),
    `formats` which formats there are, `checks` whether the command runs the self-check. Help ends with the `examples`,
    what to type and what that does, and with the exit codes: those of all commands and `exits`.
    What the function returns is the exit code; what it raises becomes a message and its exit code.
    """
    epilog = _epilog(examples, {*_EVERYWHERE, *exits, *([Exit.BRAKE] if checks else [])})

    def made(function: Function) -> Function:
        function.command = Command(_run(function, vault, formats, checks), epilog)  # type: ignore[attr-defined]
        return function

    return made


def _run(function: Callable[..., int | None], vault: Any, formats: Any, checks: bool) -> Callable[..., None]:
    """A function to one with the common options beside its own, for typer."""

    def command(**given: Any) -> None:
        console = make_console(
            quiet=given.pop("quiet"),
            verbose=given.pop("verbose"),
            color=given.pop("color"),
            progress=not given.pop("no_progress"),
        )
        options = Options(
            vault=Path(given.get("vault") or ".") if vault is None else given.pop("vault"),
            config=given.pop("config"),
            known_pairs=given.pop("known_pairs"),
            format=given.pop("format"),
            console=console,
            cached=not given.pop("no_cache"),
            min_precision=given.pop("min_precision", None),
        )
        raise SystemExit(guarded(lambda: function(options, **given), console))

    own = _parameters(function)[1:]
    at = [inspect.Parameter("vault", inspect.Parameter.KEYWORD_ONLY, default=Path(), annotation=vault)] if vault else []
    floor = inspect.Parameter("min_precision", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=MinPrecision)
    printed = Annotated[formats, typer.Option(help="How results are printed.")]
    parameters = [
        *(p for p in own if _is_argument(p)),
        *at,
        *(p for p in own if not _is_argument(p)),
        *([floor] if checks else []),
        *(
            p.replace(annotation=printed, default=formats.TEXT) if p.name == "format" else p
            for p in _parameters(_common)
        ),
    ]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    return command


_EVERYWHERE = Exit.DONE, Exit.USAGE, Exit.INTERRUPTED


def _epilog(examples: Mapping[str, str], exits: Collection[Exit]) -> str:
    # Typer leaves the line breaks of a paragraph alone that starts with this character.
    shown = "\n".join(f"  codex-backfill {words}\n      {what}" for words, what in examples.items())
    codes = "\n".join(f"  {code:>3}  {code.meaning}" for code in sorted(exits))
    return f"\b\nExamples:\n{shown}\n\n\b\nExit codes:\n{codes}"


_OUTPUT_ERRORS = frozenset([errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT])


def _write_no_more() -> None:
    """What is still to be written to stdout goes nowhere, so that Python's last flush of it cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def guarded(function: Callable[[], int | None], console: Console) -> int:
    """Run a command to its exit code; every failure is told on stderr, none with a traceback unless `-v` asks."""
    try:
        code = function() or Exit.DONE
        sys.stdout.flush()
    except CodexError as error:
        console.error(*error.lines)
        return error.exit_code
    except KeyboardInterrupt as stop:
        console.error(str(stop) or "interrupted; nothing is half-written")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough, as in `codex-backfill diff | head`.
        _write_no_more()
        return 128 + 13  # as a program that SIGPIPE ended
    except Exception as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # Python 3.11 wraps one that comes while a class is made
            console.error("interrupted; nothing is half-written")
            return Exit.INTERRUPTED
        if isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT_ERRORS:
            _write_no_more()
            console.error(f"the output cannot be written: {error.strerror}")
            return Exit.USAGE
        if console.verbose:
            import traceback

            traceback.print_exc()
        console.error(f"internal error: {type(error).__name__}: {error} (-v shows where); please report it")
        return Exit.USAGE
    return code


def _parameters(function: Callable[..., object]) -> list[inspect.Parameter]:
    return list(inspect.signature(function, eval_str=True).parameters.values())


def _is_argument(parameter: inspect.Parameter) -> bool:
    metadata = getattr(parameter.annotation, "__metadata__", ())
    return any(type(item).__name__ == "ArgumentInfo" for item in metadata)
