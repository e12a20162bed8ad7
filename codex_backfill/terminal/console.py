"""Where output goes: results to stdout, everything else to stderr, colour and progress only where they are wanted."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TypeVar

from codex_backfill.errors import UsageError

Item = TypeVar("Item")

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
        """A line, or lines, for stdout."""
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")

    def result_json(self, data: Any) -> None:
        """Data for stdout, as JSON that people can read, too."""
        import json

        self.result(json.dumps(data, indent=2, ensure_ascii=False))

    def result_bytes(self, raw: bytes) -> None:
        """Bytes for stdout, untouched."""
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()

    def result_file(self, path: Path, text: str) -> None:
        """Text for a file of the user's, or for stdout where it is called `-`; raises UsageError."""
        if str(path) == "-":
            sys.stdout.write(text)
            return
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from None

    def note(self, text: str) -> None:
        """A line for stderr that `-q` silences."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def detail(self, text: str) -> None:
        """A line for stderr that only `-v` shows."""
        if self.verbose:
            print(text, file=sys.stderr)

    def warn(self, text: str) -> None:
        """A line for stderr that nothing silences."""
        print(f"{self.paint('warning', 'yellow', errors=True)}: {text}", file=sys.stderr)

    def error(self, text: str) -> None:
        """Why the run ended, for stderr."""
        print(f"{self.paint('error', 'red', errors=True)}: {text}", file=sys.stderr)

    def ask(self, question: str, unasked: str) -> str:
        """A question on stderr to the line that a person answers; raises UsageError where no input can answer it.

        `unasked` is the option that makes the question superfluous.
        """
        print(question, end=" ", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            print(file=sys.stderr)
            raise UsageError(f"there is nobody to answer: pass {unasked}; nothing was written")
        return line.strip()

    def paint(self, text: str, *styles: str, errors: bool = False) -> str:
        """Text to the same text in colour where its stream takes colour."""
        if not (self.colour_errors if errors else self.colour) or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    def progress(self, items: Sequence[Item], what: str) -> Iterable[Item]:
        """A sequence to itself, with a bar on stderr while it is gone through, on a terminal only."""
        if not self.show_progress or not items:
            return items
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # a thread of its own, while processes are forked, could leave one of them locked
        return tqdm(items, desc=what, leave=False, file=sys.stderr, dynamic_ncols=True, delay=0.3)


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
