"""What earlier runs and people left: links that were taken out, notes that moved, decisions, the tool's own links."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from codex_backfill.cli.reading import Reading
from codex_backfill.errors import UsageError
from codex_backfill.known import ledger as ledger_file
from codex_backfill.known.ledger import Ledger
from codex_backfill.known.renames import NO_MOVES, Known, Moves, find_moves, identify
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import Side
from codex_backfill.sync.reconcile import Reconciliation, Said, reconcile

if TYPE_CHECKING:
    from codex_backfill.known.decisions import Answers, Decision
    from codex_backfill.notes.names import Names
    from codex_backfill.notes.note import Claim, Source
    from codex_backfill.notes.standing_links import Link
    from codex_backfill.sync.findings import Finding

BY = "sync"
"""Who gave an answer that was read off the notes."""


class Recall(Reading):
    """The stages of a run that follows on others; nothing is written by any of them, anywhere."""

    @cached_property
    def ledger_bytes(self) -> bytes | None:
        """The ledger's file as it is; None when there is none."""
        try:
            return (self.root / ledger_file.PATH).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageError(f"{ledger_file.PATH}: cannot be read: {error.strerror}; nothing was written") from None

    @cached_property
    def ledger_or_damage(self) -> Ledger | Problem:
        """What the last run remembered, or what is wrong with it."""
        return Ledger() if self.ledger_bytes is None else ledger_file.parse(self.ledger_bytes)

    @cached_property
    def ledger(self) -> Ledger:
        """What the last run remembered; nothing when there is no ledger, or a damaged one."""
        found = self.ledger_or_damage
        return found if isinstance(found, Ledger) else Ledger()

    @property
    def may_be_empty(self) -> bool:
        """Whether an empty vault is for the brakes to judge, since it was not empty the last time."""
        return self.ledger.run is not None

    @cached_property
    def names(self) -> "Mapping[Side, Names]":
        """What the notes of each side are called."""
        return {Side.CLAIM: self.claim_names, Side.SOURCE: self.source_names}

    def digest(self, note: "Claim | Source") -> str:
        """A note to the digest of what it says apart from the link fields."""
        from codex_backfill.notes.digest import digest

        return digest(note.note, self.link_fields)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all notes."""
        claims, sources = self.vault.claims, self.vault.sources
        return frozenset(claim.path for claim in claims) | frozenset(source.path for source in sources)

    @cached_property
    def notes_now(self) -> tuple[Known, ...]:
        """What every note can be known by."""
        notes: list[Claim | Source] = [*self.vault.claims, *self.vault.sources]
        return tuple(identify(note, self.digest(note)) for note in notes)

    @cached_property
    def notes_before(self) -> tuple[Known, ...]:
        """What every note that anything is remembered of was known by when it was last seen."""
        from codex_backfill.disk.folders import state_folder
        from codex_backfill.known import notes_seen as marks

        seen: dict[str, Known] = {}
        for decision in self.decisions_file:
            if decision.source is not None:
                seen[decision.claim] = Known(decision.claim, decision.claim_digest)
                seen[decision.source] = Known(decision.source, decision.source_digest)
        # Decisions follow first: where a run died then, a note that they name is still new to the ledger.
        seen = {path: note for path, note in seen.items() if path not in self.paths}
        seen |= {note.path: Known(note.path, note.digest, note.ids) for note in self.ledger.notes}
        seen |= {note.path: note for note in marks.load(state_folder(self.root))}
        return tuple(seen.values())

    @cached_property
    def moves(self) -> Moves:
        """Where the notes that anything is remembered of have gone."""
        here, unreadable = self.paths, {problem.path for problem in self.vault.problems}
        known = {note.path for note in self.notes_before}
        vanished = sorted(known - here - unreadable)
        if not vanished:
            return NO_MOVES
        from codex_backfill.sync.repository import Repository

        similar = Repository(self.root).similar(vanished, sorted(here - known))
        return find_moves(self.notes_before, self.notes_now, unreadable, similar)

    @property
    def decisions(self) -> "tuple[Decision, ...]":
        """The decisions, on notes as they are called now."""
        return tuple(self._renamed(decision) for decision in self.decisions_file)

    def _renamed(self, decision: "Decision") -> "Decision":
        source = decision.source and self.moves.now(decision.source)
        return replace(decision, claim=self.moves.now(decision.claim), source=source)

    @cached_property
    def decided(self) -> "Answers":
        """What people decided, as far as it holds today."""
        from codex_backfill.known.decisions import NO_ANSWERS, Texts, standing

        if not self.decisions:
            return NO_ANSWERS
        return standing(self.decisions, Texts.of(self.vault, self.link_fields))

    @cached_property
    def said(self) -> "Mapping[Link, Said]":
        """The last decision on each link; one that a claim has no source is one against each that it has."""
        decided = self.decided
        held = {*self.standing.links, *(row.link for row in self.ledger.links)} if decided.no_source else ()
        nowhere = {link: decided.no_source[link.claim] for link in held if link.claim in decided.no_source}
        return {
            link: Said(yes, decision.at, decision.by == BY)
            for yes, answers in ((False, nowhere), (True, decided.yes), (False, decided.no))
            for link, decision in answers.items()
        }

    @cached_property
    def as_it_stands(self) -> Reconciliation:
        """What is to be done about the links that stand or stood, whatever matching finds."""
        return reconcile(self.ledger, self.moves, self.vault, self.names, said=self.said)

    @property
    def has_past(self) -> bool:
        """Whether anything is remembered of any link, so that it can have been taken out."""
        return bool(self.ledger.links or self.decisions_file)

    @cached_property
    def new_answers(self) -> "Mapping[Link, bool]":
        """What people say by taking entries out of the notes, or putting them in again: whether the link is right."""
        links = self.as_it_stands.links if self.has_past else ()
        return {one.link: one.outcome.answer == "yes" for one in links if one.outcome.answer}

    @cached_property
    def answers(self) -> "Answers":
        """What holds: what people decided, and what they said by editing the notes since the last run."""
        given, new = self.decided, self.new_answers
        if not new:
            return given
        stated = self.stated("")
        yes = {link: decision for link, decision in given.yes.items() if new.get(link, True)}
        no = {link: decision for link, decision in given.no.items() if not new.get(link, False)}
        yes |= {link: stated[link] for link, right in new.items() if right}
        no |= {link: stated[link] for link, right in new.items() if not right}
        return replace(given, yes=yes, no=no)

    def stated(self, at: str) -> "Mapping[Link, Decision]":
        """The new answers as decisions given at a time."""
        from codex_backfill.known.decisions import Answer, Texts, decide

        texts = Texts.of(self.vault, self.link_fields)
        scores = {row.link: row.score for row in self.ledger.links}
        return {
            link: decide(
                *(link.claim, link.source, Answer.YES if right else Answer.NO, texts),
                by=BY,
                at=at,
                score=scores.get(link),
            )
            for link, right in self.new_answers.items()
        }

    @cached_property
    def own_links(self) -> "frozenset[Link]":
        """The links that matching found and the tool wrote: right as they may be, they prove nothing about it.

        This user's state folder knows those that were written here, the ledger those that a `sync` wrote elsewhere.
        """
        from codex_backfill.disk.folders import state_folder
        from codex_backfill.known.own_links import load

        rows = ledger_file.moved(self.ledger, self.moves.heirs).links
        return load(state_folder(self.root)) | {row.link for row in rows if row.score is not None}

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """Everything that `check` names."""
        from codex_backfill.sync.findings import find

        damage = self.ledger_or_damage if isinstance(self.ledger_or_damage, Problem) else None
        return find(self.vault, self.standing, self.as_it_stands, self.moves, damage)
