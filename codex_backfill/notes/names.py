"""Names to notes: a path, a file name, a title or a link, however it is spelled, to the one note that it names."""

import posixpath
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from urllib.parse import unquote

from codex_backfill.notes.addresses import paths_at
from codex_backfill.notes.note import Note
from codex_backfill.notes.places import down_to

WIKILINK = re.compile(r"!?\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|[^\[\]\n]*)?\]\]")
MARKDOWN_LINK = re.compile(
    r"!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]"
    r"\(\s*(?:<([^<>\n]+)>|((?:\{[{%][^\n]{1,300}?[%}]\}|[^()\s]|\([^()\s]*\))+))(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
"""`[words](target "title")`, the target plain or in angle brackets (CommonMark 0.31, 6.3), with Hugo's and
Jekyll's shortcodes."""
_SHORTCODE = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+[\"'`]?([^\"'`]+?)[\"'`]?\s*[%>]\}\}"  # Hugo's `{{< ref "/books/x" >}}`
    r"|\{%-?\s*(?:link|post_url)\s+([^\s%]+)\s*-?%\}"  # Jekyll's `{% link _books/x.md %}`
    r"|\{\{-?\s*[\"']([^\"']+)[\"']\s*\|[^{}]*\}\}"  # its `{{ '/books/x' | relative_url }}`
    r"|\{\{[^{}]*\}\}()"  # its `{{ site.baseurl }}/books/x`
)
_PAGE = re.compile(r"(?<=[^/.])\.html?$", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
"""How an address begins that leads out of the vault (RFC 3986, 3.1)."""
_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\})\s*$")
_QUOTES = "\"'`“”‘’«»"
_WORD = re.compile(r"[^\W_]+")
_FOLDER_NOTES = ("index", "_index", "readme")
"""Files that stand for their folder: in Hugo, Quarto and on every forge."""
_NEAR = 60
"""RapidFuzz `ratio` (0 to 100) from which a name is like another one."""

Reading = Callable[[str], tuple[str, ...]]


class Names:
    """The names of a set of notes; `find` gives the notes that a text could name: none, one, or several.

    `files` are the paths of all Markdown files of the vault, since a wikilink could lead to any of them.
    """

    def __init__(self, notes: Iterable[Note], files: Iterable[str] = ()) -> None:
        self._notes = tuple(notes)
        self._files = tuple(files)
        self._suffixes = tuple({".md", *(f".{note.path.rpartition('.')[2].lower()}" for note in self._notes)})

    def find(self, text: str, here: str = "") -> tuple[str, ...]:
        """An entry's text, and the path of the note it stands in, to the sorted paths of the notes it could name.

        The strictest reading that names any note decides: the path to the letter, in any Unicode form, in any case,
        from the note's own folder; the end of a path; the file name; the title; the same words in any spelling. Then
        the same without a trailing remark in brackets. Of a link the target is read, never its words.
        """
        for name, is_target in _spelled(text):
            # A bare name is read from the note's own folder only where a Markdown link says so.
            beside = here if is_target or "/" in name else ""
            if paths := self.by_path(name, beside) or self.by_file_name(name):
                return paths
            # A path names one place: where nothing stands there, nothing of a like name is meant.
            if not is_target and not ("/" in name and self._bare(name) != name) and (paths := self._by_title(name)):
                return paths
        return ()

    def one(self, text: str, here: str = "") -> str | None:
        """An entry's text to the path of the only note that it can name, else None."""
        found = self.find(text, here)
        return found[0] if len(found) == 1 else None

    def by_path(self, name: str, here: str = "") -> tuple[str, ...]:
        """A name without brackets, or the address of a file, to the notes at that path.

        One with `./` or `../` is read from `here` first.
        """
        if name in self._letter:
            return (name,)
        if addressed := paths_at(name):
            noted = (self._paths.get(path) or self._paths.get(self._bare(path)) for path in map(_composed, addressed))
            return next((paths for paths in noted if paths), ())
        plain = _composed(name).replace("\\", "/")
        from_here = posixpath.normpath(posixpath.join(posixpath.dirname(_composed(here)), plain)) if here else ""
        from_root = posixpath.normpath(plain.lstrip("/")) if plain.strip("/") else ""
        is_relative = plain.startswith(("./", "../"))
        # Each folder that the note lies in can be the root of a site (`content/de`).
        above = down_to(here)[:-1] if name.startswith("/") and here else ()
        for path in (
            *((from_here, from_root) if is_relative else (from_root, from_here)),
            *(posixpath.join(folder, from_root) for folder in above),
        ):
            if path and (found := self._paths.get(path) or self._paths.get(self._bare(path))):
                return found
        for path in (from_here, from_root) if is_relative else (from_root, from_here):
            if path and (found := self._folded_paths.get(self._bare(path).casefold())):
                return found
        return self._ends.get(self._bare(from_root).casefold(), ()) if "/" in from_root else ()

    def by_file_name(self, name: str) -> tuple[str, ...]:
        """A name without brackets to the notes whose file is called so: in its case, else in any."""
        bare = self._bare(_composed(name).strip())
        return self._stems.get(bare) or self._folded_stems.get(bare.casefold(), ())

    def is_alone(self, note: Note) -> bool:
        """Whether no other Markdown file of the vault has the note's file name, case and Unicode form aside."""
        return self._file_names[_composed(note.stem).casefold()] <= 1

    def near(self, text: str, most: int = 3) -> tuple[str, ...]:
        """An entry's text that names nothing to the paths of the notes whose names are the most like it."""
        from rapidfuzz import fuzz, process

        loose = {
            words(name): note.path for note in self._notes for name in (note.stem, note.title, self._bare(note.path))
        }
        asked = words(self._bare(unwrap(text)))
        found = process.extract(asked, sorted(loose), scorer=fuzz.ratio, limit=most, score_cutoff=_NEAR)
        return tuple(dict.fromkeys(loose[name] for name, *_ in found))

    def _by_title(self, name: str) -> tuple[str, ...]:
        said = words(self._bare(name))
        return self._titles.get(_composed(name).strip()) or (self._words.get(said, ()) if said else ())

    def _bare(self, name: str) -> str:
        """A name without its suffix, if it is that of a note."""
        lower = name.lower()
        suffix = next((suffix for suffix in self._suffixes if lower.endswith(suffix) and len(name) > len(suffix)), "")
        return name.removesuffix(name[len(name) - len(suffix) :]) if suffix else name

    @cached_property
    def _letter(self) -> frozenset[str]:
        return frozenset(note.path for note in self._notes)

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        return _table((path, note.path) for note in self._notes for path in self._spellings(note))

    @cached_property
    def _folded_paths(self) -> dict[str, tuple[str, ...]]:
        return _table((path.casefold(), whole) for path, wholes in self._paths.items() for whole in wholes)

    def _spellings(self, note: Note) -> tuple[str, ...]:
        """A note to the ways to write its path: with and without suffix, the folder's own that it stands for, and
        those of the site that Hugo or Jekyll makes of it."""
        composed = _composed(note.path)
        bare = self._bare(composed)
        folder, _, name = bare.rpartition("/")
        stands_for = name.casefold() in (*_FOLDER_NOTES, folder.rpartition("/")[2].casefold())
        found: tuple[str, ...] = (composed, bare, folder) if folder and stands_for else (composed, bare)
        if folder and isinstance(slug := note.fields.get("slug"), str):
            found += (f"{folder.rpartition('/')[0] if stands_for else folder}/{_composed(slug).strip('/')}",)
        if isinstance(link := note.fields.get("permalink"), str) and link.startswith("/") and link.strip("/"):
            found += (posixpath.normpath(_composed(link).strip("/")),)
        if folder.startswith("_"):  # a collection of Jekyll's
            found += (bare[1:],)
        return found

    @cached_property
    def _ends(self) -> dict[str, tuple[str, ...]]:
        pairs = ((end.casefold(), note.path) for note in self._notes for end in self._path_ends(note))
        return _table(pairs)

    def _path_ends(self, note: Note) -> list[str]:
        ends = []
        for spelled in self._spellings(note)[1:]:
            parts = spelled.split("/")
            ends += ["/".join(parts[at:]) for at in range(1, len(parts) - 1)]
        return ends

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        return _table((_composed(note.stem), note.path) for note in self._notes)

    @cached_property
    def _folded_stems(self) -> dict[str, tuple[str, ...]]:
        return _table((_composed(note.stem).casefold(), note.path) for note in self._notes)

    @cached_property
    def _file_names(self) -> Counter[str]:
        paths = {note.path for note in self._notes} | {*self._files}
        stems = (path.rpartition("/")[2].rpartition(".")[0] for path in paths)
        return Counter(_composed(stem).casefold() for stem in stems)

    @cached_property
    def _titles(self) -> dict[str, tuple[str, ...]]:
        return _table((_composed(note.title).strip(), note.path) for note in self._notes)

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        return _table((words(name), note.path) for note in self._notes for name in (note.stem, note.title))


def unwrap(text: str) -> str:
    """An entry's text to the name in it: the target of a link, without alias, heading, quotes and outer blanks."""
    return _named(text)[0]


def target(link: "re.Match[str]") -> str:
    """A match of `MARKDOWN_LINK` to where it leads, as a path is written; empty when that is out of the vault.

    The address of a file (`obsidian://`, `file:`, a forge's) stays what it is, since `Names.by_path` reads it.
    """
    given = link[1] or link[2]
    if "{" in given:
        given = _SHORTCODE.sub(lambda found: next(filter(None, found.groups()), ""), given).strip()
    if _ADDRESS.match(given):
        return given if paths_at(given) else ""
    path = unquote(given.partition("#")[0].partition("?")[0]).rstrip("/")
    return _PAGE.sub("", path)  # the page that a site makes of a note


def words(name: str) -> str:
    """A name to its words, case-folded and without diacritic forms' differences, joined by single spaces."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def _spelled(text: str) -> tuple[tuple[str, bool], ...]:
    """An entry's text to what is named by it, as it stands and without a trailing remark; see `_named`."""
    whole = _named(text)
    if whole[1]:  # what stands in round brackets is the target, no remark
        return (whole,)
    return tuple(dict.fromkeys((whole, _named(_REMARK.sub("", text.strip())))))


def _named(text: str) -> tuple[str, bool]:
    """An entry's text to the name in it, and whether that is the target of a Markdown link."""
    text = text.strip()
    while len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1].strip()
    if link := WIKILINK.fullmatch(text):
        return link[1].rstrip("\\").strip(), False  # `[[x\|y]]` in a table
    if markdown := MARKDOWN_LINK.fullmatch(text):
        return target(markdown), True
    return text, False


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for name, path in pairs:
        table[name].add(path)
    return {name: tuple(sorted(paths)) for name, paths in table.items()}
