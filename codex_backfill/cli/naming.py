"""What a person calls notes on the command line, to those notes: one by any of its names, many by globs."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.disk.paths import told_apart
from codex_backfill.errors import UsageError
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Vault
from codex_backfill.notes.out_of_reach import OutOfReach
from codex_backfill.notes.standing_links import Link

Only = Annotated[
    list[str], typer.Option("--only", metavar="GLOB", help="Only links with a note whose path matches; repeatable.")
]
Skip = Annotated[
    list[str], typer.Option("--skip", metavar="GLOB", help="No link with a note whose path matches; repeatable.")
]


def named(text: str, names: Names, kind: str, root: Path, vault: Vault) -> str:
    """What a person calls a note to its path: from the current folder, absolute, or by any name that entries have.

    Raises UsageError with what it could be when that is not one note, or why a file of that name is none.
    """
    found = names.by_path(from_root(text, root)) or names.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{text!r} could be any of these {kind}s:", *(f"  {path}" for path in told_apart(found)))
    out_of_reach = OutOfReach(vault)
    if path := out_of_reach.named(from_root(text, root), "") or out_of_reach.named(text, ""):
        raise UsageError(f"{path} is no {kind} as it stands: {out_of_reach.why[path]}")
    raise UsageError(*with_nearest(f"{text!r} names no {kind} of the vault", names.near(text)))


def with_nearest(told: str, near: Sequence[str]) -> list[str]:
    """Why a name names nothing, and the paths of the notes with the nearest names, to the lines of an error."""
    return [f"{told}; the nearest:", *(f"  {path}" for path in near)] if near else [told]


def from_root(text: str, root: Path) -> str:
    """A path from the current folder, or an absolute one, to the same from the root; empty when not below it."""
    try:
        return Path(text).resolve().relative_to(root).as_posix()
    except (OSError, ValueError):
        return ""


def as_globs(given: Sequence[str], option: str, vault: Vault, root: Path) -> list[str]:
    """What a person gave an option to globs of paths from the root: a glob as it is, a note or folder by any name.

    Raises UsageError for what matches no note, with what it could have meant.
    """
    paths = [note.path for note in vault.notes]
    names = Names((note.note for note in vault.notes), vault.files)
    globs = []
    for one in given:
        folder = from_root(one, root) or one.strip("/").removeprefix("./")
        if any(fnmatchcase(path, one) for path in paths):
            globs.append(one)
        elif found := names.by_path(from_root(one, root)) or names.find(one):
            globs += found
        elif any(path.startswith(f"{folder}/") for path in paths):
            globs.append(f"{folder}/*")
        else:
            raise UsageError(*with_nearest(f"{option} {one!r} matches no note of the vault", names.near(one)))
    return globs


def is_selected(link: Link, only: Sequence[str], skip: Sequence[str]) -> bool:
    """Whether the globs take a link, by its claim's or its source's path; all are taken where there are none."""

    def named(globs: Sequence[str]) -> bool:
        return any(fnmatchcase(path, glob) for path in (link.claim, link.source) for glob in globs)

    return (not only or named(only)) and not named(skip)
