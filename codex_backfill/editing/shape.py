"""How a note's frontmatter is written: where its lines begin and end, and how its lists are indented and quoted."""

import re
from dataclasses import dataclass, replace

from codex_backfill.editing.scalar import Quotes, quotes_of
from codex_backfill.notes.yaml_nodes import Node

_COLON = re.compile(r"[ \t]*:")
_GAP = re.compile(r"-([ \t]+)\Z")
_DASH = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*-")
_REST = re.compile(r"[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class ListShape:
    """How a block list is written: the blanks before a dash and behind it, and the quotes around an item."""

    indent: str
    gap: str
    quotes: Quotes

    def line(self, text: str) -> str:
        """A text to the line of its item, without a line ending."""
        return f"{self.indent}-{self.gap}{self.quotes.write(text)}"


def shape_of(text: str, sequence: Node) -> ListShape | None:
    """A block list to how it is written; None when tabs stand before its first dash."""
    lead = text[line_start(text, sequence.start) : sequence.start]
    if "\t" in lead:
        return None
    last = sequence.items[-1]
    gap = _GAP.search(text, line_start(text, last.start), last.start)
    return ListShape(" " * len(lead), gap[1] if gap else " ", quotes_of(sequence.items))


def neighbours_shape(text: str, root: Node | None, quotes: Quotes) -> ListShape:
    """The root mapping to how a new list in it is written: as its last block list is, else by two spaces."""
    for node in reversed(root.items if root else ()):
        if node.kind == "sequence" and node.style == "block" and (shape := shape_of(text, node)):
            return replace(shape, quotes=quotes)
    return ListShape((indent_of(text, root.start) or "" if root else "") + "  ", " ", quotes)


def line_start(text: str, index: int) -> int:
    """A character to the start of its line."""
    return text.rfind("\n", 0, index) + 1


def next_line(text: str, index: int) -> int:
    """A character to the start of the line below it; in frontmatter there always is one, the fence at the latest."""
    return text.index("\n", index) + 1


def ending(text: str, start: int) -> str:
    """The start of a line to the line ending before it."""
    return "\r\n" if text.endswith("\r\n", 0, start) else "\n"


def indent_of(text: str, index: int) -> str | None:
    """The spaces before the first thing on a line; None when something else stands before it, be it a tab."""
    lead = text[line_start(text, index) : index]
    return None if lead.strip(" ") else lead


def rest_is_blank(text: str, index: int) -> bool:
    """Whether nothing more stands on the line, not even a comment."""
    return _REST.match(text, index) is not None


def behind_colon(text: str, key: Node) -> int | None:
    """A key to the place right behind its colon; None when that is not on the key's line (`? key`)."""
    found = _COLON.match(text, key.end)
    return found.end() if found else None


def dash(text: str, sequence: Node, item: Node) -> int:
    """An item of a block list to the place of its dash, be it lines above the item."""
    position = next(n for n, node in enumerate(sequence.items) if node is item)
    if position == 0:
        return sequence.start
    found = _DASH.match(text, sequence.items[position - 1].end)
    assert found, "a block list's items have dashes"
    return found.end() - 1


def below(text: str, node: Node) -> int:
    """A value to the start of the first line that can follow it.

    The blank lines under a block scalar are its own when its text says so (`|+`); otherwise they stay below.
    """
    if node.style not in ("|", ">"):
        return next_line(text, node.end)
    held = node.text.removesuffix("\n")
    if node.text and (not held or held[-1] in " \t\n"):
        return node.end
    content = next_line(text, node.start)
    length = len(text[content : node.end].rstrip(" \t\r\n"))
    return next_line(text, content + length) if length else content
