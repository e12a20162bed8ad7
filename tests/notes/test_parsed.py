"""Reading from memory gives what parsing gives, whatever the bytes, in any order, through a file and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.notes import frontmatter
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.parsed import Parsed, RememberingParser, parse

NOTES = [
    b"---\ntype: claim\ntitle: Tides\nsourced_from:\n  - a.md\n  - '[[b]]'\n---\n# Tides\n\nThey come.\n",
    "---\ntitle: Größe, \U0001f30a\ntags: [a, {b: [c, null]}, ~]\nempty:\n---\r\nÄ\u2028body\x85".encode(),
    b"\xef\xbb\xbf---\ntitle: with a BOM\n---\nbody",
    b"no frontmatter at all\n",
    b"---\ntitle: x\nsourced_from: 3\n---\n",
    b"---\ntitle: x\n---\n\xff\xfe not UTF-8",
    b"---\n- a list\n---\n",
    b"---\ntitle: [unclosed\n---\n",
    b"---\ntitle: 1\ntitle: 2\n---\n",
    b"",
]


def outcome(reader: object, raw: bytes) -> Parsed | tuple[int, int, str]:
    try:
        return reader(raw, "core/a.md", "sourced_from")  # type: ignore[operator, no-any-return]
    except FrontmatterError as error:
        return error.line, error.column, error.reason


mutated = st.tuples(st.sampled_from(NOTES), st.integers(0, 80), st.binary(max_size=3), st.integers(0, 3)).map(
    lambda given: given[0][: given[1]] + given[2] + given[0][given[1] + given[3] :]
)


@given(st.lists(st.sampled_from(NOTES) | mutated, max_size=6), st.lists(st.integers(0, 5), max_size=6))
def test_memory_reads_what_parsing_reads(first: list[bytes], again: list[int]) -> None:
    memory = RememberingParser({})
    for raw in first:
        assert outcome(memory, raw) == outcome(parse, raw)
    later = RememberingParser(json.loads(json.dumps(memory.rows)))
    for raw in [*first, *(first[number] for number in again if number < len(first))]:
        assert outcome(later, raw) == outcome(parse, raw)
    assert later.rows == json.loads(json.dumps(memory.rows))


def test_what_was_read_before_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = RememberingParser({})
    memory(NOTES[0], "core/a.md", "sourced_from")
    later = RememberingParser(memory.rows)

    def fail(raw: bytes) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(frontmatter, "load", fail)
    moved = later(NOTES[0], "core/b.md", "sourced_from")
    assert (moved.note.path, moved.note.title) == ("core/b.md", "Tides")
    with pytest.raises(AssertionError, match="parsed"):
        later(NOTES[0], "core/a.md", "claims_extracted")


def test_what_is_no_longer_there_is_forgotten() -> None:
    memory = RememberingParser({})
    for raw in NOTES[:2]:
        memory(raw, "core/a.md", "sourced_from")
    later = RememberingParser(memory.rows)
    later(NOTES[1], "core/a.md", "sourced_from")
    assert len(later.rows) == 1
