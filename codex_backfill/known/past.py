"""What is known of a vault's links before anything is scored: what runs and people left, what stands, and the merge."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codex_backfill.disk.folders import state_folder
from codex_backfill.errors import UsageError
from codex_backfill.known import ledger as ledger_file
from codex_backfill.known import state
from codex_backfill.known.answers import NO_ANSWERS, Answers, answers_that_hold
from codex_backfill.known.decisions import PATH, Answer, Clash, Decision, Said, merge
from codex_backfill.known.labels import Labels
from codex_backfill.known.ledger import Ledger
from codex_backfill.known.renames import NO_MOVES, Known, Moves, Similar, find_moves, identify_all
from codex_backfill.known.texts import Texts, decision_on
from codex_backfill.known.ties import entry_ties
from codex_backfill.notes.digest import digest
from codex_backfill.notes.note import Problem, Vault
from codex_backfill.notes.out_of_reach import OutOfReach
from codex_backfill.notes.standing_links import Link, StandingLinks, links_of

BY = "sync"
"""Who gave an answer that was read off the notes."""

SimilarFiles = Callable[[Sequence[str], Sequence[str]], Sequence[Similar]]
"""Paths that vanished and paths that are new to the pairs of them that git takes for one file."""


@dataclass(frozen=True, slots=True)
class Record:
    """What earlier runs and people left behind about a vault's links."""

    ledger: Ledger
    """What the last run remembered, under the paths of that time; empty when there is none, or a damaged one."""
    ledger_bytes: bytes | None
    """The ledger's file as it is; None when there is none."""
    damage: Problem | None
    """What is wrong with that file."""
    decisions: tuple[Decision, ...]
    """The decisions that count, as they stand in their file."""
    contradictions: tuple[Clash, ...]
    """Those that say otherwise, of which nobody can tell which is the later."""
    moves: Moves
    """Where the notes that anything is remembered of have gone."""
    standing: StandingLinks
    """The links that stand in the notes; an entry that the ledger remembers belongs to the note that it meant."""
    decided: Answers
    """What people decided, as far as it holds today, on notes as they are called now."""
    said: Mapping[Link, Said]
    """The last decision on each link; one that a claim has no source is one against each that it has."""
    own_links: frozenset[Link]
    """The links that matching found and the tool wrote: right as they may be, they prove nothing about it."""

    def ensure_sound(self) -> None:
        """Raises UsageError when the ledger is damaged: what it remembers would be lost by writing another one."""
        if self.damage:
            raise UsageError(str(self.damage))

    @property
    def moved_decisions(self) -> Mapping[Decision, Decision]:
        """The decisions that follow a note's new path, as they were and as they are now."""
        now = {decision: _renamed(decision, self.moves) for decision in self.decisions}
        return {old: new for old, new in now.items() if old != new}


@dataclass(frozen=True, slots=True)
class Edits:
    """What people said by editing the link fields since the last run, and what they have yet to say."""

    stated: Mapping[Link, bool]
    """The links that they took out (False) or put in again (True)."""
    open_links: frozenset[Link]
    """The links of which nothing may be written: people took them out, or have to decide on them first."""
    asked: frozenset[Link] = frozenset()
    """Those of them that a person has to decide on."""
    waiting: frozenset[str] = frozenset()
    """The claims with a link that cannot be judged now: nobody can read the source, say, or it was gone just now."""


NO_EDITS = Edits({}, frozenset())


@dataclass(frozen=True, slots=True)
class Past:
    """All that is known of a vault's links before anything is scored."""

    record: Record
    edits: Edits
    named: tuple[Link, ...]
    """The links that claims' citations name to the letter."""
    settled: frozenset[str]
    """The claims that are not matched: all of their citations do so, or a link of theirs cannot be judged now, so that
    another source must not take its place."""
    pairs: Labels
    """What the file of known pairs says."""
    answers: Answers
    """What holds: what people decided, and what they said by editing the notes since the last run."""
    labels: Labels
    """All of this in one: the links that are right, those that are wrong, and the claims without a source."""

    @property
    def standing(self) -> StandingLinks:
        """The links that stand in the notes."""
        return self.record.standing


def read_record(root: Path, vault: Vault, link_fields: tuple[str, str], similar: SimilarFiles) -> Record:
    """A vault's folder, the vault, and what finds like files, to what runs and people left.

    Raises UsageError for a ledger or a file of decisions that cannot be read.
    """
    raw, found = ledger_file.load(root)
    ledger = ledger_file.by_fields(found, link_fields) if isinstance(found, Ledger) else Ledger()
    decisions, contradictions = _decisions(root)
    moves = _moves(root, vault, ledger, decisions, link_fields, similar)
    renamed = [_renamed(decision, moves) for decision in decisions]
    decided = answers_that_hold(renamed, Texts.of(vault, link_fields)) if renamed else NO_ANSWERS
    rows = ledger_file.moved(ledger, moves.heirs).links
    stand = links_of(vault, ties=entry_ties(rows, vault.by_path.keys(), moves.strangers))
    return Record(
        ledger=ledger,
        ledger_bytes=raw,
        damage=found if isinstance(found, Problem) else None,
        decisions=decisions,
        contradictions=contradictions,
        moves=moves,
        standing=stand,
        decided=decided,
        said=_said(decided, ledger, stand),
        # This user's state folder knows those that were written here, the ledger those that a `sync` wrote elsewhere.
        own_links=state.own_links(state_folder(root)) | {row.link for row in rows if row.score is not None},
    )


def merged(record: Record, edits: Edits, pairs: Labels, vault: Vault, link_fields: tuple[str, str]) -> Past:
    """What runs and people left, what people edited, the links that stand, and the known pairs, to what is known.

    Entries that stand are right, unless known pairs speak; these hold, unless people do.
    """
    answers = record.decided
    if edits.stated:
        stated = stated_decisions(record, edits, Texts.of(vault, link_fields), at="")
        yes = {link: decision for link, decision in answers.yes.items() if edits.stated.get(link, True)}
        no = {link: decision for link, decision in answers.no.items() if not edits.stated.get(link, False)}
        yes |= {link: stated[link] for link, right in edits.stated.items() if right}
        no |= {link: stated[link] for link, right in edits.stated.items() if not right}
        answers = replace(answers, yes=yes, no=no)
    refused = (pairs.no - answers.yes.keys()) | answers.no.keys()
    no_source = (pairs.no_source - {link.claim for link in answers.yes}) | answers.no_source.keys()
    named = tuple(Link(claim.path, path) for claim in vault.claims for path in claim.named)
    settled = {claim.path for claim in vault.claims if claim.named and not claim.loose} | edits.waiting
    if strays := [stray for stray in record.standing.strays if not stray.names]:
        out_of_reach = OutOfReach(vault)
        settled |= {stray.path for stray in strays if out_of_reach.named(stray.entry.text, stray.path)}
    # What the tool wrote itself, and what needs no matcher to be found, proves nothing about the matcher.
    stand = frozenset(record.standing.links).difference(record.own_links, named)
    right = (pairs.yes | stand | answers.yes.keys()) - refused
    labels = Labels(frozenset(link for link in right if link.claim not in no_source), refused, no_source)
    return Past(record, edits, named, frozenset(settled), pairs, answers, labels)


def stated_decisions(record: Record, edits: Edits, texts: Texts, *, at: str) -> Mapping[Link, Decision]:
    """What people said by editing the notes to decisions given at a time (UTC, as decisions carry it)."""
    if not edits.stated:
        return {}
    scores = {row.link: row.score for row in record.ledger.links}
    return {
        link: decision_on(
            *(link.claim, link.source, Answer.YES if right else Answer.NO, texts), by=BY, at=at, score=scores.get(link)
        )
        for link, right in edits.stated.items()
    }


def _decisions(root: Path) -> tuple[tuple[Decision, ...], tuple[Clash, ...]]:
    if not (root / PATH).exists():
        return (), ()
    # Here and not above: reading the file needs pydantic, which takes longer to import than a small vault to check.
    from codex_backfill.known.decision_file import load

    return merge(load(root))


def _moves(
    root: Path,
    vault: Vault,
    ledger: Ledger,
    decisions: Sequence[Decision],
    link_fields: tuple[str, str],
    similar: SimilarFiles,
) -> Moves:
    here = vault.by_path.keys()
    unreadable = {problem.path for problem in vault.problems}
    before = _seen(root, ledger, decisions, here)
    gone = {row.link.at(side) for row in ledger.links for side in row.gone}
    vanished = sorted(before.keys() - here - unreadable)
    if not vanished and not gone and not _changed(vault, before, link_fields):
        return NO_MOVES
    likely = similar(vanished, sorted(here - before.keys()))
    return find_moves(before.values(), identify_all(vault, link_fields), unreadable, likely, gone)


def _changed(vault: Vault, before: Mapping[str, Known], link_fields: tuple[str, str]) -> bool:
    """Whether more than one note says something else now, so that two could have swapped their names."""
    changed = 0
    for one in vault.notes:
        known = before.get(one.path)
        changed += known is not None and known.digest != digest(one.note, link_fields)
        if changed > 1:
            return True
    return False


def _seen(root: Path, ledger: Ledger, decisions: Sequence[Decision], here: Collection[str]) -> dict[str, Known]:
    """What every note that anything is remembered of was known by when it was last seen, by its path at that time."""
    seen: dict[str, Known] = {}
    for decision in decisions:
        if decision.source is not None:
            seen[decision.claim] = Known(decision.claim, decision.claim_digest)
            seen[decision.source] = Known(decision.source, decision.source_digest)
    # Decisions follow first: where a run died then, a note that they name is still new to the ledger.
    seen = {path: note for path, note in seen.items() if path not in here}
    gone = {row.link.at(side) for row in ledger.links for side in row.gone}
    linked = {note.path: Known(note.path, note.digest, note.ids) for note in ledger.notes}
    seen |= linked | {note.path: note for note in state.notes_seen(state_folder(root))}
    return seen | {path: note for path, note in linked.items() if path in gone}  # not what stands there since


def _renamed(decision: Decision, moves: Moves) -> Decision:
    source = decision.source and moves.now(decision.source)
    return replace(decision, claim=moves.now(decision.claim), source=source)


def _said(decided: Answers, ledger: Ledger, stand: StandingLinks) -> dict[Link, Said]:
    held = {*stand.links, *(row.link for row in ledger.links)} if decided.no_source else ()
    nowhere = {link: decided.no_source[link.claim] for link in held if link.claim in decided.no_source}
    return {
        link: Said(yes, decision.digest, decision.by == BY, decision.at)
        for yes, answers in ((False, nowhere), (True, decided.yes), (False, decided.no))
        for link, decision in answers.items()
    }
