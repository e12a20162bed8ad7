"""The values that reading gives: notes, the claims and sources among them, and problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from codex_backfill.notes.compact import pack, unpack
from codex_backfill.terminal.escapes import shown_line

Value = str | None | tuple["Value", ...] | Mapping[str, "Value"]
"""A frontmatter value as composed, never constructed: every scalar is its text, `None` is an empty value."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A file, or an entry in one, that cannot be read or edited safely; lines and columns count from 1."""

    path: str
    line: int
    column: int
    reason: str
    outcome: str = "file left unchanged"

    def __str__(self) -> str:
        """`path:line:column: what is wrong; what became of the file`."""
        return shown_line(f"{self.path}:{self.line}:{self.column}: {self.reason}; {self.outcome}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a link field as it is written, with the place where it stands (from 1)."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Note:
    """One Markdown file: `path` from the vault's root with `/`, its bytes' digest, its frontmatter and its body."""

    path: str
    sha256: str
    fields: Mapping[str, Value]
    has_keys: bool
    """Whether there is frontmatter with a key in it."""
    body: str
    heading: str | None
    """The text of the first heading of the body."""
    title_keys: tuple[str, ...] = ("title",)
    """The keys that can give its title."""

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        name = self.path.rpartition("/")[2]
        return name.rpartition(".")[0] or name

    @property
    def title(self) -> str:
        """The `title:`, whatever its case, else the first heading, else the file name."""
        for key in self.title_keys:
            in_any_case = (value for name, value in self.fields.items() if name.casefold() == key.casefold())
            given = self.fields.get(key) or next(in_any_case, None)
            if isinstance(given, str) and given.strip():
                return given.strip()
        return self.heading or self.stem


class PackedNote(Note):
    """A note whose body is held packed, in half the room, and unpacked each time it is read: for large vaults."""

    __slots__ = ("_packed",)
    _packed: bytes

    @classmethod
    def of(cls, note: Note) -> "PackedNote":
        """A note to the same, packed."""
        return cls(**{known.name: getattr(note, known.name) for known in fields(note)})

    @property
    def body(self) -> str:
        """The text below the frontmatter."""
        return unpack(self._packed).decode("utf-8", "surrogatepass")

    @body.setter
    def body(self, text: str) -> None:
        object.__setattr__(self, "_packed", pack(text.encode("utf-8", "surrogatepass")))


class _OfNote:
    """What stands for a note is called as the note is."""

    __slots__ = ()
    note: Note

    @property
    def path(self) -> str:
        """The note's path from the vault's root."""
        return self.note.path

    @property
    def title(self) -> str:
        """What the note is called."""
        return self.note.title


@dataclass(frozen=True, slots=True)
class Claim(_OfNote):
    """A note that says in free text where it comes from."""

    note: Note
    citations: tuple[str, ...]
    """The texts that say where it comes from, untouched: those of its `source:`, then those in its body."""
    description: str
    created: str
    """The text of `created:`, whatever its form; empty when absent."""
    domains: tuple[str, ...]
    tags: tuple[str, ...]
    entries: tuple[Entry, ...]
    """What stands in the link field (`sourced_from`)."""
    named: tuple[str, ...] = ()
    """The paths of the sources that its citations name to the letter, be it under another key, in their order."""
    loose: tuple[str, ...] = ()
    """Those of its citations that name no source so: they have to be matched."""


@dataclass(frozen=True, slots=True)
class Source(_OfNote):
    """An archived work that claims can come from."""

    note: Note
    author: str
    urls: tuple[str, ...]
    date: str
    """The text of `date:` (or of a legacy key); empty when absent."""
    processed_date: str
    status: str
    domains: tuple[str, ...]
    tags: tuple[str, ...]
    entries: tuple[Entry, ...]
    """What stands in the link field (`claims_extracted`)."""
    venue: str = ""
    """The journal, book or publisher that it stands in."""
    volume: str = ""
    pages: str = ""
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What names the work to the letter, by the key, in lower case: `{"doi": ("10.1000/x",)}`."""
    issue: str = ""
    said: str = ""
    """All that its frontmatter says, whatever the keys, but for the link fields, since those tell the answer."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Everything that was read, sorted by path: claims, sources, and the problems met on the way."""

    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()
    """The paths of all Markdown files below the root, whatever they are: what a wikilink could lead to."""
    others: Mapping[str, str] = field(default_factory=dict)
    """The other files below the folders, each with why it is neither claim nor source: `git ignores it`, say."""

    @property
    def notes(self) -> "tuple[Claim | Source, ...]":
        """The claims, then the sources."""
        return (*self.claims, *self.sources)

    @property
    def by_path(self) -> "dict[str, Claim | Source]":
        """The claims and the sources by their paths."""
        return {note.path: note for note in self.notes}
