"""Answers that people gave on pairs, and what becomes of several on one."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from codex_backfill.notes.digest import LENGTH

PATH = ".codex-backfill/decisions.jsonl"
"""Where a vault keeps its decisions, from its root; meant to be committed."""


class Answer(StrEnum):
    """What a person can say of a pair, or, with `no-source`, of a claim."""

    YES = "yes"
    UNSURE = "unsure"
    NO_SOURCE = "no-source"
    NO = "no"


_CAUTION = list(Answer)
"""Of two answers that contradict each other, the one further back in this list holds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer: on the link of a claim and a source, or, without a source, that the vault has none for the claim."""

    claim: str
    source: str | None
    verdict: Answer
    by: str
    at: str
    """When it was given: UTC, to the millisecond, as `2026-03-01T12:00:00.000Z`, so that texts sort as times do."""
    score: float | None
    """What the matcher gave the pair at that time, in natural-log odds."""
    claim_digest: str
    source_digest: str
    """Of the source; of the claim's `source:` text when the answer is `no-source`."""

    @property
    def key(self) -> tuple[str, str]:
        """What the answer is about, and its place in the file."""
        return self.claim, self.source or ""

    @property
    def digest(self) -> str:
        """16 hex digits that tell this answer from any other on the same pair, whatever its notes are called by now."""
        said = [self.verdict.value, self.by, self.at, self.claim_digest, self.source_digest]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:LENGTH]

    def __str__(self) -> str:
        about = f"{self.claim} -> {self.source}" if self.source else self.claim
        return f"{about}: {self.verdict}, {self.by}, {self.at}"


@dataclass(frozen=True, slots=True)
class Said:
    """The last decision on a link."""

    yes: bool
    digest: str
    """Which decision it is."""
    inferred: bool
    """Whether a run read it off the notes, rather than a person giving it."""
    at: str = ""
    """When it was given; a ledger of version 1 told decisions by that."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers on one matter that say different things, and how the first fares: it no longer counts (`overruled
    by`), or it does, and two branches brought both (`answered both ways:`)."""

    first: Decision
    how: str
    second: Decision

    def __str__(self) -> str:
        return f"{self.first}; {self.how} {self.second.verdict}, {self.second.by}, {self.second.at}"


def merge(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Clash, ...]]:
    """The lines of a file in any order to the answers that count, sorted by claim and source, and to those that
    contradict them.

    A file that is sorted and merged by git tells no order by its lines, nor do the clocks of two machines: of two
    answers on a pair the more careful one counts, `no` before `yes`. So does `no-source` before a `yes` or an `unsure`
    of its claim.
    """
    kept: defaultdict[str, dict[str | None, Decision]] = defaultdict(dict)
    found = []
    for one in sorted(decisions, key=lambda d: (-_CAUTION.index(d.verdict), d.key, d.at, d.by)):
        on_claim = kept[one.claim]
        held = next((held for held in on_claim.values() if _on_one_matter(one, held)), None)
        if held is None or (held.source == one.source and held.verdict is one.verdict):
            on_claim[one.source] = one
        else:
            found.append(Clash(held, "answered both ways:", one))
    merged = (decision for on_claim in kept.values() for decision in on_claim.values())
    return tuple(sorted(merged, key=lambda d: d.key)), tuple(found)


def later(before: Iterable[Decision], given: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Clash, ...]]:
    """The lines of a file and answers given just now to the lines that stand in it from now on, sorted, and to the
    answers that the new ones overruled.

    What is given now is later than whatever stands there, whatever the clocks say. Lines that contradict each other
    stay until an answer is given on the same matter. Saying the same again overrules nothing, and the new text is kept.
    """
    kept: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in before:
        kept[decision.claim].append(decision)
    overruled = []
    for new in merge(given)[0]:
        on_claim = kept[new.claim]
        answered = [old for old in on_claim if _on_one_matter(new, old)]
        overruled += [Clash(old, "overruled by", new) for old in answered if old.verdict is not new.verdict]
        kept[new.claim] = [*(old for old in on_claim if old not in answered), new]
    lines = {line: None for on_claim in kept.values() for line in on_claim}
    return tuple(sorted(lines, key=lambda d: (d.key, _CAUTION.index(d.verdict), d.at, d.by))), tuple(overruled)


def _on_one_matter(new: Decision, old: Decision) -> bool:
    """Whether two answers on one claim are on the same matter, so that only one of them can count."""
    if new.source == old.source:
        return True
    spoken = (Answer.YES, Answer.UNSURE)
    return (new.source is None and old.verdict in spoken) or (old.source is None and new.verdict in spoken)


def tally(decisions: Iterable[Decision]) -> str:
    """Decisions to a line that counts them: `12 yes, 3 no-source`."""
    counts = Counter(decision.verdict for decision in decisions)
    return ", ".join(f"{counts[answer]} {answer}" for answer in Answer if counts[answer]) or "none"
