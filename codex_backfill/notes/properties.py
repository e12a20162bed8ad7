"""A body to the properties at its head, which Logseq, Roam, Dataview and Readwise write in place of frontmatter."""

import re
from collections.abc import Mapping

_KEY = r"[^\W\d_](?:[^\n:*_`\[\](){}<>|]{0,38}[^\s:*_`\[\](){}<>|])?"
_DOUBLE = re.compile(rf"[ \t>]*(?:[-*+][ \t]+)?[*_]{{0,2}}(?P<key>{_KEY})[*_]{{0,2}}::(?:[ \t]+(?P<text>.*))?")
"""`key:: value`, be it an item of a list, in a quotation or emphasised."""
_SINGLE = re.compile(
    rf"[ \t>]*(?P<marks>[-*+][ \t]+)?(?P<bold>[*_]{{0,2}})(?P<key>{_KEY})"
    r"(?:[*_]{0,2}[ \t]?[:：]|[:：][*_]{0,2})(?:(?:[ \t]+|(?<=：))(?P<text>.*))?"
)
"""`- Key: value`, `**Key:** value` and `Key: value`, which mean a property only where several stand together."""
_ITEM = re.compile(r"(?P<indent>[ \t]+)[-*+][ \t]+(?P<text>.*)")
_TAGS = re.compile(r"(?:#[^\s#]+[ \t]*)+")
"""A line of hashtags, which Obsidian takes for `tags`."""
_BETWEEN = re.compile(r"#{1,6}[ \t].*|!\[.*|-{3,}|\*{3,}|>[ \t]*\[!.*|>?")
"""What may stand before properties and among them: headings, pictures, rules, the head of a callout, nothing."""
_LEAST = 2
"""Fewer lines with a single colon are text, not properties."""
_MOST = 40
"""Lines that are looked at; properties stand at the head."""
_FAR = 8000
"""The characters that such lines have at most."""


def properties(body: str, *, beside_frontmatter: bool = False) -> Mapping[str, str | tuple[str, ...]]:
    """A body to its first properties, by key as it is spelled: a text, or the texts of the list below the key.

    Beside frontmatter only `key:: value` is one, since a list with colons is a part of the text there.
    """
    head = body[:_FAR]
    if not any(mark in head for mark in ":：#"):
        return {}
    lines = [line.rstrip("\r") for line in head.split("\n", _MOST)[:_MOST]]
    found: dict[str, str | tuple[str, ...]] = {}
    tags: list[str] = []
    single = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        double = _DOUBLE.fullmatch(line)
        one = double or (None if beside_frontmatter else _single(line))
        if one:
            single += not double
            below: list[str] = []
            while not one["text"] and at < len(lines) and (item := _ITEM.fullmatch(lines[at])):
                below.append(item["text"].strip())
                at += 1
            text = (one["text"] or "").strip()
            if text or below:
                found.setdefault(one["key"].strip(), text or tuple(below))
        elif not beside_frontmatter and _TAGS.fullmatch(line.strip()):
            tags += line.replace("#", " ").split()
        elif not _BETWEEN.fullmatch(line.strip()) or (found and line.startswith("#")):
            break
    if single and len(found) < _LEAST:
        found = {}
    return {"tags": tuple(tags), **found} if tags else found


def _single(line: str) -> "re.Match[str] | None":
    """A line with a single colon to what it says; a sentence that goes on behind a colon is none."""
    found = _SINGLE.fullmatch(line)
    is_plain = found and not found["marks"] and not found["bold"]
    return None if found and is_plain and (found["key"][0].islower() or found["key"].count(" ") > 1) else found
