"""`--only` and `--skip`: globs to the links that are taken."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli.naming import from_root, with_nearest
from codex_backfill.errors import UsageError
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link

Only = Annotated[
    list[str], typer.Option("--only", metavar="GLOB", help="Only links with a note whose path matches; repeatable.")
]
Skip = Annotated[
    list[str], typer.Option("--skip", metavar="GLOB", help="No link with a note whose path matches; repeatable.")
]


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
