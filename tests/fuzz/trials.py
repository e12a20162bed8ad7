"""One mutant after another, each with an entry to add, to what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from random import Random

from codex_backfill.editing.edit import Addition
from codex_backfill.editing.entry import remove
from codex_backfill.editing.field import add
from codex_backfill.notes.frontmatter import load
from codex_backfill.notes.note import Problem

from .judges import complaint
from .mutants import mutant
from .seeds import ENTRIES, NOTES


class Outcome(Enum):
    """What came of a trial."""

    WRITTEN = "written"
    REFUSED = "refused"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, what was to be added, its bytes then, and why it was refused or is wrong."""

    before: bytes
    addition: Addition
    after: bytes
    outcome: Outcome
    reason: str = ""


def trials(count: int, seed: int) -> Iterator[Trial]:
    """How many mutants, and a seed, to as many trials."""
    random = Random(seed)
    for _ in range(count):
        before, claim = mutant(NOTES, random), random.random() < 0.5
        entry = (random.choice(ENTRIES),)
        yield trial(before, Addition("x.md", "sourced_from" if claim else "claims_extracted", entry, claim))


def trial(before: bytes, addition: Addition) -> Trial:
    """A note and what is to be added to it, to what came of it."""
    try:
        proved = add(before, addition)
        if isinstance(proved, Problem):
            return Trial(before, addition, before, Outcome.REFUSED, proved.reason)
        edits, after = proved.edits, proved.after
        again = add(after, addition)
        if edits and (isinstance(again, Problem) or again.edits):
            return Trial(before, addition, after, Outcome.WRONG, "a second run changes it again")
    except Exception as error:
        return Trial(before, addition, before, Outcome.WRONG, f"crashed: {error!r}")
    reason = (
        (complaint(before, after, addition.field, addition.entries[0]) or _undone(after, addition)) if edits else None
    )
    return Trial(before, addition, after, Outcome.WRONG if reason else Outcome.WRITTEN, reason or "")


def _undone(after: bytes, addition: Addition) -> str | None:
    """What is wrong with the entry's removal: nothing, when adding it to what is left would be right."""
    entry = load(after).entries(addition.field)[-1]
    proved = remove(after, addition.path, addition.field, entry)
    if isinstance(proved, Problem):
        return None
    reason = complaint(proved.after, after, addition.field, addition.entries[0])
    return f"removed wrongly, {reason}" if reason and b"\t" not in after else None  # tabs go with their line
