"""A session that keeps a vault in order: what is to be done about every link, and what is remembered of it after."""

import hashlib
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from codex_backfill.cli.fast_path import program
from codex_backfill.cli.gate import shortfall
from codex_backfill.cli.reading import KNOWN_PAIRS
from codex_backfill.cli.session import Session
from codex_backfill.known.ledger import Ledger, Run
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import Side
from codex_backfill.sync.reconcile import Reconciliation, Said, reconcile
from codex_backfill.sync.three_way import Step

if TYPE_CHECKING:
    from codex_backfill.disk.cache import Cached
    from codex_backfill.known.decisions import Decision
    from codex_backfill.matching.matcher import Matching
    from codex_backfill.matching.remembering import RememberingMatcher
    from codex_backfill.notes.note import Vault
    from codex_backfill.sync.brakes import Brake, Limit, Stop
    from codex_backfill.sync.changes import Changes
    from codex_backfill.writing.write import Written


class Resync(Session):
    """The stages of `sync`; beside the user's cache, nothing is written by any of them."""

    def load_vault(self) -> "Vault":
        """Reads the vault; what was read before is not parsed again."""
        from codex_backfill.notes.parsed import Memory
        from codex_backfill.notes.vault import load

        cached = self._cached("notes")
        memory = Memory(cached.value)
        vault = load(self.root, self.settings, self.reading_progress, memory)
        cached.keep(memory.rows)
        return vault

    @cached_property
    def matcher(self) -> "RememberingMatcher":
        """What matches single claims; what was matched before is not matched again."""
        from codex_backfill.matching.remembering import RememberingMatcher

        return RememberingMatcher(self.vault, self.labels, self.settings.match, self._matches.value)

    @cached_property
    def matching(self) -> "Matching":
        """The matches of all claims that have no link yet, and the self-check that goes with them."""
        found = super().matching
        self._matches.keep(self.matcher.rows(found))
        return found

    @cached_property
    def _matches(self) -> "Cached":
        return self._cached("matches")

    def _cached(self, what: str) -> "Cached":
        from codex_backfill.disk.cache import Cached
        from codex_backfill.disk.folders import cache_folder

        return Cached(str(cache_folder(self.root) / f"{what}.json"), program())

    @property
    def note_folders(self) -> tuple[str, ...]:
        """The folders that the notes are in."""
        return (*self.settings.claims.folders, *self.settings.sources.folders)

    @property
    def read_beside_notes(self) -> tuple[str, ...]:
        """The other files that make a difference to this run."""
        from codex_backfill.disk.folders import state_folder
        from codex_backfill.settings import FILE_NAME

        known = self.run.known_pairs or self.root / KNOWN_PAIRS
        config = self.run.config or self.root / FILE_NAME
        return str(self.run.vault.absolute()), str(known), str(config), str(state_folder(self.root) / "own-links.json")

    @property
    def moved_decisions(self) -> "Mapping[Decision, Decision]":
        """The decisions that follow a note's new path, as they were and as they are now."""
        return {old: new for old, new in zip(self.decisions_file, self.decisions, strict=True) if old != new}

    @cached_property
    def reconciliation(self) -> Reconciliation:
        """What is done about every link."""
        wanted = {planned.link for planned in self.planned_links}
        return reconcile(self.ledger, self.moves, self.vault, self.names, wanted=wanted, said=self.said)

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

        short = "\n".join(shortfall(self)) if self.changes.files else ""
        figures = brakes.Figures(
            now=self.figures_now,
            before=self.ledger.run,
            changed=len(self.changes.files),
            removed=sum(one.outcome.step is Step.WITHDRAW for one in self.reconciliation.links),
            remembered=len(self.ledger.links),
            self_check=short or None,
        )
        return brakes.stops(figures, max_changes, max_removals, forced)

    def remember_notes(self) -> None:
        """Keeps in mind what every note can be known by, should it be called something else the next time."""
        import contextlib

        from codex_backfill.disk.folders import state_folder
        from codex_backfill.known import notes_seen as marks

        if self.notes_now != marks.load(state_folder(self.root)):
            with contextlib.suppress(OSError):  # the ledger and git find most of them, too
                marks.save(state_folder(self.root), self.notes_now)

    def remembered(self, written: "Written", at: str) -> Ledger:
        """The new ledger, after what was written, with answers given at a time."""
        from codex_backfill.sync.changes import with_entries_of
        from codex_backfill.sync.next_ledger import Done, remember

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
                own=self.own_links,
            ),
            said=said,
            digest=self.digest,
            run=self.figures_now,
        )


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
