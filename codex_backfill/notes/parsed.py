"""A note's bytes to the note, its link entries and what its body cites; by parsing, or by what parsing once gave."""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from codex_backfill.notes import cited, frontmatter
from codex_backfill.notes.cited import InBody
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.note import Entry, Note, Value


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a note's bytes say: the note, the entries of its link field, and where and why those cannot be read."""

    note: Note
    entries: tuple[Entry, ...]
    trouble: tuple[int, int, str] | None = None


class Parser(Protocol):
    """What reads single notes."""

    def __call__(self, raw: bytes, path: str, field: str) -> Parsed:
        """A note's bytes, its path and its link field to what they say; raises FrontmatterError."""

    def in_body(self, note: Note, words: Sequence[str], *, is_cited: bool) -> InBody:
        """A note that it parsed to what its body says of where it comes from; see `cited.in_body`."""


class PlainParser:
    """The parser that knows of no earlier run."""

    def __call__(self, raw: bytes, path: str, field: str) -> Parsed:
        """A note's bytes, its path and its link field to what they say; raises FrontmatterError."""
        return parse(raw, path, field)

    def in_body(self, note: Note, words: Sequence[str], *, is_cited: bool) -> InBody:
        """A note to what its body says of where it comes from."""
        return cited.in_body(note.body, words, is_cited=is_cited)


PLAIN = PlainParser()


def parse(raw: bytes, path: str, field: str) -> Parsed:
    """A note's bytes, its path and its link field to what they say; raises FrontmatterError."""
    front = frontmatter.load(raw)
    note = frontmatter.note(front, raw, path)
    try:
        return Parsed(note, front.entries(field))
    except FrontmatterError as error:  # the note can be matched, and edited by no one but a person
        return Parsed(note, (), (error.line, error.column, error.reason))


class RememberingParser:
    """A parser that parses only what it has not read before, by the bytes' digest; never what could not be read.

    Made from what an earlier one kept as `rows`, which JSON can hold; its own rows are those of the notes it has read.
    """

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self._known = rows
        self.rows: dict[str, Any] = {}

    def __call__(self, raw: bytes, path: str, field: str) -> Parsed:
        """A note's bytes to what `parse` makes of them, now or in an earlier run."""
        key = f"{field} {hashlib.sha256(raw).hexdigest()}"
        if (row := self._known.get(key)) is not None:
            with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):  # no row that was kept here
                known = _from_row(row, raw, path)
                self.rows[key] = row
                return known
        parsed = parse(raw, path, field)
        row = _to_row(parsed)
        if _from_row(row, raw, path) == parsed:  # a body that is no part of the text as it stands, say
            self.rows[key] = row
        return parsed

    def in_body(self, note: Note, words: Sequence[str], *, is_cited: bool) -> InBody:
        """A note that it parsed to what its body says of where it comes from."""
        key = f"{_digest(*words)} {is_cited:d} {note.sha256}"
        with contextlib.suppress(LookupError, TypeError, ValueError):  # none was kept, or something else
            texts, keys = self._known[key]
            self.rows[key] = [texts, keys]
            return InBody(tuple(texts), tuple(keys))
        found = cited.in_body(note.body, words, is_cited=is_cited)
        self.rows[key] = [[*found.texts], [*found.keys]]
        return found


@lru_cache(maxsize=8)
def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _to_row(parsed: Parsed) -> list[Any]:
    note = parsed.note
    entries = [[entry.text, entry.line, entry.column] for entry in parsed.entries]
    return [note.sha256, _plain(note.fields), note.has_keys, len(note.body), note.heading, entries, parsed.trouble]


def _from_row(row: list[Any], raw: bytes, path: str) -> Parsed:
    sha256, fields, has_keys, length, heading, entries, trouble = row
    text = raw.decode("utf-8", "replace")
    note = Note(
        path=path,
        sha256=sha256,
        fields={key: _value(part) for key, part in fields.items()},
        has_keys=has_keys,
        body=text[len(text) - length :],
        heading=heading,
    )
    return Parsed(note, tuple(Entry(*entry) for entry in entries), tuple(trouble) if trouble else None)


def _plain(value: Value) -> Any:
    if isinstance(value, str) or value is None:
        return value
    return [_plain(part) for part in value] if isinstance(value, tuple) else {k: _plain(v) for k, v in value.items()}


def _value(part: Any) -> Value:
    if isinstance(part, list):
        return tuple(_value(one) for one in part)
    return {key: _value(one) for key, one in part.items()} if isinstance(part, dict) else part
