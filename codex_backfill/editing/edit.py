"""The values that editing gives: spans with their new text, and the files they make."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the characters `start` to `end` of a note's text (0-based, end excluded) by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Proved:
    """Edits of a note, in order, and the bytes they make: parsed again and found right, so that these are written."""

    edits: tuple[Edit, ...]
    after: bytes


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added to one note: entries of a link field, as texts, in the order in which they will stand."""

    path: str
    field: str
    entries: tuple[str, ...]
    scalar: bool
    """Whether a new field with a single entry is written `field: entry` (claims) rather than as a list (sources)."""
    create: bool = False
    """Whether a note without frontmatter gets a block with this field."""
