"""What the removals of a run rest on, looked at again right before anything is written."""

import hashlib
from collections.abc import Callable, Iterable

from codex_backfill.notes.note import Problem, Vault
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.sync.reconcile import Decided
from codex_backfill.sync.three_way import End, Step

Read = Callable[[str], bytes | Problem]
IsAbsent = Callable[[str], bool]


def shaken(links: Iterable[Decided], vault: Vault, read: Read, is_absent: IsAbsent) -> frozenset[Link]:
    """What is to be done about links, the vault as it was read, and what looks at its files now, to the links of which
    something would be taken out, or an answer kept, for a reason that no longer stands.

    An entry that one reading did not find may have been taken out, or the editor had just emptied the note to write it
    anew: only when both notes read the same again, and one that was gone is still gone, a person did it.
    """
    digests = {note.path: note.note.sha256 for note in vault.notes}
    return frozenset(
        decided.link
        for decided in links
        if rests_on_absence(decided)
        and not all(
            is_absent(path) or path in digests
            if decided.case.end(side) is End.LOST
            else isinstance(raw := read(path), bytes) and hashlib.sha256(raw).hexdigest() == digests.get(path)
            for side in Side
            for path in [decided.link.at(side)]
        )
    )


def rests_on_absence(decided: Decided) -> bool:
    """Whether what is done about a link follows from something that is not there."""
    return decided.outcome.step is Step.WITHDRAW or decided.outcome.answer is not None
