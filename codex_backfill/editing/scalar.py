"""A text to the YAML scalar that stands for it: plain where every reader takes it for that text, else quoted."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from codex_backfill.notes.yaml_nodes import Node, is_text

_PLAIN = re.compile(r"[\w/](?:[^:#]*[^:# ])?")
"""Starts like no indicator and holds nothing that could begin a value or a comment."""
_FLOW = re.compile(r"[,\[\]{}]")
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
"""What stands in no double quotes as it is, or is a line break to some readers."""
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Quotes(NamedTuple):
    """How the items of a list are quoted: not at all where that is safe, when `plain`; else with `mark`, `'` or `"`."""

    plain: bool
    mark: str

    def write(self, text: str, *, flow: bool = False) -> str:
        """A text to one line of YAML; in `flow`, to stand between brackets.

        Single quotes give way to double ones where the text needs escapes. ValueError when no YAML can hold the text,
        because it has bytes that are not UTF-8.
        """
        text.encode("utf-8")  # UnicodeEncodeError is a ValueError
        if self.plain and is_plain(text) and not (flow and _FLOW.search(text)):
            return text
        if self.mark == "'" and not _ESCAPED.search(text.replace('"', "").replace("\\", "")):
            return "'" + text.replace("'", "''") + "'"
        return '"' + _ESCAPED.sub(_escape, text) + '"'


def quotes_of(items: Iterable[Node]) -> Quotes:
    """The scalars of a list to how they are quoted: plain when one of them is, with the mark of the last quoted one."""
    styles = [node.style for node in items if node.kind == "scalar" and not node.is_null]
    marks = [style for style in styles if style in ("'", '"')]
    return Quotes("" in styles, marks[-1] if marks else '"')


def is_plain(text: str) -> bool:
    """Whether a text can stand without quotes, outside of brackets."""
    return text.isprintable() and _PLAIN.fullmatch(text) is not None and is_text(text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _SHORT.get(found[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
