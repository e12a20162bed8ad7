"""Planned files to a unified diff that `git apply` and `patch -p1` take, to the byte."""

import re
from collections.abc import Iterable

from codex_backfill.editing.plan import PlannedFile

CONTEXT = 3
"""Lines around a change, as git shows them."""
_ODD = re.compile(rb'[\x00-\x1f"\\\x7f]')
"""What git does not write in a path as it is."""


def unified_diff(files: Iterable[PlannedFile]) -> bytes:
    """Planned files to one patch; paths that git would quote are quoted as git does."""
    return b"".join(file_diff(file.path, file.before, file.after) for file in files)


def file_diff(path: str, before: bytes, after: bytes) -> bytes:
    """A path and its bytes before and after to their part of the patch; empty when they are equal."""
    if before == after:
        return b""
    old, new = _lines(before), _lines(after)
    hunks = b"".join(_hunk(old, new, group) for group in _groups(old, new))
    git_header = b"diff --git %s %s\n" % (_quoted("a/" + path), _quoted("b/" + path))
    return git_header + b"--- %s\n+++ %s\n" % (_named("a/" + path), _named("b/" + path)) + hunks


def carried_over(before: bytes, after: bytes, text: bytes) -> bytes | None:
    """A change of one text to what it makes of another version of it; None where its place there is not beyond doubt.

    Its place is where the changed lines stand between the same neighbours: up to three on either side, else one.
    """
    for context in (CONTEXT, 1):
        if (carried := _carried(_lines(before), _lines(after), _lines(text), context)) is not None:
            return b"".join(carried)
    return None


def _carried(old: list[bytes], new: list[bytes], lines: list[bytes], context: int) -> list[bytes] | None:
    found, at = list[bytes](), 0
    for group in _groups(old, new, context):
        piece = old[group[0][1] : group[-1][2]]
        places = [n for n in range(len(lines) - len(piece) + 1) if lines[n : n + len(piece)] == piece]
        if not piece or len(places) != 1 or places[0] < at:
            return None
        found += [*lines[at : places[0]], *new[group[0][3] : group[-1][4]]]
        at = places[0] + len(piece)
    return found + lines[at:]


def _lines(raw: bytes) -> list[bytes]:
    """Lines as git counts them: split behind each `\\n` and nowhere else."""
    lines = raw.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _groups(
    old: list[bytes], new: list[bytes], context: int = CONTEXT
) -> Iterable[list[tuple[str, int, int, int, int]]]:
    # What is equal at both ends needs no comparing: link fields touch a few lines of a note's head.
    import difflib

    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    first = max(start - context, 0)
    last = max(tail - context, 0)
    matcher = difflib.SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    for group in matcher.get_grouped_opcodes(context):
        yield [(tag, a + first, b + first, c + first, d + first) for tag, a, b, c, d in group]


def _hunk(old: list[bytes], new: list[bytes], group: list[tuple[str, int, int, int, int]]) -> bytes:
    ranges = _range(group[0][1], group[-1][2]), _range(group[0][3], group[-1][4])
    parts = [b"@@ -%s +%s @@\n" % ranges]
    for tag, old_start, old_end, new_start, new_end in group:
        if tag == "equal":
            parts += [_line(b" ", line) for line in old[old_start:old_end]]
        else:
            parts += [_line(b"-", line) for line in old[old_start:old_end]]
            parts += [_line(b"+", line) for line in new[new_start:new_end]]
    return b"".join(parts)


def _range(start: int, end: int) -> bytes:
    length = end - start
    first = start + 1 if length else start
    return b"%d" % first if length == 1 else b"%d,%d" % (first, length)


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + b"\n\\ No newline at end of file\n"


def _quoted(path: str) -> bytes:
    """A path as git writes it: in C quotes when it holds a control character, a quote or a backslash."""
    raw = path.encode()
    if not _ODD.search(raw):
        return raw
    escapes = {0x07: b"\\a", 0x08: b"\\b", 0x09: b"\\t", 0x0A: b"\\n", 0x0B: b"\\v", 0x0C: b"\\f", 0x0D: b"\\r"}
    escapes |= {0x22: b'\\"', 0x5C: b"\\\\"}
    shown = (escapes.get(byte) or (b"\\%03o" % byte if byte < 0x20 or byte == 0x7F else bytes([byte])) for byte in raw)
    return b'"' + b"".join(shown) + b'"'


def _named(path: str) -> bytes:
    """A path behind `---` or `+++`: a tab ends one with a blank in it, or what follows would be read as a date."""
    quoted = _quoted(path)
    return quoted + b"\t" if b" " in quoted and not quoted.startswith(b'"') else quoted
