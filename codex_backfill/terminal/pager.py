"""A long text on a terminal, through the person's own pager."""

import contextlib
import os
import shutil
import subprocess
import sys

from codex_backfill.terminal.console import Console


def page(text: str, console: Console) -> None:
    """Text to the terminal, through the person's pager when it is longer than the screen."""
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
        pager.communicate(console.written(text))
