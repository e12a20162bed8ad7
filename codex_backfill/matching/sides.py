"""A claim, its citations, and a source, each as comparisons look at it."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from codex_backfill.citations.identifier_kind import Identifier
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.citations.series import Part
from codex_backfill.matching.vector import PackedVector, Vector, unpacked


@dataclass(frozen=True, slots=True, eq=False)
class CitedWork:
    """One citation of a claim, as comparisons look at it."""

    text: str
    """Its words, folded, joined by single blanks."""
    words: Mapping[int, None]
    """Its words, each once, in order."""
    titles: tuple[str, ...]
    """Readings of its title, best first, as `text` is."""
    title_words: tuple[int, ...]
    """The words of the best of these readings."""
    people: frozenset[str]
    """Surnames of the persons among its authors, folded."""
    organisations: frozenset[str]
    """The organisations among its authors, folded, in full and in initials."""
    dates: tuple[PartialDate, ...]
    identifiers: frozenset[Identifier]
    numbers: frozenset[str]
    tokens: tuple[str, ...]
    """All its words in order, folded, without its dates and the number that it has in a list."""
    parts: frozenset[Part]
    """What it counts: `Part II`, `2nd edition`."""
    about: frozenset[str]
    """What it names itself of another work."""
    venue: tuple[str, ...]
    volume: str
    pages: tuple[str, ...]
    """As a source's are, as far as they could be read."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimSide:
    """A claim as comparisons look at it."""

    path: str
    works: tuple[CitedWork, ...]
    cited: Vector
    """All words of its citations."""
    topic: Vector
    """The words of its title and description."""
    text: Vector
    """The words of its title, description and own text."""
    linked: frozenset[str]
    """File names that wikilinks in its own text name, folded."""
    added: frozenset[str]
    """File names that only the rest of its text names, folded."""
    domains: tuple[str, ...]
    created: int | None
    """A day's number (`date.toordinal`)."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceSide:
    """A source as comparisons look at it."""

    path: str
    name: str
    """The file name, folded, as identifiers of kind `file` spell it."""
    undated: str
    """The same without the date that it begins with; with it where little is left."""
    title: str
    """The words of the title, folded, joined by single blanks."""
    title_words: tuple[int, ...]
    author_words: tuple[int, ...]
    people: frozenset[str]
    """Surnames of the persons among its authors, folded."""
    organisations: frozenset[str]
    """The organisations among its authors, folded, in full and in initials."""
    head: Vector
    """The words of title, author and file name."""
    packed: "PackedVector"
    """The words of head, tags and body, see `text`."""
    dates: tuple[PartialDate, ...]
    """The one it gives, and the one that its file name starts with."""
    identifiers: frozenset[Identifier]
    domains: tuple[str, ...]
    processed: int | None
    """A day's number."""
    status: str
    numbers: frozenset[str]
    """The numbers in its title."""
    record: "array[int]"
    """The words of all that its frontmatter says, whatever the keys, and of its file name, each once."""
    said: str
    """Its title, authors, venue and file name, folded and run together."""
    length: float
    """Of `record`, as a vector of rarities."""
    surnames: tuple[str, ...]
    """Of the persons among its authors, in order, folded."""
    venue: tuple[str, ...]
    """The words of its venue, folded."""
    volume: str
    issue: str
    pages: tuple[str, ...]
    """Its first page and its last, folded, as far as they are given; one of a single page can give it twice."""
    parts: frozenset[Part]
    """What its title counts."""
    about: frozenset[str]
    """What its title names itself of another work."""

    @property
    def text(self) -> Vector:
        """The words of head, tags and body."""
        return unpacked(self.packed)
