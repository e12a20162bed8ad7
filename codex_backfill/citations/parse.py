"""The text of a claim's `source:` to the works that it names, each taken apart: authors, titles, dates, identifiers."""

import re
from dataclasses import dataclass, replace

from codex_backfill.citations.authors import Author, authors_named, parse_authors
from codex_backfill.citations.bylines import Style, names_end, scan_names
from codex_backfill.citations.dates import PartialDate, scan_dates
from codex_backfill.citations.identifiers import Identifier, scan_identifiers
from codex_backfill.citations.quotes import Quote, blanked, scan_quotes
from codex_backfill.citations.unquoted_titles import CUT, cleaned, names_behind, readings, readings_behind
from codex_backfill.citations.works import past_noise, scan_works


@dataclass(frozen=True, slots=True)
class Citation:
    """One work that a text names: `text` is `source[start:end]`, the rest is what could be read from it."""

    text: str
    start: int
    end: int
    authors: tuple[Author, ...]
    titles: tuple[str, ...]
    """Plausible readings of the title, best first; the last one is the whole text without dates and identifiers."""
    dates: tuple[PartialDate, ...]
    identifiers: tuple[Identifier, ...]


def parse(text: str) -> tuple[Citation, ...]:
    """A `source:` text to the works that it names, in order: one for a text on one work, none for an empty one."""
    found: list[Citation] = []
    for start, end in scan_works(text):
        citation = _read(text[start:end], start)
        if found and not citation.authors and citation.text[0] in "'\"“‘«*_":  # another title of the same author
            citation = replace(citation, authors=found[-1].authors)
        found.append(citation)
    return tuple(found)


Reading = tuple[tuple[Author, ...], list[str]]
"""The authors, and what the title may be."""

_BIBTEX = re.compile(r"\s*@\w{2,20}\s*[{(]")
_BIBTEX_FIELD = re.compile(
    r"\b(author|editor|title|booktitle)\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\}){0,600})\}|\"([^\"]{0,600})\")", re.IGNORECASE
)
_BY = re.compile(r",?\sby:?\s(?=[^\W\d_a-z])")
_SEVERAL = re.compile(r"(?:Multiple|Various|Several|Many)\s(?:sources|authors|outlets|reports)\s\([^()]{0,300}\)")
_ABOUT = re.compile(
    r"\b(?:comments?|response|reply|note|correction|errat(?:um|a)|review|rejoinder|discussion)\b[^.,]{0,30}\Z",
    re.IGNORECASE,
)
"""What makes a title of another title behind it: `Comments on`."""


def _read(text: str, offset: int) -> Citation:
    identifiers = scan_identifiers(text)
    quotes = scan_quotes(text)
    named = [(start, end) for start, end, _ in identifiers]
    dates = scan_dates(blanked(text, [(quote.start, quote.end) for quote in quotes], "~"))
    plain = blanked(text, named, CUT)
    dated = blanked(text, [(start, end) for start, end, _ in dates], "0")
    cut = blanked(plain, [(start, end) for start, end, _ in dates if _bounds(plain, start, end, len(dates) > 1)], CUT)
    if _BIBTEX.match(text):
        authors, titles = _bibtex(text)
    elif quotes:
        authors, titles = _quoted(dated, plain, quotes, past_noise(text))
    else:
        begin = past_noise(text)
        authors, titles = _unquoted(dated[begin:], cut[begin:], plain[begin:])
    titles.append(" ".join(blanked(plain, [(start, end) for start, end, _ in dates], " ").replace(CUT, " ").split()))
    return Citation(
        text,
        offset,
        offset + len(text),
        authors,
        tuple(dict.fromkeys(title for title in map(cleaned, titles) if title)),
        tuple(dict.fromkeys(date for _, _, date in dates)),
        tuple(dict.fromkeys(identifier for _, _, identifier in identifiers)),
    )


def _bounds(text: str, start: int, end: int, others: bool) -> bool:
    """Whether a date is where a title ends, not a word of it: `Care in 2025: Key Trends`, `the Act of 1973 revisited`,
    and `State of the Art 1994. Journal, 1994`, where there are others."""
    before, after = text[max(0, start - 6) : start], text[end : end + 2]
    if after[:1] == ":" or (before.endswith((" in ", " of ", " since ", " from ", " after ")) and after[1:].isalpha()):
        return False
    return not (others and before[-2:-1].islower() and before[-1:] == " " and after[:1] == ".")


def _bibtex(text: str) -> Reading:
    fields = {found[1].lower(): found[2] or found[3] or "" for found in reversed(list(_BIBTEX_FIELD.finditer(text)))}
    names = (name.partition(", ") for name in re.split(r"\s+and\s+", fields.get("author", fields.get("editor", ""))))
    forward = " and ".join(f"{first} {last}".strip() for last, _, first in names if last != "others")
    return parse_authors(forward), [re.sub(r"[{}\\]", "", fields.get("title", ""))]


def _quoted(text: str, plain: str, quotes: list[Quote], begin: int) -> Reading:
    """A text with quotes: what is in them, or what they are in."""
    first = quotes[0]
    titles = [quote.text for quote in quotes]
    names = [name for name in scan_names(text, begin) if name.end <= first.start]
    if about := _ABOUT.search(plain, max(0, first.start - 40), first.start):  # a title with another one in it
        titles.insert(0, plain[about.start() : first.end])
    if names:
        return authors_named(text, names), titles
    if before := cleaned(plain[begin : about.start() if about else first.start]):
        return parse_authors(before), titles
    end = quotes[-1].end
    by = _BY.match(text, end)
    names = (
        scan_names(text, by.end())
        if by
        else scan_names(text, end + 2, certain=True)
        if text[end : end + 1] in ",."
        else []
    )
    return authors_named(text, names) if names else (), titles


def _unquoted(text: str, cut: str, plain: str) -> Reading:
    """A text without quotes: the title is what is set off from the names behind or before it."""
    names = scan_names(text)
    if by := _BY.search(text):
        after = scan_names(text, by.end())
        if after and (not names or (names[0].style in (Style.FULL, Style.BARE) and by[0][0] == ",")):
            return authors_named(text, after), readings(plain[: by.start()])
    if not names or names[0].style in (Style.FULL, Style.BARE):
        title_end, after = names_behind(text, names)
        if after:
            return authors_named(text, after), readings(plain[:title_end])
    if not names:
        several = _SEVERAL.match(text)
        return parse_authors(several[0]) if several else (), readings_behind(cut, bracketed=True)
    end = names_end(text, names)
    if names[0].style is Style.BARE and text.startswith(":", names[0].end):
        return (), readings_behind(cut, bracketed=True)
    titles = readings_behind(cut[end:], bracketed=names[0].style is Style.BARE)
    if titles:
        if names[0].style is Style.WRITTEN:  # or a surname and a title: `Smith, Wealth. London`
            titles += readings(cut[names[0].start :].partition(", ")[2])
        return authors_named(text, names), titles
    last = text[names[-1].start : names[-1].end]
    if len(names) > 1 and text[names[-2].end : names[-1].start].strip() == ",":  # `Smith, Wealth (1776)`
        return authors_named(text, names[:-1]), [last]
    return authors_named(text, names), [last] if names[0].style is Style.FULL and len(names) == 1 else []
