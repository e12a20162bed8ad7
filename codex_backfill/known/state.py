"""What this user's state folder remembers of a vault: its notes as they were last seen, and the tool's own links.

The ledger has the same of linked notes, as of the last run that changed a link, and for everybody; this is fresher, and
has the other notes, too: a pair that was taken out must not return because one of its notes got another name. The links
that the tool found and wrote are as right as the matcher is, so they must not train or check it: a second run sees the
same known pairs as the first one, and changes nothing.
"""

import contextlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from codex_backfill.disk.atomic import replace_private
from codex_backfill.known.renames import Known
from codex_backfill.notes.standing_links import Link

NOTES, OWN_LINKS = "notes.json", "own-links.json"


def notes_seen(state: Path) -> tuple[Known, ...]:
    """The vault's state folder to what its notes can be known by; none when there is no such file, or a damaged one."""
    with contextlib.suppress(ValueError, TypeError):
        return tuple(Known(str(path), str(digest), tuple(map(str, ids))) for path, digest, ids in _rows(state / NOTES))
    return ()


def remember_notes(state: Path, notes: tuple[Known, ...]) -> None:
    """Keeps in mind what every note can be known by, should it be called something else the next time."""
    if notes != notes_seen(state):
        with contextlib.suppress(OSError):  # the ledger and git find most of them, too
            _save(state / NOTES, [[note.path, note.digest, note.ids] for note in notes])


def own_links(state: Path) -> frozenset[Link]:
    """The vault's state folder to the tool's own links; none when there is no such file, or a damaged one."""
    with contextlib.suppress(ValueError, TypeError):
        return frozenset(Link(str(claim), str(source)) for claim, source in _rows(state / OWN_LINKS))
    return frozenset()


def remember_own_links(state: Path, before: Collection[Link], found: Collection[Link], stand: Collection[Link]) -> None:
    """Keeps in mind the tool's links so far, as long as they stand, and those that a run found and wrote just now.

    Raises OSError when the folder cannot be written.
    """
    _save(state / OWN_LINKS, sorted((link.claim, link.source) for link in {*before, *found} & {*stand, *found}))


def _rows(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return []


def _save(path: Path, rows: Collection[Any]) -> None:
    replace_private(str(path), json.dumps(rows).encode())
