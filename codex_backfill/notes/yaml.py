"""YAML text to nodes with spans: the one border to ruamel.yaml's C parser, and its pure one as the slow reference.

Nothing is constructed: a scalar stays the text it stands for, a date like `2015-03-00` is no error, an alias is seen
where it stands. Nodes are built from events here because the C composer crashes the interpreter on deep nesting.
"""

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from _ruamel_yaml import CParser  # type: ignore[import-not-found]
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from codex_backfill.notes.note import Value

MAX_LENGTH = 1 << 20
"""Characters that are parsed at most; real frontmatter has about a thousand."""
MAX_DEPTH = 64
"""Collections inside one another at most; events of 100,000 nested brackets take quadratic time."""
MAX_NODES = 100_000
"""Nodes at most, aliases counted with all they stand for, so that no alias bomb is ever unfolded."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that are no value (YAML 1.2 core schema, 10.3.2)."""

_UNREADABLE = re.compile("\\A\ufeff|[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML allows in no stream (1.2, 5.1), and a leading byte order mark, which shifts the C parser's marks."""

_STARTS = (SequenceStartEvent, MappingStartEvent)
_ENDS = (SequenceEndEvent, MappingEndEvent)


class YamlError(Exception):
    """Text that is not one YAML document that every reader understands: where (0-based character), and why."""

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(reason)
        self.index = index
        self.reason = reason


class Node(NamedTuple):
    """One value where it stands: characters `start` to `end`, tag and anchor included, following comments not."""

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


def parse(text: str) -> Document:
    """YAML text to its document by the C parser; YamlError says where it is broken, too big, too deep or a bomb."""
    _check_characters(text)
    return _document(text, iter(CParser(text).get_event, None))


def parse_slowly(text: str) -> Document:
    """The same by ruamel.yaml's pure parser, an independent reading at a hundredth of the speed."""
    from ruamel.yaml import YAML

    _check_characters(text)
    return _document(text, YAML(typ="safe", pure=True).parse(text))


def value(node: Node | None) -> Value:
    """A node to what it holds: text, None when empty, a tuple, or a dict by key text, where the last of equals stands.

    Keys that are collections are left out.
    """
    if node is None or node.is_null:
        return None
    if node.kind == "scalar":
        return node.text
    if node.kind == "sequence":
        return tuple([value(item) for item in node.items])
    if node.kind == "mapping":
        return {key.target.text: value(item) for key, item in node.pairs if key.target.kind == "scalar"}
    return value(node.target)


def _check_characters(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise YamlError(MAX_LENGTH, f"more than {MAX_LENGTH:,} characters of YAML")
    if bad := _UNREADABLE.search(text):
        code = ord(bad[0])
        if 0xDC80 <= code <= 0xDCFF:  # what surrogateescape makes of a byte that is not UTF-8
            raise YamlError(bad.start(), f"not UTF-8: byte 0x{code - 0xDC00:02X}")
        raise YamlError(bad.start(), f"character U+{code:04X}, which YAML does not allow here")


def _document(text: str, events: Iterable[Any]) -> Document:
    try:
        return _build(text, events)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(str(part) for part in (error.context, error.problem) if part)
        raise YamlError(mark.index if mark else 0, reason) from None
    except YAMLError as error:
        raise YamlError(0, str(error).splitlines()[0]) from None


def _build(text: str, events: Iterable[Any]) -> Document:
    items: list[Node] = []
    stack: list[tuple[list[Node], Any, int]] = []
    anchors: dict[str, tuple[Node, int] | None] = {}
    count, end, documents = 0, len(text), 0
    for event in events:
        kind = type(event)
        if kind is ScalarEvent:
            mark, anchor = event.start_mark.index, event.anchor
            node = Node("scalar", mark, event.end_mark.index, event.value, event.style or "", anchor, event.tag, ())
            size = 1
        elif kind in _STARTS:
            anchor = event.anchor
            if anchor is not None:
                _declare(anchors, anchor, event)
            stack.append((items, event, count))
            items = []
            if len(stack) > MAX_DEPTH:
                raise YamlError(event.start_mark.index, f"nested more than {MAX_DEPTH} deep")
            continue
        elif kind in _ENDS:
            inner = tuple(items)
            items, start, before = stack.pop()
            node = _collection(start, event, inner)
            anchor, size = start.anchor, count - before + 1
            count = before
            if anchor is not None:
                del anchors[anchor]
        elif kind is AliasEvent:
            known = anchors.get(event.anchor)
            if known is None:
                inside = event.anchor in anchors
                reason = f"alias *{event.anchor} stands " + ("inside its own anchor" if inside else "for no anchor")
                raise YamlError(event.start_mark.index, reason)
            target, size = known
            marks = event.start_mark.index, event.end_mark.index
            node, anchor = Node("alias", *marks, event.anchor, "", None, None, (target,)), None
        else:
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1 or event.explicit:
                    raise YamlError(event.start_mark.index, "a second YAML document starts here")
            elif kind is DocumentEndEvent and event.explicit:
                end = event.start_mark.index
            continue
        if anchor is not None:
            _declare(anchors, anchor, event)
            anchors[anchor] = node, size
        items.append(node)
        count += size
        if count > MAX_NODES:
            raise YamlError(node.start, f"more than {MAX_NODES:,} values, aliases unfolded")
    return Document(items[0] if items else None, end)


def _declare(anchors: dict[str, tuple[Node, int] | None], anchor: str, event: Any) -> None:
    # YAML 1.2 lets a later anchor hide an earlier one, libyaml and PyYAML refuse the file: the meaning is in doubt.
    if anchor in anchors:
        raise YamlError(event.start_mark.index, f"anchor &{anchor} appears twice")
    anchors[anchor] = None


def _collection(start: Any, end: Any, items: tuple[Node, ...]) -> Node:
    flow = bool(start.flow_style)
    kind: Literal["sequence", "mapping"] = "sequence" if type(end) is SequenceEndEvent else "mapping"
    # A block collection's own end mark lies behind following blanks and comments; its last item's does not.
    last = end.end_mark.index if flow or not items else items[-1].end
    return Node(kind, start.start_mark.index, last, "", "flow" if flow else "block", start.anchor, start.tag, items)
