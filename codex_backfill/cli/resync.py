"""A session that remembers: what the last run left, what has happened since, and what is to be done about it."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from codex_backfill.cli.quick import program
from codex_backfill.cli.session import KNOWN_PAIRS, Session
from codex_backfill.errors import Brake as Braked
from codex_backfill.errors import UsageError
from codex_backfill.notes.note import Problem
from codex_backfill.sync import ledger as ledger_file
from codex_backfill.sync.cases import Reconciliation, Said, reconcile
from codex_backfill.sync.ledger import Ledger, Run
from codex_backfill.sync.reconcile import Side, Step
from codex_backfill.sync.renames import NO_MOVES, Known, Moves, find_moves, identify

if TYPE_CHECKING:
    from codex_backfill.editing.files import Written
    from codex_backfill.notes.links import Link
    from codex_backfill.notes.names import Names
    from codex_backfill.notes.note import Claim, Source, Vault
    from codex_backfill.review.decisions import Answers, Decision
    from codex_backfill.sync.brakes import Brake, Limit, Stop
    from codex_backfill.sync.changes import Changes
    from codex_backfill.sync.findings import Finding

BY = "sync"
"""Who gave an answer that was read off the notes."""


class Resync(Session):
    """The stages of a run that follows on others; nothing is written by any of them."""

    def load_vault(self) -> "Vault":
        """Reads the vault; what was read before is not parsed again."""
        import contextlib

        from codex_backfill.notes.reading import Memory
        from codex_backfill.notes.vault import load
        from codex_backfill.state import cache_folder
        from codex_backfill.sync import cache

        path, key = str(cache_folder(self.root) / "notes.json"), program()
        before = cache.load(path, key) or {}
        memory = Memory(before)
        vault = load(self.root, self.settings, self.reading_progress, memory)
        if memory.rows != before:
            with contextlib.suppress(OSError):  # without a cache the next run only takes longer
                cache.save(path, key, memory.rows)
        return vault

    @property
    def note_folders(self) -> tuple[str, ...]:
        """The folders that the notes are in."""
        return (*self.settings.claims.folders, *self.settings.sources.folders)

    @property
    def read_beside_notes(self) -> tuple[str, ...]:
        """The other files that make a difference to this run."""
        from codex_backfill.settings import FILE_NAME
        from codex_backfill.state import state_folder

        known = self.run.known_pairs or self.root / KNOWN_PAIRS
        config = self.run.config or self.root / FILE_NAME
        return str(self.run.vault.absolute()), str(known), str(config), str(state_folder(self.root) / "own-links.json")

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
    def notes_now(self) -> tuple[Known, ...]:
        """What every note can be known by."""
        notes: list[Claim | Source] = [*self.vault.claims, *self.vault.sources]
        return tuple(identify(note, self.digest(note)) for note in notes)

    @cached_property
    def notes_before(self) -> tuple[Known, ...]:
        """What every note that anything is remembered of was known by when it was last seen."""
        from codex_backfill.state import state_folder
        from codex_backfill.sync import marks

        here = {note.path for note in self.notes_now}
        seen: dict[str, Known] = {}
        for decision in self.decisions_file:
            if decision.source is not None:
                seen[decision.claim] = Known(decision.claim, decision.claim_digest)
                seen[decision.source] = Known(decision.source, decision.source_digest)
        # Decisions follow first: where a run died then, a note that they name is still new to the ledger.
        seen = {path: note for path, note in seen.items() if path not in here}
        seen |= {note.path: Known(note.path, note.digest, note.ids) for note in self.ledger.notes}
        seen |= {note.path: note for note in marks.load(state_folder(self.root))}
        return tuple(seen.values())

    @cached_property
    def moves(self) -> Moves:
        """Where the notes that anything is remembered of have gone."""
        here = {note.path for note in self.notes_now}
        unreadable = {problem.path for problem in self.vault.problems}
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

    @property
    def moved_decisions(self) -> "Mapping[Decision, Decision]":
        """The decisions that follow a note's new path, as they were and as they are now."""
        return {old: new for old, new in zip(self.decisions_file, self.decisions, strict=True) if old != new}

    @cached_property
    def said(self) -> "Mapping[Link, Said]":
        """The last decision on each link."""
        given = [(True, self.decided.yes), (False, self.decided.no)]
        return {
            link: Said(yes, decision.at, decision.by == BY)
            for yes, answers in given
            for link, decision in answers.items()
        }

    @cached_property
    def new_answers(self) -> "Mapping[Link, bool]":
        """What people say by taking entries out of the notes, or putting them in again: whether the link is right."""
        links = self.as_it_stands.links
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
        from codex_backfill.review.decisions import Answer, Texts, decide

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
        """The links that matching found and the tool wrote, here or, as the ledger says, elsewhere."""
        rows = ledger_file.moved(self.ledger, self.moves.heirs).links
        return super().own_links | {row.link for row in rows if row.score is not None}

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """What is done about every link."""
        wanted = {planned.link for planned in self.planned_links}
        return reconcile(self.ledger, self.moves, self.vault, self.names, wanted=wanted, said=self.said)

    @cached_property
    def as_it_stands(self) -> Reconciliation:
        """The same without matching: what is to be done about the links that stand or stood."""
        return reconcile(self.ledger, self.moves, self.vault, self.names, said=self.said)

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """Everything that `check` names."""
        from codex_backfill.sync.findings import find

        damage = self.ledger_or_damage if isinstance(self.ledger_or_damage, Problem) else None
        return find(self.vault, self.standing, self.as_it_stands, self.moves, damage)

    @cached_property
    def changes(self) -> "Changes":
        """Every file that has to change, proved."""
        from codex_backfill.notes.files import read_bytes
        from codex_backfill.sync.changes import make_changes

        return make_changes(
            self.reconciliation,
            self.planned_links,
            self.vault,
            self.names,
            settings=self.settings,
            read=lambda path: read_bytes(self.root, path),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be read or edited, sorted."""
        return tuple(sorted({*self.vault.problems, *self.changes.problems}))

    @cached_property
    def figures_now(self) -> Run:
        """What the brakes of the next run compare with."""
        from codex_backfill.matching.learn import DEFAULTS

        matched = {planned.link for planned in self.planned_links if planned.origin == "matched"}
        matched |= self.own_links & frozenset(self.standing.links)
        match = self.settings.match
        weights = repr((DEFAULTS, sorted(match.weights.items()), match.threshold, match.gap))
        return Run(
            claims=len(self.vault.claims),
            sources=len(self.vault.sources),
            accepted=len({link.claim for link in matched}),
            settings=_short(repr((self.settings.claims, self.settings.sources))),
            weights=_short(weights),
        )

    @cached_property
    def plan_name(self) -> str:
        """What the ledger calls the plan that wrote an entry: a digest of what it makes of which files."""
        digests = [(file.path, hashlib.sha256(file.after or b"").hexdigest()) for file in self.changes.files]
        return _short(repr(digests))[:8]

    def stops(
        self, max_changes: "Limit | None", max_removals: "Limit | None", forced: "Collection[Brake]"
    ) -> "tuple[Stop, ...]":
        """The brakes that hold."""
        from codex_backfill.sync import brakes

        short = None
        if self.changes.files:
            try:
                self.gate()
            except Braked as error:
                short = str(error).replace("; nothing was written", "")
        figures = brakes.Figures(
            now=self.figures_now,
            before=self.ledger.run,
            changed=len(self.changes.files),
            removed=sum(one.outcome.step is Step.WITHDRAW for one in self.reconciliation.links),
            remembered=len(self.ledger.links),
            self_check=short,
        )
        return brakes.stops(figures, max_changes, max_removals, forced)

    def remember_notes(self) -> None:
        """Keeps in mind what every note can be known by, should it be called something else the next time."""
        import contextlib

        from codex_backfill.state import state_folder
        from codex_backfill.sync import marks

        if self.notes_now != marks.load(state_folder(self.root)):
            with contextlib.suppress(OSError):  # the ledger and git find most of them, too
                marks.save(state_folder(self.root), self.notes_now)

    def remembered(self, written: "Written", at: str) -> Ledger:
        """The new ledger, after what was written, with answers given at a time."""
        from codex_backfill.sync.changes import with_entries_of
        from codex_backfill.sync.memory import Done, remember

        paths = frozenset(written.written)
        made = {change.path: change.after for change in self.changes.files if change.after is not None}
        after = with_entries_of(self.vault, {path: made[path] for path in paths if path in made}, self.settings)
        failed = made.keys() - paths
        undone = {link for link in self.changes.links if {link.claim, link.source} & failed} | self.changes.refused
        added = {
            (Side.CLAIM if file.path == link.claim else Side.SOURCE, link)
            for file in self.changes.plan.files
            for link in file.links
            if file.path in paths
        }
        scores = {
            planned.link: next(c.score for c in planned.match.candidates if c.source == planned.link.source)
            for planned in self.changes.plan.links
            if planned.match
        }
        said = {link: one for link, one in self.said.items() if link not in self.new_answers}
        said |= {link: Said(right, at, inferred=True) for link, right in self.new_answers.items()}
        return remember(
            self.ledger,
            self.reconciliation,
            after,
            self.names,
            done=Done(
                plan=self.plan_name,
                added=frozenset(added),
                mended=self.changes.mends,
                undone=frozenset(undone),
                scores={link: round(score, 3) for link, score in scores.items()},
                own=super().own_links,
            ),
            said=said,
            digest=self.digest,
            run=self.figures_now,
        )


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
