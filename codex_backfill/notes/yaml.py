"""YAML text to nodes with spans: the one border to ruamel.yaml's C parser, and its pure one as the slow reference.

Nothing is constructed: a scalar stays the text it stands for, a date like `2015-03-00` is no error, an alias is seen
where it stands. Nodes are built from events here because the C composer crashes the interpreter on deep nesting.
"""

import re
from collections.abc import Callable, Iterable
from sys import intern
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
from codex_backfill.notes.yaml_faults import COLON_IN_BRACKETS, reason

MAX_LENGTH = 1 << 20
"""Characters that are parsed at most; real frontmatter has about a thousand."""
MAX_SLOW_LENGTH = 1 << 17
"""Characters that the pure parser is given at most, for want of its speed."""
MAX_DEPTH = 64
"""Collections inside one another at most; events of 100,000 nested brackets take quadratic time."""
MAX_NODES = 100_000
"""Nodes at most, aliases counted with all they stand for, so that no alias bomb is ever unfolded."""

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

_UNREADABLE = re.compile("\\A\ufeff|[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML allows in no stream (1.2, 5.1), and a leading byte order mark, which shifts the C parser's marks."""

OLD_BREAKS = "\x85\u2028\u2029"
"""NEL, LS and PS, which end a line in YAML 1.1 only."""
_PUT_IN = dict(zip(map(ord, OLD_BREAKS), "\U0010fff0\U0010fff1\U0010fff2", strict=True))
_TAKE_OUT = {ord(stand_in): char for char, stand_in in _PUT_IN.items()}
"""Private characters that stand in for them while a parser looks."""

_STARTS = (SequenceStartEvent, MappingStartEvent)
_ENDS = (SequenceEndEvent, MappingEndEvent)


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


def parse(text: str, start: int = 0, end: int | None = None) -> Document:
    """The YAML from `start` to `end` of a text to its document, with spans in that text, by the C parser.

    NEL, LS and PS are no line breaks, as in YAML 1.2. YamlError says where the text is broken, too big, too deep, a
    bomb, or two documents.
    """
    yaml = _readable(text, start, end)
    try:
        return _document(lambda text: iter(CParser(text).get_event, None), yaml, start, _has_old_breaks(yaml))
    except YamlError as error:
        # libyaml stops at the colon in `[https://x.org]`, where YAML 1.2 and everyone else see a plain scalar.
        if error.reason != COLON_IN_BRACKETS:
            raise
        return parse_slowly(text, start, end)


def parse_slowly(text: str, start: int = 0, end: int | None = None) -> Document:
    """The same by ruamel.yaml's pure parser, an independent reading that takes some thirty times as long.

    Tabs, which it does not take for blanks, become spaces.
    """
    from ruamel.yaml import YAML

    yaml = _readable(text, start, end, MAX_SLOW_LENGTH).replace("\t", " ")
    return _document(YAML(typ="safe", pure=True).parse, yaml, start, _has_old_breaks(yaml))


def parse_1_1(text: str, start: int = 0, end: int | None = None) -> Document:
    """The same by the C parser with the line breaks of YAML 1.1, as PyYAML has them: NEL, LS and PS are some."""
    yaml = _readable(text, start, end)
    return _document(lambda text: iter(CParser(text).get_event, None), yaml, start, old_breaks=False)


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
        # All notes have the same few keys: each is held once.
        return {intern(key.target.text): value(item) for key, item in node.pairs if key.target.kind == "scalar"}
    return value(node.target)


def is_text(plain: str) -> bool:
    """Whether every version of YAML reads a plain scalar as the text that it is."""
    return plain not in NULLS and not _OTHER_TYPES.fullmatch(plain)


def _readable(text: str, start: int, end: int | None, most: int = MAX_LENGTH) -> str:
    yaml = text[start:end]
    if len(yaml) > most:
        raise YamlError(start + most, f"more than {most:,} characters of YAML")
    if bad := _UNREADABLE.search(yaml):
        code = ord(bad[0])
        if 0xDC80 <= code <= 0xDCFF:  # what surrogateescape makes of a byte that is not UTF-8
            raise YamlError(start + bad.start(), f"not UTF-8: byte 0x{code - 0xDC00:02X}")
        raise YamlError(start + bad.start(), f"character U+{code:04X}, which YAML does not allow here")
    return yaml


def _has_old_breaks(yaml: str) -> bool:
    return not yaml.isascii() and any(char in yaml for char in OLD_BREAKS)


def _document(events: Callable[[str], Iterable[Any]], yaml: str, start: int, old_breaks: bool) -> Document:
    """Events of a text, in which what ends no line in YAML 1.2 is hidden when there are `old_breaks`, to a document."""
    try:
        return _build(events(yaml.translate(_PUT_IN) if old_breaks else yaml), start, start + len(yaml), old_breaks)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark.index >= len(yaml) and error.context_mark:  # what is not closed is to be found where it opens
            mark = error.context_mark
        raise YamlError(start + mark.index, reason(error.context, error.problem)) from None
    except YAMLError:
        raise YamlError(start, reason(None, None)) from None


def _build(events: Iterable[Any], offset: int, end: int, old_breaks: bool) -> Document:
    items: list[Node] = []
    stack: list[tuple[list[Node], Any, int]] = []
    anchors: dict[str, tuple[Node, int] | None] = {}
    count, documents = 0, 0
    for event in events:
        kind = type(event)
        start = offset + event.start_mark.index
        if kind is ScalarEvent:
            anchor, stop, size = event.anchor, offset + event.end_mark.index, 1
            value = event.value.translate(_TAKE_OUT) if old_breaks else event.value
            node = Node("scalar", start, stop, value, event.style or "", anchor, event.tag, ())
        elif kind in _STARTS:
            if event.anchor is not None:
                _declare(anchors, event.anchor, start)
            if len(stack) == MAX_DEPTH:
                raise YamlError(start, f"nested more than {MAX_DEPTH} deep")
            stack.append((items, event, count))
            items = []
            continue
        elif kind in _ENDS:
            inner = tuple(items)
            items, opening, before = stack.pop()
            node = _collection(opening, event, inner, offset)
            anchor, size = node.anchor, count - before + 1
            count = before
            if anchor is not None:
                del anchors[anchor]
        elif kind is AliasEvent:
            known = anchors.get(event.anchor)
            if known is None:
                inside = "inside its own anchor" if event.anchor in anchors else "for no anchor"
                raise YamlError(start, f"alias *{event.anchor} stands {inside}")
            target, size = known
            node, anchor = (
                Node("alias", start, offset + event.end_mark.index, event.anchor, "", None, None, (target,)),
                None,
            )
        else:
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1 or event.explicit:
                    raise YamlError(start, "a second YAML document starts here")
            elif kind is DocumentEndEvent and event.explicit:
                end = start
            continue
        if anchor is not None:
            _declare(anchors, anchor, start)
            anchors[anchor] = node, size
        items.append(node)
        count += size
        if count > MAX_NODES:
            raise YamlError(start, f"more than {MAX_NODES:,} values, aliases unfolded")
    return Document(items[0] if items else None, end)


def _declare(anchors: dict[str, tuple[Node, int] | None], anchor: str, index: int) -> None:
    # YAML 1.2 lets a later anchor hide an earlier one, libyaml and PyYAML refuse the file: the meaning is in doubt.
    if anchor in anchors:
        raise YamlError(index, f"anchor &{anchor} appears twice")
    anchors[anchor] = None


def _collection(opening: Any, closing: Any, items: tuple[Node, ...], offset: int) -> Node:
    kind: Literal["sequence", "mapping"] = "sequence" if type(closing) is SequenceEndEvent else "mapping"
    # Without a bracket the end mark is empty and lies behind blanks and comments; the last item ends where it ends.
    start, end = closing.start_mark.index, closing.end_mark.index
    stop = offset + end if start < end else items[-1].end
    style = "flow" if opening.flow_style else "block"
    return Node(kind, offset + opening.start_mark.index, stop, "", style, opening.anchor, opening.tag, items)
