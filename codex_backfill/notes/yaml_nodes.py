"""YAML as nodes: values where they stand, and what they hold; a scalar stays the text that it stands for."""

import re
from sys import intern
from typing import Literal, NamedTuple

from codex_backfill.notes.note import Value

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that are no value (YAML 1.2 core schema, 10.3.2)."""

_OTHER_TYPES = re.compile(
    r"[-+]?(?:0[box][0-9a-f_]+|(?=[0-9.])[0-9_]*\.?[0-9_.]*(?:e[-+]?[0-9]+)?|\.(?:inf|nan))"  # 0x1f, 1_000, 1e3, 1.2.3
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"  # 12:30, which YAML 1.1 reads as 750
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t][0-9:. \tz+-]*)?"
    r"|y|yes|n|no|true|false|on|off|<<|=",
    re.ASCII | re.IGNORECASE,
)
"""Plain scalars that YAML 1.1 (type repository) or 1.2 (10.3) reads as a number, a flag, a date or an operator."""


class YamlError(Exception):
    """Text that is not one YAML document that every reader understands: where (0-based character), and why."""

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(reason)
        self.index = index
        self.reason = reason


class Node(NamedTuple):
    """One value where it stands: characters `start` to `end`, tag and anchor included, following comments not.

    A block scalar ends where the next line can begin, behind its trailing blank lines.
    """

    kind: Literal["scalar", "sequence", "mapping", "alias"]
    start: int
    end: int
    text: str
    """A scalar's text, an alias's name; empty for collections."""
    style: str
    """A scalar's quote (`'`, `"`, `|`, `>`, empty when plain); `flow` or `block` for collections."""
    anchor: str | None
    tag: str | None
    items: tuple["Node", ...]
    """A sequence's items; a mapping's keys and values in turn; the node that an alias stands for."""

    @property
    def is_null(self) -> bool:
        """Whether this is an empty value: nothing at all, `~` or `null`."""
        return self.kind == "scalar" and not self.style and self.tag is None and self.text in NULLS

    @property
    def is_empty(self) -> bool:
        """Whether this stands for no text: null, or quotes around nothing."""
        return self.is_null or (self.kind == "scalar" and self.style in ("'", '"') and not self.text.strip())

    @property
    def pairs(self) -> list[tuple["Node", "Node"]]:
        """A mapping's keys with their values, as they follow each other."""
        return list(zip(self.items[::2], self.items[1::2], strict=True))

    @property
    def target(self) -> "Node":
        """The node itself, or the one an alias stands for."""
        return self.items[0] if self.kind == "alias" else self


class Document(NamedTuple):
    """A parsed text: its root, None when there is nothing but comments, and where it ends: before a `...`, if any."""

    root: Node | None
    end: int


_SHORT = 32
"""Keys, and values of no more letters (types, states, dates), are the same in many notes: each is held once."""


def value(node: Node | None) -> Value:
    """A node to what it holds: text, None when empty, a tuple, or a dict by key text, where the last of equals stands.

    Keys that are collections are left out.
    """
    if node is None or node.is_null:
        return None
    if node.kind == "scalar":
        return node.text if len(node.text) > _SHORT else intern(node.text)
    if node.kind == "sequence":
        return tuple([value(item) for item in node.items])
    if node.kind == "mapping":
        return {intern(key.target.text): value(item) for key, item in node.pairs if key.target.kind == "scalar"}
    return value(node.target)


def is_text(plain: str) -> bool:
    """Whether every version of YAML reads a plain scalar as the text that it is."""
    return plain not in NULLS and not _OTHER_TYPES.fullmatch(plain)
