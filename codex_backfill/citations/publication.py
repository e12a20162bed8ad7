"""Where a citation says that its work was published: the venue, and volume, issue and pages in it."""

import re
from functools import cache
from typing import NamedTuple


class Publication(NamedTuple):
    """A place in a journal, in proceedings or in a book; the empty string stands for what is not known."""

    venue: str = ""
    """As it is written: `J. Am. Chem. Soc.`"""
    volume: str = ""
    """As it is written, with hyphens for dashes: `133`, `110-116`, `S1`."""
    issue: str = ""
    """The same: `3`, `9-10`, `suppl_1`."""
    pages: str = ""
    """As `page_range` gives it; an article's number where there are no pages: `e5411`."""


DATE = "\x01"
"""Stands in a text for every character of a date."""
_DATE = rf"{DATE}{{4,40}}[a-z]?"
_BRACKET = rf"\s?\((?:{_DATE}|[^\W\d_]{{3,10}}\.?(?:\s\d\d?)?)\s?\)"
_VOLUME = r"(?<![\w.–-])(?P<volume>[A-Z]{0,3}\d{1,6}[a-zA-Z]?(?:[-–/]\d{1,5})?|[IVXLC]{1,8})(?![^\W\d_])"
_ISSUE = r"(?P<issue>[^\W_]{1,12}(?:[\s.–/&_-]{1,2}[^\W_]{1,10}){0,2})"
_DIGITS_ISSUE = r"(?P<issue>[A-Z]?\d{1,4}(?:[–/&-]\d{1,4})?)"
_PAGE = r"(?<!\w)(?:[A-Za-z]{0,2}\.?\s?\d{1,16}[a-zA-Z]?|S[–-]\d{1,6}|[xvil]{1,8})(?!\w)"
_RANGE = rf"{_PAGE}\s?(?:--?|[–—−‐‑])\s?{_PAGE}"
_PAGES = rf"(?P<pages>{_RANGE}|{_PAGE})"
_ANY_PAGES = rf"(?P<pages>{_RANGE}|{_PAGE}|{DATE}{{4}}(?!{DATE}))"
"""The same where a date stands elsewhere, so that what looks like a year is a page."""
_ONLY_RANGE = rf"(?P<pages>{_RANGE})"
_VOLUME_WORD = r"\b(?i:vol(?:ume)?\b\.?|v\.|band\b|bd\b\.?|jg\b\.?|jahrgang|tom[eo]?\b|t\.|том|т\.)[\s:]{0,2}"
_ISSUE_WORD = r"(?:\b(?i:n[o°ºr]?\b\.?|n[°º]|n[uú]m(?:ber)?\b\.?|iss(?:ue)?\b\.?|heft|h\.|fasc\b\.?)|[#№])[\s:]{0,2}"
_PAGE_WORD = r"(?i:\b(?:pp?|pages?|ss?|seiten?|p[áa]gs?|blz|стр|с)\b)\.?[\s:]{0,2}"

_FORMS = {
    "vol. 12, no. 3, pp. 45–67": (
        rf"{_VOLUME_WORD}{_VOLUME}(?:{_BRACKET})?(?:[,\s]{{0,2}}(?:{_ISSUE_WORD}|\(){_ISSUE}\)?)?"
        rf"(?:[,\s(]{{1,3}}{_DATE}\)?)?(?:[,:;.\s]{{1,3}}(?:{_PAGE_WORD})?{_PAGES})?"
    ),
    "12.3 (2019): 45–67": rf"{_VOLUME}\.{_ISSUE}{_BRACKET}:\s?(?:{_PAGES})?",
    "2019. 12. 3. 45–67": rf"{_DATE}\.\s(?P<volume>(?!pp?\b)[\w–-]{{1,12}})?\.\s(?:{_ISSUE})?\.\s?(?:{_PAGES})?",
    "12, 3 (2019), 45–67": rf"{_VOLUME},\s{_DIGITS_ISSUE}{_BRACKET}[,:]\s?{_PAGES}",
    "12(3), 45–67": (
        rf"{_VOLUME}(?:,?\s{{0,2}}{_ISSUE_WORD}|\s?\((?!{_DATE}\))){_ISSUE}\)?(?:{_BRACKET})?"
        rf"(?:[,:;.\s]{{0,3}}(?:{_PAGE_WORD})?{_PAGES})?"
    ),
    "2019, 12, 45–67": rf"{_DATE}[,;]\s?{_VOLUME}[,:]\s?(?:{_PAGE_WORD})?{_PAGES}",
    "12, 45–67 (2019)": rf"{_VOLUME}[,:]\s{{0,2}}(?:{_PAGE_WORD})?{_ANY_PAGES}[,\s]?{_BRACKET}",
    "2019 (2019) 45–67": rf"(?P<volume>{DATE}{{4}})\s?\({DATE}{{4}}\)[,:]?\s?(?:{_PAGE_WORD})?{_PAGES}",
    "12 (2019): 45–67": rf"{_VOLUME}[,\s]?{_BRACKET}(?:[,:]?\s?(?:{_PAGE_WORD})?{_ANY_PAGES}|:)",
    "12, 3, 45–67": rf"{_VOLUME},\s?{_DIGITS_ISSUE},\s?{_ONLY_RANGE}",
    "no. 3, pp. 45–67": rf"{_ISSUE_WORD}{_DIGITS_ISSUE}[,.\s]{{1,3}}{_PAGE_WORD}{_PAGES}",
    "12, pp. 45–67": rf"{_VOLUME}[,:;.\s]{{1,3}}{_PAGE_WORD}{_PAGES}",
    "12: 45–67": rf"{_VOLUME}\s?[,:]\s?{_ONLY_RANGE}",
    "pp. 45–67": rf"{_PAGE_WORD}{_PAGES}",
    ": 45–67": rf"[:.,]\s{_ONLY_RANGE}(?=\W*(?:$|\())",
    "2019, 12": rf"{_DATE},\s{_VOLUME}(?=\W*$)",
    "(2019) 45": rf"\({_DATE}\)[,:]?\s{_PAGES}(?=\W*$)",
    "45 (2019)": rf"(?P<pages>{_PAGE}){_BRACKET}(?=\W*$)",
}
"""How styles write a place, the forms that say most first."""
_UNNUMBERED = re.compile(r"(?:n|no)\W{0,2}(?:pag|p|no)?", re.IGNORECASE)
"""`n. pag.`, `no-no`: what stands for pages where there are none."""

_FAR = 300
"""How far before its volume, in characters, a venue can start."""
_COUNT = re.compile(r"\d|\b[xvil]{2,8}\b")
_IN = re.compile(r"(?:\A|[.,”\"'’?!)\]])[\s,]{0,3}[Ii]n:?\s(?=\W?[^\W_a-z])")
_EDITORS = re.compile(r"\b[Ee]ds?\.?\)?[,.:]\s")
_BEFORE_VENUE = re.compile(
    r",\s(?=(?:Proc|Journal\b|J\.\s|Trans|Annals\b|Bulletin\b|Conf|Symp|Workshop|Int\.|Rev\.|Zeitschrift\b|Revista\b|Revue\b))"
)
_SENTENCE = re.compile(r"[.?!]['\"”’)*_]{0,2}\s+")
_ABBREVIATED = re.compile(
    r"(?:\W{0,2}[^\W\d_a-zà-ÿ][\w'&-]{0,40}\s){0,2}[^\W\d_a-zà-ÿ]"
    r"(?:[^\W\d_]{0,6}|[^\W\d_]{0,10}(?:ol|sci|chem|phys|eng|econ|genet|surg|commun))"
)
"""A part of an abbreviated venue, up to its full stop: `Proc`, `Macromol. Rapid Commun`."""
_TITLE_AND_COMMA = re.compile(
    r"[^\W_].*?\s[a-zß-öø-ÿ][^\W\d_]{2,30}\s.*,\s(?P<venue>[^\W\d_a-z][^\s,]*(?:\s(?:[^\W\d_a-z][^\s,]*|of|the|and|&|in|for|de|der|und)){0,6})"
)
"""A title in small letters and, behind a comma, a venue in capitals: `Tides and their causes, Water Research`."""
_DATED_END = re.compile(rf"[\s,;.(]{{0,3}}(?:{_DATE})[\s,;.)]{{0,3}}\Z")
_DATED_START = re.compile(rf"[\s,;.(]{{0,4}}(?:{_DATE}[\s,;:.)]{{1,3}})?")
_LEAD_IN = re.compile(r"[\s,.;:–—-]{0,4}(?:[Ii]n:?\s)?")
_VENUE_END = re.compile(rf"[,.(\[]?\s?{_DATE}\W*\Z|[(\[\x00]|(?<=\w{{4}})\.|,\s")
_QUOTES = frozenset("”\"'’»“*_")
_EMPHASIS = frozenset("*_")
_CLOSING = re.compile(r"[”\"»“](?!\w)|(?<=[^\w\s])['’](?!\w)|['’](?=[,.]\s)")
_AROUND = " \t\r\n.,;:()[]–—-*_\x00"


def find_publication(text: str, own: str, begin: int) -> Publication:
    """A citation to where its work was published.

    `own` is the text with what is quoted and what identifies it made unreadable, and its dates made `DATE`, of the same
    length; the authors, and the title when it is quoted, end at `begin`.
    """
    if _COUNT.search(own, begin):
        for place in _places():
            if found := _last(place, own, begin):
                named = {name: text[slice(*found.span(name))] for name in place.groupindex if found[name]}
                return Publication(
                    _venue(text, own, begin, found.start()),
                    _plain(named.get("volume", "")),
                    _plain(named.get("issue", "")),
                    page_range(named.get("pages", "")),
                )
    return Publication(_unnumbered_venue(text, own, begin))


@cache
def _places() -> tuple["re.Pattern[str]", ...]:
    """All forms, compiled when a text has a number first, which takes longer than to match a claim."""
    return tuple(map(re.compile, _FORMS.values()))


def page_range(text: str) -> str:
    """Pages as people write them to `first-last`, in full, or to the first alone: `pp. 1035–41` is `1035-1041`."""
    first, _, last = _plain(re.sub(rf"\A\s*{_PAGE_WORD}", "", text)).replace(" ", "").partition("-")
    if _UNNUMBERED.fullmatch(first):
        return ""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}" if last and last != first else first


def _plain(text: str) -> str:
    return re.sub(r"\s?(?:--?|[–—−‐‑])\s?", "-", text).strip(" .,-")


def _unnumbered_venue(text: str, own: str, begin: int) -> str:
    """The venue where neither volume nor pages are given: the sentence behind the title, up to a date or a bracket."""
    if own[max(0, begin - 1) : begin] in _QUOTES:
        start = begin
    elif (title := _SENTENCE.search(own, _past(_DATED_START, own, begin), begin + _FAR)) and title.end() < len(own):
        start = title.end()
    else:
        return ""
    start = _past(_LEAD_IN, own, start)
    stop = _VENUE_END.search(own, start, start + _FAR)
    return text[start : stop.start() if stop else start + _FAR].strip(_AROUND)


def _last(pattern: "re.Pattern[str]", text: str, start: int) -> "re.Match[str] | None":
    found = None
    for found in pattern.finditer(text, start):  # noqa: B007  # the last one is wanted
        pass
    return found


def _past(pattern: "re.Pattern[str]", text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _venue(text: str, own: str, begin: int, end: int) -> str:
    """What stands before a volume or pages, from where the title ends."""
    begin = max(begin, end - _FAR)
    if dated := _DATED_END.search(own, max(begin, end - 40), end):
        end = dated.start()
    while end > begin and own[end - 1] in " ,;:.(":
        end -= 1
    if end > begin and own[end - 1] in _EMPHASIS:
        start = own.rfind(own[end - 1], begin, end - 1)
        return text[max(start, begin) : end].strip(_AROUND)
    region = own[begin:end]
    start = _past(_LEAD_IN, region, _past(_DATED_START, region, 0))
    bounded = False
    for boundary in (_IN, _EDITORS, _CLOSING, _BEFORE_VENUE):
        if found := _last(boundary, region, start):
            start, bounded = found.end(), True
    pieces = [start, *(piece.end() for piece in _SENTENCE.finditer(region, start))]
    first = len(pieces) - 1
    while first and _ABBREVIATED.fullmatch(region[pieces[first - 1] : pieces[first]].rstrip(" .")):
        first -= 1
    if not first and not bounded and (title := _TITLE_AND_COMMA.fullmatch(region[start:])):
        start += title.start("venue")
        return text[begin + start : end].strip(_AROUND)
    return text[begin + pieces[first] : end].strip(_AROUND)
