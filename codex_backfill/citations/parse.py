"""The text of a claim's `source:` to the works that it names, each taken apart: authors, titles, dates, identifiers."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from codex_backfill.citations.access import accessed
from codex_backfill.citations.authors import Author, authors_named, parse_authors
from codex_backfill.citations.bylines import Style, names_end, scan_names, with_et_al
from codex_backfill.citations.dates import scan_dates
from codex_backfill.citations.identifier_kind import Identifier
from codex_backfill.citations.identifiers import scan_identifiers
from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.citations.plain_text import plain
from codex_backfill.citations.publication import DATE, Publication, find_publication, page_range
from codex_backfill.citations.quotes import Quote, blanked, scan_quotes
from codex_backfill.citations.unquoted_titles import CUT, cleaned, names_behind, readings, readings_behind
from codex_backfill.citations.works import past_noise, scan_works


@dataclass(frozen=True, slots=True)
class Citation:
    """One work that a text names, and what could be read of it."""

    text: str
    """The part of the text, as `plain_text.plain` gives it."""
    authors: tuple[Author, ...]
    titles: tuple[str, ...]
    """Plausible readings of the title, best first; the last one is the whole text without dates and identifiers."""
    dates: tuple[PartialDate, ...]
    identifiers: tuple[Identifier, ...]
    venue: str = ""
    """The journal, proceedings, book or publisher, as it is written: `J. Am. Chem. Soc.`"""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """`first-last` in full (`publication.page_range`), the first alone, or the number of an article."""


def parse(text: str) -> tuple[Citation, ...]:
    """A `source:` text to the works that it names, in order: one for a text on one work, none for an empty one."""
    found: list[Citation] = []
    text = _SET_NUMBER.sub(r" \1 ", with_et_al(plain(text)))
    for start, end in scan_works(text):
        citation = _read(text[start:end])
        if found and not citation.authors and citation.text[0] in "'\"“‘«*_":  # another title of the same author
            citation = replace(citation, authors=found[-1].authors)
        found.append(citation)
    return tuple(found)


class AuthorsAndTitles(NamedTuple):
    """What a citation says before it says where its work was published."""

    authors: tuple[Author, ...]
    titles: list[str]
    """Plausible readings of the title, best first."""
    end: int = 0
    """Where the authors end, and the title when it is quoted or stands before them."""


_SET_NUMBER = re.compile(r"(?<!\*)\*(\d{1,5})\*(?!\*)")
"""A volume in italics: `*12*(3)`."""
_BIBTEX = re.compile(r"\s*@\w{2,20}\s*[{(]")
_BIBTEX_FIELD = re.compile(
    r"\b(author|editor|title|journal|journaltitle|booktitle|publisher|volume|number|pages)\s*=\s*"
    r"(?:\{((?:[^{}]|\{[^{}]{0,600}\}){0,600})\}|\"([^\"]{0,600})\"|(\d{1,9}))",
    re.IGNORECASE,
)
_BIBTEX_VENUES = ("journal", "journaltitle", "booktitle", "publisher")
_SENTENCE_SO_FAR = re.compile(r"(?:\A|[.?!:,)]\s)([^\W\d_a-z][^.?!:,()]{1,80}\s)\Z")
_GOES_ON = re.compile(r"\s[a-zß-öø-ÿ]{1,20}\s\w")
_KIND = re.compile(
    r"(?:\b(?:paper|book|article|essay|report|study|post|talk|chapter|episode|interview|thread|video|blog|newsletter|speech"
    r"|lecture|podcast|memo|thesis|entry|section|see|in|and|his|her|their|its|titled|entitled|called)|['’]s?)\s\Z",
    re.IGNORECASE,
)
"""What names a kind of work or whose it is, before its quoted title: `Her essay 'Ebb' argues that`."""
_LONG = 84
_VOLUME_AHEAD = re.compile(r"[,.;:]?\s{0,2}(?:(?i:vol|v\.|no|pp?)\b|\d{1,4}\s?[(,:])")
_IN_SMALL = re.compile(r"(?:,|\s[–—-])\s[a-zß-öø-ÿ]")
_BY = re.compile(r",?\sby:?\s(?=[^\W\d_a-z])")
_SEVERAL = re.compile(r"(?:Multiple|Various|Several|Many)\s(?:sources|authors|outlets|reports)\s\([^()]{0,300}\)")
_ABOUT = re.compile(
    r"\b(?:comments?|response|reply|note|correction|errat(?:um|a)|review|rejoinder|discussion)\b[^.,]{0,30}\Z",
    re.IGNORECASE,
)
"""What makes a title of another title behind it: `Comments on`."""


def _read(text: str) -> Citation:
    identifiers = scan_identifiers(text)
    quotes = scan_quotes(text)
    named = [(start, end) for start, end, _ in identifiers]
    found = scan_dates(blanked(text, [(quote.start, quote.end) for quote in quotes], "~"))
    looked_at = {(start, end): at for start, end, _ in found if (at := accessed(text, start, end)) is not None}
    dates = [(looked_at.get((start, end), start), end) for start, end, _ in found]
    unnamed = blanked(text, named, CUT)
    if _BIBTEX.match(text):
        read, published = _bibtex(text)
    else:
        titled = [quote for quote in quotes if not _is_venue(text, quote) and not _is_word_of_a_title(text, quote)]
        dated = blanked(text, dates, "0")
        read = (
            _quoted(dated, unnamed, titled, past_noise(text))
            if titled
            else _unquoted(
                dated,
                blanked(unnamed, [date for date in dates if _bounds(unnamed, *date, len(dates) > 1)], CUT),
                unnamed,
                past_noise(text),
            )
        )
        own = blanked(blanked(unnamed, dates, DATE), [(quote.start + 1, quote.end - 1) for quote in quotes], "~")
        published = find_publication(text, own, read.end)
        if not titled and published.venue and read.titles:
            read = read._replace(titles=[_without_venue(read.titles[0], published.venue), *read.titles[1:]])
    years = dict.fromkeys(date for start, end, date in found if (start, end) not in looked_at)
    if len(years) > 1:  # `Waves 12, 1984 (2019)`: a page that looks like a year
        years = {date: None for date in years if str(date) != published.pages}
    whole = blanked(unnamed, dates, " ").replace(CUT, " ")
    return Citation(
        text,
        read.authors,
        tuple(dict.fromkeys(title for title in map(cleaned, (*read.titles, " ".join(whole.split()))) if title)),
        tuple(years),
        tuple(dict.fromkeys(identifier for _, _, identifier in identifiers)),
        *published,
    )


def _is_venue(text: str, quote: Quote) -> bool:
    """Whether an emphasised part is the name of a journal: a volume follows, `*Journal of Waves*, 12(3)`."""
    return text[quote.start] in "*_" and _VOLUME_AHEAD.match(text, quote.end) is not None


def _is_word_of_a_title(text: str, quote: Quote) -> bool:
    """Whether a title goes on around what is quoted: `On ‘night flow’ as a sign of leaks`."""
    before = _SENTENCE_SO_FAR.search(text, max(0, quote.start - _LONG), quote.start)
    if before is None or not _GOES_ON.match(text, quote.end) or _KIND.search(before[1]):
        return False
    return not scan_names(before[1])


def _without_venue(title: str, venue: str) -> str:
    """A title that was read on into the venue behind it, `On Tides, Water Research 12`, to itself alone."""
    rest, _, last = title.rpartition(", ")
    one, other = sorted((last.strip(" .").casefold(), venue.casefold()), key=len)
    return rest if rest and len(one) > 2 and other.startswith(one) else title


def _bounds(text: str, start: int, end: int, others: bool) -> bool:
    """Whether a date is where a title ends, not a word of it: `Care in 2025: Key Trends`, `the Act of 1973 revisited`,
    and where there are others, `The 2003 heat wave. Journal, 2004` and `State of the Art 1994. Journal, 1994`."""
    before, after = text[max(0, start - 6) : start], text[end : end + 2]
    if after[:1] == ":" or (before.endswith((" in ", " of ", " since ", " from ", " after ")) and after[1:].isalpha()):
        return False
    is_word = before[-1:] == " " and (after[:1] == "." or (after[:1] == " " and after[1:].islower()))
    return not (others and before[-2:-1].islower() and is_word)


def _bibtex(text: str) -> tuple[AuthorsAndTitles, Publication]:
    fields = {
        found[1].lower(): re.sub(r"[{}\\]", "", found[2] or found[3] or found[4] or "")
        for found in reversed(list(_BIBTEX_FIELD.finditer(text)))
    }
    names = (name.partition(", ") for name in re.split(r"\s+and\s+", fields.get("author", fields.get("editor", ""))))
    forward = " and ".join(f"{first} {last}".strip() for last, _, first in names if last != "others")
    venue = next((fields[key] for key in _BIBTEX_VENUES if fields.get(key)), "")
    return AuthorsAndTitles(parse_authors(forward), [fields.get("title", "")]), Publication(
        venue, fields.get("volume", ""), fields.get("number", ""), page_range(fields.get("pages", ""))
    )


def _quoted(text: str, plain: str, quotes: list[Quote], begin: int) -> AuthorsAndTitles:
    """A text with quotes: what is in them, or what they are in."""
    first = quotes[0]
    titles = [quote.text for quote in quotes]
    end = first.end
    names = [name for name in scan_names(text, begin) if name.end <= first.start]
    if about := _ABOUT.search(plain, max(0, first.start - 40), first.start):  # a title with another one in it
        titles.insert(0, plain[about.start() : first.end])
    if names:
        return AuthorsAndTitles(authors_named(text, names), titles, end)
    if before := cleaned(plain[begin : about.start() if about else first.start]):
        return AuthorsAndTitles(parse_authors(before), titles, end)
    behind = quotes[-1].end
    by = _BY.match(text, behind)
    names = (
        scan_names(text, by.end())
        if by
        else scan_names(text, behind + 2, certain=True)
        if text[behind : behind + 1] in ",."
        else []
    )
    if not names:
        return AuthorsAndTitles((), titles, end)
    return AuthorsAndTitles(authors_named(text, names), titles, names_end(text, names))


def _unquoted(text: str, cut: str, plain: str, begin: int) -> AuthorsAndTitles:
    """A text without quotes: the title is what is set off from the names behind or before it."""
    names = scan_names(text, begin)
    # `Lund, on tides` begins with a name, `Winds, tides and harbours, by Vi Lund` does not.
    first = [] if len(names) == 1 and names[0].style is Style.BARE and _IN_SMALL.match(text, names[0].end) else names
    if by := _BY.search(text, begin):
        after = scan_names(text, by.end())
        if after and (not first or (first[0].style in (Style.FULL, Style.BARE) and by[0][0] == ",")):
            return AuthorsAndTitles(
                authors_named(text, after), readings(plain[begin : by.start()]), names_end(text, after)
            )
    if not first or first[0].style in (Style.FULL, Style.BARE):
        title_end, after = names_behind(text, first, begin)
        if after:
            return AuthorsAndTitles(
                authors_named(text, after), readings(plain[begin:title_end]), names_end(text, after)
            )
    if not names:
        several = _SEVERAL.match(text, begin)
        authors = parse_authors(several[0]) if several else ()
        return AuthorsAndTitles(authors, readings_behind(cut[begin:], bracketed=True), begin)
    end = names_end(text, names)
    if names[0].style is Style.BARE and text.startswith(":", names[0].end):
        return AuthorsAndTitles((), readings_behind(cut[begin:], bracketed=True), begin)
    titles = readings_behind(cut[end:], bracketed=names[0].style is Style.BARE)
    if titles:
        if names[0].style is Style.WRITTEN:  # or a surname and a title: `Smith, Wealth. London`
            titles += readings(cut[names[0].start :].partition(", ")[2])
        return AuthorsAndTitles(authors_named(text, names), titles, end)
    last = text[names[-1].start : names[-1].end]
    if len(names) > 1 and text[names[-2].end : names[-1].start].strip() == ",":  # `Smith, Wealth (1776)`
        return AuthorsAndTitles(authors_named(text, names[:-1]), [last], end)
    titles = [last] if names[0].style is Style.FULL and len(names) == 1 else []
    return AuthorsAndTitles(authors_named(text, names), titles, end)
