"""Answers that people gave on pairs, to what holds of them today: labels for matching, and verdicts that stand."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from codex_backfill.disk.paths import alike_key, slashed
from codex_backfill.notes.digest import LENGTH, digest, source_text_digest
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link

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
class Overruled:
    """An answer that no longer counts, because a later one says something else."""

    old: Decision
    new: Decision

    def __str__(self) -> str:
        return f"{self.old}; overruled by {self.new.verdict}, {self.new.by}, {self.new.at}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that two branches brought into the file, of which nobody can say which is the later."""

    holds: Decision
    other: Decision

    def __str__(self) -> str:
        return f"{self.holds}; answered both ways: {self.other.verdict}, {self.other.by}, {self.other.at}"


def merge(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Contradiction, ...]]:
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
            found.append(Contradiction(held, one))
    merged = (decision for on_claim in kept.values() for decision in on_claim.values())
    return tuple(sorted(merged, key=lambda d: d.key)), tuple(found)


def later(before: Iterable[Decision], given: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Overruled, ...]]:
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
        overruled += [Overruled(old, new) for old in answered if old.verdict is not new.verdict]
        kept[new.claim] = [*(old for old in on_claim if old not in answered), new]
    lines = {line: None for on_claim in kept.values() for line in on_claim}
    return tuple(sorted(lines, key=lambda d: (d.key, _CAUTION.index(d.verdict), d.at, d.by))), tuple(overruled)


def _on_one_matter(new: Decision, old: Decision) -> bool:
    """Whether two answers on one claim are on the same matter, so that only one of them can count."""
    if new.source == old.source:
        return True
    spoken = (Answer.YES, Answer.UNSURE)
    return (new.source is None and old.verdict in spoken) or (old.source is None and new.verdict in spoken)


@dataclass(frozen=True)
class Texts:
    """The digests of a vault's notes by path, apart from their link fields: what answers were given on."""

    claims: Mapping[str, str]
    sources: Mapping[str, str]
    source_texts: Mapping[str, str]
    """Of each claim's `source:` text alone."""

    @classmethod
    def of(cls, vault: Vault, link_fields: Collection[str]) -> "Texts":
        """A vault and the names of its link fields to the digests of its notes."""
        return cls(
            {claim.path: digest(claim.note, link_fields) for claim in vault.claims},
            {source.path: digest(source.note, link_fields) for source in vault.sources},
            {claim.path: source_text_digest(claim) for claim in vault.claims},
        )

    @cached_property
    def claim_places(self) -> "Places":
        """Where a claim is now that was elsewhere."""
        return Places.of(self.claims)

    @cached_property
    def source_places(self) -> "Places":
        """Where a source is now that was elsewhere."""
        return Places.of(self.sources)


@dataclass(frozen=True, slots=True)
class Places:
    """The notes of one kind, by what tells where one is that is no longer at its path."""

    paths: Collection[str]
    by_text: Mapping[str, Sequence[str]]
    by_file_name: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, notes: Mapping[str, str]) -> "Places":
        """The digests of notes by path to their places."""
        by_text: defaultdict[str, list[str]] = defaultdict(list)
        by_file_name: defaultdict[str, list[str]] = defaultdict(list)
        for path, text in notes.items():
            by_text[text].append(path)
            by_file_name[PurePosixPath(path).name].append(path)
        return cls(notes.keys(), by_text, by_file_name)

    def now(self, path: str, text: str, *, by_name: bool) -> str | None:
        """A path and the digest of what the note there said to its path now; None when nothing tells."""
        if path in self.paths:
            return path
        same_text = self.by_text.get(text, ())
        if len(same_text) == 1:
            return same_text[0]
        if not by_name:
            return None
        written_alike = [one for one in self.paths if alike_key(one) == alike_key(path)]  # with `\`, say
        same_name = self.by_file_name.get(PurePosixPath(slashed(path)).name, ())
        return next((found[0] for found in (written_alike, same_name) if len(found) == 1), None)


@dataclass(frozen=True, slots=True)
class Answers:
    """What holds of a vault's decisions today. All of it is labels: known pairs for the self-check and for fitting."""

    yes: Mapping[Link, Decision]
    """Links, as certain as those that stand in the notes."""
    no: Mapping[Link, Decision]
    """Pairs that never come back."""
    unsure: Mapping[str, Decision]
    """By claim: looked at, left open, and not asked again until one of the two texts changes."""
    no_source: Mapping[str, Decision]
    """By claim: nothing in the vault fits, until the claim's source text changes."""
    changed: tuple[Decision, ...]
    """Those among the above given on texts that have changed since."""
    lapsed: Mapping[str, Decision]
    """By claim: `no-source` and `unsure` answers that no longer hold, because the text they rest on has changed."""
    gone: tuple[Decision, ...]
    """Answers on notes that are no longer in the vault."""


NO_ANSWERS = Answers({}, {}, {}, {}, (), {}, ())


def decide(
    claim: str, source: str | None, verdict: Answer, texts: Texts, *, by: str, at: str, score: float | None = None
) -> Decision:
    """An answer on notes of the vault as they read now, by whom and when, to the decision that is kept of it."""
    about = texts.source_texts[claim] if source is None else texts.sources[source]
    return Decision(claim, source, verdict, by, at, score, texts.claims[claim], about)


def answers_that_hold(decisions: Iterable[Decision], texts: Texts) -> Answers:
    """Merged decisions and the vault's present texts to what holds; answers follow notes that were moved."""
    yes: dict[Link, Decision] = {}
    no: dict[Link, Decision] = {}
    unsure: dict[str, Decision] = {}
    no_source: dict[str, Decision] = {}
    lapsed: dict[str, Decision] = {}
    changed, gone = [], []
    for given in decisions:
        now = follow(given, texts)
        if now is None:
            gone.append(given)
            continue
        about = texts.source_texts[now.claim] if now.source is None else texts.sources[now.source]
        is_changed = about != now.source_digest or (
            now.source is not None and texts.claims[now.claim] != now.claim_digest
        )
        if is_changed and now.verdict in (Answer.UNSURE, Answer.NO_SOURCE):
            lapsed[now.claim] = now
            continue
        if is_changed:
            changed.append(now)
        if now.source is None:
            no_source[now.claim] = now
        elif now.verdict is Answer.UNSURE:
            unsure[now.claim] = now
        else:
            (yes if now.verdict is Answer.YES else no)[Link(now.claim, now.source)] = now
    return Answers(yes, no, unsure, no_source, tuple(changed), lapsed, tuple(gone))


def follow(decision: Decision, texts: Texts, *, by_name: bool = False) -> Decision | None:
    """A decision to the same one on its notes' present paths; None when one of them is not in the vault.

    A note that moved is known by its text. With `by_name`, for answers that a person hands in just now, the file name
    will do: a source is often edited while it moves from the queue to the archive. Answers that were kept do not pass
    to a newcomer that way.
    """
    claim = texts.claim_places.now(decision.claim, decision.claim_digest, by_name=by_name)
    if decision.source is None:
        return replace(decision, claim=claim) if claim else None
    source = texts.source_places.now(decision.source, decision.source_digest, by_name=by_name)
    return replace(decision, claim=claim, source=source) if claim and source else None


def tally(decisions: Iterable[Decision]) -> str:
    """Decisions to a line that counts them: `12 yes, 3 no-source`."""
    counts = Counter(decision.verdict for decision in decisions)
    return ", ".join(f"{counts[answer]} {answer}" for answer in Answer if counts[answer]) or "none"
