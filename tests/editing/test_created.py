"""A note without frontmatter gets a block with the one field, where its settings say so, and not a byte else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.editing.edit import Addition
from codex_backfill.editing.field import add, without_empty_block
from codex_backfill.notes.frontmatter import load
from codex_backfill.notes.note import Problem


def made(raw: bytes, *entries: str, scalar: bool = False) -> bytes | str:
    """A note with the entries, or why it cannot have them."""
    found = add(raw, Addition("raw/a.md", "claims_extracted", entries, scalar, create=True))
    return f"{found.line}:{found.column}: {found.reason}" if isinstance(found, Problem) else found.after


@pytest.mark.parametrize(
    ("raw", "head"),
    [
        pytest.param(b"# Gates\n", b'---\nclaims_extracted:\n  - "Gates close late"\n---\n', id="above a heading"),
        pytest.param(b"# Gates\r\n", b'---\r\nclaims_extracted:\r\n  - "Gates close late"\r\n---\r\n', id="CR LF"),
        pytest.param(b"no line end", b'---\nclaims_extracted:\n  - "Gates close late"\n---\n', id="one line"),
        pytest.param(b"\n\n\xff text\n", b'---\nclaims_extracted:\n  - "Gates close late"\n---\n', id="blank lines, odd bytes"),
        pytest.param(b"text\n---\nmore\n", b'---\nclaims_extracted:\n  - "Gates close late"\n---\n', id="a rule further down"),
    ],
)  # fmt: skip
def test_the_block_stands_above_the_text(raw: bytes, head: bytes) -> None:
    assert made(raw, "Gates close late") == head + raw


def test_the_block_stands_behind_a_byte_order_mark() -> None:
    assert made(b"\xef\xbb\xbfText\n", "a.md", scalar=True) == b"\xef\xbb\xbf---\nclaims_extracted: a.md\n---\nText\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"", "1:1: the note is empty", id="nothing"),
        pytest.param(b"\xef\xbb\xbf \n", "1:1: the note is empty", id="blanks"),
        pytest.param(b"\n---\ntitle: x\n---\n", "2:1: '---' may begin frontmatter that cannot be read here", id="a blank line before it"),
        pytest.param(b"<!-- x -->\n---\na: b\n---\n", "2:1: '---' may begin frontmatter that cannot be read here", id="a comment before it"),
        pytest.param(b"+++\ntitle = 1\n+++\n", "1:1: '+++' may begin frontmatter that cannot be read here", id="TOML"),
        pytest.param(b'{\n"title": 1\n}\n', "1:1: '{' may begin frontmatter that cannot be read here", id="JSON"),
        pytest.param(b"<<<<<<< HEAD\n---\n", "1:1: '<<<<<<<' may begin frontmatter that cannot be read here", id="merge marks"),
        pytest.param(b"---\rtitle: x\r---\r", "1:4: '\\r' may begin frontmatter that cannot be read here", id="only CR"),
        pytest.param(b"---\nno end", "1:1: no '---' line ends the frontmatter", id="a block that never ends"),
    ],
)  # fmt: skip
def test_what_may_be_frontmatter_of_another_kind_is_refused(raw: bytes, reason: str) -> None:
    assert made(raw, "x") == reason


def test_unless_the_settings_say_so_nothing_is_created() -> None:
    edits = add(b"# Gates\n", Addition("raw/a.md", "claims_extracted", ("x",), scalar=False))
    assert edits == Problem("raw/a.md", 1, 1, "no frontmatter for 'claims_extracted' to stand in")


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        pytest.param(b"---\n---\nGates.\n", b"Gates.\n", id="empty"),
        pytest.param(b"\xef\xbb\xbf---\r\n\r\n---\r\nGates.\r\n", b"\xef\xbb\xbfGates.\r\n", id="blank, BOM and CR LF"),
        pytest.param(b"---\n---\n---\na: b\n---\n", None, id="another one below it"),
        pytest.param(b"---\n---\n---\nGates.\n", None, id="a rule below it"),
        pytest.param(b"---\n# mine\n---\nGates.\n", None, id="a comment in it"),
        pytest.param(b"---\ntags: []\n---\nGates.\n", None, id="another key in it"),
        pytest.param(b"Gates.\n", None, id="no block"),
    ],
)  # fmt: skip
def test_an_empty_block_goes_where_none_is_read_then(raw: bytes, left: bytes | None) -> None:
    assert without_empty_block(raw) == (raw if left is None else left)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3))
def test_whatever_the_text_it_stays_and_the_entries_are_read_back(text: str, entries: list[str]) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    new = made(raw, *entries)
    if isinstance(new, bytes):
        bom = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        assert new.startswith(bom + b"---") and new.endswith(raw.removeprefix(bom))
        assert [entry.text for entry in load(new).entries("claims_extracted")] == [
            entry for entry in dict.fromkeys(entries) if entry.strip()
        ]
