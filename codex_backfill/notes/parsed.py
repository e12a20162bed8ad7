"""A note's bytes to the note and its link entries; by parsing, or by what parsing the same bytes once gave."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from codex_backfill.notes import frontmatter
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.note import Entry, Note, Value


@dataclass(frozen=True, slots=True)
class Reading:
    """What a note's bytes say: the note, the entries of its link field, and where and why those cannot be read."""

    note: Note
    entries: tuple[Entry, ...]
    trouble: tuple[int, int, str] | None = None


Reader = Callable[[bytes, str, str], Reading]
"""A note's bytes, its path and its link field to the reading; raises FrontmatterError."""


def read(raw: bytes, path: str, field: str) -> Reading:
    """The reader that parses."""
    front = frontmatter.load(raw)
    note = frontmatter.note(front, raw, path)
    try:
        return Reading(note, front.entries(field))
    except FrontmatterError as error:  # the note can be matched, and edited by no one but a person
        return Reading(note, (), (error.line, error.column, error.reason))


class Memory:
    """A reader that parses only what it has not read before, by the bytes' digest; never what could not be read.

    Made from what an earlier one kept as `rows`, which JSON can hold; its own rows are those of the notes it has read.
    """

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self._known = rows
        self.rows: dict[str, Any] = {}

    def __call__(self, raw: bytes, path: str, field: str) -> Reading:
        key = f"{field} {hashlib.sha256(raw).hexdigest()}"
        row = self._known.get(key)
        if row is not None:
            self.rows[key] = row
            return _from_row(row, raw, path)
        reading = read(raw, path, field)
        row = _to_row(reading)
        if _from_row(row, raw, path) == reading:  # a body that is no part of the text as it stands, say
            self.rows[key] = row
        return reading


def _to_row(reading: Reading) -> list[Any]:
    note = reading.note
    entries = [[entry.text, entry.line, entry.column] for entry in reading.entries]
    return [note.sha256, _plain(note.fields), dict(note.lines), len(note.body), note.heading, entries, reading.trouble]


def _from_row(row: list[Any], raw: bytes, path: str) -> Reading:
    sha256, fields, lines, length, heading, entries, trouble = row
    text = raw.decode("utf-8", "replace")
    note = Note(
        path=path,
        sha256=sha256,
        fields={key: _value(part) for key, part in fields.items()},
        lines=lines,
        body=text[len(text) - length :],
        heading=heading,
    )
    return Reading(note, tuple(Entry(*entry) for entry in entries), tuple(trouble) if trouble else None)


def _plain(value: Value) -> Any:
    if isinstance(value, str) or value is None:
        return value
    return [_plain(part) for part in value] if isinstance(value, tuple) else {k: _plain(v) for k, v in value.items()}


def _value(part: Any) -> Value:
    if isinstance(part, list):
        return tuple(_value(one) for one in part)
    return {key: _value(one) for key, one in part.items()} if isinstance(part, dict) else part
