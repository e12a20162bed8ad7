"""Notes to claims and sources: which note is which, and which key says what, in vaults of any age."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

from codex_backfill.notes import files, places
from codex_backfill.notes.compact import MANY
from codex_backfill.notes.conflict_copies import copies_by_name, copies_by_text
from codex_backfill.notes.fields import Fields, type_names
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.note import Claim, Entry, Note, PackedNote, Problem, Source, Vault
from codex_backfill.notes.parsed import PLAIN, Parser
from codex_backfill.notes.pointers import Pointers
from codex_backfill.notes.unrecognised import unrecognised
from codex_backfill.settings import ClaimSettings, Settings, SourceSettings
from codex_backfill.terminal.progress import Progress, silent

_OLD_AUTHOR = ("by", "creator")
_OLD_URL = ("source_url", "link")
_OLD_DATE = ("date_published", "publication_date", "source_date")
"""Keys of old notes, read where those of the settings say nothing."""
_ADDRESS = re.compile(r"https?://|www\.|^10\.\d{4}|^(arxiv|doi)\b|^[\w.-]+\.[a-z]{2,}(/|$)", re.IGNORECASE)
_PROCESSED = ("processed_date", "date_processed", "date_archived", "last_attempted", "created")
_DOMAIN = ("domain", "domains", "secondary_domains")
_SAYS_NOTHING = re.compile(r"[\d.,]{1,7}|true|false", re.IGNORECASE)
"""A count or a flag in place of a citation; longer numbers are names of notes (`202103041210`)."""
_UNMERGED = "git holds it for unmerged, until `git add` or `git rm` says how it is to be"


def load(
    root: Path,
    settings: Settings,
    progress: Progress = silent,
    parser: Parser = PLAIN,
) -> Vault:
    """A vault's folder to its claims and sources, sorted by path, and the problems met on the way.

    `progress` wraps what takes long, `parser` makes notes of their bytes.
    """
    sides = settings.claims, settings.sources
    listed = files.walk(
        root,
        [folder for side in sides for folder in side.folders],
        tuple(dict.fromkeys(suffix for side in sides for suffix in side.suffixes)),
    )
    problems = list(listed.problems)
    copies = copies_by_name(listed.paths)
    claims: list[tuple[Note, tuple[Entry, ...]]] = []
    sources: list[Source] = []
    others = dict.fromkeys(listed.ignored, "git ignores it")
    keys = _telling_keys(settings)
    for path in progress([path for path in listed.paths if path not in copies], "reading", "notes"):
        held = [side for side in sides if _depth(side, path) >= 0]
        raw = files.read_bytes(root, path) if held else b""
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        try:
            damage = unrecognised(raw, keys) if held else None
            if damage is None and held and path in listed.unmerged:
                damage = FrontmatterError(1, 1, _UNMERGED)
            if damage:
                raise damage
            parsed = [(side, parser(raw, path, side.field)) for side in held]
        except FrontmatterError as error:
            problems.append(error.problem(path))
            continue
        taken = [(side, one) for side, one in parsed if _takes(side, one.note)]
        if not taken:
            if parsed:
                others[path] = _why_not(parsed[0][0], parsed[0][1].note, raw)
            continue
        # Where both sides would have a note, the inner folder decides, then the side that names types.
        side, one = max(taken, key=lambda one: (_depth(one[0], path), bool(one[0].types)))
        if one.trouble:
            problems.append(Problem(path, *one.trouble))
        note = one.note
        if side.keys.title != note.title_keys:
            note = replace(note, title_keys=side.keys.title)
        if len(listed.paths) > MANY:
            note = PackedNote.of(note)
        if side is settings.sources:
            sources.append(_source(note, one.entries, settings))
        else:
            claims.append((note, one.entries))
    said = {note.path: note for note, _ in claims} | {one.path: one.note for one in sources}
    copies |= copies_by_text(said, lambda path: _what_it_says(said[path], settings))
    gone = sorted(listed.unmerged.difference(listed.paths))
    problems += [Problem(path, 1, 1, _UNMERGED) for path in gone if any(_depth(side, path) >= 0 for side in sides)]
    problems += [
        Problem(path, 1, 1, f"a copy of {original}, as sync programs leave them", "file left out")
        for path, original in copies.items()
    ]
    originals = tuple(source for source in sources if source.path not in copies)
    markdown = files.markdown_files(root)
    pointers = Pointers(originals, markdown)
    cited = progress([one for one in claims if one[0].path not in copies], "reading citations", "claims")
    return Vault(
        tuple(_claim(note, its, settings.claims, pointers, parser) for note, its in cited),
        originals,
        tuple(sorted(problems)),
        markdown,
        others,
    )


def _telling_keys(settings: Settings) -> frozenset[str]:
    """The keys by which frontmatter is known where it stands in another place than it should."""
    sides = settings.claims, settings.sources
    keys = {key for side in sides for known in fields(side.keys) for key in getattr(side.keys, known.name)}
    return frozenset({*keys, *(side.field for side in sides)})


def _why_not(side: ClaimSettings | SourceSettings, note: Note, raw: bytes) -> str:
    if not note.has_keys:
        return "it has no frontmatter" if raw.strip() else "it is empty"
    types = Fields(note.fields).first(side.keys.type)
    return f"its type is {', '.join(types)}" if types else "it has no type"


def _what_it_says(note: Note, settings: Settings) -> object:
    links = {settings.claims.field, settings.sources.field}
    return {key: value for key, value in note.fields.items() if key not in links}, note.body


def _claim(
    note: Note, entries: tuple[Entry, ...], settings: ClaimSettings, pointers: Pointers, parser: Parser
) -> Claim:
    fields = Fields(note.fields)
    given = [[t for t in fields.works(key) if not _SAYS_NOTHING.fullmatch(t)] for key in settings.keys.citation]
    first = next((texts for texts in given if texts), ())
    in_body = parser.in_body(note, settings.headings, is_cited=bool(first))
    citations = tuple(dict.fromkeys((*first, *in_body.texts)))
    named = {text: pointers.cited(text, note.path) for texts in (*given, in_body.texts) for text in texts}
    linked = pointers.linked(note.body, note.path) if settings.body_links else ()
    return Claim(
        note=note,
        citations=citations,
        named=tuple(dict.fromkeys((*chain.from_iterable(named.values()), *pointers.keyed(in_body.keys), *linked))),
        loose=tuple(text for text in citations if not named[text]),
        description=" ".join(fields.texts("description")),
        created=" ".join(fields.texts("created")),
        domains=fields.texts(*_DOMAIN),
        tags=fields.texts("tags"),
        entries=entries,
    )


def _source(note: Note, entries: tuple[Entry, ...], settings: Settings) -> Source:
    fields, keys = Fields(note.fields), settings.sources.keys
    links = {settings.claims.field.casefold(), settings.sources.field.casefold()}
    addresses = fields.texts(*keys.url) or fields.texts(*_OLD_URL)
    return Source(
        note=note,
        # Old notes say `source:` for the address or, some of them, for whom the work is from.
        author=", ".join(
            (
                *filter(None, [fields.names((*keys.author, *_OLD_AUTHOR))]),
                *(text for text in fields.texts(*keys.url) if not _ADDRESS.search(text)),
            )
        ),
        urls=tuple(text for text in addresses if _ADDRESS.search(text)),
        date=next(iter(fields.first((*keys.date, *_OLD_DATE))), ""),
        processed_date=next(iter(fields.first(_PROCESSED)), ""),
        status=" ".join(fields.texts("status")),
        domains=fields.texts(*_DOMAIN),
        tags=fields.texts("tags"),
        entries=entries,
        venue=fields.text(keys.venue),
        volume=fields.text(keys.volume),
        pages=fields.text(keys.pages),
        ids={key.casefold(): texts for key in keys.id if (texts := fields.texts(key))},
        issue=fields.text(["issue"]),
        said=" ".join(text for key in note.fields if key.casefold() not in links for text in fields.texts(key)),
    )


def _takes(side: ClaimSettings | SourceSettings, note: Note) -> bool:
    """Whether one of a note's types, whatever its case, is one that the side asks for."""
    if not side.types:
        return True
    return not {*type_names(side.types)}.isdisjoint(type_names(Fields(note.fields).first(side.keys.type)))


def _depth(side: ClaimSettings | SourceSettings, path: str) -> int:
    """How many characters of a path the longest folder takes that holds it; -1 where the side has no such note."""
    if not path.lower().endswith(tuple(suffix.lower() for suffix in side.suffixes)) or _is_excluded(path, side.exclude):
        return -1
    return places.depth(path, side.folders)


def _is_excluded(path: str, globs: Sequence[str]) -> bool:
    """Whether a glob takes a path, a folder that it is in, or, when it has no `/`, any part of the path."""
    if not globs:
        return False
    parts = path.split("/")
    above = places.down_to(path)
    return any(
        fnmatchcase(one, plain)
        for glob in globs
        for plain in [glob.removeprefix("**/").removesuffix("/**").strip("/")]
        for one in (above if "/" in glob.strip("/").removeprefix("**/") else [*above, *parts])
    )
