"""Accepted links to a plan: every edit of every file, computed and proved before the first one is written."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from codex_backfill.editing.edit import Addition, Edit, Proved
from codex_backfill.editing.field import add
from codex_backfill.editing.spelling import missing
from codex_backfill.matching.result import Match
from codex_backfill.notes.compact import MANY, pack, unpack
from codex_backfill.notes.note import Note, Problem, Vault
from codex_backfill.notes.standing_links import Link, StandingLinks
from codex_backfill.settings import Settings
from codex_backfill.terminal.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class PlannedLink:
    """A link that will be written: where it comes from (`known`, `decision`, `standing`, `named`, `matched`) and, when
    it was matched, the match that says why."""

    link: Link
    origin: str
    match: Match | None = None

    @property
    def score(self) -> float | None:
        """What the matcher gave the link, in natural-log odds; None when it was not matched."""
        candidates = self.match.candidates if self.match else ()
        return next((candidate.score for candidate in candidates if candidate.source == self.link.source), None)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One note that will change: its bytes before and after, the edits between them, and the links that they make."""

    path: str
    before: bytes
    after: bytes
    edits: tuple[Edit, ...]
    addition: Addition
    links: tuple[Link, ...]

    @property
    def sha256(self) -> str:
        """The digest of the bytes before."""
        return hashlib.sha256(self.before).hexdigest()

    @property
    def sha256_after(self) -> str:
        """The digest of the bytes after."""
        return hashlib.sha256(self.after).hexdigest()


class PackedFile(PlannedFile):
    """A note that will change, both texts held packed until they are asked for: one of many."""

    __slots__ = ("_after", "_before")
    _before: bytes
    _after: bytes

    @property
    def before(self) -> bytes:
        """Its bytes as they are."""
        return unpack(self._before)

    @before.setter
    def before(self, raw: bytes) -> None:
        object.__setattr__(self, "_before", pack(raw))

    @property
    def after(self) -> bytes:
        """Its bytes as they will be."""
        return unpack(self._after, self.before)

    @after.setter
    def after(self, raw: bytes) -> None:
        object.__setattr__(self, "_after", pack(raw, self.before))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run would write, sorted by path, and the links and files that had to be refused."""

    links: tuple[PlannedLink, ...]
    files: tuple[PlannedFile, ...]
    refused: tuple[PlannedLink, ...]
    problems: tuple[Problem, ...]

    def landed(self, written: Collection[str]) -> "Plan":
        """The part of it that is in the vault now, given the paths that were written."""
        left = {file.path for file in self.files} - set(written)
        links = tuple(one for one in self.links if not {one.link.claim, one.link.source} & left)
        return replace(self, links=links, files=tuple(file for file in self.files if file.path not in left))


def make_plan(
    wanted: Sequence[PlannedLink],
    vault: Vault,
    standing: StandingLinks,
    settings: Settings,
    read: Callable[[str], bytes | Problem],
    progress: Progress = silent,
) -> Plan:
    """Links in the order they are to be written to a plan; `read` gives a note's bytes.

    A link is planned in both notes or in neither: one that cannot be written at one end is refused at the other.
    """
    notes = vault.by_path
    broken = {problem.path: problem for problem in vault.problems}
    refusals: dict[str, Problem] = {}
    files: dict[Addition, PlannedFile] = {}
    links = [link for link in wanted if link.link.claim in notes and link.link.source in notes]
    while True:
        needs = missing([planned.link for planned in links], vault, standing, settings)
        as_file = PackedFile if len(needs) > MANY else PlannedFile
        for need in progress(needs, "planning", "notes"):
            path = need.addition.path
            if need.addition in files or path in refusals:
                continue
            raw = broken.get(path) or read_unchanged(read, notes[path].note)
            proved = raw if isinstance(raw, Problem) else add(raw, need.addition)
            if isinstance(raw, bytes) and isinstance(proved, Proved):
                file = as_file(path, raw, proved.after, proved.edits, need.addition, need.links)
                files[need.addition] = file
            elif isinstance(proved, Problem):
                refusals[path] = proved
        dropped = {link for need in needs if need.addition.path in refusals for link in need.links}
        if not dropped:
            break
        links = [planned for planned in links if planned.link not in dropped]
    kept = {planned.link for planned in links}
    whole = standing.in_claims.keys() & standing.in_sources.keys()
    return Plan(
        links=tuple(planned for planned in links if planned.link not in whole),
        files=tuple(sorted((files[need.addition] for need in needs), key=lambda file: file.path)),
        refused=tuple(planned for planned in wanted if planned.link not in kept),
        problems=tuple(sorted(refusals.values())),
    )


def read_unchanged(read: Callable[[str], bytes | Problem], note: Note) -> bytes | Problem:
    """A note as it was read for the vault, and what gives its bytes, to these, if they are the same still."""
    raw = read(note.path)
    if isinstance(raw, bytes) and hashlib.sha256(raw).hexdigest() != note.sha256:
        return Problem(note.path, 1, 1, "changed while the vault was being read")
    return raw
