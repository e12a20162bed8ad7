"""Links to the entries that are missing in the two notes of each, spelled as the vault spells its own."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from codex_backfill.editing.edit import Addition
from codex_backfill.notes.names import MARKDOWN_LINK, Names, target
from codex_backfill.notes.note import Entry, Note, Vault
from codex_backfill.notes.standing_links import Link, StandingLinks
from codex_backfill.settings import ClaimSettings, Settings, SourceSettings

_FORMS: Mapping[str, Callable[[Note, str], str]] = {
    "title": lambda note, here: note.title,
    "filename": lambda note, here: PurePosixPath(note.path).name,
    "stem": lambda note, here: note.stem,
    "path": lambda note, here: note.path,
    "wikilink": lambda note, here: f"[[{note.stem}]]",
    "wikilink-path": lambda note, here: f"[[{note.path[:-3]}]]",
    "markdown": lambda note, here: _markdown(note, note.path),
    "markdown-relative": lambda note, here: _markdown(
        note, posixpath.relpath(note.path, posixpath.dirname(here) or ".")
    ),
}
"""How a note can be named in an entry of the note at a path."""
_NOT_IN_WIKILINKS = re.compile(r"[\[\]#^|]")
"""What Obsidian takes for a part of the link, not of the name."""
_ENCODED = re.compile(r"[\s%#?()<>\[\]\\\"]")
"""What would end the target of a Markdown link, or be read as another part of it (CommonMark 0.31, 6.3)."""

_FALLBACKS = {
    "wikilink": ("wikilink-path", "path"),
    "wikilink-path": ("path",),
    "markdown": ("path",),
    "markdown-relative": ("markdown", "path"),
    "path": (),
    "filename": ("path",),
    "stem": ("filename", "path"),
    "title": ("filename", "path"),
}
"""What is written instead where a form would name no note, or several."""


@dataclass(frozen=True, slots=True)
class NoteNeeds:
    """What one note is to be given: the addition, and the link that each of its entries stands for."""

    addition: Addition
    links: tuple[Link, ...]


def missing(links: Sequence[Link], vault: Vault, standing: StandingLinks, settings: Settings) -> tuple[NoteNeeds, ...]:
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
    needs = []
    for path in sorted(in_claim):
        entries = tuple(
            spell(sources[link.source].note, settings.claims.style, source_names, path) for link in in_claim[path]
        )
        needs.append(NoteNeeds(addition_for(path, entries, settings.claims), tuple(in_claim[path])))
    for path in sorted(in_source):
        style = settings.sources.style
        form = common_form(sources[path].entries, claims, claim_names, path) if style == "auto" else style
        entries = tuple(spell(claims[link.claim], form, claim_names, path) for link in in_source[path])
        needs.append(NoteNeeds(addition_for(path, entries, settings.sources), tuple(in_source[path])))
    return tuple(needs)


def addition_for(path: str, entries: tuple[str, ...], side: ClaimSettings | SourceSettings) -> Addition:
    """A note's path, its new entries and the settings of its side to what is to be added."""
    scalar = isinstance(side, ClaimSettings)
    return Addition(path, side.field, entries, scalar=scalar, create=side.create_frontmatter)


def spell(note: Note, form: str, names: Names, here: str = "") -> str:
    """A note, a form and the path of the note that the entry is for, to the entry that names it: in that form, or in
    the next one that leads back to this note alone."""
    for candidate in (form, *_FALLBACKS[form]):
        if not _can_be(candidate, note, names):
            continue
        text = _FORMS[candidate](note, here)
        if "\n" not in text and names.one(text, here) == note.path:
            return text
    return note.path


def _can_be(form: str, note: Note, names: Names) -> bool:
    """Whether Obsidian resolves a wikilink of this form to the note: a bare name only where one file has it."""
    if form == "wikilink":
        return not _NOT_IN_WIKILINKS.search(note.stem) and note.path.endswith(".md") and names.is_alone(note)
    if form == "wikilink-path":
        return not _NOT_IN_WIKILINKS.search(note.path) and note.path.endswith(".md") and "/" in note.path
    return True


def _markdown(note: Note, target: str) -> str:
    words = re.sub(r"([\[\]\\])", r"\\\1", note.title)
    return f"[{words}]({_ENCODED.sub(lambda found: quote(found[0], safe=''), target)})"


def common_form(entries: Iterable[Entry], notes: Mapping[str, Note], names: Names, here: str = "") -> str:
    """The entries of the list in the note at a path to the form that most of them have (the last one among equals);
    titles when it is empty."""
    forms = [form for entry in entries if (form := _form(entry.text, notes, names, here))]
    if not forms:
        return "title"
    counts = Counter(forms)
    return max(reversed(list(dict.fromkeys(forms))), key=lambda form: counts[form])


def form_of(text: str, title: str, path: str) -> str:
    """An entry's text, and the title and the path of the note that it names, or named once, to its form."""
    text = text.strip()
    if text.startswith("[["):
        return "wikilink-path" if "/" in text else "wikilink"
    if link := MARKDOWN_LINK.fullmatch(text):
        from_root = target(link).lstrip("/")
        return "markdown" if from_root and path.startswith(from_root) else "markdown-relative"
    if text.lower().endswith(".md"):
        return "path" if "/" in text and "/" not in title else "filename"
    stem = PurePosixPath(path).stem
    return "stem" if text.casefold() == stem.casefold() != title.casefold() else "title"


def _form(text: str, notes: Mapping[str, Note], names: Names, here: str) -> str | None:
    path = names.one(text, here)
    form = form_of(text, notes[path].title, path) if path else form_of(text, "/", "")
    return form if path or form != "title" or " " in text.strip() else None
