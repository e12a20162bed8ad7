"""`schedule`: prints the units and files that run `sync` or `check` without anyone watching."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill import __version__
from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.output import ensure_replaceable
from codex_backfill.cli.reading import find_root
from codex_backfill.disk.git import Git
from codex_backfill.disk.paths import refusing
from codex_backfill.errors import Exit, UsageError
from codex_backfill.sync import schedules, workflows
from codex_backfill.terminal.escapes import shown_line


class Scheduler(StrEnum):
    """What runs it."""

    SYSTEMD = "systemd"
    CRON = "cron"
    GITHUB = "github"
    FORGEJO = "forgejo"
    PRE_COMMIT = "pre-commit"


@as_command(
    examples={
        "schedule systemd -o ~/.config/systemd/user": "write the units of an hourly sync",
        "schedule pre-commit": "print the hook that runs `check`",
    },
)
def schedule(
    options: Options,
    kind: Annotated[Scheduler, typer.Argument(help="What is to run it.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Write the files there instead.")
    ] = None,
    commit: Annotated[bool, typer.Option("--commit", help="Let `sync` commit what it writes.")] = False,
) -> int:
    """Print the units, the crontab line, the workflow or the git hook that keeps a vault in order."""
    vault = find_root(options.vault)
    flags = ["--commit"] if commit else []
    for name, given in (("--config", options.config), ("--known-pairs", options.known_pairs)):
        flags += [name, str(given.resolve() if kind in ("systemd", "cron") else given)] if given else []
    if odd := next((text for text in (str(vault), *flags, *_program()) if shown_line(text) != text), None):
        raise UsageError(f"{shown_line(odd)}: a path with such a character cannot stand in a unit, a crontab or a hook")
    makers = {
        Scheduler.SYSTEMD: schedules.systemd,
        Scheduler.CRON: schedules.cron,
        Scheduler.GITHUB: workflows.github,
        Scheduler.FORGEJO: workflows.forgejo,
        Scheduler.PRE_COMMIT: schedules.pre_commit,
    }
    folder = Git(str(vault)).prefix.rstrip("/")
    files = makers[kind](schedules.Job(_program(), str(vault), folder, flags, __version__))
    if output is None:
        several = len(files) > 1
        options.console.result("\n".join((f"# --- {file.path}\n" if several else "") + file.text for file in files))
        return Exit.DONE
    for file in files:
        path = output / Path(file.path).name
        with refusing(path, "written"):
            output.mkdir(parents=True, exist_ok=True)
            ensure_replaceable(path, kind="file of ours", is_one=lambda raw: b"codex-backfill" in raw)
            path.write_text(file.text, encoding="utf-8")
            if file.text.startswith("#!"):
                path.chmod(0o755)
        options.console.result(str(path))
    return Exit.DONE


def _program() -> list[str]:
    """This program as others can start it, whatever their search path."""
    started = Path(os.path.abspath(sys.argv[0]))
    if started.name == "codex-backfill" and os.access(started, os.X_OK):
        return [str(started)]
    return [sys.executable, "-m", "codex_backfill"]
