"""A note's bytes to why its frontmatter cannot be recognised for what it is, so that nobody takes the note for one
that has none."""

import re
from collections.abc import Collection

from codex_backfill.notes.frontmatter import FrontmatterError, decode, place, split

_HEAD = 4096
"""Bytes, or characters, from the start in which damage is looked for."""
_ODD_LINES = 3
"""Lines with something on them that may stand before a displaced frontmatter; more are a text."""
_FENCED = (b"---\n", b"---\r\n", b"\xef\xbb\xbf---\n", b"\xef\xbb\xbf---\r\n")
_MARKS = (b"\n<<<<<<<", b"\n|||||||", b"\n=======", b"\n>>>>>>>")
_MARK = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: [^\n]*)?\r?$|^={7}\r?$", re.MULTILINE)
_KEY = re.compile(r"[ \t]*([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t\r]|$)")
_FENCE = re.compile(r"\S{0,8}?[ \t]*-{2,4}[ \t]*\S{0,8}\r?$")
"""A `---` line with something typed into it, or a dash too many or too few."""
_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*(?:<!--|%%)")


def unrecognised(raw: bytes, keys: Collection[str]) -> FrontmatterError | None:
    """A note's bytes, and keys of which frontmatter here has at least one, to the place and the reason; None where it
    has frontmatter that can be read, or surely none."""
    if raw.startswith(_FENCED) and b"\0" not in raw[:_HEAD] and not any(mark in raw for mark in _MARKS):
        return None  # nearly every note; the rest takes time
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None  # reading says so
    if b"\0" in raw[:_HEAD]:
        return _null(raw[:_HEAD])
    text = decode(raw)
    try:
        block = split(text)
    except FrontmatterError:
        return None  # reading says so
    if block is None:
        return _displaced(text, {key.casefold() for key in keys})
    mark = _MARK.search(text, block.start, block.end)
    return FrontmatterError(*place(text, mark.start()), "a merge was left unfinished here") if mark else None


def _null(head: bytes) -> FrontmatterError:
    at = head.index(b"\0")
    even, odd = (head[first:64:2].count(0) * 2 > len(head[first:64:2]) for first in (0, 1))
    is_wide = even != odd  # of a text in Latin letters every other byte is 0
    before = head[:at].decode("utf-8", "replace")
    reason = "not UTF-8 but UTF-16" if is_wide else "a NUL character, which no text has: the file is damaged"
    return FrontmatterError(*((1, 1) if is_wide else place(before, len(before))), reason)


def _displaced(text: str, keys: Collection[str]) -> FrontmatterError | None:
    text = text.removeprefix("\ufeff")
    starts = "no frontmatter at the top of the file (it starts with {})"
    if re.match(r"---[ \t]*\r(?!\n)", text):
        return FrontmatterError(1, 4, "lines that end with a carriage return alone; no frontmatter is read from them")
    if re.match(r"\s*(?:\+\+\+)[ \t]*\r?\n", text):
        return FrontmatterError(1, 1, starts.format("+++, as TOML does"))
    if re.match(r"\s*(?:;;;\s*)?\{\s*\"[^\"\n]+\"\s*:", text):
        return FrontmatterError(1, 1, starts.format("{, as JSON does"))
    odd = 0
    lines = text[:_HEAD].split("\n")
    for number, line in enumerate(lines, 1):
        if re.match(r"<{7} ", line):
            return FrontmatterError(number, 1, "a merge was left unfinished here")
        is_fence = _FENCE.match(line) is not None
        if _is_frontmatter(lines[number:] if is_fence else lines[number - 1 :], text, keys, 1 if is_fence else 2):
            return FrontmatterError(number, 1, starts.format(_shown(lines[0])))
        odd += bool(line.strip())
        if odd > _ODD_LINES:
            return None
    return None


def _is_frontmatter(lines: list[str], text: str, keys: Collection[str], least: int) -> bool:
    """Whether lines begin with so many `key: value`, one of them known, and a `---` line follows.

    One alone, with no line above it, is a heading: Markdown underlines headings with dashes.
    """
    if not lines or not _KEY.match(lines[0]):
        return False
    found = set[str]()
    for line in lines:
        if _CLOSING.match(line):
            return len(found) >= least and not found.isdisjoint(keys)
        if key := _KEY.match(line):
            found.add(key[1].casefold())
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return False
    return len(text) > _HEAD and not found.isdisjoint(keys)  # a long one that ends further below


def _shown(line: str) -> str:
    if not line.strip():
        return "a blank line"
    if _COMMENT.match(line):
        return "a comment"
    return repr(line.strip()[:20])
