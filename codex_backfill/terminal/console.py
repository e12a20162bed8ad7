"""Where output goes: results to stdout, everything else to stderr, colour and progress only where they are wanted."""

import os
import re
import sys
from collections.abc import Iterable, Sized
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import groupby
from typing import Any

from codex_backfill.errors import UsageError
from codex_backfill.terminal.cells import STYLES, Line
from codex_backfill.terminal.escapes import shown, shown_line
from codex_backfill.terminal.progress import Item

_START, _END = "\ufdd0", "\ufdd1"
"""What stands for the start and the end of a style until text is written: no character of any text (Unicode, 23.7)."""
_STYLED = re.compile(f"{_START}([0-9;]*)m|{_END}")
_BAR = "{desc:<16}{percentage:3.0f}% {bar} {n:,} of {total:,} {unit}, {remaining} left"
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


@dataclass(frozen=True, slots=True)
class Console:
    """How a run talks: quiet or verbose, whether stdout and stderr take colour, whether progress is shown."""

    quiet: bool = False
    verbose: bool = False
    colour: bool = False
    colour_errors: bool = False
    show_progress: bool = False

    def result(self, text: str) -> None:
        """A line, or lines, for stdout; what would steer a terminal is shown by its code."""
        if text:  # to write nothing fails where the disk is full
            sys.stdout.write(self.written(text if text.endswith("\n") else f"{text}\n"))

    def result_json(self, data: Any) -> None:
        """Data for stdout, as JSON that people can read, too."""
        import json

        self.result(json.dumps(data, indent=2, ensure_ascii=False))

    def result_bytes(self, raw: bytes) -> None:
        """Bytes for stdout, untouched."""
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()

    def note(self, *lines: str) -> None:
        """Lines for stderr that `-q` silences."""
        if not self.quiet:
            self.report("".join(f"{shown_line(line)}\n" for line in lines))

    def detail(self, text: str) -> None:
        """A line for stderr that only `-v` shows."""
        if self.verbose:
            self.report(f"{shown_line(text)}\n")

    def warn(self, *told: object) -> None:
        """What is told for stderr, a line each, that nothing silences."""
        self.report("".join(self.warning(str(one)) for one in told))

    def warning(self, text: str) -> str:
        """A text to the line that `warn` reports."""
        return f"{self.paint('warning', 'yellow', errors=True)}: {shown_line(text)}\n"

    def error(self, *lines: str) -> None:
        """Why the run ended, for stderr."""
        told = "\n".join(map(shown_line, lines))
        self.report(f"{self.paint('error', 'red', errors=True)}: {told}\n")

    def report(self, text: str) -> None:
        """Text for stderr, as `written` makes it; where stderr takes nothing, the run goes on without it."""
        write_error(self.written(text))

    def ask(self, question: str, unasked: str) -> str:
        """A question on stderr to the line that a person answers; raises UsageError where no input can answer it.

        `unasked` is the option that makes the question superfluous.
        """
        self.report(f"{question} ")
        line = sys.stdin.readline()
        if not line:
            self.report("\n")
            raise UsageError(f"there is nobody to answer: pass {unasked}; nothing was written")
        return line.strip()

    def paint(self, text: str, *styles: str, errors: bool = False) -> str:
        """A text that stays on one line to the same in colour where its stream takes colour, to be `written`."""
        text = shown_line(text)
        if not (self.colour_errors if errors else self.colour) or not text:
            return text
        return f"{_START}{';'.join(_STYLES[style] for style in styles)}m{text}{_END}"

    def line(self, runs: Line) -> str:
        """A line's runs to one text, in colour where stdout takes colour, to be `written`."""
        pieces = []
        for style, same in groupby(runs, lambda run: run[1]):
            text = shown_line("".join(text for text, _ in same))
            pieces.append(f"{_START}{STYLES[style]}m{text}{_END}" if self.colour and style and text.strip() else text)
        return "".join(pieces)

    def written(self, text: str) -> str:
        """Text to what a stream gets: styles as the terminal's own codes, all else that would steer it shown."""
        return _STYLED.sub(lambda found: f"\x1b[{found[1] or 0}m", shown(text))

    def progress(self, items: Iterable[Item], what: str, unit: str, total: int | None = None) -> Iterable[Item]:
        """Items to themselves, with a bar on stderr while they are gone through, on a terminal only: see `Progress`."""
        if total is None:
            total = len(items) if isinstance(items, Sized) else 0
        if not self.show_progress or not total:
            return items
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # a thread of its own, while processes are forked, could leave one of them locked
        return tqdm(
            items,
            desc=what,
            total=total,
            unit=unit,
            bar_format=_BAR,
            leave=False,
            file=sys.stderr,
            dynamic_ncols=True,
            delay=0.3,
        )


def write_error(text: str) -> None:
    """Text for stderr; where that is full or gone, it and all that follows is dropped: no exit code depends on it."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def make_console(*, quiet: bool, verbose: bool, color: str, progress: bool) -> Console:
    """The common options to a console, by what the streams are and what the environment asks for.

    A character that the terminal's encoding lacks is shown by its code from then on, rather than ending the run.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return Console(
        quiet=quiet,
        verbose=verbose,
        colour=_takes_colour(color, sys.stdout.isatty()),
        colour_errors=_takes_colour(color, sys.stderr.isatty()),
        show_progress=progress and not quiet and sys.stderr.isatty(),
    )


def _takes_colour(color: str, is_terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
