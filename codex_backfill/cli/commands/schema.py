"""`schema`: prints the JSON schema of an output or of a file."""

from difflib import get_close_matches
from typing import Annotated

import typer

from codex_backfill.cli import schemas
from codex_backfill.cli.command import Options, as_command
from codex_backfill.errors import Exit, UsageError


def _names(beginning: str) -> list[tuple[str, str]]:
    """What completes a name: those that begin so, with what they describe."""
    return [(name, schemas.about(name)) for name in schemas.names() if name.startswith(beginning)]


@as_command(
    vault=None,
    examples={
        "schema": "what there is a schema of",
        "schema sync > sync.schema.json": "the form of each line that `sync --format json` prints",
    },
)
def schema(
    options: Options,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="A command or a file; without it, what there is.", autocompletion=_names),
    ] = None,
) -> int:
    """Print the JSON schema (draft 2020-12) of what a command prints with `--format json`, or of a file on disk."""
    if name is None:
        about = {known: schemas.about(known) for known in schemas.names()}
        width = max(map(len, about))
        options.result(about, "\n".join(f"{known:<{width}}  {told}" for known, told in about.items()))
    elif name not in schemas.names():
        (nearest,) = get_close_matches(name, schemas.names(), 1, 0.0)
        raise UsageError(f"there is no schema of {name!r}; the nearest is {nearest!r}, and `schema` alone lists them")
    else:
        options.console.result_json(schemas.schema(name))
    return Exit.DONE
