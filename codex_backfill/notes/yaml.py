"""YAML text to nodes with spans: the one border to ruamel.yaml's C parser, and its pure one as the slow reference.

Nothing is constructed: a scalar stays the text it stands for, a date like `2015-03-00` is no error, an alias is seen
where it stands. Nodes are built from events here because the C composer crashes the interpreter on deep nesting.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

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

from codex_backfill.notes.yaml_faults import COLON_IN_BRACKETS, reason
from codex_backfill.notes.yaml_nodes import Document, Node, YamlError

MAX_LENGTH = 1 << 20
"""Characters that are parsed at most; real frontmatter has about a thousand."""
MAX_SLOW_LENGTH = 1 << 17
"""Characters that the pure parser is given at most, for want of its speed."""
MAX_DEPTH = 64
"""Collections inside one another at most; events of 100,000 nested brackets take quadratic time."""
MAX_NODES = 100_000
"""Nodes at most, aliases counted with all they stand for, so that no alias bomb is ever unfolded."""

_UNREADABLE = re.compile("\\A\ufeff|[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML allows in no stream (1.2, 5.1), and a leading byte order mark, which shifts the C parser's marks."""

OLD_BREAKS = "\x85\u2028\u2029"
"""NEL, LS and PS, which end a line in YAML 1.1 only."""
_PUT_IN = dict(zip(map(ord, OLD_BREAKS), "\U0010fff0\U0010fff1\U0010fff2", strict=True))
_TAKE_OUT = {ord(stand_in): char for char, stand_in in _PUT_IN.items()}
"""Private characters that stand in for them while a parser looks."""

_STARTS = (SequenceStartEvent, MappingStartEvent)
_ENDS = (SequenceEndEvent, MappingEndEvent)


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
