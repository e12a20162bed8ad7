"""Citations' texts to the works that they name, as far as that is the same whatever sources there are."""

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from codex_backfill.citations.authors import Author, AuthorKind
from codex_backfill.citations.dates import without_dates
from codex_backfill.citations.identifier_kind import Identifier, IdentifierKind
from codex_backfill.citations.parse import Citation, parse
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.citations.secondary import about
from codex_backfill.citations.series import Part, find_parts
from codex_backfill.citations.tokens import spelling, split

MOST = 30_000
"""How many texts are read ahead and kept for the next run: some 25 MB. Of more, each process reads its own."""
_LEAST = 3
"""Fewer words make no initials: `WHO`, `IPCC`."""
_NUMBER = 4
"""Shorter runs of digits are numbers of parts, editions and proposals, longer ones are years and counts."""
_PAGE_ENDS = re.compile(r"\s*(?:--?|[–—−‐‑]|\bto\b)\s*")
_LABEL = re.compile(r"\s*(?:[\[(]\d{1,4}[\])]|\d{1,4}[.)]?\s(?=[^\W\d_]))")
"""A citation's number in a list: `[12]`, `(3)`, `7 J. Smith`."""


class ReadWork(NamedTuple):
    """One work that a citation names: what `CitedWork` says of it, words as texts."""

    text: str
    title: str
    """The best reading of its title, as it is written."""
    spelled: str
    titles: tuple[str, ...]
    people: frozenset[str]
    organisations: frozenset[str]
    dates: tuple[PartialDate, ...]
    identifiers: frozenset[Identifier]
    numbers: frozenset[str]
    tokens: tuple[str, ...]
    parts: frozenset[Part]
    about: frozenset[str]
    venue: tuple[str, ...]
    volume: str
    pages: tuple[str, ...]


def read_works(text: str) -> tuple[ReadWork, ...]:
    """A citation's text to the works that it names."""
    return tuple(map(_read, parse(text)))


def _read(work: Citation) -> ReadWork:
    undated = without_dates(work.text)
    return ReadWork(
        text=work.text,
        title=work.titles[0] if work.titles else "",
        spelled=spelling(work.text),
        titles=tuple(map(spelling, work.titles)),
        people=people(work.authors),
        organisations=organisations(work.authors),
        dates=work.dates,
        identifiers=frozenset(work.identifiers),
        numbers=numbers(undated),
        tokens=tuple(split(_LABEL.sub("", undated))),
        parts=find_parts(work.text),
        about=about(work.text),
        venue=tuple(split(work.venue)),
        volume=place(work.volume),
        pages=page_ends(work.pages),
    )


NOTHING: Mapping[str, Any] = {}
"""What is known of texts before any is read."""


class Citations:
    """The works that texts name, each text read once; what an earlier run read comes from the `rows` that it gave."""

    def __init__(self, rows: Mapping[str, Any] = NOTHING) -> None:
        self._rows = rows
        self._known: dict[str, tuple[ReadWork, ...]] = {}
        self._asked: dict[str, None] = {}
        self._is_new = False

    def works(self, text: str) -> tuple[ReadWork, ...]:
        """A citation's text to the works that it names."""
        if text not in self._known:
            with contextlib.suppress(LookupError, TypeError, ValueError):  # none, or something that somebody else wrote
                self._known[text] = tuple(_from_row(*row) for row in self._rows[text])
        if text not in self._known:
            self.add(text, read_works(text))
        return self._known[text]

    def unread(self, texts: Iterable[str]) -> Sequence[str]:
        """Those of some texts that are to be read ahead, each once; none where there are too many."""
        self._asked |= dict.fromkeys(texts)
        new = [text for text in self._asked if text not in self._known and text not in self._rows]
        return new if len(self._asked) <= MOST else ()

    def add(self, text: str, works: tuple[ReadWork, ...]) -> None:
        """Takes in what `read_works` gave for a text."""
        self._known[text] = works
        self._is_new = True

    @property
    def is_new(self) -> bool:
        """Whether there is more to keep than there was, and not too much."""
        return self._is_new and len(self._asked) <= MOST

    @property
    def rows(self) -> Mapping[str, Any]:
        """What was read, for JSON, as far as `unread` was asked for it."""
        known = {text: [_row(work) for work in works] for text, works in self._known.items()}
        rows = {**self._rows, **known}
        return {text: rows[text] for text in self._asked if text in rows}


def _row(work: ReadWork) -> list[Any]:
    return [sorted(part) if isinstance(part, frozenset) else part for part in work]


def _from_row(
    text: str, title: str, spelled: str, titles: Any, named: Any, bodies: Any, dates: Any, identifiers: Any, *rest: Any
) -> ReadWork:
    counts, tokens, parts, others, venue, volume, pages = rest
    return ReadWork(
        *(text, title, spelled, tuple(titles), frozenset(named), frozenset(bodies)),
        dates=tuple(PartialDate(*date) for date in dates),
        identifiers=frozenset(Identifier(IdentifierKind(kind), value) for kind, value in identifiers),
        numbers=frozenset(counts),
        tokens=tuple(tokens),
        parts=frozenset(Part(*part) for part in parts),
        about=frozenset(others),
        venue=tuple(venue),
        volume=volume,
        pages=tuple(pages),
    )


def people(authors: Iterable[Author]) -> frozenset[str]:
    """The surnames of the persons among some authors, folded."""
    return frozenset(author.surname for author in authors if author.kind is AuthorKind.PERSON)


def organisations(authors: Iterable[Author]) -> frozenset[str]:
    """The organisations among some authors, folded, in full and in initials."""
    names = [author.surname for author in authors if author.kind is AuthorKind.ORGANISATION]
    words = (name.split() for name in names)
    return frozenset((*names, *("".join(word[0] for word in some) for some in words if len(some) >= _LEAST)))


def numbers(undated: str) -> frozenset[str]:
    """The short numbers of a text without its dates."""
    return frozenset(word for word in split(undated) if word.isdigit() and len(word) < _NUMBER)


def place(text: str) -> str:
    """A volume, an issue or a page to how it is compared: folded, without blanks and leading zeros."""
    return "".join(split(text)).lstrip("0")


def page_ends(text: str) -> tuple[str, ...]:
    """Pages, as a source gives them, to the first and the last: `1035–41` is `1035` and `1041`."""
    ends = [place(end) for end in _PAGE_ENDS.split(text.strip())[:2]]
    if len(ends) == 2 and len(ends[1]) < len(ends[0]) and ends[1].isdigit():
        ends[1] = ends[0][: len(ends[0]) - len(ends[1])] + ends[1]
    return tuple(end for end in ends if end)
