"""Ledger and vault to one case per link, its outcome, and the entries that have to follow a note's new name."""

import posixpath
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from codex_backfill.known.decisions import Said
from codex_backfill.known.ledger import Ledger, LinkRow, moved
from codex_backfill.known.renames import NO_MOVES, Moves
from codex_backfill.known.ties import Ties, entry_ties
from codex_backfill.notes.names import Names, unwrap, words
from codex_backfill.notes.note import Claim, Entry, Note, Source, Vault
from codex_backfill.notes.standing_links import NEITHER, Link, Side
from codex_backfill.sync.three_way import Case, End, Outcome, Step, outcome_of


@dataclass(frozen=True, slots=True)
class Decided:
    """One link with what is known of it, what is done about it, and its row in the ledger under its present paths."""

    link: Link
    case: Case
    outcome: Outcome
    row: LinkRow | None
    gone: tuple[Side, ...] = ()
    """The ends whose notes are gone, with no note that they could have become."""

    @property
    def waits_for_a_note(self) -> bool:
        """Whether nothing is done because an end cannot be judged yet; not for a note that stays away."""
        away = {side for side in Side if self.case.end(side) is End.LOST and side in self.case.gone}
        return self.outcome.step is Step.WAIT and not away


@dataclass(frozen=True, slots=True)
class Outdated:
    """An entry that named a note by a title or path which it no longer has; it is to name that note again."""

    link: Link
    side: Side
    entry: Entry
    old: str
    """The named note's path when the entry last named it."""

    @property
    def path(self) -> str:
        """The note that holds the entry."""
        return self.link.at(self.side)

    @property
    def named(self) -> str:
        """The note that the entry is to name."""
        return self.link.at(self.side.other)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every link that the ledger remembers, that stands, or that is wanted, sorted; and what has to be respelled."""

    links: tuple[Decided, ...]
    outdated: tuple[Outdated, ...]
    moves: Moves = NO_MOVES
    """Where the notes went that this is about."""
    ties: Ties = field(default_factory=dict)
    """What the entries belong to that the ledger remembers."""


class _Vault:
    """A vault and what its names lead to, seen from either side of a link."""

    def __init__(
        self, vault: Vault, names: Mapping[Side, Names], rows: Iterable[LinkRow], moves: Moves = NO_MOVES
    ) -> None:
        self.notes: dict[Side, Mapping[str, Claim | Source]] = {
            Side.CLAIM: {claim.path: claim for claim in vault.claims},
            Side.SOURCE: {source.path: source for source in vault.sources},
        }
        there = {**self.notes[Side.CLAIM], **self.notes[Side.SOURCE]}
        self._names, self.moves = names, moves
        self.ties = entry_ties(rows, there, moves.strangers)
        self._before = {heir: old for old, heir in moves.heirs.items()}
        self._moved = _by_old_name(moves.heirs)
        self._problems = frozenset(problem.path for problem in vault.problems)

    def unreadable(self, path: str) -> bool:
        """Whether a note, or a folder that it lies in, is there but cannot be read."""
        return not self._problems.isdisjoint([path, *map(str, PurePosixPath(path).parents)])

    def before(self, path: str) -> str:
        """Where a note was when it was last seen."""
        return self._before.get(path, path)

    def named(self, side: Side, path: str, text: str) -> str | None:
        """The one note on the other side that an entry of a note on this side belongs to: by the ledger, or by its
        text, be it by an old path or file name."""
        if (path, text) in self.ties:
            return self.ties[path, text]
        found = self.paths(side, path, text)
        heir = None if found else self._moved.get(unwrap(text).removesuffix(".md"))
        return found[0] if len(found) == 1 else heir if heir in self.notes[side.other] else None

    def paths(self, side: Side, path: str, text: str) -> tuple[str, ...]:
        """The notes that an entry of a note can name by its text, as they are called now."""
        return self._names[side.other].find(text, path)

    def is_outdated(self, side: Side, path: str, text: str, other: str, *, ours: bool) -> bool:
        """Whether an entry that belongs to a note no longer names it, or no longer to the letter since it moved.

        What a person wrote stays as it is as long as it can still name the note.
        """
        found = self.paths(side, path, text)
        if other not in found or (ours and len(found) > 1):
            return True
        return other in self._before and not _names_file(
            text, self.notes[side.other][other].note, self._before[other], path
        )


def _names_file(text: str, note: Note, before: str, here: str) -> bool:
    """Whether an entry that names a moved note does not do so by the path or the file name that it had before."""
    name, path = _bare(unwrap(text)), _bare(note.path)
    if "/" in name:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(here), name))
        return path == beside or f"/{path}".endswith(f"/{name.lstrip('/')}")
    stem, was = path.rpartition("/")[2], _bare(before).rpartition("/")[2]
    return name == stem or words(name) != words(was) or words(name) == words(note.title)


def _bare(path: str) -> str:
    return unicodedata.normalize("NFC", path[:-3] if path.lower().endswith(".md") else path)


def _by_old_name(heirs: Mapping[str, str]) -> dict[str, str]:
    """Old paths with the new ones to the new ones by old path and by old file name, where only one note had it."""
    names = [(name, new) for old, new in heirs.items() for name in (old[:-3], PurePosixPath(old).stem)]
    uses = Counter(name for name, _ in set(names))
    return {name: new for name, new in names if uses[name] == 1}


def reconcile(
    ledger: Ledger,
    moves: Moves,
    vault: Vault,
    names: Mapping[Side, Names],
    *,
    wanted: Collection[Link] = (),
    said: Mapping[Link, Said] | None = None,
) -> Reconciliation:
    """The ledger, where its notes have gone, the vault with the names of the notes of each side, the links that are
    wanted by matching or by a person, and what people decided, to what is done about every link."""
    rows = {row.link: row for row in moved(ledger, moves.heirs).links}
    here = _Vault(vault, names, rows.values(), moves)
    said = said or {}
    held = _held(here)
    links: list[Decided] = []
    outdated: list[Outdated] = []
    for link in sorted({*rows, *wanted, *(link for _, link in held)}):
        row = rows.get(link)
        answer = said.get(link)
        ends = {}
        for side in Side:
            ends[side], entry = _end(here, side, link, row, held.get((side, link), []))
            if entry:
                outdated.append(Outdated(link, side, entry, here.before(link.at(side.other))))
        case = Case(
            claim=ends[Side.CLAIM],
            source=ends[Side.SOURCE],
            remembered=row.ends if row else None,
            wanted=link in wanted,
            answer=("yes" if answer.yes else "no") if answer else None,
            inferred=answer.inferred if answer else False,
            fresh=bool(answer and row and row.answered not in (answer.digest, answer.at or answer.digest)),
            disputed=bool(row and row.disputed),
            rewritten=any(here.before(path) in moves.rewritten for path in (link.claim, link.source)),
            undone=bool(row and row.undone),
            wrote=frozenset(row.wrote) if row else NEITHER,
            gone=frozenset(row.gone) if row else NEITHER,
        )
        gone = tuple(side for side in Side if ends[side] is End.LOST and link.at(side) not in moves.unclear)
        links.append(Decided(link, case, outcome_of(case), row, gone))
    return Reconciliation(tuple(links), tuple(outdated), moves, here.ties)


def entries_by_link(
    vault: Vault, names: Mapping[Side, Names], found: Reconciliation
) -> dict[tuple[Side, Link], list[Entry]]:
    """A vault with the names of the notes of each side, and what was found out about its links, to the entries that
    stand, by the side and the link that they stand for."""
    return _held(_Vault(vault, names, [decided.row for decided in found.links if decided.row], found.moves))


def _held(here: _Vault) -> dict[tuple[Side, Link], list[Entry]]:
    """The entries that stand, by the side and the link that they stand for."""
    held: dict[tuple[Side, Link], list[Entry]] = {}
    for side in Side:
        for path, note in here.notes[side].items():
            for entry in note.entries:
                other = here.named(side, path, entry.text)
                if other is not None:
                    held.setdefault((side, Link.of(side, path, other)), []).append(entry)
    return held


def _end(here: _Vault, side: Side, link: Link, row: LinkRow | None, found: list[Entry]) -> tuple[End, Entry | None]:
    """How one end of a link stands, and its entry when that has to follow the other note's new name."""
    path, other = link.at(side), link.at(side.other)
    if here.unreadable(path):
        return End.UNREADABLE, None
    if path not in here.notes[side] or (row and path in here.moves.strangers):
        return End.LOST, None
    text = row.entry(side) if row else None
    ours = End.OWN if row and side in row.wrote else End.THEIRS
    if found:
        kept = ours if all(entry.text == text for entry in found) else End.THEIRS
        is_ours = kept is End.OWN
        old = next((one for one in found if here.is_outdated(side, path, one.text, other, ours=is_ours)), None)
        return kept, old
    is_left = any(entry.text == text for entry in here.notes[side][path].entries)
    return (End.BLURRED if is_left else End.GONE), None
