"""Judges of an edit that share no code with it: two pure parsers' node trees, and a look at the bytes."""

import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

_FENCED = re.compile("\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\\Z)", re.DOTALL | re.MULTILINE)
_EMPTY = re.compile(r"\s*(?:~|null|Null|NULL|\[[ \t]*\])")
_AS_IN_1_2 = {0x09: " ", 0x85: "N", 0x2028: "L", 0x2029: "P"}
_TEXT = "tag:yaml.org,2002:str"

Tree = tuple[str, str, tuple["Tree", ...]]
"""A tag as resolved, a text, and what is inside."""


def complaint(before: bytes, after: bytes, field: str, entry: str) -> str | None:
    """A note before and after one entry was added to a field, to what is wrong with that; None when nothing is."""
    old_text, new_text = _text(before), _text(after)
    if not _inserted(old_text, new_text):
        return "more changed than one insertion or one empty value"
    old, new = _FENCED.match(old_text), _FENCED.match(new_text)
    if old is None or new is None:
        return "there is no frontmatter"
    if old_text[old.end() :] != new_text[new.end() :]:
        return "the body changed"
    judged = False
    for read in _readers():
        try:
            root = read(old[1])
        except Exception:  # a note that this reader cannot read as it stands tells it nothing
            continue
        judged = True
        try:
            result = read(new[1])
        except Exception as error:
            return f"can no longer be read: {error!r}"
        if reason := _difference(root, result, field, entry):
            return reason
    return None if judged else "no other reader can read this note"


def _difference(old: Tree | None, new: Tree | None, field: str, entry: str) -> str | None:
    before, after = _pairs(old), _pairs(new)
    if before is None or after is None:
        return "the root is no mapping"
    standing = [n for n, (key, _) in enumerate(before) if key[1] == field]
    if len(standing) > 1:
        return "the key stood there twice"
    at = standing[0] if standing else len(before)
    items = _items(before.pop(at)[1]) if standing else ()
    if len(after) <= at or after[at][0] != (_TEXT, field, ()):
        return "the key does not stand where it should"
    value = after.pop(at)[1]
    if items is None:
        return "the field held no links"
    if before != after:
        return "other keys changed"
    wanted = (_TEXT, entry, ())
    if value not in ((wanted if not items else None), ("tag:yaml.org,2002:seq", "", (*items, wanted))):
        return f"the field holds {value}"
    return None


def _items(value: Tree) -> tuple[Tree, ...] | None:
    """What stands in a field: a list's items, a wikilink (a list in a list) or a text as the only one."""
    kind = value[0].rpartition(":")[2]
    if kind == "null":
        return ()
    if kind == "str":
        return (value,)
    if kind != "seq":
        return None
    inner = value[2]
    if len(inner) == 1 and inner[0][0].endswith(":seq") and not any(item[0].endswith(":seq") for item in inner[0][2]):
        return (value,)
    return inner


def _pairs(root: Tree | None) -> list[tuple[Tree, Tree]] | None:
    if root is None:
        return []
    if not root[0].endswith(":map"):
        return None
    return list(zip(root[2][::2], root[2][1::2], strict=True))


def _inserted(before: str, after: str) -> bool:
    """Whether the text before is what is left when something is taken out of the text after, or but for one token."""
    rest = iter(after)
    if all(char in rest for char in before):
        return True
    start = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    return any(
        (token := _EMPTY.match(before, at)) is not None and after.endswith(before[token.end() :])
        for at in range(max(start - 8, 0), start + 1)
    )


def _readers() -> Iterator[Callable[[str], Tree | None]]:
    import yaml  # type: ignore[import-untyped]
    from ruamel.yaml import YAML

    yield lambda text: _tree(YAML(typ="safe", pure=True).compose(text))
    yield lambda text: _tree(yaml.compose(text, Loader=yaml.SafeLoader))
    # Neither takes a tab for a blank, or NEL, LS and PS for no line breaks, as YAML 1.2 has it.
    yield lambda text: _tree(YAML(typ="safe", pure=True).compose(text.translate(_AS_IN_1_2)))


def _tree(node: Any) -> Tree | None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return None if node is None else _branch(node)


def _branch(node: Any) -> Tree:
    if isinstance(node.value, str):
        return str(node.tag), node.value, ()
    parts = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
    return str(node.tag), "", tuple(_branch(part) for part in parts)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
