"""Adding entries to a link field: a note's bytes to the few insertions that make the links stand in it."""

import re

from codex_backfill.editing.edit import Addition, Edit, Proved
from codex_backfill.editing.editable import editable
from codex_backfill.editing.proof import Expected, prove, prove_created
from codex_backfill.editing.scalar import Quotes, quotes_of
from codex_backfill.editing.shape import (
    behind_colon,
    below,
    ending,
    indent_of,
    line_start,
    neighbours_shape,
    next_line,
    rest_is_blank,
    shape_of,
)
from codex_backfill.notes.frontmatter import (
    Frontmatter,
    FrontmatterError,
    decode,
    encode,
    is_wikilink,
    load,
    split,
)
from codex_backfill.notes.note import Problem
from codex_backfill.notes.yaml_nodes import Node

Draft = tuple[list[Edit], Expected]
"""Edits, and what they are to make of the field; nobody believes them before they are proved."""

_PLAIN = Quotes(plain=True, mark='"')
_OTHER_FRONTMATTER = re.compile(
    r"\ufeff?(?:\s|<!--.*?-->|%%.*?%%)*(---(?=[ \t]*\r?\n)|\+\+\+(?=[ \t]*\r?\n)|;;;|\{(?=\s*[\"}])|<{7}|\0)"
    r"|[^\n]*?(\r)(?!\n)(?=[^\n]*\Z)",
    re.DOTALL,
)
"""What a note may begin with whose frontmatter is not at its top, or in TOML, JSON, UTF-16 or lines of CR alone."""
_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*,")


def add(raw: bytes, addition: Addition) -> Proved | Problem:
    """A note's bytes and the entries that its field is to have, to the edits that add the missing ones.

    Everything that stands keeps its bytes, and new entries are written as their neighbours are. The result has been
    parsed again and is the old data with these entries; else a Problem says where, and why not.
    """
    try:
        return _add(load(raw), addition) or Proved((), raw)
    except FrontmatterError as error:
        return error.problem(addition.path)


def without_empty_block(raw: bytes) -> bytes:
    """A note's bytes to those without its frontmatter block, where nothing stands in it and none would be read then."""
    text = decode(raw)
    block = split(text)
    if block is None or text[block.start : block.end].strip():
        return raw
    left = "\ufeff" * text.startswith("\ufeff") + text[block.body :]
    try:
        return raw if split(left) else encode(left)
    except FrontmatterError:
        return raw


def _add(front: Frontmatter, addition: Addition) -> Proved | None:
    """The edits that add the missing entries; None when all of them stand."""
    field, text = addition.field, front.text
    if front.block is None and addition.create:
        return _new_block(front, field, tuple(dict.fromkeys(addition.entries)), addition.scalar)
    found = editable(front, field)
    standing = {entry.strip() for _, entry in front.links(field, found[1])} if found else set()
    entries = tuple(entry for entry in dict.fromkeys(addition.entries) if entry.strip() not in standing)
    if not entries:
        return None
    single = addition.scalar and len(entries) == 1
    try:
        if found is None:
            draft = _new_key(front, field, entries, single)
        elif found[1].is_empty:
            draft = _for_nothing(front, *found, entries, single)
        elif found[1].kind != "sequence" or is_wikilink(text, found[1]):
            draft = _beside_single(front, *found, entries)
        elif not found[1].items:
            draft = _into_empty_brackets(front, *found, entries)
        elif found[1].style == "flow":
            draft = _into_brackets(text, found[1], entries)
        else:
            draft = _under_items(front, found[1], entries)
    except UnicodeEncodeError:
        raise FrontmatterError(1, 1, f"an entry for '{field}' is not UTF-8") from None
    return prove(front, draft[0], field, draft[1])


def _new_block(front: Frontmatter, field: str, entries: tuple[str, ...], scalar: bool) -> Proved:
    """A block with the one field at the top of a note without frontmatter, behind its byte order mark."""
    text, single = front.text, scalar and len(entries) == 1
    if not text.strip("\ufeff \t\r\n"):
        raise FrontmatterError(1, 1, "the note is empty")
    if found := _OTHER_FRONTMATTER.match(text):
        sign = found[1] or found[2]
        raise front.error(found.end() - len(sign), f"{sign!r} may begin frontmatter that cannot be read here")
    first = text.find("\n")
    nl = "\r\n" if text[first - 1 : first] == "\r" and first > 0 else "\n"
    at = len(text) - len(text.removeprefix("\ufeff"))
    try:
        lines = [f"{field}: {_PLAIN.write(entries[0])}"] if single else [f"{field}:", *_new_items(front, entries)]
    except UnicodeEncodeError:
        raise FrontmatterError(1, 1, f"an entry for '{field}' is not UTF-8") from None
    edit = Edit(at, at, "".join(line + nl for line in ("---", *lines, "---")))
    return prove_created(front, edit, field, entries, single=single)


def _new_key(front: Frontmatter, field: str, entries: tuple[str, ...], single: bool) -> Draft:
    """A new line or list at the end of the frontmatter, above its blank lines and `...`."""
    text, root, block = front.text, front.root, front.block
    indent = indent_of(text, root.start) if root else ""
    if indent is None or block is None:
        raise front.error(root.start if root else 0, "the first key is not the first thing on its line")
    content = text[block.start : front.document.end].rstrip(" \t\r\n")
    at = next_line(text, block.start + len(content)) if content else block.start
    leaf = root
    while leaf and leaf.items and leaf.kind != "alias":
        leaf = leaf.items[-1]
    if leaf and leaf.style in ("|", ">"):
        at = max(at, below(text, leaf))
    if single:
        return [Edit(at, at, f"{indent}{field}: {_PLAIN.write(entries[0])}{ending(text, at)}")], entries[0]
    lines = [f"{indent}{field}:", *_new_items(front, entries)]
    return [Edit(at, at, "".join(line + ending(text, at) for line in lines))], entries


def _for_nothing(front: Frontmatter, key: Node, value: Node, entries: tuple[str, ...], single: bool) -> Draft:
    """In place of `~`, `null` or empty quotes, or of nothing at all."""
    text, at = front.text, behind_colon(front.text, key)
    if value.start < value.end and single:
        quotes = _PLAIN if value.is_null else quotes_of([value])
        return [Edit(value.start, value.end, quotes.write(entries[0]))], entries[0]
    if at is None:
        raise front.error(key.start, f"key '{key.text}' is written with '?'")
    if value.start < value.end:
        return [_instead(front, at, value, entries)], entries
    if single:
        return [Edit(at, at, " " + _PLAIN.write(entries[0]))], entries[0]
    under = next_line(text, at)
    return [Edit(under, under, "".join(line + ending(text, under) for line in _new_items(front, entries)))], entries


def _into_empty_brackets(front: Frontmatter, key: Node, value: Node, entries: tuple[str, ...]) -> Draft:
    """In place of `[]`; between the brackets when a comment or a line break stands in them."""
    inside, at = front.text[value.start + 1 : value.end - 1], behind_colon(front.text, key)
    if not inside.strip(" \t") and at is not None:
        return [_instead(front, at, value, entries)], entries
    tokens = ", ".join(_quotes_of_new(entries).write(entry, flow=True) for entry in entries)
    return [Edit(value.start + 1, value.start + 1, tokens)], entries


def _instead(front: Frontmatter, at: int, value: Node, entries: tuple[str, ...]) -> Edit:
    """An empty token to a list below its key; where a comment stands beside it, to a list in brackets."""
    text = front.text
    if rest_is_blank(text, value.end) and "\n" not in text[at : value.start]:
        nl = ending(text, next_line(text, value.end))
        return Edit(at, value.end, "".join(nl + line for line in _new_items(front, entries)))
    quotes = _quotes_of_new(entries)
    return Edit(value.start, value.end, f"[{', '.join(quotes.write(entry, flow=True) for entry in entries)}]")


def _beside_single(front: Frontmatter, key: Node, value: Node, entries: tuple[str, ...]) -> Draft:
    """A value that stands alone becomes the first item of a list: it gets a dash, and keeps its bytes."""
    text, at = front.text, behind_colon(front.text, key)
    shape = neighbours_shape(text, front.root, quotes_of([value]))
    if at is None:
        raise front.error(key.start, f"key '{key.text}' is written with '?'")
    if "\n" in text[at : value.start]:  # on a line of its own
        indent = indent_of(text, value.start)
        dash = Edit(value.start, value.start, "- ")
    else:  # lines that belong to the value have to stay further in than the dash
        several = "\n" in text[value.start : value.end]
        indent = indent_of(text, key.start) if several else shape.indent
        dash = Edit(at, at, f"{ending(text, next_line(text, at))}{indent}-")
    if indent is None:
        raise front.error(value.start, f"'{key.text}' does not stand at the start of a line")
    under = below(text, value)
    lines = [f"{indent}-{shape.gap}{shape.quotes.write(entry)}{ending(text, under)}" for entry in entries]
    return [dash, Edit(under, under, "".join(lines))], (0, *entries)


def _under_items(front: Frontmatter, value: Node, entries: tuple[str, ...]) -> Draft:
    """Below the last item of a block list, as that one is written."""
    shape = shape_of(front.text, value)
    if shape is None:
        raise front.error(value.start, "a tab stands before the list's first dash")
    under = below(front.text, value.items[-1])
    lines = [shape.line(entry) + ending(front.text, under) for entry in entries]
    return [Edit(under, under, "".join(lines))], (*range(len(value.items)), *entries)


def _into_brackets(text: str, value: Node, entries: tuple[str, ...]) -> Draft:
    """Behind the last item of a flow list, on lines of their own if that one is, with or without a trailing comma."""
    wanted = (*range(len(value.items)), *entries)
    quotes, last = quotes_of(value.items), value.items[-1]
    tokens = [quotes.write(entry, flow=True) for entry in entries]
    before = text[value.items[-2].end if len(value.items) > 1 else value.start + 1 : last.start]
    lead = text[line_start(text, last.start) : last.start]
    if "\n" not in before or lead.strip(" \t"):
        gap = before.partition(",")[2] if len(value.items) > 1 and "\n" not in before else " "
        return [Edit(last.end, last.end, "".join(f",{gap}{token}" for token in tokens))], wanted
    nl, comma = ending(text, line_start(text, last.start)), _COMMA.match(text, last.end)
    end = comma.end() if comma else last.end
    under = next_line(text, end)
    if value.end <= under or rest_is_blank(text, end):  # on this line no comment follows
        lines = "".join(f"{nl}{lead}{token}," if comma else f",{nl}{lead}{token}" for token in tokens)
        return [Edit(end, end, lines)], wanted
    if comma:
        return [Edit(under, under, "".join(f"{lead}{token},{nl}" for token in tokens))], wanted
    lines = f",{nl}".join(lead + token for token in tokens) + nl
    return [Edit(end, end, ","), Edit(under, under, lines)], wanted


def _new_items(front: Frontmatter, entries: tuple[str, ...]) -> list[str]:
    shape = neighbours_shape(front.text, front.root, _quotes_of_new(entries))
    return [shape.line(entry) for entry in entries]


def _quotes_of_new(entries: tuple[str, ...]) -> Quotes:
    """Titles are quoted, all of them; names and paths without blanks are not."""
    return Quotes(plain=not any(" " in entry for entry in entries), mark='"')
