"""Notes to digests of what they say, so that an answer or a renamed note is known again whatever we wrote into it."""

import hashlib
import json
from collections.abc import Collection, Sequence

from codex_backfill.notes.note import Note

LENGTH = 16
"""Hex digits kept of a SHA-256: 64 bits tell the notes of any vault apart and keep a line of decisions short."""


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def digest(note: Note, link_fields: Collection[str]) -> str:
    """A note and the names of the link fields to 16 hex digits of what it says apart from those fields.

    Neither the path, nor the order, spelling or comments of the frontmatter, nor the line endings count: a renamed
    note keeps its digest, and so does one that gained, lost or changed a link.
    """
    fields = {key: value for key, value in note.fields.items() if key not in link_fields}
    return _digest([fields, note.body.replace("\r\n", "\n")])  # a checkout with other line endings is the same text


def citations_digest(citations: Sequence[str]) -> str:
    """A claim's citation texts, in their order, to 16 hex digits: what a `no-source` answer rests on.

    Blanks around and between words do not count.
    """
    return _digest([" ".join(text.split()) for text in citations])
