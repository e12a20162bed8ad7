"""The ledger's rows to the note that each remembered entry belongs to, whatever its text would name by itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from codex_backfill.known.ledger import LinkRow

Ties = Mapping[tuple[str, str], str | None]
"""The path of a note and the text of an entry in it to the path of the note that this entry belongs to; None when that
one is gone, so that the entry dangles. Entries that are not there are to be read by their text."""


def entry_ties(rows: Iterable[LinkRow], there: Collection[str], strangers: Collection[str] = ()) -> Ties:
    """Rows under the present paths, the notes that are there, and those of them that only took the path of one that is
    gone, to what the entries belong to.

    Where two rows remember one text in one note, only one of whose notes is left, it is that one's; where both are,
    nothing tells them apart.
    """
    meant: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for side in row.ends:
            meant[row.link.at(side), row.entry(side) or ""].add(row.link.at(side.other))
    ties: dict[tuple[str, str], str | None] = {}
    for key, paths in meant.items():
        present = sorted(path for path in paths if path in there and path not in strangers)
        if len(present) < 2:
            ties[key] = present[0] if present else None
    return ties
