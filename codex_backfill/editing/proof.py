"""The proof of an edit: the result is parsed again, and has to be the old data with exactly the wanted difference."""

import re
from collections.abc import Callable, Sequence

from codex_backfill.editing.edit import Edit, Proved
from codex_backfill.notes.frontmatter import (
    Extent,
    Frontmatter,
    FrontmatterError,
    encode,
    is_key,
    is_wikilink,
    load,
    split,
)
from codex_backfill.notes.yaml import parse, parse_1_1, parse_slowly
from codex_backfill.notes.yaml_nodes import Document, Node, YamlError, is_text

Expected = str | tuple[int | str, ...] | None
"""What a field is to hold: one text, or nothing when empty; old entries by number, and new texts; None to be gone."""

_DISPUTED = re.compile(
    r"[\t\x85\u2028\u2029\ufeff]|\r(?!\n)"  # blanks and line breaks to some
    r"|[|>](?:-?\d?\+|[-+]?\d|-? *(?:\#|\r?\n *\r?$))"  # block scalars with more than a dash, or a blank line first
    r"|(?:^|[\s\[{,:-])[&*!][^\s]",  # anchors, aliases, tags
    re.MULTILINE,
)
"""What the C parser may read otherwise than others do: rare enough to ask one of them each time."""


def prove(front: Frontmatter, edits: Sequence[Edit], field: str, expected: Expected) -> Proved:
    """Loaded frontmatter, edits of its text and what they are to make of a field, to the edits and what they make.

    Raises FrontmatterError when the text they make reads as anything but the old data with that one difference.
    """
    block, text = front.block, splice(front.text, edits)
    assert block is not None, "there is frontmatter to edit"
    end = len(text) - len(front.text) + block.end
    try:
        proved = split(text) == Extent(block.start, end, end + block.body - block.end)
        for read in _readers(front, block):
            old = front.document if read is parse else read(front.text, block.start, block.end)
            new = read(text, block.start, end)
            proved = proved and _differ(front.text, old.root, new.root, field, expected)
    except (FrontmatterError, YamlError):
        proved = False
    if not proved:
        raise front.error(edits[0].start, f"'{field}' cannot be written here so that it is certain to be read back")
    return Proved(tuple(sorted(edits)), encode(text))


def prove_created(front: Frontmatter, edit: Edit, field: str, entries: Sequence[str], *, single: bool) -> Proved:
    """The text of a note without frontmatter and the edit that gives it a block, to that edit and what it makes.

    Raises FrontmatterError when the block reads as anything but the one field, or anything else of the text changed.
    """
    text = splice(front.text, [edit])
    rest = front.text[: edit.start] + text[edit.start + len(edit.text) :]
    try:
        made = load(encode(text))
        pairs = made.root.pairs if made.root else []
        wanted = entries[0] if single else tuple(entries)
        block_stands = made.block is not None and made.block.body == edit.start + len(edit.text)
        proved = block_stands and rest == front.text and len(pairs) == 1 and _is(pairs[0][0], field)
        proved = proved and _holds(pairs[0][1], wanted, ())
    except FrontmatterError:
        proved = False
    if not proved:
        raise FrontmatterError(
            1, 1, f"frontmatter for '{field}' cannot be put here so that it is certain to be read back"
        )
    return Proved((edit,), encode(text))


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Text and edits that do not overlap, in any order, to the new text; everything outside the spans is copied.

    Raises ValueError for edits that overlap or leave the text.
    """
    parts, at = [], 0
    for edit in sorted(edits):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edits overlap or leave the text: {edit}")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _readers(front: Frontmatter, block: Extent) -> list[Callable[[str, int, int], Document]]:
    """Who has to see the difference: the C parser, and where the note is read in more than one way, others too.

    A YAML 1.1 reader that cannot read the note as it stands has no say.
    """
    if not _DISPUTED.search(front.text, block.start, block.end):
        return [parse]
    try:
        parse_1_1(front.text, block.start, block.end)
    except YamlError:
        return [parse, parse_slowly]
    return [parse, parse_slowly, parse_1_1]


def _differ(text: str, old: Node | None, new: Node | None, field: str, expected: Expected) -> bool:
    """Whether two roots differ by what is expected of the field, and by nothing else: values, styles, tags, anchors."""
    before, after = old.pairs if old else [], new.pairs if new else []
    where = next((n for n, (key, _) in enumerate(before) if is_key(key, field)), None)
    if where is None:
        where = len(before)
        key_stands = after[where:] and _is(after[where][0], field)
        items: tuple[Node, ...] = ()
    else:
        key, value = before.pop(where)
        key_stands = expected is None or (after[where:] and _bare(after[where][0]) == _bare(key))
        items = value.items if value.kind == "sequence" and not is_wikilink(text, value) else (value,)
    value_stands = expected is None or (after[where:] and _holds(after.pop(where)[1], expected, items))
    return bool(key_stands and value_stands) and list(map(_bare_pair, before)) == list(map(_bare_pair, after))


def _holds(value: Node, expected: str | tuple[int | str, ...], old: tuple[Node, ...]) -> bool:
    if isinstance(expected, str):
        return _is(value, expected) if expected else value.is_null
    if (
        value.kind != "sequence"
        or value.tag is not None
        or value.anchor is not None
        or len(value.items) != len(expected)
    ):
        return False
    return all(
        _is(item, want) if isinstance(want, str) else _bare(item) == _bare(old[want])
        for item, want in zip(value.items, expected, strict=True)
    )


def _is(node: Node, text: str) -> bool:
    """Whether a node is a scalar that any reader takes for the text."""
    untouched = node.kind == "scalar" and node.tag is None and node.anchor is None
    return untouched and node.text == text and (node.style != "" or is_text(text))


def _bare_pair(pair: tuple[Node, Node]) -> tuple[object, object]:
    return _bare(pair[0]), _bare(pair[1])


def _bare(node: Node) -> tuple[object, ...]:
    """A node without its place; an alias without what it stands for."""
    items = () if node.kind == "alias" else tuple(map(_bare, node.items))
    return node.kind, node.text, node.style, node.anchor, node.tag, items
