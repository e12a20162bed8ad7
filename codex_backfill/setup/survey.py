"""A vault's folder to what every note in it says of itself, and which others it points to, from where."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codex_backfill.citations.identifier_kind import Identifier, IdentifierKind
from codex_backfill.citations.identifiers import find_identifiers
from codex_backfill.notes import files, frontmatter
from codex_backfill.notes.cited import cited_in_body
from codex_backfill.notes.fields import texts
from codex_backfill.notes.frontmatter import FrontmatterError
from codex_backfill.notes.markdown import headings, visible
from codex_backfill.notes.names import words
from codex_backfill.notes.note import Note, Problem, Source
from codex_backfill.notes.pointers import Pointers, citekeys, link_names
from codex_backfill.settings import ClaimSettings, SourceKeys, SourceSettings
from codex_backfill.terminal.progress import Progress, silent

SUFFIXES = (".md", ".markdown", ".qmd", ".mdx", ".rmd")
"""What Markdown files are called: by nearly everyone, by old Jekyll sites, by Quarto, by React sites, by R."""
LISTED, CITEKEY, BODY = "listed", "citekey", "body"
"""Places of pointers besides `key:NAME`, `heading:TEXT` and `label:TEXT`: below the headings, labels and in the
footnotes that are read anyway; `[@key]`; anywhere else in the body."""
_ID = re.compile(r"[^\s/\[\]]{3,60}")
"""A text that can name a work to the letter: no blanks, no path, no link."""
_LABEL = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?[*_]{0,3}([^\W\d_][\w -]{1,30}?)[*_]{0,3}[ \t]*(?:::|:|：)[*_]{0,3}[ \t]*(\S[^\n]*)$",
    re.MULTILINE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")
"""When a note was written; a note of that day is not meant."""
_LEAST_WORDS = 3
"""A title of fewer words stands in a text by chance."""
_NO_ID_KEY = re.compile(
    r"tags?|types?|kind|status|categor(?:y|ies)|date.*|.*[ _-](?:date|at|on|time|day)"
    r"|created|updated|modified|saved|added|read|标签|分类|状态|日期|.*时间",
    re.IGNORECASE,
)
"""Keys that say what a note is about, or when something was done to it."""
_ALIASES = frozenset({"alias", "aliases", "别名", "別名"})
_PARTS = re.compile(r"\s*[;,]\s*")
_OF_NO_WORK = frozenset({IdentifierKind.HANDLE, IdentifierKind.HOST, IdentifierKind.FILE, IdentifierKind.PATH})
"""The identifiers that stand for a person, a place of many works, or a note that `Pointers` finds."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A note, the texts of its frontmatter by key, and the paths of the notes that each place in it points to."""

    note: Note
    fields: Mapping[str, tuple[str, ...]]
    points: Mapping[str, frozenset[str]]

    @property
    def path(self) -> str:
        """The note's path from the vault's root."""
        return self.note.path

    @property
    def folder(self) -> str:
        """Its folder; empty for the vault's root."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Survey:
    """All notes of a vault, sorted by path; which keys hold what others call a note by; what could not be read."""

    notes: tuple[Surveyed, ...]
    id_keys: Mapping[str, frozenset[str]]
    """The paths of the notes that others call by what each key of theirs says."""
    problems: tuple[Problem, ...]


def survey(root: Path, progress: Progress = silent) -> Survey:
    """A vault's folder to what stands in it; every note is read once, and `progress` wraps what takes long."""
    listed = files.walk(root, [""], SUFFIXES)
    problems, notes = list(listed.problems), []
    for path in progress(listed.paths, "reading", "notes"):
        raw = files.read_bytes(root, path)
        try:
            if isinstance(raw, Problem):
                problems.append(raw)
            else:
                notes.append(frontmatter.read(raw, path))
        except FrontmatterError as error:
            problems.append(error.problem(path))
    targets = _Targets(notes)
    surveyed = tuple(targets.look_at(note) for note in progress(notes, "following links", "notes"))
    id_keys = {key: frozenset(paths) for key, paths in targets.by_id_key.items()}
    return Survey(surveyed, id_keys, tuple(sorted(problems)))


class _Targets:
    """All notes as what the others can point to: by name, by any text that is theirs alone, by title or address."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._headings = ClaimSettings().headings
        self._fields = {note.path: _texts_by_key(note) for note in notes}
        ids = {
            path: {key: said for key, said in texts.items() if key.casefold() in SourceKeys().id}
            for path, texts in self._fields.items()
        }
        sources = [Source(note, "", (), "", "", "", (), (), (), ids=ids[note.path]) for note in notes]
        self._pointers = Pointers(sources)
        self._ids_of: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._titles: defaultdict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._aliases: set[str] = set()
        self._works: defaultdict[Identifier, set[tuple[str, str]]] = defaultdict(set)
        for note in notes:
            for key, said in self._fields[note.path].items():
                for text in said if not _NO_ID_KEY.fullmatch(key) else ():
                    if _ID.fullmatch(text) or key.casefold() in _ALIASES:
                        self._ids_of[text].add((note.path, key))
                    if key.casefold() in _ALIASES:
                        self._aliases.add(text)
                    for one in find_identifiers(text):
                        if one.kind not in _OF_NO_WORK:
                            self._works[one].add((note.path, key))
            if len(title := tuple(words(note.title).split())) >= _LEAST_WORDS:
                self._titles[title[:_LEAST_WORDS]].append((title, note.path))
        self.by_id_key: defaultdict[str, set[str]] = defaultdict(set)

    def look_at(self, note: Note) -> Surveyed:
        """A note to what it says of itself, and whom it points to."""
        points: defaultdict[str, set[str]] = defaultdict(set)
        for key, said in self._fields[note.path].items():
            for text in said:
                points[f"key:{key}"].update(self._cited(text, note.path, key))
        listed = cited_in_body(note.body, self._headings)
        points[LISTED].update(path for text in listed for path in self._cited(text, note.path))
        keys = citekeys(note.body)
        points[CITEKEY].update(self._pointers.keyed(keys), self._called(keys, note.path))
        for place, text in _parts(visible(note.body)):
            linked = self._pointers.linked(text, note.path)
            points[place].update(linked, self._aliased(text, note.path))
        points[BODY] -= points[LISTED] | points[CITEKEY]
        kept = {place: frozenset(paths - {note.path}) for place, paths in points.items()}
        return Surveyed(note, self._fields[note.path], {place: paths for place, paths in kept.items() if paths})

    def _cited(self, text: str, here: str, under: str = "") -> set[str]:
        """What a text names; a text that one note has under another key names that note."""
        if _DAY.fullmatch(text):
            return set()
        if found := set(self._pointers.cited(text, here)):
            return found
        if found := self._called((text.strip(), *_PARTS.split(text.strip())), here, under):
            return found
        for one in find_identifiers(text):
            paths = {path for path, key in self._works.get(one, ()) if path != here and key != under}
            if len(paths) == 1:
                return paths
        return set(self._titled(text))

    def _called(self, names: Iterable[str], here: str, under: str = "") -> set[str]:
        """The notes that alone have such names under a key, which is another than that of the text they stand in."""
        found = set()
        for name in names:
            known = [
                (path, key) for path, key in self._ids_of.get(name.strip("[]@ "), ()) if path != here and key != under
            ]
            if len({path for path, _ in known}) == 1:
                for path, key in known:
                    self.by_id_key[key].add(path)
                    found.add(path)
        return found

    def _aliased(self, text: str, here: str) -> set[str]:
        """The notes that links lead to by a second name of theirs, as Logseq reads them."""
        return (
            self._called((name for name in link_names(text) if name in self._aliases), here) if self._aliases else set()
        )

    def _titled(self, text: str) -> Iterator[str]:
        """The notes whose whole titles stand in a text."""
        said = tuple(words(text[:2000]).split())
        for at in range(len(said) - _LEAST_WORDS + 1):
            for title, path in self._titles.get(said[at : at + _LEAST_WORDS], ()):
                if said[at : at + len(title)] == title:
                    yield path


def _texts_by_key(note: Note) -> dict[str, tuple[str, ...]]:
    """What the frontmatter says, the links aside that this tool wrote, or would."""
    own = {ClaimSettings().field, SourceSettings().field}
    return {key: said for key, value in note.fields.items() if key not in own and (said := texts(value))}


def _parts(shown: str) -> Iterator[tuple[str, str]]:
    """What is visible of a body to its labelled lines and sections, each with its place, and the rest of it."""
    for label in _LABEL.finditer(shown):
        yield f"label:{label[1].strip()}", label[2]
    marks = list(headings(shown))
    for at, heading in enumerate(marks):
        if heading.level > 1:
            end = marks[at + 1].start if at + 1 < len(marks) else len(shown)
            yield f"heading:{heading.text.strip(' :')}", shown[heading.end : end]
    yield BODY, shown
