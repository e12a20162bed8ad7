"""Reading from memory gives what parsing gives, whatever the bytes, in any order, through a file and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.notes import cited, frontmatter
from codex_backfill.notes.cited import InBody
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.parsed import PLAIN, Parsed, RememberingParser, parse

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


CITING = b"---\ntype: claim\n---\n# Tides\n\nAs [@lee2021] says.\n\n## Sources\n- Okafor 2019\n"
HEADINGS = ["Sources"]


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


def test_a_body_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = RememberingParser({})
    note = memory(CITING, "core/a.md", "sourced_from").note
    found = memory.in_body(note, HEADINGS, is_cited=False)
    assert found == PLAIN.in_body(note, HEADINGS, is_cited=False) == InBody(("Okafor 2019",), ("lee2021",))
    later = RememberingParser(json.loads(json.dumps(memory.rows)))
    monkeypatch.setattr(cited, "in_body", lambda *_, **__: InBody(("looked through",), ()))
    assert later.in_body(note, HEADINGS, is_cited=False) == found
    for words, is_cited in ((HEADINGS, True), (["Based on"], False)):
        assert later.in_body(note, words, is_cited=is_cited).texts == ("looked through",), "that is another question"


@pytest.mark.parametrize("row", [None, 7, "x", [], [["a"]], [1, 2]])
def test_what_was_never_kept_of_a_body_is_not_believed(row: object) -> None:
    memory = RememberingParser({})
    note = memory(CITING, "core/a.md", "sourced_from").note
    memory.in_body(note, HEADINGS, is_cited=False)
    forged = RememberingParser(memory.rows | dict.fromkeys(memory.rows, row))
    assert forged.in_body(note, HEADINGS, is_cited=False).texts == ("Okafor 2019",)


def test_what_is_no_longer_there_is_forgotten() -> None:
    memory = RememberingParser({})
    for raw in NOTES[:2]:
        memory(raw, "core/a.md", "sourced_from")
    later = RememberingParser(memory.rows)
    later(NOTES[1], "core/a.md", "sourced_from")
    assert len(later.rows) == 1
