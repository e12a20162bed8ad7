"""Files that a person asks for: written where nothing stands, or where an earlier one of the same kind does."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from codex_backfill.cli.reading import KNOWN_PAIRS
from codex_backfill.disk.paths import OWN_FOLDER, refusing
from codex_backfill.errors import UsageError
from codex_backfill.settings_file import FILE_NAME
from codex_backfill.terminal.console import Console

IsOne = Callable[[bytes], bool]
"""Whether bytes are an earlier output of the same kind."""


def save_output(path: Path, text: str, console: Console, *, kind: str, is_one: IsOne) -> None:
    """A path, `-` for stdout, and a text to the file. Raises UsageError when that cannot be written, and when it would
    replace anything but an earlier `kind`, or come to stand where settings, known pairs or decisions are looked for.
    """
    if str(path) == "-":
        console.result(text)
        return
    with refusing(path, "written"):
        ensure_replaceable(path, kind=kind, is_one=is_one)
        path.write_text(text, encoding="utf-8", newline="\n")


def ensure_replaceable(path: Path, *, kind: str, is_one: IsOne) -> None:
    """Raises UsageError when a file must not be written over by a `kind` of output, OSError when it cannot be read."""
    real = Path(os.path.realpath(path))
    if real.name in (FILE_NAME, KNOWN_PAIRS) or OWN_FOLDER in real.parts:
        raise UsageError(f"{path}: this place is for {real.name} alone; give another file for the {kind}")
    try:
        if not stat.S_ISREG(real.stat().st_mode):
            return  # a device or a pipe takes what it is given
    except FileNotFoundError:
        return
    if not is_one(real.read_bytes()):
        raise UsageError(f"{path}: there is a file that is no {kind}; it was left alone, give another name")
