"""The links that the tool found and wrote into a vault, remembered in the user's state folder.

They are as right as the matcher is, so they must not train or check it: a second run sees the same known pairs as the
first one, and changes nothing. Where a vault keeps a ledger, that says the same for everybody who works on it.
"""

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from codex_backfill.disk.atomic import replace_private
from codex_backfill.notes.standing_links import Link

NAME = "own-links.json"


def load(state: Path) -> frozenset[Link]:
    """The vault's state folder to the links remembered there; none when there is no such file, or a damaged one."""
    try:
        rows = json.loads((state / NAME).read_text(encoding="utf-8"))
        return frozenset(Link(str(claim), str(source)) for claim, source in rows)
    except (OSError, ValueError, TypeError):
        return frozenset()


def remember(state: Path, before: Collection[Link], found: Collection[Link], stand: Collection[Link]) -> None:
    """Keeps in mind the tool's links so far, as long as they stand, and those that a run found and wrote just now.

    Raises OSError when the folder cannot be written.
    """
    save(state, {*before, *found} & {*stand, *found})


def save(state: Path, links: Iterable[Link]) -> None:
    """Replaces what is remembered in one step; raises OSError when the folder cannot be written."""
    rows = sorted((link.claim, link.source) for link in links)
    replace_private(str(state / NAME), json.dumps(rows, indent=0).encode())
