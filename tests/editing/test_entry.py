"""Replacing and removing entries; in the tables «this» is put in and ‹this› is taken out, everything else stays."""

import re

import pytest

from codex_backfill.editing.edit import Addition, Proved
from codex_backfill.editing.entry import remove, replace
from codex_backfill.editing.field import add
from codex_backfill.notes.frontmatter import load
from codex_backfill.notes.note import Entry, Problem

REPLACED = [
    pytest.param("f: ‹old›«new words»\n", id="a plain value"),
    pytest.param('f: ‹"old"›«"new words"» # said\n', id="a quoted value"),
    pytest.param("f:\n  - one\n  - ‹'old'›«'new words'»\n  - two\n", id="a quoted item"),
    pytest.param("f:\n  - ‹old›«new words» # said\n", id="an item with a comment"),
    pytest.param("f: [one, ‹old›«new words», two]\n", id="an item in brackets"),
    pytest.param("f:\n  -\n    ‹old›«new words»\nnext: 1\n", id="an item below its dash"),
    pytest.param('f:\n  - ‹"old\n\n    title"›«"new words"»\n', id="quotes over lines"),
    pytest.param('f:\n  - ‹[[old]]›«"new words"»\n', id="an unquoted wikilink in the list"),
    pytest.param('f: ‹[[old]]›«"new words"»\n', id="an unquoted wikilink alone"),
    pytest.param('f:\n  - ‹old: title›«"new words"»\n', id="an unquoted title with a colon"),
    pytest.param("f:\r\n  - ‹old›«new words»\r\n", id="carriage returns"),
]

NOT_REPLACED = [
    pytest.param("f:\n  - &x old\nsame: *x\n", 3, 5, id="an anchored entry"),
    pytest.param("same: &x old\nf:\n  - *x\n", 4, 5, id="an entry that is an alias"),
    pytest.param("f:\n  - !!str old\n", 3, 5, id="a tagged entry"),
    pytest.param("f:\n  - |\n    old\n", 3, 5, id="a block of text"),
]

REMOVED = [
    pytest.param("f:\n‹  - old\n›  - one\n", id="the first item"),
    pytest.param("f:\n  - one\n‹  - old\n›  - two\nnext: 1\n", id="an item in the middle"),
    pytest.param("f:\n  - one\n‹  - old\n›next: 1\n", id="the last item"),
    pytest.param("f:\n  - one\n‹  - old # said\n›  # two\n", id="an item with its comment, not the next line's"),
    pytest.param("f:\n  # one\n  - one\n  # on old\n‹  - old\n›", id="an item, not the comment above"),
    pytest.param("f:\n  - one\n‹  -\n    old\n    title\n›  - two\n", id="an item below its dash"),
    pytest.param("f:\n  - one\n‹  - >\n    old\n›\n  - two\n", id="a folded item, not the blank line below"),
    pytest.param("f:\n  - one\n‹  - >+\n    old\n\n›  - two\n", id="a folded item and the blank line it keeps"),
    pytest.param('f:\n‹  - "old\n\n    title"\n›  - two\n', id="quotes over lines"),
    pytest.param("f:\r\n  - one\r\n‹  - old\r\n›next: 1\r\n", id="an item with carriage returns"),
    pytest.param("f: [‹old, ›one]\n", id="the first in brackets"),
    pytest.param("f: [one, ‹old, ›two]\n", id="the middle in brackets"),
    pytest.param("f: [one‹, old›]\n", id="the last in brackets"),
    pytest.param("f: [one‹, old›,]\n", id="the last in brackets, not the trailing comma"),
    pytest.param("f: [\n  one‹,\n  old›\n]\n", id="the last in brackets over lines"),
    pytest.param("f: [\n  ‹old,\n  ›one\n]\n", id="the first in brackets over lines"),
    pytest.param("f: [\n  one, # 1\n‹  old, # 2\n›  two # 3\n]\n", id="the middle in brackets with its comment"),
    pytest.param("f: [\n  one‹,› # 1\n‹  old # 2\n›]\n", id="the last in brackets with its comment"),
    pytest.param("f: [\n  one, # 1\n‹  old, # 2\n›]\n", id="the last in brackets with a comment and a trailing comma"),
    pytest.param("a: b\n‹f: old\n›", id="a single value at the end, key and all"),
    pytest.param("a: b\n‹f: 'old'\n›\n\n", id="a single value above blank lines, key and all"),
    pytest.param("a: b\n‹f: old\n›...\n", id="a single value above the end mark, key and all"),
    pytest.param("f:‹ old›\na: b\n", id="a single value further up, not its key"),
    pytest.param("a: b\nf:‹ old› # said\n", id="a single value, not its comment"),
    pytest.param("a: b\n‹f:\n  - old\n›", id="the only item of a list at the end, key and all"),
    pytest.param("a: b\r\n‹f:\r\n  - old\r\n›", id="the same with carriage returns"),
    pytest.param("‹f:\n  - old\n›", id="all that there is"),
    pytest.param("f:« []»\n‹  - old\n›a: b\n", id="the only item of a list further up"),
    pytest.param("a: b\nf: # all\n‹  - old\n›", id="the only item below a comment"),
    pytest.param("a: b\nf: [‹old›]\n", id="the only one in brackets"),
    pytest.param("a: b\nf: [‹\n  old,\n›]\n", id="the only one in brackets over lines"),
    pytest.param("f: [ # first\n  ‹old,› # second\n]\n", id="the only one in brackets, not the comments there"),
    pytest.param("f:‹ [[old]]›\na: b\n", id="an unquoted wikilink alone"),
    pytest.param("f:\n  - one\n‹  - [[old]]\n›", id="an unquoted wikilink in the list"),
]

NOT_REMOVED = [
    pytest.param("f:\n  - one\n  - &x old\nsame: *x\n", id="an entry that an alias stands for"),
    pytest.param("f: [old, # 1\n  one]\n", id="one beside its bracket, before a comment"),
    pytest.param("notes: |+\n  kept\nf: old\n\n", id="a key that holds back blank lines from a |+"),
    pytest.param("? f\n: old\n", id="a key with a question mark"),
    pytest.param("f: &x [old]\nsame: *x\n", id="an anchored list"),
]

RESTORED = [
    pytest.param("a: b\n", id="no field"),
    pytest.param("a: b\n\n", id="no field above a blank line"),
    pytest.param("a: b\nf:\n  - one\n", id="a list"),
    pytest.param("f: []\na: b\n", id="an empty list further up"),
    pytest.param("f: # none\na: b\n", id="a comment for a value"),
    pytest.param("f: [one, 'two']\n", id="brackets"),
    pytest.param("f: [\n  one # 1\n]\n", id="brackets over lines with comments"),
    pytest.param("f: [one,]\n", id="a trailing comma"),
]


@pytest.mark.parametrize("row", REPLACED)
def test_an_entry_is_replaced_in_its_place(row: str) -> None:
    before, after = _note(re.sub("(?s)«.*?»|[‹›]", "", row)), _note(re.sub("(?s)‹.*?›|[«»]", "", row))
    assert _after(replace(before, "x.md", "f", _old(before), "new words")) == after


@pytest.mark.parametrize(("head", "line", "column"), NOT_REPLACED)
def test_an_entry_that_others_read_is_not_replaced(head: str, line: int, column: int) -> None:
    reason = "the entry is an alias, anchored, tagged or a block of text"
    assert replace(_note(head), "x.md", "f", _old(_note(head)), "new") == Problem("x.md", line, column, reason)


@pytest.mark.parametrize("row", REMOVED)
def test_an_entry_is_removed_and_nothing_else(row: str) -> None:
    before, after = _note(re.sub("(?s)«.*?»|[‹›]", "", row)), _note(re.sub("(?s)‹.*?›|[«»]", "", row))
    assert _after(remove(before, "x.md", "f", _old(before))) == after
    assert _old(before) not in load(after).entries("f")


@pytest.mark.parametrize("head", NOT_REMOVED)
def test_an_entry_that_cannot_go_alone_stays(head: str) -> None:
    assert isinstance(remove(_note(head), "x.md", "f", _old(_note(head))), Problem)


@pytest.mark.parametrize("head", RESTORED)
@pytest.mark.parametrize("text", ["new", "new words: all of them"])
def test_removing_what_was_added_restores_the_bytes(head: str, text: str) -> None:
    before = _note(head)
    added = add(before, Addition("x.md", "f", (text,), scalar=False))
    after = _after(added)
    entry = next(entry for entry in load(after).entries("f") if entry.text == text)
    assert _after(remove(after, "x.md", "f", entry)) == before


@pytest.mark.parametrize("entry", [Entry("old", 2, 5), Entry("other", 2, 4), Entry("old", 3, 4)])
def test_an_entry_that_stands_elsewhere_is_not_touched(entry: Entry) -> None:
    raw = _note("f: old\na: b\n")
    gone = Problem("x.md", entry.line, entry.column, f"no entry {entry.text!r} of 'f' stands here")
    assert remove(raw, "x.md", "f", entry) == gone
    assert replace(raw, "x.md", "f", entry, "new") == gone
    assert remove(raw, "x.md", "g", entry) == Problem(
        "x.md", entry.line, entry.column, f"no entry {entry.text!r} of 'g' stands here"
    )


def test_one_of_two_equal_entries_is_removed() -> None:
    raw = _note("f:\n  - old\n  - old\n")
    first, second = load(raw).entries("f")
    assert _after(remove(raw, "x.md", "f", second)) == _after(remove(raw, "x.md", "f", first)) == _note("f:\n  - old\n")
    assert remove(raw, "x.md", "f", first) != remove(raw, "x.md", "f", second)


def _old(raw: bytes) -> Entry:
    return next(entry for entry in load(raw).entries("f") if "old" in entry.text)


def _after(proved: Proved | Problem) -> bytes:
    assert not isinstance(proved, Problem), proved
    return proved.after


def _note(head: str) -> bytes:
    return f"---\n{head}---\nBody.\n".encode()
