"""Entries of link fields to the links that stand in a vault, by direction, and to those that name nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Entry, Source, Vault
from codex_backfill.settings import Settings


class Side(StrEnum):
    """One of the two notes that hold a link."""

    CLAIM = "claim"
    SOURCE = "source"

    @property
    def other(self) -> "Side":
        """The other end of the link."""
        return Side.SOURCE if self is Side.CLAIM else Side.CLAIM


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One claim and one source that belong together, by their paths."""

    claim: str
    source: str

    @classmethod
    def of(cls, side: Side, here: str, there: str) -> "Link":
        """The note that holds an entry on a side, and the note that it names, to the link."""
        return cls(here, there) if side is Side.CLAIM else cls(there, here)

    def at(self, side: Side) -> str:
        """The path of the note on a side."""
        return self.claim if side is Side.CLAIM else self.source


BOTH = frozenset(Side)
NEITHER: frozenset[Side] = frozenset()


@dataclass(frozen=True, slots=True)
class Stray:
    """An entry of the note at `path` that names no note (`names` is empty: dangling) or could name several."""

    path: str
    entry: Entry
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingLinks:
    """The links that stand in a vault; a link is whole when both directions hold it."""

    in_claims: dict[Link, Entry]
    """What the claims' `sourced_from` entries say."""
    in_sources: dict[Link, Entry]
    """What the sources' `claims_extracted` entries say."""
    strays: tuple[Stray, ...]
    claim_names: Names
    source_names: Names
    """What the notes that links can name are called."""

    @property
    def names(self) -> Mapping[Side, Names]:
        """What the notes of each side are called."""
        return {Side.CLAIM: self.claim_names, Side.SOURCE: self.source_names}

    @property
    def links(self) -> tuple[Link, ...]:
        """The links that stand in at least one direction, sorted."""
        return tuple(sorted({*self.in_claims, *self.in_sources}))


NO_TIES: Mapping[tuple[str, str], str | None] = {}


def links_of(
    vault: Vault,
    claim_names: Names | None = None,
    source_names: Names | None = None,
    ties: Mapping[tuple[str, str], str | None] = NO_TIES,
) -> StandingLinks:
    """A vault to the links that its link fields hold, by the names of its claims and of its sources.

    An entry of which it is known, by the path of its note and its text, that it belongs to a note, is that one's,
    whatever it would name; to None, that this note is gone: then the entry names nothing.
    """
    claim_names = claim_names or Names((claim.note for claim in vault.claims), vault.files)
    source_names = source_names or Names((source.note for source in vault.sources), vault.files)
    names = {Side.CLAIM: source_names, Side.SOURCE: claim_names}
    found: dict[Side, dict[Link, Entry]] = {side: {} for side in Side}
    strays: list[Stray] = []
    sides: dict[Side, tuple[Claim | Source, ...]] = {Side.CLAIM: vault.claims, Side.SOURCE: vault.sources}
    for side, notes in sides.items():
        for note in notes:
            for entry in note.entries:
                key = note.path, entry.text
                paths = tuple(filter(None, [ties[key]])) if key in ties else names[side].find(entry.text, note.path)
                if len(paths) == 1:
                    found[side].setdefault(Link.of(side, note.path, paths[0]), entry)
                else:
                    strays.append(Stray(note.path, entry, paths))
    return StandingLinks(found[Side.CLAIM], found[Side.SOURCE], tuple(strays), claim_names, source_names)


def fields_by_side(settings: Settings) -> dict[Side, str]:
    """Settings to the names of the two link fields, by the side on which they stand."""
    return dict(zip(Side, settings.link_fields, strict=True))
