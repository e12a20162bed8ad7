"""Frontmatter that is there and cannot be read for what it is, told from files that have none."""

import pytest

from codex_backfill.notes.unrecognised import unrecognised

NOTE = "---\ntype: claim\ntitle: Tides follow the moon\nsource: Cartwright\n---\n\nBody.\n"
KEYS = ("type", "title", "source", "sourced_from")


@pytest.mark.parametrize(
    ("raw", "place", "reason"),
    [
        pytest.param(f"\n{NOTE}", "2:1", "(it starts with a blank line)", id="a blank line before it"),
        pytest.param(f"\r\n{NOTE}", "2:1", "(it starts with a blank line)", id="a Windows one"),
        pytest.param(f"x{NOTE}", "1:1", "(it starts with 'x---')", id="a letter before it"),
        pytest.param(f"x\n{NOTE}", "2:1", "(it starts with 'x')", id="a letter on a line of its own"),
        pytest.param(f" {NOTE}", "1:1", "no frontmatter at the top", id="a blank before it"),
        pytest.param(f"\ufeff\ufeff{NOTE}", "1:1", "no frontmatter at the top", id="two byte order marks"),
        pytest.param(f"\u200b{NOTE}", "1:1", "no frontmatter at the top", id="a character that nobody sees"),
        pytest.param(f"<!-- moved here -->\n{NOTE}", "2:1", "(it starts with a comment)", id="an HTML comment"),
        pytest.param(f"%% moved here %%\n{NOTE}", "2:1", "(it starts with a comment)", id="an Obsidian comment"),
        pytest.param(f"# Tides\n\n{NOTE}", "3:1", "(it starts with '# Tides')", id="a heading"),
        pytest.param(NOTE[1:], "1:1", "(it starts with '--')", id="a dash too few"),
        pytest.param(f"-{NOTE}", "1:1", "(it starts with '----')", id="a dash too many"),
        pytest.param(NOTE[4:], "1:1", "(it starts with 'type: claim')", id="the first line lost"),
        pytest.param("+++\ntype = 'claim'\n+++\n", "1:1", "+++, as TOML does", id="TOML"),
        pytest.param('{"type": "claim"}\n\nBody', "1:1", "{, as JSON does", id="JSON"),
        pytest.param(NOTE.replace("\n", "\r"), "1:4", "a carriage return alone", id="CR only"),
        pytest.param(NOTE.encode("utf-16-le"), "1:1", "not UTF-8 but UTF-16", id="UTF-16 without a mark"),
        pytest.param(NOTE.encode("utf-16-be"), "1:1", "not UTF-8 but UTF-16", id="UTF-16, the other way round"),
        pytest.param(b"\0" * 512, "1:1", "a NUL character", id="what a power cut leaves"),
        pytest.param(NOTE.replace("title", "ti\0tle"), "3:3", "a NUL character", id="a NUL in a key"),
        pytest.param(f"<<<<<<< HEAD\n{NOTE}", "1:1", "a merge was left unfinished", id="both sides added the note"),
        pytest.param(
            NOTE.replace("source:", 'note: "\n<<<<<<< HEAD\n  a"\nsource:'), "5:1", "a merge", id="marks inside a text"
        ),
        pytest.param(
            NOTE.replace("source:", "=======\nsource:"), "4:1", "a merge", id="the middle of a merge, half cleaned up"
        ),
    ],
)
def test_damage_is_named_with_its_place(raw: str | bytes, place: str, reason: str) -> None:
    error = unrecognised(raw if isinstance(raw, bytes) else raw.encode(), KEYS)
    assert error is not None
    assert f"{error.line}:{error.column}" == place
    assert reason in error.reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(NOTE, id="a note"),
        pytest.param(f"\ufeff{NOTE}", id="a byte order mark"),
        pytest.param(NOTE + "\n=======\n<<<<<<< a drawing\n", id="marks in the body"),
        pytest.param("", id="nothing"),
        pytest.param("# Tides\n\nA text.\n\n---\n\nMore: of it.\n\n---\n", id="rules across a page"),
        pytest.param("Title: the tides\n---\n\nA text under a heading.\n", id="an underlined heading with a colon"),
        pytest.param("Type: this\nand that\n", id="a text with a colon"),
        pytest.param("One.\nTwo.\nThree.\nFour.\n---\ntype: x\ntitle: y\n---\n", id="YAML shown in a text"),
        pytest.param("---\nSome prose: yes\n---\n", id="frontmatter without any known key"),
    ],
)
def test_a_file_that_has_frontmatter_or_surely_none_is_left_to_reading(text: str) -> None:
    assert unrecognised(text.encode(), KEYS) is None
