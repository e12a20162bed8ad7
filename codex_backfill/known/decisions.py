"""Answers that people gave on pairs, to what holds of them today: labels for matching, and verdicts that stand."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from codex_backfill.notes.digest import digest, source_text_digest
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
"""Of two answers given in the same millisecond, the one further back in this list holds."""


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

    def __str__(self) -> str:
        about = f"{self.claim} -> {self.source}" if self.source else self.claim
        return f"{about}: {self.verdict}, {self.by}, {self.at}"


@dataclass(frozen=True, slots=True)
class Said:
    """The last decision on a link."""

    yes: bool
    at: str
    inferred: bool
    """Whether a run read it off the notes, rather than a person giving it."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """An answer that no longer counts, because a later one says something else."""

    old: Decision
    new: Decision

    def __str__(self) -> str:
        return f"{self.old}; overruled by {self.new.verdict}, {self.new.by}, {self.new.at}"


def merge(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], tuple[Overruled, ...]]:
    """Answers in any order to the ones that count, sorted by claim and source, and those that later ones overruled.

    The latest answer on a pair counts. `no-source` overrules earlier `yes` and `unsure` answers of its claim, and is
    overruled by later ones. Saying the same again overrules nothing, and the later text is kept.
    """
    kept: defaultdict[str, dict[str | None, Decision]] = defaultdict(dict)
    overruled = []
    for new in sorted(decisions, key=lambda d: (d.at, _CAUTION.index(d.verdict), d.key, d.by)):
        on_claim = kept[new.claim]
        for old in [old for old in on_claim.values() if _answers_anew(new, old)]:
            del on_claim[old.source]
            if old.verdict is not new.verdict:
                overruled.append(Overruled(old, new))
        on_claim[new.source] = new
    merged = (decision for on_claim in kept.values() for decision in on_claim.values())
    return tuple(sorted(merged, key=lambda d: d.key)), tuple(overruled)


def _answers_anew(new: Decision, old: Decision) -> bool:
    """Whether a later answer on the same claim takes the place of an earlier one."""
    if new.source == old.source:
        return True
    spoken = (Answer.YES, Answer.UNSURE)
    return (new.source is None and old.verdict in spoken) or (old.source is None and new.verdict in spoken)


@dataclass(frozen=True, slots=True)
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


def standing(decisions: Iterable[Decision], texts: Texts) -> Answers:
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


def follow(decision: Decision, texts: Texts) -> Decision | None:
    """A decision to the same one on its notes' present paths; None when one of them is not in the vault."""
    claim = _present(decision.claim, decision.claim_digest, texts.claims)
    if decision.source is None:
        return replace(decision, claim=claim) if claim else None
    source = _present(decision.source, decision.source_digest, texts.sources)
    return replace(decision, claim=claim, source=source) if claim and source else None


def _present(path: str, text: str, notes: Mapping[str, str]) -> str | None:
    if path in notes:
        return path
    same_text = [other for other, its_text in notes.items() if its_text == text]
    if len(same_text) == 1:
        return same_text[0]
    # A source is often edited while it moves from the queue to the archive, but keeps its file name.
    name = PurePosixPath(path).name
    same_name = [other for other in notes if PurePosixPath(other).name == name]
    return same_name[0] if len(same_name) == 1 else None


def tally(decisions: Iterable[Decision]) -> str:
    """Decisions to a line that counts them: `12 yes, 3 no-source`."""
    counts = Counter(decision.verdict for decision in decisions)
    return ", ".join(f"{counts[answer]} {answer}" for answer in Answer if counts[answer]) or "none"
