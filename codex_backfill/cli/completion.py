"""What a shell offers behind a half-typed word: the notes of the vault at hand, and the words that an option takes."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from codex_backfill.cli.reading import find_root, load_settings
from codex_backfill.errors import CodexError
from codex_backfill.notes.files import walk
from codex_backfill.settings import ClaimSettings, Settings, SourceSettings

VERDICTS = ("yes", "no", "unsure", "no-source")


def claims(incomplete: str) -> list[str]:
    """The beginning of a claim's file name or path to those of the claims that begin so."""
    return _complete(incomplete, lambda settings: [settings.claims])


def sources(incomplete: str) -> list[str]:
    """The beginning of a source's file name or path to those of the sources that begin so."""
    return _complete(incomplete, lambda settings: [settings.sources])


def answers(incomplete: str) -> list[str]:
    """The beginning of a note's name or of a verdict to what `decide` takes."""
    notes = _complete(incomplete, lambda settings: [settings.claims, settings.sources])
    return [word for word in VERDICTS if word.startswith(incomplete)] + notes


def _complete(incomplete: str, sides_of: Callable[[Settings], list[ClaimSettings | SourceSettings]]) -> list[str]:
    try:
        root = find_root(Path())
        sides = sides_of(load_settings(root))
    except CodexError:  # whoever runs the command is told; a shell has no place for it
        return []
    paths = {path for side in sides for path in walk(root, side.folders, side.suffixes).paths}
    names = paths if "/" in incomplete else {PurePosixPath(path).stem for path in paths}
    return sorted(name for name in names if name.casefold().startswith(incomplete.casefold()))
