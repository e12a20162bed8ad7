"""Names to notes: a title, a file name, a path or a wikilink, however it is spelled, to the one note that it names."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from codex_backfill.notes.note import Note

_WIKILINK = re.compile(r"^!?\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]$")
_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\})\s*$")
_QUOTES = "\"'`“”‘’«»"
_WORD = re.compile(r"[^\W_]+")
_NEAR = 60
"""RapidFuzz `ratio` (0 to 100) from which a name is like another one."""


class Names:
    """The names of a set of notes; `find` gives the notes that a text could name: none, one, or several."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes = tuple(notes)

    def find(self, text: str) -> tuple[str, ...]:
        """An entry's text to the sorted paths of the notes that it could name; the most exact reading decides.

        Readings, in this order: as it stands, then without a trailing remark in brackets; for each, the path from
        the root, then the exact file name or title, then the end of a path, then the same words in any spelling.
        """
        spelled = unwrap(text)
        for name in dict.fromkeys((spelled, unwrap(_REMARK.sub("", spelled)))):
            for reading in self._readings:
                if paths := reading(name):
                    return paths
        return ()

    def one(self, text: str) -> str | None:
        """An entry's text to the path of the only note that it can name, else None."""
        found = self.find(text)
        return found[0] if len(found) == 1 else None

    def near(self, text: str, most: int = 3) -> tuple[str, ...]:
        """An entry's text that names nothing to the paths of the notes whose names are the most like it."""
        from rapidfuzz import fuzz, process

        loose = {words(name): note.path for note in self._notes for name in (*_exact_names(note), _bare(note.path))}
        asked = words(_without_suffix(unwrap(text)))
        found = process.extract(asked, sorted(loose), scorer=fuzz.ratio, limit=most, score_cutoff=_NEAR)
        return tuple(dict.fromkeys(loose[name] for name, *_ in found))

    @cached_property
    def _readings(self) -> tuple[Callable[[str], tuple[str, ...]], ...]:
        paths = _table((_bare(note.path), note.path) for note in self._notes)
        exact = _table((name, note.path) for note in self._notes for name in _exact_names(note))
        ends = _table((end, note.path) for note in self._notes for end in _path_ends(note.path))
        loose = _table(
            (words(name), note.path) for note in self._notes for name in (*_exact_names(note), _bare(note.path))
        )
        return (
            lambda name: paths.get(_bare(name), ()),
            lambda name: exact.get(_plain(name), ()) or exact.get(_bare(name), ()),
            lambda name: ends.get(_bare(name), ()),
            lambda name: loose.get(words(_without_suffix(name)), ()) if words(name) else (),
        )


def unwrap(text: str) -> str:
    """An entry's text to the name in it: without wikilink brackets, alias, heading, quotes and outer blanks."""
    text = text.strip()
    while len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1].strip()
    link = _WIKILINK.match(text)
    return link[1].strip() if link else text


def words(name: str) -> str:
    """A name to its words, case-folded and without diacritic forms' differences, joined by single spaces."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold()))


def _exact_names(note: Note) -> tuple[str, ...]:
    return _plain(note.stem), _plain(note.title)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def _without_suffix(name: str) -> str:
    return name[:-3] if name.lower().endswith(".md") else name


def _bare(path: str) -> str:
    return _without_suffix(_plain(path).removeprefix("./").removeprefix("/"))


def _path_ends(path: str) -> list[str]:
    parts = _bare(path).split("/")
    return ["/".join(parts[at:]) for at in range(1, len(parts) - 1)]


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for name, path in pairs:
        table[name].add(path)
    return {name: tuple(sorted(paths)) for name, paths in table.items()}
