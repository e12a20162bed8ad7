"""Where a text on several works parts them: marks, lines, numbers, addresses in a row, how one bears on another."""

import re
from collections.abc import Iterator
from itertools import pairwise

from codex_backfill.citations.bylines import Style, names_end, scan_names
from codex_backfill.citations.identifier_kind import Identifier, IdentifierKind
from codex_backfill.citations.identifiers import scan_identifiers

Span = tuple[int, int]

_LINKS = (
    "drawing on", "draws on", "building on", "builds on", "extending", "extends", "extension of", "extended by",
    "nriched with", "nriched by", "supplemented with", "supplemented by", "supported by", "corroborated by",
    "challenged by", "criticized by", "criticised by", "critiqued by", "contra ", "in response to", "responding to",
    "cited in", "cross-referencing", "combined with", "alongside", "as well as",
)  # fmt: skip
"""Words between two works that say how one bears on the other; `nriched` for either case."""
_LINK = re.compile(
    rf"[,.;]?\s+(?:(?:--?|—|–)\s)?(?:and\s)?(?:as\s)?[Ee]?(?:{'|'.join(_LINKS)})\s*(?=[^\W_a-z]|['\"“‘«@*_])".replace(
        " ", r"\s"
    )
)
AND = "and|und|et|y|e|och|og|en|plus|и|和|与|と"
"""Words for `and` in the common languages, as part of a pattern."""
_NUMBERED = re.compile(
    r"(?:(?<!\S)|(?<=[.;,]))(?:\[(?P<square>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<dotted>\d{1,3})[.)](?=\s))[:\s]{0,3}"
    r"(?=[^\W\d_a-zß-öø-ÿ]|['\"“‘«@*_\[]|https?:|10\.)"
)
"""A number in a list, in front of what can begin a work."""
_LINE_END = re.compile(r"[ \t\r]*\n\s*(?P<bullet>[-*+•]\s+|\d{1,3}[.)]\s+|\[\d{1,3}\]\s*)?")
_OPEN_END = re.compile(r"(?:[,:&–—-]|\b(?:and|und|et|y|in|of|the|by|with|for|on|a))\Z")
"""What a line ends with that the next one goes on from."""
_CONTINUES = re.compile(r"\s*(?:[a-z](?!\w{0,10}://)(?!\w{0,60}\.\w)|\(|[,.;:)\]])")
"""What a line begins with that goes on from the last one; not an address."""
_ADDRESS = re.compile(r"\W{0,2}(?:https?://|doi:|10\.\d{4}|arxiv:)\S+", re.IGNORECASE)
_MARK = re.compile(r"\s+(?:/{1,2}|\|{1,2}|(?i:vs\.?|versus))\s+(?=[^\W_a-z]|['\"“‘«@*_\[]|https?:|10\.)")
"""Marks between two works, where both sides say enough: `Lund 2019 / Berg 2020`, `Lund 2019 vs. Berg 2020`."""
_YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)"
_NAMED = r"://|\]\]|\b10\.\d{4}|\.md\b|\b(?i:arxiv|doi|isbn|pmid)\b"
_QUOTED = r"[”»*_]|['\"’](?!\w)"
_ENDS_NAMED = re.compile(rf"(?:{_YEAR}|\)|\]|\S*(?:://|10\.\d{{4}})\S*|\.md|\d)['\"”’.]?\Z")
"""What the text of a work ends with that is dated or named to the letter."""
_ENDS_QUOTED = re.compile(rf"(?:{_QUOTED})\Z")
_EVIDENCE = re.compile(rf"{_YEAR}|{_NAMED}|{_QUOTED}")
_NAMED_OR_QUOTED = re.compile(rf"{_NAMED}|{_QUOTED}")
_TITLE_BEHIND = re.compile(r"[,:]\s['\"“‘«*_]?[^\W\d_a-zß-öø-ÿ]|\s?\(")
"""How a work goes on behind its authors."""
_NEAR = 300
"""How far from a mark, in characters, one looks for what names a work."""
_TELLING = re.compile(r"://|\b10\.\d{4}|\.md\b|\[\[|\b\d{4}[.-]\d|\b(?i:isbn|pmid|pmc|ssrn|nber|www\.)|\.[a-z]{2,6}/")
"""What every address and number of a work has some of; two works take two."""
_BETWEEN = re.compile(rf"[\s,;/|+&)\]>.(<\[-]{{0,12}}(?:(?:{AND}|or|vs\.?)\s+)?[\s(<\[]{{0,3}}", re.IGNORECASE)
"""What can stand between two addresses in a row."""
_LONGEST_NAME = 80
"""Characters of one author's name at most."""
_NO_WORK = (
    rf"(?:[Vv]ol|pp?|[Ee]ds?|[Nn]o|[Cc]h)\b|{_YEAR}\s?(?:$|[.;,:[(])|\d{{1,4}}\s?(?:\(\w{{1,9}}\)\s?)?[,:]"
    r"|[A-Z][^\s\d:;,]{2,20}(?:\s[^\s\d:;,]{2,20}){0,2}:\s[A-Z][\w.]{2,20}[\s,]"
)
"""A volume, a year, or a place and its publisher, as they stand behind a semicolon: `Geneva: WHO; 2021`."""
_SEMICOLON = re.compile(rf"\s*;(?:\s+(?!{_NO_WORK})|$)(?:(?:and|also|see|with|plus)\s+)?")
_LONE_AUTHOR = re.compile(
    r"\s*(?:[a-z]{2,3}\s|St\.?\s)*[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]+){0,2},\s"
    r"(?:(?:[^\W\d_a-z]\.?[\s-]?){1,3}|[^\W\d_a-z][^\W\d_A-Z]+(?:\s[^\W\d_a-z]\.?)?)\s*"
)
"""`Smith, J.`: in a list with semicolons between its authors it belongs to what follows."""

_LISTED = re.compile(
    r"\s*(?:\[\^?\d{1,4}\]:?\s*|\(\d{1,4}\)\s*|\d{1,3}[.)]\s{1,4}|\d{1,3}\s?(?=[^\W\d_a-z]\.[\s-]?[^\W\d_a-z]))(?=\S)"
)
"""A number in a list of references, with what sets it off; a bare one only before initials: `5 V. Lund`."""


def past_number(text: str, start: int) -> int:
    """Where a text begins behind its number in a list: `[12] Lund`, `(3) Lund`, `4. Lund`, `5 V. Lund`."""
    number = _LISTED.match(text, start)
    return number.end() if number else start


def scan_breaks(text: str, own: str, start: int) -> list[Span]:
    """A text to the offsets of what parts two works in it, in order; they may overlap.

    `own` is the text with what is quoted or in brackets made unreadable (`quotes.masked`); its first work begins at
    `start`.
    """
    found = [*_at_semicolons(own, start), *_at_numbers(text, own), *_in_a_row(text)]
    if any(link in own for link in _LINKS):
        found += [link.span() for link in _LINK.finditer(own)]
    if "\n" in own:
        found += _at_lines(own, start)
    found += [mark.span() for mark in _MARK.finditer(own) if _parts_works(text, mark)]
    return sorted(found)


def _at_semicolons(own: str, start: int) -> Iterator[Span]:
    last = start
    for semicolon in _SEMICOLON.finditer(own, start):
        if not _LONE_AUTHOR.fullmatch(own, last, semicolon.start()) and not _is_authors(own, last, semicolon):
            yield semicolon.span()
        last = semicolon.end()


def _is_authors(own: str, start: int, semicolon: "re.Match[str]") -> bool:
    """Whether nothing but a full name stands before a semicolon, and another name behind: `Vi Lund; Bo Berg. Ebb.`"""
    before = own[start : semicolon.start()]
    if before.islower() or any(letter.isdigit() for letter in before):  # `lund-notes; Berg 2020`: a file's name
        return False
    names = scan_names(before) if len(before) < _LONGEST_NAME else []
    if len(names) != 1 or names[0].style is not Style.FULL or names[0].end < len(before.rstrip()):
        return False
    return bool(scan_names(own[semicolon.end() : semicolon.end() + _LONGEST_NAME]))


def _at_numbers(text: str, own: str) -> Iterator[Span]:
    """`[1] A. [2] B.`: each number that goes on from the one that the text begins with."""
    first = _NUMBERED.match(text)
    if not first:
        return
    form, expected = first.lastgroup or "", int(first[first.lastgroup or 0]) + 1
    for number in _NUMBERED.finditer(text, first.end()):
        at = number.start(form) - 1
        if number.lastgroup == form and int(number[form]) == expected and own[at] == text[at]:
            expected += 1
            yield number.span()


def _at_lines(own: str, start: int) -> Iterator[Span]:
    """The ends of those lines that are followed by another work."""
    last = start
    for line in _LINE_END.finditer(own, start):
        end = own.find("\n", line.end())
        following = own[line.end() : end if end >= 0 else len(own)]
        if line["bullet"] or line[0].count("\n") > 1 or not _goes_on(own, last, line.start(), following):
            yield line.span()
        last = line.end()


def _goes_on(own: str, start: int, end: int, following: str) -> bool:
    """Whether a line only goes on in the next: amid a sentence, or with a name, a date or an address that it lacks."""
    if _OPEN_END.search(own, max(start, end - 6), end) or _CONTINUES.match(following):
        return True
    if _is_only_names(own[start:end]) or _is_only_names(following):
        return True
    return bool(_ADDRESS.fullmatch(following.strip())) and not _ADDRESS.search(own, start, end)


def _is_only_names(line: str) -> bool:
    names = scan_names(line)
    return bool(names) and names[0].style is not Style.BARE and names_end(line, names) >= len(line.rstrip(" .;"))


def _in_a_row(text: str) -> Iterator[Span]:
    """What stands between two addresses or numbers of one kind that name two works."""
    if len(_TELLING.findall(text)) < 2:
        return
    spans: list[tuple[int, int, set[Identifier]]] = []
    for start, end, identifier in scan_identifiers(text):
        if identifier.kind in (IdentifierKind.HANDLE, IdentifierKind.HOST):
            continue
        if spans and spans[-1][:2] == (start, end):
            spans[-1][2].add(identifier)
        else:
            spans.append((start, end, {identifier}))
    for (_, end, mine), (start, _, other) in pairwise(spans):
        kinds = {one.kind for one in mine} & {one.kind for one in other}
        if kinds and mine.isdisjoint(other) and _BETWEEN.fullmatch(text, end, start):
            yield end, start


def _parts_works(text: str, mark: "re.Match[str]") -> bool:
    """Whether a mark stands between two works: both are dated, quoted or named to the letter, or begin with authors.

    It can stand in the name of a journal, too, or between a title and the site that it is from.
    """
    before, after = text[max(0, mark.start() - _NEAR) : mark.start()], text[mark.end() : mark.end() + _NEAR]
    if _ENDS_NAMED.search(before[-_NEAR // 2 :]):
        return bool(_EVIDENCE.search(after))
    if _ENDS_QUOTED.search(before):
        return bool(_NAMED_OR_QUOTED.search(after))
    if _LONE_AUTHOR.fullmatch(before) or not ("," in before and scan_names(before)):
        return False
    names = scan_names(after)
    return any(_TITLE_BEHIND.match(after, end) for end in (names[0].end, names_end(after, names))) if names else False
