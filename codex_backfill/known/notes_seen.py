"""What every note could be known by when it was last seen, in the user's state folder, so that none is lost by a move.

The ledger has the same of linked notes, as of the last run that changed a link; this is fresher, and has the others,
too: a pair that was taken out must not return because one of its notes got another name.
"""

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from codex_backfill.disk.atomic import replace_private
from codex_backfill.known.renames import Known

NAME = "notes.json"


def load(state: Path) -> tuple[Known, ...]:
    """The vault's state folder to its notes as they were; none when there is no such file, or a damaged one."""
    try:
        rows = json.loads((state / NAME).read_text(encoding="utf-8"))
        return tuple(Known(str(path), str(digest), tuple(map(str, ids))) for path, digest, ids in rows)
    except (OSError, ValueError, TypeError):
        return ()


def remember(state: Path, notes: tuple[Known, ...]) -> None:
    """Keeps in mind what every note can be known by, should it be called something else the next time."""
    if notes != load(state):
        with contextlib.suppress(OSError):  # the ledger and git find most of them, too
            save(state, notes)


def save(state: Path, notes: Iterable[Known]) -> None:
    """Replaces what is remembered in one step; raises OSError when the folder cannot be written."""
    rows = [[note.path, note.digest, note.ids] for note in notes]
    replace_private(str(state / NAME), json.dumps(rows).encode())
