"""The text of a claim's `source:` to the works that it names, each taken apart: authors, titles, dates, identifiers."""

import re
from dataclasses import dataclass, replace

from codex_backfill.matching.authors import Author, authors_named, parse_authors
from codex_backfill.matching.bylines import Name, Style, names_end, scan_names
from codex_backfill.matching.dates import PartialDate, scan_dates
from codex_backfill.matching.identifiers import Identifier, scan_identifiers
from codex_backfill.matching.quotes import Quote, blanked, scan_quotes
from codex_backfill.matching.works import past_noise, scan_works


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


_CUT = "\x00"
"""Stands for dates and identifiers: no title goes on behind them."""
_BIBTEX = re.compile(r"\s*@\w{2,20}\s*[{(]")
_BIBTEX_FIELD = re.compile(
    r"\b(author|editor|title|booktitle)\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\}){0,600})\}|\"([^\"]{0,600})\")", re.IGNORECASE
)
_TITLE_END = re.compile(
    rf"""{_CUT} | (?:(?<=[^\W\d_]{{3}})|(?<=[A-Z]{{2}}))\.(?=\s|$|{_CUT}) | (?<=[)\]"”\d])\.\s | [?!]\s
      | \s[—–|-]{{1,2}}\s | \s?[(\[{{] | ,?\sby\s(?=[^\W\d_a-z]) | ,?\s[Ii]n:?\s(?=Proc|[A-Z]{{3}})
      | ,\s(?=(?:[Ii]n:?\s)?(?:[Pp]roc|J(?:ournal|\.)|Trans|Conf|Symp|ACM|IEEE|[Vv]ol|pp?\.|[Ii]n:))
      | ,\s(?=\d{{1,4}}(?:\s?[(:,;]|\W*$))""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(rf"{_CUT}|(?<=[^\W\d_]{{2}})\.(?:\s|$)|(?<=[)\]\"”?!])\.?(?:\s(?=[^\W\d_a-z])|$)")
_SUFFIX = re.compile(
    r"\s?\((?:extended abstract|abstract|short|long|full|revised|invited|demo|part|vol|\d|[ivx]+\b)[^()]{0,40}\)",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\s*(?:In\b|Proc|Journal|Int\b|Trans|Annual|Conf|Symp|Workshop|[A-Z]{2,}|\d)|[^.]{0,40}\b(?:Journal|Review|Letters|Press|Transactions)\b"
)
_BY = re.compile(r",?\sby:?\s(?=[^\W\d_a-z])")
_SEVERAL = re.compile(r"(?:Multiple|Various|Several|Many)\s(?:sources|authors|outlets|reports)\s\([^()]{0,300}\)")
_SEPARATOR = re.compile(r"[.,]\s|\s[-–—]\s")
_ABOUT = re.compile(
    r"(?:\b[Cc]omments?|[Rr]esponse|[Rr]eply|[Nn]ote|[Cc]orrection|[Ee]rrat(?:um|a)|[Rr]eview|[Rr]ejoinder|[Dd]iscussion)\b[^.,]{0,30}\Z"
)
_LEADING = " .,;:)[]—–-" + _CUT
_EDGES = " .,;:()[]{}—–-'\"“”‘’*_\t\r\n"
_MOST_BREAKS = 6
"""How many places are tried for the names behind a title."""


def _read(text: str, offset: int) -> Citation:
    identifiers = scan_identifiers(text)
    quotes = scan_quotes(text)
    named = [(start, end) for start, end, _ in identifiers]
    dates = scan_dates(blanked(text, [(quote.start, quote.end) for quote in quotes], "~"))
    plain = blanked(text, named, _CUT)
    dated = blanked(text, [(start, end) for start, end, _ in dates], "0")
    cut = blanked(plain, [(start, end) for start, end, _ in dates if _bounds(plain, start, end, len(dates) > 1)], _CUT)
    if _BIBTEX.match(text):
        authors, titles = _bibtex(text)
    elif quotes:
        authors, titles = _quoted(dated, plain, quotes, past_noise(text))
    else:
        begin = past_noise(text)
        authors, titles = _unquoted(dated[begin:], cut[begin:], plain[begin:])
    titles.append(" ".join(blanked(plain, [(start, end) for start, end, _ in dates], " ").replace(_CUT, " ").split()))
    return Citation(
        text,
        offset,
        offset + len(text),
        authors,
        tuple(dict.fromkeys(cleaned for title in titles if (cleaned := title.replace(_CUT, " ").strip(_EDGES)))),
        tuple(dict.fromkeys(date for _, _, date in dates)),
        tuple(dict.fromkeys(identifier for _, _, identifier in identifiers)),
    )


Reading = tuple[tuple[Author, ...], list[str]]
"""The authors, and what the title may be."""


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
    if before := plain[begin : about.start() if about else first.start].replace(_CUT, " ").strip(_EDGES):
        return parse_authors(before), titles
    by = _BY.match(text, quotes[-1].end)
    comma = _SEPARATOR.match(text, quotes[-1].end)
    names = scan_names(text, by.end()) if by else scan_names(text, comma.end(), certain=True) if comma else []
    return authors_named(text, names) if names else (), titles


def _unquoted(text: str, cut: str, plain: str) -> Reading:
    """A text without quotes: the title is what is set off from the names behind or before it."""
    names = scan_names(text)
    if by := _BY.search(text):
        after = scan_names(text, by.end())
        if after and (not names or (names[0].style in (Style.FULL, Style.BARE) and by[0][0] == ",")):
            return authors_named(text, after), _readings(plain[: by.start()])
    if not names or names[0].style in (Style.FULL, Style.BARE):
        title_end, after = _title_first(text, names)
        if after:
            return authors_named(text, after), _readings(plain[:title_end])
    if not names:
        several = _SEVERAL.match(text)
        return parse_authors(several[0]) if several else (), _titles_behind(cut, None)
    end = names_end(text, names)
    if names[0].style is Style.BARE and text.startswith(":", names[0].end):
        return (), _titles_behind(cut, None)
    titles = _titles_behind(cut[end:], names[0].style)
    if titles:
        if names[0].style is Style.WRITTEN:  # or a surname and a title: `Smith, Wealth. London`
            titles += _readings(cut[names[0].start :].partition(", ")[2])
        return authors_named(text, names), titles
    last = text[names[-1].start : names[-1].end]
    if len(names) > 1 and text[names[-2].end : names[-1].start].strip() == ",":  # `Smith, Wealth (1776)`
        return authors_named(text, names[:-1]), [last]
    return authors_named(text, names), [last] if names[0].style is Style.FULL and len(names) == 1 else []


def _titles_behind(region: str, style: Style | None) -> list[str]:
    """What follows a list of names, the first of which is in a style, to the readings of the title."""
    region = region.lstrip(_LEADING)
    if not region.startswith("("):
        return _readings(region)
    inside, _, outside = region[1:].partition(")")
    found = _readings(outside.lstrip(_LEADING))
    if found or style not in (None, Style.BARE) or not re.search(r"[^\W\d_]{2}", inside):
        return found
    return _readings(inside)  # `Smith (Some Title)`


def _title_first(text: str, leading: list[Name]) -> tuple[int, list[Name]]:
    """Where a title ends that stands before its authors, and these: certain ones only, such as have initials."""
    styles = [name.style for name in leading]
    if (
        Style.INITIALS in styles
    ):  # `Kernels and Trees, J Doe, B Li`: who has only initials is in another list than who has a name
        first = styles.index(Style.INITIALS)
        if first and not any(
            " " in text[name.start : name.end] and "." in text[name.start : name.end] for name in leading[:first]
        ):
            return names_end(text, leading[:first]), leading[first:]
    headed = len(leading) == 1 and text.startswith(":", leading[0].end)  # `Kernel Methods: A Survey, J Doe`
    for tried, separator in enumerate(_SEPARATOR.finditer(text, leading[-1].end if leading else 0)):
        if leading and not headed and (tried or separator.start() > leading[-1].end or separator[0] == ", "):
            break
        if names := scan_names(text, separator.end(), certain=True):
            return separator.start(), names
        if tried == _MOST_BREAKS:
            break
    return 0, []


def _readings(region: str) -> list[str]:
    """What stands where a title begins to the places where it may end: best first."""
    end = _TITLE_END.search(region, 2)
    if end is None:
        shortest, found = region, [region]
    else:
        stop = end.start() + (end[0][0] in "?!")
        shortest = region[:stop]
        found = [shortest]
        if end[0][0] in "?!" and not _VENUE.match(region, end.end()):
            longer = _SENTENCE_END.search(region, end.end())
            found.insert(0, region[: longer.start() if longer else len(region)])
        elif end[0].strip() in ("-", "—", "–", "--", "|"):
            found.append(region[end.end() :])
        elif suffix := _SUFFIX.match(region, stop):
            found.insert(0, region[: suffix.end()])
    for weak in (": ", ", "):
        if weak in shortest:
            found.append(shortest.partition(weak)[0])
    return [title for title in found if title.strip(_EDGES + _CUT)]
