"""Bytes to a note: where the frontmatter stands, what it says, and the entries of its link fields."""

import hashlib
import re
from dataclasses import dataclass

from codex_backfill.notes.markdown import first_heading
from codex_backfill.notes.note import Entry, Note, Problem, Value
from codex_backfill.notes.properties import properties
from codex_backfill.notes.yaml import MAX_LENGTH, parse
from codex_backfill.notes.yaml_nodes import Document, Node, YamlError, is_text, value

_OPENING = re.compile("\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile("^---[ \t]*(?:\r?\n|\\Z)", re.MULTILINE)
_WIKILINK = re.compile(r"\[\[[^\[\]\n]+\]\]")


class FrontmatterError(Exception):
    """A note whose frontmatter, or one field of it, cannot be read safely; lines and columns count from 1."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        super().__init__(f"{line}:{column}: {reason}")
        self.line = line
        self.column = column
        self.reason = reason

    def problem(self, path: str) -> Problem:
        """The path of the note to the problem with it."""
        return Problem(path, self.line, self.column, self.reason)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the frontmatter stands in a note's text: its YAML from `start` to `end`, then the fence, then `body`."""

    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class Frontmatter:
    """A note's decoded text with its parsed frontmatter; `block` and `root` are None where there is none."""

    text: str
    block: Extent | None
    document: Document

    @property
    def root(self) -> Node | None:
        """The root of the YAML, with its spans in `text`."""
        return self.document.root

    def error(self, index: int, reason: str) -> FrontmatterError:
        """A place in the text (0-based character) and what is wrong there to an error that names line and column."""
        return FrontmatterError(*place(self.text, index), reason)

    def find(self, field: str) -> tuple[Node, Node] | None:
        """A field's key and value, None when it is absent; FrontmatterError when it is not plainly there once.

        `Sourced_From` is `sourced_from`, since to Obsidian the two are one property.
        """
        root = self.root
        if root is None:
            return None
        if root.kind != "mapping" or root.style != "block":
            raise self.error(root.start, "the frontmatter is no block of `key: value` lines")
        found = [(key, item) for key, item in root.pairs if key.target.kind == "scalar" and is_key(key.target, field)]
        for key, _ in found[1:]:
            raise self.error(key.start, f"key '{field}' appears twice")
        if not found:
            for key, item in root.pairs:
                if key.text == "<<" and not key.style and _merges(item, field):
                    raise self.error(key.start, f"key '{field}' arrives by merge")
            return None
        key, item = found[0]
        if key.kind == "alias" or key.tag is not None:
            raise self.error(key.start, f"key '{field}' is tagged or an alias")
        return key, item

    def entries(self, field: str) -> tuple[Entry, ...]:
        """What stands in a link field, in order: a list's items, or a single value; nothing when empty or absent.

        An unquoted `[[x]]`, which YAML takes for a list in a list, and an unquoted title with a colon, which it takes
        for a mapping, are the text that stands there. FrontmatterError when the field holds no links: a count, a flag,
        a mapping, or the key twice.
        """
        found = self.find(field)
        entries, line, at = [], 1, 0
        for node, text in self.links(field, found[1]) if found else ():
            line += self.text.count("\n", at, node.start)
            at = node.start
            entries.append(Entry(text, line, at - self.text.rfind("\n", 0, at)))
        return tuple(entries)

    def links(self, field: str, item: Node) -> list[tuple[Node, str]]:
        """A link field's value to the nodes of its entries with their texts; FrontmatterError as in `entries`."""
        target = item.target
        if target.is_empty:
            return []
        if target.kind == "mapping":
            raise self.error(item.start, f"'{field}' holds a mapping, not links")
        single = self._text(target)
        if single is not None:
            if target.kind == "scalar" and not target.style and not is_text(single):
                raise self.error(item.start, f"'{field}' holds {single!r}, not links")
            if target.style in ("|", ">") and "\n" in single.strip():
                raise self.error(item.start, f"'{field}' holds a text of several lines, not links")
            return [(item, single)]
        links = []
        for node in target.items:
            if node.target.is_empty:
                continue
            text = self._text(node.target)
            if text is None:
                inner = "mapping" if node.target.kind == "mapping" else "list"
                raise self.error(node.start, f"'{field}' holds a {inner} in its list, not links")
            links.append((node, text))
        return links

    def _text(self, node: Node) -> str | None:
        if node.kind == "scalar":
            return node.text
        raw = self.text[node.start : node.end]
        if node.kind == "sequence":
            return raw if is_wikilink(self.text, node) else None
        plain = all(part.kind == "scalar" and not part.style for part in node.items)
        return raw if len(node.items) == 2 and plain and "\n" not in raw and raw[0] not in "{?" else None


def is_key(key: Node, field: str) -> bool:
    """Whether a node is a field's key, in whatever case."""
    return key.text == field or (len(key.text) == len(field) and key.text.lower() == field.lower())


def is_wikilink(text: str, node: Node) -> bool:
    """Whether a node is an unquoted `[[x]]`, to YAML a list in a list."""
    return node.kind == "sequence" and _WIKILINK.fullmatch(text, node.start, node.end) is not None


def _merges(item: Node, field: str) -> bool:
    node = item.target
    if node.kind == "sequence":
        return any(_merges(part, field) for part in node.items)
    if node.kind != "mapping":
        return False
    return any(is_key(key.target, field) or (key.text == "<<" and _merges(part, field)) for key, part in node.pairs)


def place(text: str, index: int) -> tuple[int, int]:
    """A 0-based character to its line and column from 1; lines end with a line feed and nothing else."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def decode(raw: bytes) -> str:
    """A note's bytes to text; a byte that is not UTF-8 becomes a lone surrogate, so that encoding brings it back."""
    return raw.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """A note's text to its bytes, those that were not UTF-8 as they were: the inverse of `decode`."""
    return text.encode("utf-8", "surrogateescape")


def split(text: str) -> Extent | None:
    """A note's text to the place of its frontmatter, None when it does not start with a `---` line.

    FrontmatterError when no second `---` line follows, or not within the characters that are parsed at most.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    limit = opening.end() + MAX_LENGTH
    closing = _CLOSING.search(text, opening.end(), limit)
    if closing is None or closing.end() == limit < len(text):
        is_long = limit < len(text) and _CLOSING.search(text, limit - 1)
        told = (
            f"the frontmatter is longer than {MAX_LENGTH:,} characters"
            if is_long
            else "no '---' line ends the frontmatter"
        )
        raise FrontmatterError(1, 1, told)
    return Extent(opening.end(), closing.start(), closing.end())


def load(raw: bytes) -> Frontmatter:
    """A note's bytes to its frontmatter; FrontmatterError when that is broken, hostile, or not UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FrontmatterError(1, 1, "not UTF-8 but UTF-16 or UTF-32")
    text = decode(raw)
    block = split(text)
    if block is None:
        return Frontmatter(text, None, Document(None, 0))
    try:
        return Frontmatter(text, block, parse(text, block.start, block.end))
    except YamlError as error:
        raise FrontmatterError(*place(text, error.index), error.reason) from None


def read(raw: bytes, path: str) -> Note:
    """A note's bytes and its path from the vault's root to the note; FrontmatterError when it cannot be read."""
    return note(load(raw), raw, path)


def note(front: Frontmatter, raw: bytes, path: str) -> Note:
    """Loaded frontmatter, with the bytes it was loaded from and their path, to the note.

    Of a key that appears twice the last one stands, as PyYAML reads it. What the frontmatter does not say, the
    properties at the head of the body do.
    """
    root = front.root
    if root is not None and root.kind != "mapping":
        raise front.error(root.start, "the frontmatter is no block of `key: value` lines")
    fields = value(root)
    body = front.text[front.block.body if front.block else 0 :]
    if not body.isascii():
        body = body.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Note(
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        fields=_with_properties(fields if isinstance(fields, dict) else {}, front, body),
        has_keys=bool(root and root.pairs),
        body=body,
        heading=first_heading(body),
    )


def _with_properties(fields: dict[str, Value], front: Frontmatter, body: str) -> dict[str, Value]:
    said = {key.casefold() for key, value in fields.items() if value is not None}
    found = properties(body, beside_frontmatter=front.block is not None)
    return fields | {key: value for key, value in found.items() if key.casefold() not in said}
