"""`--only` and `--skip`: globs to the links that are taken."""

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from codex_backfill.notes.standing_links import Link

Only = Annotated[
    list[str], typer.Option("--only", metavar="GLOB", help="Only links with a note whose path matches; repeatable.")
]
Skip = Annotated[
    list[str], typer.Option("--skip", metavar="GLOB", help="No link with a note whose path matches; repeatable.")
]


def selects(only: Sequence[str], skip: Sequence[str]) -> Callable[["Link"], bool]:
    """Globs to whether they take a link: by its claim's or its source's path."""

    def takes(link: "Link") -> bool:
        def named(globs: Sequence[str]) -> bool:
            return any(fnmatchcase(path, glob) for path in (link.claim, link.source) for glob in globs)

        return (not only or named(only)) and not named(skip)

    return takes
