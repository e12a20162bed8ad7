"""Ledger and vault to one case per link, its outcome, and the entries that have to follow a note's new name."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from codex_backfill.known.decisions import Said
from codex_backfill.known.ledger import Ledger, LinkRow, moved
from codex_backfill.known.renames import Moves
from codex_backfill.notes.names import Names, unwrap
from codex_backfill.notes.note import Claim, Entry, Source, Vault
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.sync.three_way import Case, End, Outcome, decide


@dataclass(frozen=True, slots=True)
class Decided:
    """One link with what is known of it, what is done about it, and its row in the ledger under its present paths."""

    link: Link
    case: Case
    outcome: Outcome
    row: LinkRow | None


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
        return at(self.link, self.side)

    @property
    def named(self) -> str:
        """The note that the entry is to name."""
        return at(self.link, self.side.other)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every link that the ledger remembers, that stands, or that is wanted, sorted; and what has to be respelled."""

    links: tuple[Decided, ...]
    outdated: tuple[Outdated, ...]


class _Vault:
    """A vault and what its names lead to, seen from either side of a link."""

    def __init__(self, vault: Vault, names: Mapping[Side, Names], heirs: Mapping[str, str] | None = None) -> None:
        self.notes: dict[Side, Mapping[str, Claim | Source]] = {
            Side.CLAIM: {claim.path: claim for claim in vault.claims},
            Side.SOURCE: {source.path: source for source in vault.sources},
        }
        self._names = names
        self._moved = _by_old_name(heirs or {})
        self._problems = frozenset(problem.path for problem in vault.problems)

    def unreadable(self, path: str) -> bool:
        """Whether a note, or a folder that it lies in, is there but cannot be read."""
        return not self._problems.isdisjoint([path, *map(str, PurePosixPath(path).parents)])

    def named(self, side: Side, text: str) -> str | None:
        """The one note on the other side that an entry of this side names, be it by an old path or file name."""
        found = self.paths(side, text)
        heir = None if found else self._moved.get(unwrap(text).removesuffix(".md"))
        return found[0] if len(found) == 1 else heir if heir in self.notes[side.other] else None

    def paths(self, side: Side, text: str) -> tuple[str, ...]:
        """The notes that an entry can name as they are called now."""
        return self._names[side.other].find(text)


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
    before = {heir: old for old, heir in moves.heirs.items()}
    here = _Vault(vault, names, moves.heirs)
    said = said or {}
    held = _held(here, rows.values())
    links: list[Decided] = []
    outdated: list[Outdated] = []
    for link in sorted({*rows, *wanted, *(link for _, link in held)}):
        row = rows.get(link)
        answer = said.get(link)
        ends = {}
        for side in Side:
            ends[side], entry = _end(here, side, link, row, held.get((side, link), []))
            if entry:
                other = at(link, side.other)
                outdated.append(Outdated(link, side, entry, before.get(other, other)))
        case = Case(
            claim=ends[Side.CLAIM],
            source=ends[Side.SOURCE],
            remembered=row.ends if row else None,
            wanted=link in wanted,
            answer=("yes" if answer.yes else "no") if answer else None,
            inferred=answer.inferred if answer else False,
            fresh=bool(answer and row and answer.at != row.answered),
            disputed=bool(row and row.disputed),
            rewritten=any(before.get(path) in moves.rewritten for path in (link.claim, link.source)),
        )
        links.append(Decided(link, case, decide(case), row))
    return Reconciliation(tuple(links), tuple(outdated))


def at(link: Link, side: Side) -> str:
    """A link and a side to the path of the note on that side."""
    return link.claim if side is Side.CLAIM else link.source


def _pair(side: Side, here: str, there: str) -> Link:
    return Link(here, there) if side is Side.CLAIM else Link(there, here)


def entries_by_link(
    vault: Vault, names: Mapping[Side, Names], rows: Iterable[LinkRow]
) -> dict[tuple[Side, Link], list[Entry]]:
    """A vault with the names of the notes of each side, and the rows remembered, to the entries that stand, by the side
    and the link that they stand for."""
    return _held(_Vault(vault, names), rows)


def _held(here: _Vault, rows: Iterable[LinkRow]) -> dict[tuple[Side, Link], list[Entry]]:
    """The entries that stand, by the side and the link that they stand for."""
    remembered = {(side, at(row.link, side), row.entry(side)): row.link for row in rows for side in row.ends}
    held: dict[tuple[Side, Link], list[Entry]] = {}
    for side in Side:
        for path, note in here.notes[side].items():
            for entry in note.entries:
                other = here.named(side, entry.text)
                if other is None:
                    continue
                link = _pair(side, path, other)
                meant = remembered.get((side, path, entry.text), link)
                if meant != link and at(meant, side.other) in here.notes[side.other]:
                    continue  # another note took the name; whoever wrote the entry did not mean that one
                held.setdefault((side, link), []).append(entry)
    return held


def _end(here: _Vault, side: Side, link: Link, row: LinkRow | None, found: list[Entry]) -> tuple[End, Entry | None]:
    """How one end of a link stands, and its entry when that has to follow the other note's new name."""
    path = at(link, side)
    if here.unreadable(path):
        return End.UNREADABLE, None
    if path not in here.notes[side]:
        return End.LOST, None
    text = row.entry(side) if row else None
    ours = End.OWN if row and side in row.wrote else End.THEIRS
    if found:
        old = next((entry for entry in found if not here.paths(side, entry.text)), None)
        return (ours if all(entry.text == text for entry in found) else End.THEIRS), old
    left = [entry for entry in here.notes[side][path].entries if entry.text == text]
    if not left:
        return End.GONE, None
    names = here.paths(side, left[0].text)
    if at(link, side.other) in here.notes[side.other]:
        return (End.BLURRED, None) if names else (ours, left[0])
    return (End.GONE if len(names) == 1 else End.BLURRED), None
