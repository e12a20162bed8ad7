"""The parts of a claim's text that say where it comes from, and those that are its own."""

import re
from itertools import pairwise

from codex_backfill.citations.identifiers import is_placeholder
from codex_backfill.notes.note import Claim

WIKILINK = re.compile(r"\[\[([^\[\]|#]*)[^\[\]]*\]\]")
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_FROM_ELSEWHERE = re.compile(r"^[ \t*_>-]{0,4}sources?:?[*_: \t]{0,4}\[\[", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(
    r"^\W{0,6}(?:relevant notes|related(?: claims| notes)?|topics|see also|cross-references)\W{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)
_OPENING = 300
"""How many characters of a section can say that it was added from elsewhere."""


def citations(claim: Claim) -> tuple[str, ...]:
    """A claim to the texts that say where it comes from, placeholders left out."""
    return tuple(text for text in claim.citations if not is_placeholder(text))


def own_text(body: str) -> str:
    """A claim's body to the part that is its own: without the list of related notes at its end, and without sections
    whose first lines say that they were added from another source (`*Source: [[2026-02-25-...]]*`)."""
    if related := _RELATED.search(body):
        body = body[: related.start()]
    if not _FROM_ELSEWHERE.search(body):
        return body
    starts = [0, *(heading.start() for heading in _HEADING.finditer(body)), len(body)]
    sections = (body[start:end] for start, end in pairwise(starts))
    return "".join(section for section in sections if not _FROM_ELSEWHERE.search(section[:_OPENING]))


def subject(claim: Claim) -> str:
    """What a claim says in one line: its file name, which is a sentence in most vaults, and its title."""
    return f"{claim.note.stem} {claim.title}"
