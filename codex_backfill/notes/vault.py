"""Notes to claims and sources: which note is which, and which key says what, in vaults of any age."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codex_backfill.notes import files
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.note import Claim, Entry, Note, Problem, Source, Value, Vault
from codex_backfill.notes.parsed import Reader, read

if TYPE_CHECKING:
    from codex_backfill.settings import Settings

_CITATION = ("source", "sources")
_AUTHOR = ("author", "authors", "by", "creator")
_URL = ("url", "source_url", "link", "source", "doi", "arxiv")
_ADDRESS = re.compile(r"https?://|www\.|^10\.\d{4}|^(arxiv|doi)\b|^[\w.-]+\.[a-z]{2,}(/|$)", re.IGNORECASE)
_DATE = ("date", "date_published", "published", "publication_date", "source_date", "year")
_PROCESSED = ("processed_date", "date_processed", "date_archived", "last_attempted", "created")
_DOMAIN = ("domain", "domains", "secondary_domains")


def load(
    root: Path,
    settings: "Settings",
    progress: Callable[[Sequence[str]], Iterable[str]] = iter,
    reader: Reader = read,
) -> Vault:
    """A vault's folder to its claims and sources, sorted by path, and the problems met on the way.

    `progress` wraps the list of paths while they are read, `reader` makes a note of the bytes.
    """
    paths, found = files.walk(root, (*settings.claims.folders, *settings.sources.folders))
    problems = list(found)
    claims: list[Claim] = []
    sources: list[Source] = []
    for path in progress(paths):
        raw = files.read_bytes(root, path)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        is_source = _depth(path, settings.sources.folders) > _depth(path, settings.claims.folders)
        section = settings.sources if is_source else settings.claims
        try:
            reading = reader(raw, path, section.field)
        except FrontmatterError as error:
            problems.append(Problem(path, error.line, error.column, error.reason))
            continue
        if section.types and _text(reading.note, "type") not in section.types:
            continue
        if reading.trouble:
            problems.append(Problem(path, *reading.trouble))
        if is_source:
            sources.append(_source(reading.note, reading.entries))
        else:
            claims.append(_claim(reading.note, reading.entries))
    return Vault(tuple(claims), tuple(sources), tuple(sorted(problems)))


def _claim(note: Note, entries: tuple[Entry, ...]) -> Claim:
    return Claim(
        note=note,
        citations=tuple(text for key in _CITATION for text in texts(note.fields.get(key))),
        description=_text(note, "description"),
        created=_text(note, "created"),
        domains=_texts(note, *_DOMAIN),
        tags=_texts(note, "tags"),
        entries=entries,
    )


def _source(note: Note, entries: tuple[Entry, ...]) -> Source:
    return Source(
        note=note,
        # Old notes say `source:` for the address or, some of them, for whom the work is from.
        author=", ".join(
            (*_first(note, _AUTHOR), *(text for text in _texts(note, "source") if not _ADDRESS.search(text)))
        ),
        urls=tuple(text for text in _texts(note, *_URL) if _ADDRESS.search(text)),
        date=next(iter(_first(note, _DATE)), ""),
        processed_date=next(iter(_first(note, _PROCESSED)), ""),
        status=_text(note, "status"),
        domains=_texts(note, *_DOMAIN),
        tags=_texts(note, "tags"),
        entries=entries,
    )


def texts(value: Value) -> tuple[str, ...]:
    """A frontmatter value to the texts in it, in their order, blanks trimmed and empty ones left out."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    parts = value if isinstance(value, tuple) else tuple(value.values())
    return tuple(text for part in parts for text in texts(part))


def _texts(note: Note, *keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for key in keys for text in texts(note.fields.get(key))))


def _first(note: Note, keys: Sequence[str]) -> tuple[str, ...]:
    return next((found for key in keys if (found := texts(note.fields.get(key)))), ())


def _text(note: Note, key: str) -> str:
    return " ".join(texts(note.fields.get(key)))


def _depth(path: str, folders: Iterable[str]) -> int:
    """How many characters of a path the longest folder takes that holds it; -1 when none does."""
    return max((len(folder) for folder in folders if not folder or path.startswith(f"{folder}/")), default=-1)
