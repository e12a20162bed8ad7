"""Texts to the sources that they name to the letter: by a link, a path, a file name, a title or a key of theirs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from codex_backfill.notes.addresses import find_addresses
from codex_backfill.notes.markdown import visible
from codex_backfill.notes.names import MARKDOWN_LINK, WIKILINK, Names, unwrap
from codex_backfill.notes.note import Source

_IN_NAME = r"[^\s\[\](){}<>\"'|,;:/]{1,200}"
_PATH = re.compile(rf"(?<![\w./-])(?:{_IN_NAME}/){{0,20}}{_IN_NAME}\.(?:md|markdown|qmd|mdx)(?![\w/-])", re.IGNORECASE)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n^]+\]:[ \t]*(<[^<>\n]+>|\S+)", re.MULTILINE)
"""The target of `[text][name]`, as Foam writes it below a note (CommonMark 0.31, 4.7)."""
_CITEKEY = re.compile(r"(?<![\w@./])@\{?([\w][\w:.+/-]*\w)")
"""`[@smith2019, p. 3]` of Pandoc, Quarto and Zotero."""
_NUMBER = re.compile(r"(\d{8,17})(?!\d)")
"""The number that a note of a Zettelkasten begins with: a day, often with hour, minute and second."""
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]{1,300}\1(?!`)")
_BETWEEN = re.compile(r"\s*[;,\n]\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_LOCATOR = re.compile(r",[^,\d]{0,12}\d[\d\s–-]*$")
"""`, p. 12-14` behind a key."""
_PARTS = 4
"""How many commas less one a file name has at most, where it stands in a list."""
_WORD = re.compile(r"\S+(?=\s)")
_WORDS = 8
"""How many words with blanks between them a file's name has at most, amid a sentence."""
_LONGEST = 300
"""Characters of a text that can be a name as a whole."""


class Pointers:
    """The sources of a vault, ready to be pointed to; `files` are the paths of all its Markdown files."""

    def __init__(self, sources: Iterable[Source], files: Iterable[str] = ()) -> None:
        self._sources = tuple(sources)
        paths = {source.path for source in self._sources}
        self._names = Names((source.note for source in self._sources), files)
        self._elsewhere = {_stem(path) for path in files if path not in paths}
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for source in self._sources:
            for key in _keys(source):
                keys[key].add(source.path)
        self._keys = {key: next(iter(found)) for key, found in keys.items() if len(found) == 1}

    def cited(self, text: str, here: str) -> tuple[str, ...]:
        """A citation's text, and the path of the note it stands in, to the sources it names, in order; none twice.

        The whole text can be a name, else every link, path and key in it is looked at.
        """
        whole = text.strip()
        if len(whole) <= _LONGEST and (found := self._one(whole, here)):
            return (found,)
        plain = MARKDOWN_LINK.sub(" ", WIKILINK.sub(" ", text)) if "[" in text else text
        links = (*_links(text), *find_addresses(plain))
        return _each(
            *(self._one(link, here) for link in links),
            *self._listed(plain, here),
            *self.keyed(citekeys(text)),
            *self._all_keys(text),
        )

    def linked(self, body: str, here: str) -> tuple[str, ...]:
        """A body to the sources that its links lead to; a bare name that another note has, too, may well mean that."""
        links = [link for link in _links(body) if "/" in unwrap(link) or _stem(unwrap(link)) not in self._elsewhere]
        return _each(*(self._one(link, here) for link in links))

    def keyed(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Citekeys to the sources that have them."""
        return _each(*map(self._by_key, keys))

    def _all_keys(self, text: str) -> tuple[str | None, ...]:
        """A list of plain keys (`smith2019; jones2020, p. 3`) to their sources; nothing where any part is none."""
        for parts in (_SEMICOLON.split(text), text.split(",")):
            found = [self._keys.get(_LOCATOR.sub("", part).strip().removeprefix("@")) for part in parts]
            if all(found):
                return tuple(found)
        return ()

    def _by_key(self, key: str) -> str | None:
        named = self._names.by_file_name(key) or self._names.by_file_name(f"@{key}")
        return self._keys.get(key) or (named[0] if len(named) == 1 else None)

    def _listed(self, text: str, here: str) -> Iterator[str | None]:
        """The paths that are written out in a text; in a list of them, those with blanks and commas, too."""
        if not _PATH.search(text):
            return
        between = [*_BETWEEN.finditer(text)]
        starts, ends = [0, *(gap.end() for gap in between)], [*(gap.start() for gap in between), len(text)]
        at = 0
        while at < len(starts):
            for last in reversed(range(at, min(at + _PARTS, len(starts)))):
                part = text[starts[at] : ends[last]].strip()
                if _PATH.search(part) and (found := self._one(part, here)):
                    yield found
                    at = last
                    break
            else:
                yield from self._amid(text, starts[at], ends[at], here)
            at += 1

    def _amid(self, text: str, start: int, end: int, here: str) -> Iterator[str | None]:
        """The paths that end amid a sentence; words before one are part of it where they lead to a note."""
        for path in _PATH.finditer(text, start, end):
            before = [word.start() for word in _WORD.finditer(text, max(0, path.start() - _LONGEST), path.start())]
            longer = (text[start : path.end()] for start in before[-_WORDS:])
            named = (found for name in longer if "/" in name and (found := self._names.by_path(name)))
            paths = next(named, ())
            yield paths[0] if len(paths) == 1 else self._one(path[0], here)

    def _one(self, entry: str, here: str) -> str | None:
        name = unwrap(entry)
        beside = here if "/" in name or entry.endswith(")") else ""
        found = self._names.by_path(name, beside) or self._names.by_file_name(name) if name else ()
        if found:
            return found[0] if len(found) == 1 else None
        if path := self._keys.get(name) or self._keys.get(name.removeprefix("@")):
            return path
        # A link to another note of this very name is none to a source of a like title.
        if _stem(name) in self._elsewhere:
            return None
        return self._names.one(entry, here) or self._turned_round(entry)

    def _turned_round(self, entry: str) -> str | None:
        """Dendron's `[[words|lit.book.kilns]]`, with the target behind the words: a file name with a dot in it."""
        target = entry.strip("![]").rpartition("|")[2].partition("#")[0].strip() if "|" in entry else ""
        found = self._names.by_file_name(target) if "." in target.removesuffix(".md") and " " not in target else ()
        return found[0] if len(found) == 1 else None


def citekeys(text: str) -> list[str]:
    """A text to the citekeys in it (`[@smith2019]`)."""
    return _CITEKEY.findall(_shown(text)) if "@" in text else []


def link_names(text: str) -> tuple[str, ...]:
    """A text to the names in its links, those in code and comments left out."""
    return tuple(unwrap(link) for link in _links(text))


def _keys(source: Source) -> Iterator[str]:
    """What names a source besides its names: its keys and numbers, and the number that its file name begins with."""
    for texts in source.ids.values():
        yield from texts
    if number := _NUMBER.match(source.note.stem):
        yield number[1]


def _links(text: str) -> Iterator[str]:
    """A text to its links as they stand, those in code and comments left out."""
    if "[" not in text:
        return
    shown = _shown(text)
    yield from (found[0] for found in WIKILINK.finditer(shown))
    yield from (found[0] for found in MARKDOWN_LINK.finditer(shown))
    yield from (f"[]({found[1]})" for found in _REFERENCE.finditer(shown))


def _shown(text: str) -> str:
    """A text without code and comments."""
    return _CODE.sub(" ", visible(text))


def _each(*paths: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in paths if path))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].casefold().removesuffix(".md")
