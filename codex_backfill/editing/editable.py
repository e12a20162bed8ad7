"""Whether a note's link field can be edited safely: what other readers may take for something else is refused."""

import re

from codex_backfill.notes.frontmatter import Extent, Frontmatter, FrontmatterError
from codex_backfill.notes.yaml import OLD_BREAKS
from codex_backfill.notes.yaml_nodes import Node

_OLD_BREAK = re.compile(f"[{OLD_BREAKS}]")


def editable(front: Frontmatter, field: str) -> tuple[Node, Node] | None:
    """Loaded frontmatter to a field's key and value, None when it is absent.

    Raises FrontmatterError when there is no frontmatter, when others read the value through an anchor, when it is
    tagged, and when readers may disagree on where a line ends.
    """
    if front.block is None:
        raise FrontmatterError(1, 1, f"no frontmatter for '{field}' to stand in")
    found = front.find(field)
    for at in _old_breaks(front, front.block):
        name = f"U+{ord(front.text[at]):04X}"
        raise front.error(at, f"{name} ends a line here to some readers, and to others it does not")
    for node in (front.root, found[1] if found else None):
        if node and (node.kind == "alias" or node.anchor is not None or node.tag is not None):
            what = "the frontmatter" if node is front.root else f"'{field}'"
            raise front.error(node.start, f"{what} is an alias, anchored or tagged")
    return found


def _old_breaks(front: Frontmatter, block: Extent) -> list[int]:
    """The places of NEL, LS and PS where they could end a line: all but those in quotes, blocks and amid words."""
    text = front.text
    places = [found.start() for found in _OLD_BREAK.finditer(text, block.start, block.end)]
    nodes = [front.root] if front.root and places else []
    for node in nodes:  # grows as it goes
        nodes += node.items if node.kind != "alias" else ()
        if node.kind == "scalar":
            amid = [at for at in places if node.start < at < node.end - 1]
            harmless = {at for at in amid if node.style or (text[at - 1].isalnum() and text[at + 1].isalnum())}
            places = [at for at in places if at not in harmless]
    return places
