"""Replacing or removing one entry that stands in a link field, by the same rules as adding one."""

import re
from collections.abc import Callable

from codex_backfill.editing.edit import Edit, Proved
from codex_backfill.editing.editable import editable
from codex_backfill.editing.field import Draft
from codex_backfill.editing.proof import prove
from codex_backfill.editing.scalar import quotes_of
from codex_backfill.editing.shape import behind_colon, below, dash, indent_of, line_start, next_line
from codex_backfill.notes.frontmatter import Frontmatter, FrontmatterError, load
from codex_backfill.notes.note import Entry, Problem
from codex_backfill.notes.yaml_nodes import Node

_COMMA = re.compile(r"[ \t]*,")
_ALONE = re.compile(r"[ \t]*(,)?[ \t]*(?:#[^\n]*)?\r?\n")
"""The rest of a line on which nothing but one item in brackets stands."""


def replace(raw: bytes, path: str, field: str, entry: Entry, text: str) -> Proved | Problem:
    """A note's bytes, its path, an entry as it was read from them, its new text: to the edit that swaps the two.

    The quotes stay if the new text allows; the result is proved as in `add`, else a Problem says where, and why not.
    """
    return _edit(raw, path, field, entry, lambda front, key, value, node: _swap(front, value, node, text))


def remove(raw: bytes, path: str, field: str, entry: Entry) -> Proved | Problem:
    """A note's bytes and an entry as it was read from them, to the edits that take it away.

    A comment on the entry's own line goes with it. What stays of a field without entries is what `add` most likely
    started from: nothing where the frontmatter ends, a bare key for a single value or beside a comment, else `[]`.
    """
    return _edit(raw, path, field, entry, _drop)


def _edit(
    raw: bytes, path: str, field: str, entry: Entry, draft: Callable[[Frontmatter, Node, Node, Node], Draft]
) -> Proved | Problem:
    try:
        front = load(raw)
        edits, expected = draft(front, *_find(front, field, entry))
        return prove(front, edits, field, expected)
    except FrontmatterError as error:
        return error.problem(path)


def _find(front: Frontmatter, field: str, entry: Entry) -> tuple[Node, Node, Node]:
    """The field's key, its value, and the entry's node."""
    if found := editable(front, field):
        for (node, _), standing in zip(front.links(field, found[1]), front.entries(field), strict=True):
            if standing == entry:
                return *found, node
    raise FrontmatterError(entry.line, entry.column, f"no entry {entry.text!r} of '{field}' stands here")


def _swap(front: Frontmatter, value: Node, node: Node, text: str) -> Draft:
    if node.kind == "alias" or node.anchor is not None or node.tag is not None or node.style in ("|", ">"):
        raise front.error(node.start, "the entry is an alias, anchored, tagged or a block of text")
    try:
        token = quotes_of([node]).write(text, flow=value.style == "flow")
    except UnicodeEncodeError:
        raise front.error(node.start, "the new text is not UTF-8") from None
    edit = Edit(node.start, node.end, token)
    if node is value:
        return [edit], text
    return [edit], tuple(text if item is node else number for number, item in enumerate(value.items))


def _drop(front: Frontmatter, key: Node, value: Node, node: Node) -> Draft:
    others = [number for number, item in enumerate(value.items) if item is not node]
    if node is value or not others:
        return _drop_last(front, key, value, node)
    edits = _out_of_brackets(front, value, node) if value.style == "flow" else [_line_of(front, value, node)]
    return edits, tuple(others)


def _drop_last(front: Frontmatter, key: Node, value: Node, node: Node) -> Draft:
    text, root, at = front.text, front.root, behind_colon(front.text, key)
    if at is None or root is None:
        raise front.error(key.start, f"key '{key.text}' is written with '?'")
    start, under = line_start(text, key.start), below(text, node)
    plain_lines = value.style != "flow" and "#" not in text[key.end : node.start] + text[node.end : under]
    if plain_lines and root.items[-1] is value and indent_of(text, key.start) is not None:
        return [Edit(start, under, "")], None
    if node is value:
        return [Edit(at, node.end, "")], ""
    if value.style == "flow":
        comma = _COMMA.match(text, node.end)
        alone = "#" not in text[value.start : node.start] + text[node.end : value.end]
        span = (value.start + 1, value.end - 1) if alone else (node.start, comma.end() if comma else node.end)
        return [Edit(*span, "")], ()
    line = _line_of(front, value, node)
    return ([Edit(at, at, " []"), line], ()) if text.startswith(("\n", "\r\n"), at) else ([line], "")


def _line_of(front: Frontmatter, value: Node, node: Node) -> Edit:
    """An item of a block list to the removal of its lines."""
    start = dash(front.text, value, node)
    if indent_of(front.text, start) is None:
        raise front.error(start, "the entry's dash is not the first thing on its line")
    return Edit(line_start(front.text, start), below(front.text, node), "")


def _out_of_brackets(front: Frontmatter, value: Node, node: Node) -> list[Edit]:
    """An item of a flow list to the removal of it and one comma, or of its line where comments stand around it."""
    text, items = front.text, value.items
    here = next(number for number, item in enumerate(items) if item is node)
    last = here == len(items) - 1
    start, end = (items[here - 1].end, node.end) if last else (node.start, items[here + 1].start)
    if "#" not in text[start : node.start] + text[node.end : end]:
        return [Edit(start, end, "")]
    rest = _ALONE.match(text, node.end)
    if rest is None or text[line_start(text, node.start) : node.start].strip(" \t"):
        raise front.error(node.start, "a comment stands between this entry and its comma")
    edits = [Edit(line_start(text, node.start), next_line(text, node.end), "")]
    return [Edit(start, start + 1, ""), *edits] if last and not rest[1] and text[start] == "," else edits
