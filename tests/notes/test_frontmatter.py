"""Bytes to notes: fences, keys, bodies, headings, and what stands in a link field."""

import hashlib

import pytest

from codex_backfill.notes.frontmatter import Extent, FrontmatterError, decode, load, read, split
from codex_backfill.notes.note import Entry

BLOCKS = [
    pytest.param("---\na: b\n---\nc", Extent(4, 9, 13), id="an ordinary note"),
    pytest.param("---\n---\n", Extent(4, 4, 8), id="nothing between the fences"),
    pytest.param("---\na: b\n---", Extent(4, 9, 12), id="no line's end behind the fence"),
    pytest.param("--- \t\na: b\n---\t \nc", Extent(6, 11, 17), id="blanks behind the fences"),
    pytest.param("---\r\na: b\r\n---\r\nc", Extent(5, 11, 16), id="carriage returns"),
    pytest.param("\ufeff---\na: b\n---\n", Extent(5, 10, 14), id="a byte order mark"),
    pytest.param("---\na: b\n ---\n----\n--- c\n---\n", Extent(4, 25, 29), id="lines that are no fences"),
    pytest.param("---\na: b\n---\n---\n", Extent(4, 9, 13), id="the first fence closes"),
    pytest.param("a: b\n---\n", None, id="no fence at the start"),
    pytest.param("\n---\na: b\n---\n", None, id="a blank line first"),
    pytest.param("---a\nb: c\n---\n", None, id="text behind the fence"),
    pytest.param("---", None, id="a fence and nothing more"),
    pytest.param("", None, id="an empty file"),
]

HEADINGS = [
    pytest.param("# One\n# Two\n", "One", id="the first one"),
    pytest.param("Text.\n\n### Three deep ###\n", "Three deep", id="any depth, closed"),
    pytest.param("   # Indented\r\n", "Indented", id="up to three blanks in, with a carriage return"),
    pytest.param("# C#\n", "C#", id="a hash that belongs to it"),
    pytest.param("#hashtag\n#\n# \n## Two\n", "Two", id="no hashtag, no empty heading"),
    pytest.param("    # code\n# Text\n", "Text", id="no indented code"),
    pytest.param("```\n# code\n```\n# Text\n", "Text", id="no fenced code"),
    pytest.param("````py\n# code\n```\n# code\n````\n# Text\n", "Text", id="no fenced code with fences in it"),
    pytest.param("~~~\n# code\n```\n~~~\n# Text\n", "Text", id="no code fenced by tildes"),
    pytest.param("```\n# code\n", None, id="nothing in a fence that does not close"),
    pytest.param("Text.\n", None, id="no heading"),
]

ENTRIES = [
    pytest.param("x: y\n", (), id="no field"),
    pytest.param("f:\n", (), id="nothing"),
    pytest.param("f: ~\n", (), id="a tilde"),
    pytest.param("f: []\n", (), id="an empty list"),
    pytest.param("f: ''\n", (), id="empty quotes"),
    pytest.param("f:\n-\n- ~\n- ''\n", (), id="empty items"),
    pytest.param("f: a b\n", (Entry("a b", 2, 4),), id="a single value"),
    pytest.param("# c\n\nf:\n  - a\n  - 'b: c'\n", (Entry("a", 5, 5), Entry("b: c", 6, 5)), id="a list"),
    pytest.param('f: [a, "b"]\n', (Entry("a", 2, 5), Entry("b", 2, 8)), id="brackets"),
    pytest.param("f: [[a b|c]]\n", (Entry("[[a b|c]]", 2, 4),), id="an unquoted wikilink"),
    pytest.param(
        "f:\n- [[a, b]]\n- '[[c]]'\n", (Entry("[[a, b]]", 3, 3), Entry("[[c]]", 4, 3)), id="wikilinks in a list"
    ),
    pytest.param("f: [[[a]], b]\n", (Entry("[[a]]", 2, 5), Entry("b", 2, 12)), id="wikilinks in brackets"),
    pytest.param("f:\n- a: b c\n", (Entry("a: b c", 3, 3),), id="an unquoted title with a colon"),
    pytest.param("f: [a: b, c]\n", (Entry("a: b", 2, 5), Entry("c", 2, 11)), id="one in brackets"),
    pytest.param("f:\n- 42\n- 2020-01-01\n", (Entry("42", 3, 3), Entry("2020-01-01", 4, 3)), id="titles like numbers"),
    pytest.param("x: &x a\nf: [*x ]\n", (Entry("a", 3, 5),), id="an alias"),
    pytest.param("x: &x [a]\nf: *x\n", (Entry("a", 2, 8),), id="an alias of a list, where the list stands"),
    pytest.param("f: >-\n  a\n  b\n", (Entry("a b", 2, 4),), id="a folded text"),
    pytest.param(
        "f:\r\n- \U0001f30a\r\n- a\r\n", (Entry("\U0001f30a", 3, 3), Entry("a", 4, 3)), id="carriage returns and emoji"
    ),
]


@pytest.mark.parametrize(("text", "block"), BLOCKS)
def test_the_frontmatter_stands_between_two_fences(text: str, block: Extent | None) -> None:
    assert split(text) == block


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("---\na: b\n", "no '---' line ends", id="nothing below it"),
        pytest.param("---\na: b\n...\n", "no '---' line ends", id="only the document ends"),
        pytest.param("---\na: b\n ---", "no '---' line ends", id="an indented line"),
        pytest.param("---\n" + (1 << 20) * "a" + "\n", "no '---' line ends", id="long, and nothing below it"),
        pytest.param("---\n" + (1 << 20) * "a" + "\n---\n", "longer than 1,048,576", id="too far below"),
    ],
)
def test_a_fence_that_does_not_close_is_an_error(text: str, reason: str) -> None:
    with pytest.raises(FrontmatterError, match=f"^1:1: .*{reason}"):
        split(text)


def test_a_line_cut_by_the_limit_is_no_fence() -> None:
    with pytest.raises(FrontmatterError):
        split("---\n" + ((1 << 20) - 4) * "a" + "\n--- and more\n---\n")


@pytest.mark.parametrize(("body", "heading"), HEADINGS)
def test_the_first_heading_is_found(body: str, heading: str | None) -> None:
    assert read(f"---\na: b\n---\n{body}".encode(), "x.md").heading == heading
    assert read(body.encode(), "x.md").heading == heading


@pytest.mark.parametrize(("head", "entries"), ENTRIES)
def test_entries_are_what_stands_in_the_field(head: str, entries: tuple[Entry, ...]) -> None:
    assert load(f"---\n{head}---\n".encode()).entries("f") == entries


def test_a_field_that_cannot_be_read_does_not_keep_the_note_from_being_read() -> None:
    raw = b"---\ntitle: x\nf: 3\ntitle: y\nf: z\n---\n"
    note = read(raw, "x.md")
    assert (note.title, note.fields["f"]) == ("y", "z")
    with pytest.raises(FrontmatterError, match=r"^5:1: key 'f' appears twice$"):
        load(raw).entries("f")


def test_a_note_is_its_parts() -> None:
    raw = b"\xef\xbb\xbf---\r\n# c\r\ntitle: 'A'\r\ndate: 2015-03-00\r\ntags: [x, y]\r\n---\r\n# B\r\n"
    note = read(raw, "inbox/x.md")
    assert note.path == "inbox/x.md"
    assert note.sha256 == hashlib.sha256(raw).hexdigest()
    assert note.fields == {"title": "A", "date": "2015-03-00", "tags": ("x", "y")}
    assert note.has_keys
    assert (note.body, note.heading, note.title) == ("# B\r\n", "B", "A")


def test_a_note_without_frontmatter_has_no_fields() -> None:
    note = read(b"# Title\n---\na: b\n---\n", "x.md")
    assert (note.fields, note.has_keys, note.body, note.title) == ({}, False, "# Title\n---\na: b\n---\n", "Title")


def test_flow_mappings_are_read_but_hold_no_entries() -> None:
    raw = b"---\n{title: x, f: [y]}\n---\n"
    assert read(raw, "x.md").title == "x"
    with pytest.raises(FrontmatterError, match=r"^2:1: the frontmatter is no block of `key: value` lines$"):
        load(raw).entries("f")


def test_a_body_that_is_not_utf8_is_read_with_replacements_and_decoded_without_loss() -> None:
    raw = b"---\na: \xc3\xa9\n---\n# caf\xe9\n\xff\x00"
    note = read(raw, "x.md")
    assert (note.fields, note.heading, note.body) == ({"a": "\u00e9"}, "caf\ufffd", "# caf\ufffd\n\ufffd\x00")
    assert decode(raw).encode("utf-8", "surrogateescape") == raw


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"---\na: b\nc: \xe9\n---\n", "3:4: not UTF-8: byte 0xE9", id="a byte of Latin-1"),
        pytest.param(b"---\na: \x00\n---\n", "2:4: character U+0000, which YAML does not allow here", id="NUL"),
        pytest.param("---\na: b\n---\n".encode("utf-16"), "1:1: not UTF-8 but UTF-16 or UTF-32", id="UTF-16"),
        pytest.param(b"---\na: b\n*Source: d\n---\n", "3:1: alias *Source stands for no anchor", id="an asterisk"),
        pytest.param(b"---\r\na: b\r\nc: d: e\r\n---\n", "3:5: a colon and a blank inside a plain value", id="a colon"),
        pytest.param(
            "---\n\U0001f30a: b\nc: 'd\n---\n".encode(), "3:4: a quotation mark opens here", id="an open quote"
        ),
        pytest.param(b"---\n- a\n---\n", "2:1: the frontmatter is no block", id="a list"),
        pytest.param(b"---\nProse.\n---\n", "2:1: the frontmatter is no block", id="prose between rules"),
    ],
)
def test_an_error_names_line_and_column(raw: bytes, message: str) -> None:
    with pytest.raises(FrontmatterError) as error:
        read(raw, "x.md")
    assert str(error.value).startswith(message)


def test_a_large_body_is_not_parsed() -> None:
    raw = b"---\ntitle: x\nf: [[y]]\n---\n" + 1_000_000 * b"a line: of text\n"
    assert read(raw, "x.md").title == "x"
    assert load(raw).entries("f") == (Entry("[[y]]", 3, 4),)
