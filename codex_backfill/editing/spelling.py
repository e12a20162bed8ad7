"""Links to the entries that are missing in the two notes of each, spelled as the vault spells its own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from codex_backfill.editing.edit import Addition
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Entry, Note, Vault
from codex_backfill.notes.standing_links import Link, Standing

if TYPE_CHECKING:
    from codex_backfill.settings import Settings

_FORMS: Mapping[str, Callable[[Note], str]] = {
    "title": lambda note: note.title,
    "filename": lambda note: PurePosixPath(note.path).name,
    "stem": lambda note: note.stem,
    "path": lambda note: note.path,
    "wikilink": lambda note: f"[[{note.stem}]]",
    "wikilink-path": lambda note: f"[[{note.path.removesuffix('.md')}]]",
}
"""How a note can be named in an entry."""

_FALLBACKS = {
    "wikilink": ("wikilink-path", "path"),
    "wikilink-path": ("path",),
    "path": (),
    "filename": ("path",),
    "stem": ("filename", "path"),
    "title": ("filename", "path"),
}
"""What is written instead where a form would name no note, or several."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one note is to be given: the addition, and the link that each of its entries stands for."""

    addition: Addition
    links: tuple[Link, ...]


def missing(links: Sequence[Link], vault: Vault, standing: Standing, settings: "Settings") -> tuple[Wanted, ...]:
    """Links that are to stand in both directions, in the order they are to be written, to what each note lacks.

    Sorted by path; claims name their sources by path (or wikilink), sources name their claims as the entries that
    stand in their list do, else by title; a spelling that would not lead back to the note is never chosen.
    """
    claims = {claim.path: claim.note for claim in vault.claims}
    sources = {source.path: source for source in vault.sources}
    claim_names, source_names = standing.claim_names, standing.source_names
    in_claim: defaultdict[str, list[Link]] = defaultdict(list)
    in_source: defaultdict[str, list[Link]] = defaultdict(list)
    for link in dict.fromkeys(links):
        if link not in standing.in_claims:
            in_claim[link.claim].append(link)
        if link not in standing.in_sources:
            in_source[link.source].append(link)
    wanted = []
    for path in sorted(in_claim):
        entries = tuple(
            spell(sources[link.source].note, settings.claims.style, source_names) for link in in_claim[path]
        )
        wanted.append(Wanted(Addition(path, settings.claims.field, entries, scalar=True), tuple(in_claim[path])))
    for path in sorted(in_source):
        style = settings.sources.style
        form = common_form(sources[path].entries, claims, claim_names) if style == "auto" else style
        entries = tuple(spell(claims[link.claim], form, claim_names) for link in in_source[path])
        wanted.append(Wanted(Addition(path, settings.sources.field, entries, scalar=False), tuple(in_source[path])))
    return tuple(wanted)


def spell(note: Note, form: str, names: Names) -> str:
    """A note and a form to the entry that names it: that form, or the next one that leads back to this note alone."""
    for candidate in (form, *_FALLBACKS[form]):
        text = _FORMS[candidate](note)
        if "\n" not in text and names.one(text) == note.path:
            return text
    return note.path


def common_form(entries: Iterable[Entry], notes: Mapping[str, Note], names: Names) -> str:
    """The entries of a list to the form that most of them have (the last one among equals); titles when it is empty."""
    forms = [form for entry in entries if (form := _form(entry.text, notes, names))]
    if not forms:
        return "title"
    counts = Counter(forms)
    return max(reversed(list(dict.fromkeys(forms))), key=lambda form: counts[form])


def _form(text: str, notes: Mapping[str, Note], names: Names) -> str | None:
    text = text.strip()
    if text.startswith("[["):
        return "wikilink-path" if "/" in text else "wikilink"
    path = names.one(text)
    if text.lower().endswith(".md"):
        return "path" if path and "/" in text and "/" not in notes[path].title else "filename"
    if path and text.casefold() == notes[path].stem.casefold() and text.casefold() != notes[path].title.casefold():
        return "stem"
    return "title" if path or " " in text else None
