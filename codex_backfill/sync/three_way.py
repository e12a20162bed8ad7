"""The three-way decision: what the ledger remembers of a link, what stands now, and what is wanted, to what is done.

A person's change always wins over the tool's, and where a person said two things about one link, a person is asked.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from codex_backfill.notes.standing_links import BOTH, NEITHER, Side


class End(StrEnum):
    """How one end of a link stands in its note now."""

    OWN = "own"
    """An entry names the other note, as the tool wrote it."""
    THEIRS = "theirs"
    """An entry names the other note, as a person wrote it."""
    GONE = "gone"
    """No entry names the other note."""
    BLURRED = "blurred"
    """The remembered entry is still there, but names no note now, or several."""
    LOST = "lost"
    """The note itself is no longer in the vault."""
    UNREADABLE = "unreadable"
    """The note is there, but nobody can read it."""

    @property
    def stands(self) -> bool:
        """Whether an entry for the link stands in the note."""
        return self in (End.OWN, End.THEIRS)


class Step(StrEnum):
    """What becomes of a link."""

    KEEP = "keep"
    """It stands in both notes, or in neither and nobody wants it: nothing is done."""
    CONNECT = "connect"
    """It is new, and written into both notes."""
    COMPLETE = "complete"
    """It stands in one note, and is written into the other."""
    WITHDRAW = "withdraw"
    """A person took it out, and it never returns, or its note is gone for good: what the tool wrote of it goes."""
    FORGET = "forget"
    """Neither note holds it, and one is gone or the matter is decided: the ledger drops it."""
    WAIT = "wait"
    """An end cannot be judged: nothing is done until it can."""
    HOLD = "hold"
    """A person took it back with `undo`: nothing is done until they say or do anything else."""
    DISPUTE = "dispute"
    """It was changed in two ways: nothing is done, a person decides."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of one link when a run starts."""

    claim: End = End.GONE
    source: End = End.GONE
    remembered: frozenset[Side] | None = None
    """The ends that stood when the last run ended; None when the ledger does not have the link."""
    wanted: bool = False
    """Whether matching accepts it, or a person knows it to be right."""
    answer: Literal["yes", "no"] | None = None
    """The last decision on it."""
    inferred: bool = False
    """Whether that decision is a `no` that a run read off an entry taken out, rather than one that a person gave."""
    fresh: bool = False
    """Whether that decision came after the last run."""
    disputed: bool = False
    """Whether the last run had to leave it to a person."""
    rewritten: bool = False
    """Whether one of the notes has moved and says something else since the last run."""
    undone: bool = False
    """Whether a person took it back with `undo`."""
    wrote: frozenset[Side] = NEITHER
    """The ends whose remembered entries are the tool's."""
    gone: frozenset[Side] = NEITHER
    """The ends whose notes were gone when the last run ended."""

    def end(self, side: Side) -> End:
        """How the link stands in the note on a side."""
        return self.claim if side is Side.CLAIM else self.source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is done about one link: the ends that get or lose an entry, and the answer that is kept."""

    step: Step
    reason: str
    add: frozenset[Side] = NEITHER
    remove: frozenset[Side] = NEITHER
    answer: Literal["yes", "no"] | None = None


def outcome_of(case: Case) -> Outcome:
    """One link's case to its outcome; total, and the same whatever else is in the vault."""
    ends = (case.claim, case.source)
    standing = frozenset(side for side in Side if case.end(side).stands)
    if End.UNREADABLE in ends:
        return Outcome(Step.WAIT, "a note cannot be read")
    if End.LOST in ends:
        return _deleted(case, standing)
    if End.BLURRED in ends:
        return Outcome(Step.WAIT, "an entry no longer names one note")
    if case.undone and (held := _held(case, standing)):
        return held
    if case.answer == "no":
        return _refused(case, standing)
    if standing == BOTH:
        return Outcome(Step.KEEP, "stands in both notes")
    missing = BOTH - standing
    taken_out = missing & (case.remembered or NEITHER)
    if taken_out:
        return _taken_out(case, standing, missing)
    if standing:
        return Outcome(Step.COMPLETE, "stands in one note only", add=missing)
    if case.wanted:
        return Outcome(Step.CONNECT, "new", add=BOTH)
    return Outcome(Step.KEEP, "nobody wants it")


def _deleted(case: Case, standing: frozenset[Side]) -> Outcome:
    lost = frozenset(side for side in Side if case.end(side) is End.LOST)
    left = BOTH - lost
    if not standing and not any(case.end(side) is End.BLURRED for side in left):
        return Outcome(Step.FORGET, "a note was deleted, and no entry names it")
    if lost <= case.gone and left <= case.wrote:
        return Outcome(Step.WITHDRAW, "its note was gone in two runs in a row", remove=left)
    return Outcome(Step.WAIT, "a note was deleted")


def _held(case: Case, standing: frozenset[Side]) -> Outcome | None:
    """What was undone, until a person answers, or changes an end of it; None from then on."""
    if case.answer == "yes" and case.fresh and standing != BOTH:
        return Outcome(Step.COMPLETE if standing else Step.CONNECT, "decided: yes", add=BOTH - standing)
    if case.fresh or standing != (case.remembered or NEITHER):
        return None
    return Outcome(Step.HOLD, "undone, and waiting for a person")


def _refused(case: Case, standing: frozenset[Side]) -> Outcome:
    if not standing:
        return Outcome(Step.FORGET, "decided: no")
    if case.remembered is None and case.inferred:
        # The `no` was read off an entry that was gone, so whoever put one in did so after it.
        return Outcome(Step.COMPLETE, "put in again by a person", add=BOTH - standing, answer="yes")
    own = frozenset(side for side in standing if case.end(side) is End.OWN)
    if own == standing:
        return Outcome(Step.WITHDRAW, "decided: no", remove=own)
    return Outcome(Step.DISPUTE, "decided: no, but a person wrote an entry for it")


def _taken_out(case: Case, standing: frozenset[Side], missing: frozenset[Side]) -> Outcome:
    if case.answer == "yes" and case.fresh:
        if case.disputed:
            return Outcome(Step.COMPLETE if standing else Step.CONNECT, "decided: yes", add=missing)
        return Outcome(Step.DISPUTE, "taken out, and decided: yes")
    if case.disputed:
        if standing:
            return Outcome(Step.DISPUTE, "taken out of one note, and still waiting for a person")
        if case.answer == "yes":
            return Outcome(Step.DISPUTE, "taken out, and decided: yes")
    if not standing:
        return Outcome(Step.WITHDRAW, "taken out of both notes by a person", answer="no")
    if case.rewritten:
        return Outcome(Step.DISPUTE, "the note was moved and rewritten, without its entry")
    (side,) = standing
    if case.end(side) is End.OWN:
        return Outcome(Step.WITHDRAW, "taken out of one note by a person", remove=standing, answer="no")
    return Outcome(Step.DISPUTE, "taken out of one note, and written by a person in the other")
