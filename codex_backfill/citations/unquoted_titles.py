"""What the title may be in a citation that does not quote it: several readings when it is unsure where it ends."""

import re

from codex_backfill.citations.bylines import Name, Style, names_end, scan_names

CUT = "\x00"
"""Stands in a text for dates and identifiers: no title goes on behind them."""

_END = re.compile(
    rf"""{CUT} | (?:(?<=[^\W\d_]{{3}})|(?<=[A-Z]{{2}}))\.(?=\s|$|{CUT}) | (?<=[)\]"”\d])\.\s | [?!]\s
      | \s[—–|-]{{1,2}}\s(?![a-zß-öø-ÿ]) | \s?[(\[{{](?!\w{{1,8}}[)\]][^\W\d_])
      | ,?\sby\s(?=[^\W\d_a-z]) | ,?\s[Ii]n:?\s(?=Proc|[A-Z]{{3}})
      | ,\s(?=(?:[Ii]n:?\s)?(?:[Pp]roc|J(?:ournal|\.)|Trans|Conf|Symp|ACM|IEEE|[Vv]ol|pp?\.|[Ii]n:))
      | ,\s(?=\d{{1,4}}(?:\s?[(:,;]|\W*$))""",
    re.VERBOSE,
)
"""Where a title can end: a full stop that is not an abbreviation's, a bracket, a dash, and before a venue or pages."""
_SENTENCE_END = re.compile(rf"{CUT}|(?<=[^\W\d_]{{2}})\.(?:\s|$)|(?<=[)\]\"”?!])\.?(?:\s(?=[^\W\d_a-z])|$)")
_SUFFIX = re.compile(
    r"\s?\((?:extended abstract|abstract|short|long|full|revised|invited|demo|part|vol|\d|[ivx]+\b)[^()]{0,40}\)",
    re.IGNORECASE,
)
"""A bracket that belongs to the title: `(Extended Abstract)`, `(Part II)`."""
_VENUE = re.compile(
    r"""\s*(?:In\b|Proc|Journal|Int\b|Trans|Annual|Conf|Symp|Workshop|[A-Z]{2,}|\d)
      | [^.]{0,40}\b(?:Journal|Review|Letters|Press|Transactions)\b""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"[.,]\s|\s[-–—]\s")
_JOURNAL = re.compile(r"(?:Int\.?\s)?[JQ]\.?\s\w+(?:\.|\s[^\W\d_a-z])")
"""`On Tides, J. Neurosci.`, `J Market Institutions`: behind a title a journal, not a name."""
_MOST_SEPARATORS = 6
"""How many places are tried for the names behind a title."""
_WORD = re.compile(r"[^\W\d_]{2}")
_BEFORE = " .,;:)[]—–-" + CUT
_AROUND = " .,;:()[]{}—–-'\"“”‘’*_\t\r\n" + CUT


def cleaned(title: str) -> str:
    """A title without the punctuation around it."""
    return title.strip(_AROUND).replace(CUT, " ")


def readings(region: str) -> list[str]:
    """A text that begins with a title to the title, best reading first; empty when there are no words."""
    found = [region]
    if end := _END.search(region, 2):
        stop = end.start() + (end[0][0] in "?!")
        found = [region[:stop]]
        if end[0][0] in "?!" and not _VENUE.match(region, end.end()):  # `Who Needs Tides? Evidence from Oslo`
            longer = _SENTENCE_END.search(region, end.end())
            found.insert(0, region[: longer.start() if longer else len(region)])
        elif end[0].strip() in ("-", "—", "–", "--", "|"):  # `Tidal Institute - On Tides`
            found.append(region[end.end() :])
        elif suffix := _SUFFIX.match(region, stop):
            found.insert(0, region[: suffix.end()])
    shortest = min(found, key=len) if end is None else region[: end.start()]
    found += [shortest.partition(weak)[0] for weak in (": ", ", ") if weak in shortest]
    return [title for title in found if cleaned(title)]


def readings_behind(region: str, bracketed: bool) -> list[str]:
    """What follows a list of names to the readings of the title; with `bracketed` it may stand in brackets, alone."""
    region = region.lstrip(_BEFORE)
    if not region.startswith("("):
        return readings(region)
    inside, _, outside = region[1:].partition(")")
    found = readings(outside.lstrip(_BEFORE))
    return readings(inside) if bracketed and not found and _WORD.search(inside) else found


def names_behind(text: str, leading: list[Name], begin: int = 0) -> tuple[int, list[Name]]:
    """Where a title ends that stands before its authors, and these: only such as have initials, and so are certain.

    `leading` are the names that the text seems to begin with, which are the title then.
    """
    styles = [name.style for name in leading]
    if Style.INITIALS in styles[1:]:  # `Kernels and Trees, J Doe, B Li`: initials go with initials, names with names
        first = styles.index(Style.INITIALS)
        if first and not any(re.search(r"\s\w\.", text[name.start : name.end]) for name in leading[:first]):
            return names_end(text, leading[:first]), leading[first:]
    start = leading[-1].end if leading else begin
    headed = len(leading) == 1 and text.startswith(":", start)  # `Kernel Methods: A Survey, J Doe`
    for tried, separator in enumerate(_SEPARATOR.finditer(text, start)):
        beside = tried == 0 and separator.start() == start and separator[0] != ", "
        if tried > _MOST_SEPARATORS or (leading and not headed and not beside):
            break
        names = scan_names(text, separator.end(), certain=True)
        if names and not _JOURNAL.match(text, separator.end()):
            return separator.start(), names
    return begin, []
