"""`--only` and `--skip`: globs to the links that are taken."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Annotated

import typer

from codex_backfill.notes.standing_links import Link

Only = Annotated[
    list[str], typer.Option("--only", metavar="GLOB", help="Only links with a note whose path matches; repeatable.")
]
Skip = Annotated[
    list[str], typer.Option("--skip", metavar="GLOB", help="No link with a note whose path matches; repeatable.")
]


def is_selected(link: Link, only: Sequence[str], skip: Sequence[str]) -> bool:
    """Whether the globs take a link, by its claim's or its source's path; all are taken where there are none."""

    def named(globs: Sequence[str]) -> bool:
        return any(fnmatchcase(path, glob) for path in (link.claim, link.source) for glob in globs)

    return (not only or named(only)) and not named(skip)
