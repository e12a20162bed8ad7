"""The text of a claim's `source:` to the works that it names, each taken apart into authors, titles, dates, identifiers."""

import re
from dataclasses import dataclass

from codex_backfill.matching.authors import Author, names_end, parse_authors, scan_names
from codex_backfill.matching.dates import PartialDate, scan_dates
from codex_backfill.matching.identifiers import Identifier, scan_identifiers


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


_QUOTED = re.compile(
    r"""“([^“”]{2,400})” | "([^"]{2,400})" | «([^«»]{2,400})» | „([^“”„]{2,400})[“”] | ``([^`]{2,400})''
      | (?<![\w'])'(?=[^\s'])([^"\n]{2,300}?)(?<=[^\s(])'(?![\w']) | (?<!\w)‘(?=\S)([^\n]{2,300}?)(?<=\S)’(?!\w)
      | (?<![\w*])\*{1,2}(?=[^\s*])([^*\n]{2,300})(?<=\S)\*{1,2}(?![\w*]) | (?<![\w/])_(?=[^\s_])([^_\n]{2,300})(?<=\S)_(?!\w)""",
    re.VERBOSE,
)
_BRACKET = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_NAME = r"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,2}"
_NOISE = re.compile(
    rf"""\s*(?:
      (?:{_NAME}[,:]?\s+)?(?i:web\s+research\s+compilation|original\s+analysis)(?:,?\s(?i:drawing\s+on|grounded\s+in|based\s+on|from))?[,:]?\s
    | (?:[A-Za-z][\w'’.-]*(?:\s[A-Z][\w'’.-]*)?[,:]?\s+)?(?i:synthesis|synthesi[sz]ed|synthesi[sz]ing|extracted|derived|adapted|compiled|based)
      (?:\s(?i:by)\s{_NAME})?\s(?i:from|on|of|via|across)\b:?\s
    | (?:[A-Za-z][\w'’.-]*(?:\s[A-Z][\w'’.-]*)?),?\s(?:from|via)\b:?\s(?!\d)
    | (?i:from|via|see|source|cf\.?|in|adapted\sfrom|based\son)\b:?\s
    )""",
    re.VERBOSE,
)
_SPLIT = re.compile(
    r"""\s*;\s*(?:(?:and|also|see|with|plus)\s+)?
      | [,.;]?\s+(?:(?:and\s+)?(?:drawing\son|draws\son|challenged\sby|criti(?:qued|ci[sz]ed)\sby|extending|extends|extension\sof|extended\sby
        |[Ee]nriched\s(?:with|by)|building\son|builds\son|citing|as\scited\sin|cited\sin|in\sresponse\sto|responding\sto|combined\swith
        |supplemented\s(?:with|by)|corroborated\sby|supported\sby|alongside|as\swell\sas|contra|cross-referencing))\s+
      | (?<=[\d)"”’'])\s+\+\s+""",
    re.VERBOSE,
)
_LONE_AUTHOR = re.compile(
    r"\s*[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+){0,2},\s(?:(?:[A-Z]\.?[\s-]?){1,3}|[A-Z][a-z]+(?:\s[A-Z]\.?)?)\s*"
)
"""`Smith, J.`: in a list with semicolons between the authors it belongs to what follows."""
_SERIES = re.compile(r"(?<=[\d)\"”’'])(?:,\s+(?:and\s+|&\s+)?|\s+and\s+)(?=[A-Z'\"“‘@*])")


def parse(text: str) -> tuple[Citation, ...]:
    """A `source:` text to the citations it names, in order; one text that names one work gives one, an empty one none."""
    pieces = [piece for start, end in _works(text) if (piece := _stripped(text, start, end))]
    found: list[Citation] = []
    for start, end in pieces:
        citation = _read(text, start, end)
        if found and not citation.authors and text[start] in "'\"“‘*«_":
            citation = Citation(citation.text, start, end, found[-1].authors, *_rest(citation))
        found.append(citation)
    return tuple(found)


def _rest(citation: Citation) -> tuple[tuple[str, ...], tuple[PartialDate, ...], tuple[Identifier, ...]]:
    return citation.titles, citation.dates, citation.identifiers


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \t\r\n,;.:—–-":
        start += 1
    while start < end and text[end - 1] in " \t\r\n,;:—–-":
        end -= 1
    return (start, end) if end > start else None


def _masked(text: str) -> str:
    """The text with everything in quotes and brackets blanked, so that separators found in it are the text's own."""
    text = _QUOTED.sub(lambda match: match[0][0] + "~" * (len(match[0]) - 2) + match[0][-1], text)
    return (
        _BRACKET.sub(lambda match: "(" + "~" * (len(match[0]) - 2) + ")", text) if "(" in text or "[" in text else text
    )


def _works(text: str) -> list[tuple[int, int]]:
    masked = _masked(text)
    start = noise.end() if (noise := _NOISE.match(masked)) else 0
    pieces: list[tuple[int, int]] = []
    for split in _SPLIT.finditer(masked, start):
        if ";" in split[0] and _LONE_AUTHOR.fullmatch(masked, start, split.start()):
            continue
        pieces.extend(_series(text, masked, start, split.start()))
        start = split.end()
    pieces.extend(_series(text, masked, start, len(text)))
    return pieces


def _series(text: str, masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """`A (2019), B (2020), C (1998)`: a comma parts two works where each of them ends in its own year."""
    bounds = [start]
    for split in _SERIES.finditer(masked, start, end):
        if _ends_in_year(text, bounds[-1], split.start()) and _YEAR_AHEAD.search(text, split.end(), end):
            bounds += [split.start(), split.end()]
    bounds.append(end)
    return list(zip(bounds[::2], bounds[1::2], strict=True))


_YEAR_AHEAD = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?\)?(?=[,\s.]*\Z|\s*\)|,)")
_YEAR_END = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?\)?\Z")


def _ends_in_year(text: str, start: int, end: int) -> bool:
    return bool(_YEAR_END.search(text, max(start, end - 8), end)) and end - start > 8


_STRONG = re.compile(
    r"(?<=[^\W\d_]{2})\.(?:\s|$)|[)\]?!]\.?\s|\s[—–|]\s|\s--\s|[(\[{]|\s(?:In|in):?\s(?=Proc|[A-Z]{3})|\.\s(?=In\b)|\x00"
)
_VENUE = re.compile(r",\s(?=(?:[Ii]n\s)?(?:[Pp]roc|Journal|Trans|ACM|IEEE|[Vv]ol|pp?\.|[Ii]n:|\d))")


def _read(source: str, start: int, end: int) -> Citation:
    text = source[start:end]
    identifiers = scan_identifiers(text)
    quotes = list(_QUOTED.finditer(text))
    titles = [next(group for group in quote.groups() if group) for quote in quotes]
    spans = [quote.span() for quote in quotes]
    named = [(a, b) for a, b, _ in identifiers]
    dates = [(a, b, date) for a, b, date in scan_dates(text) if not _inside(a, spans)]
    blanked = _blank(text, named + [(a, b) for a, b, _ in dates])
    if quotes:
        authors = parse_authors(_blank_noise(text[: spans[0][0]])) or parse_authors(_after_by(blanked[spans[-1][1] :]))
    else:
        names = scan_names(text)
        readings, names = _unquoted(text, blanked, names)
        titles += readings
        authors = parse_authors(text[: names_end(text, names)]) if names else parse_authors(_after_by(blanked))
    titles.append(" ".join(blanked.replace("\x00", " ").split()))
    return Citation(
        text, start, end, authors,
        tuple(dict.fromkeys(cleaned for title in titles if (cleaned := title.strip(" .,;:()-—–'\"")))),
        tuple(dict.fromkeys(date for _, _, date in dates)),
        tuple(dict.fromkeys(identifier for _, _, identifier in identifiers)),
    )  # fmt: skip


def _unquoted(text: str, blanked: str, names: list[tuple[int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
    begin = names_end(text, names) if names else 0
    region = blanked[begin:]
    if names and not re.search(r"[^\W\d_]{2}", region) and len(names) > 1:
        names = names[:-1]
        region = blanked[names_end(text, names) :]
    region = region.lstrip(" .,;:()[]\x00—–-")
    cut = strong.start() if (strong := _STRONG.search(region, 3)) else len(region)
    title = region[:cut]
    readings = [title]
    if venue := _VENUE.search(title):
        readings.insert(0, title[: venue.start()])
    for weak in (", ", ": "):
        if weak in title:
            readings.append(title.partition(weak)[0])
    return readings, names


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _blank_noise(text: str) -> str:
    text = re.sub(r"(?:1[5-9]|20)\d\d[a-z]?|[\"“‘'*—–:]|['’]s\s*$", " ", text)
    return text.strip(" ,")


def _after_by(text: str) -> str:
    by = re.search(r"\b(?:by|via)\s", text)
    if by:
        names = scan_names(text, by.end())
        return text[by.end() : names_end(text, names)] if names else ""
    return ""
