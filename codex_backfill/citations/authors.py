"""An author string, or a list of names from a citation, to comparable authors."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from codex_backfill.citations.bylines import PARTICLES, Name, names_end, scan_names, with_et_al
from codex_backfill.citations.latin import latin, undotted
from codex_backfill.citations.plain_text import plain
from codex_backfill.citations.tokens import fold


class AuthorKind(StrEnum):
    """Who an author is, as far as the spelling tells."""

    PERSON = "person"
    ORGANISATION = "organisation"
    HANDLE = "handle"


class Author(NamedTuple):
    """One author, folded and romanised: no case, no diacritics, no dots, `ue` as `ü` and so `u`."""

    surname: str
    """The surname with its particles, the whole name of an organisation, or a handle without its `@`."""
    given: str = ""
    """Given names or initials, as far as they are known: `jane m`, `j m`."""
    kind: AuthorKind = AuthorKind.PERSON


_NOISE = re.compile(
    r"<?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+>?|https?://\S+|\b[ec]t\.?\s?al\b\.?|\band\s(?:others|colleagues)\b|\b[Ee]ds?\."
)
_BLANKS = re.compile(r"[^\S\n]{2,}")
_NOBODY = re.compile(
    r"(?:multiple|various|several|unknown|anonymous|n/?a|tbd|tbc|none|staff|many|different|others)\b.{0,60}"
    r"|(?:(?:web|desk|own|internal|original|editorial)\s)?(?:authors?|sources?|research|analysis|team|editors?|contributors?|aggregated|synthesis)(?:\s(?:tbc|tbd))?",
    re.IGNORECASE,
)
_ORGANISATIONS = frozenset([
    "academy", "administration", "agency", "alliance", "association", "authority", "bank", "blog", "bureau",
    "capital", "center", "centers", "centre", "centres", "collective", "college", "commission", "committee",
    "companies", "company", "consortium", "corp", "corporation", "council", "dao", "department", "entertainment",
    "federation", "finance", "for", "foundation", "fund", "gmbh", "government", "group", "inc", "industries",
    "initiative", "institut", "institute", "institution", "journal", "lab", "labs", "llc", "ltd", "magazine",
    "media", "ministry", "network", "news", "of", "office", "offices", "organisation", "organization",
    "parliament", "partners", "podcast", "post", "press", "project", "protocol", "report", "reports", "research",
    "school", "services", "society", "studio", "studios", "team", "the", "times", "union", "universidad",
    "universities", "university", "universität", "université", "ventures",
])  # fmt: skip
"""Words that stand in the names of organisations and hardly ever in those of persons."""
FILLERS = (
    _ORGANISATIONS
    | frozenset(PARTICLES)
    | frozenset(["and", "international", "national", "world", "global", "european", "american"])
)
"""Words of names that are no agreement by themselves: `De La`, `World ... Organization`."""
_NO_PERSON = re.compile(r"\w\.\w\w|\d|[a-z][A-Z]|\b[A-Z]{3,}\b")
"""A domain, a number, capitals inside a word or all over it."""
_CAMEL_SURNAME = re.compile(r"\b(?:Ma?c|De|Di|Du|La|Le|Van|Von|O['’]|D['’])[A-Z][a-z]+$")
_HANDLE = re.compile(r"@(\w{2,30})")
_ROLE = re.compile(
    r"^(?:by|with|via|from|hosted\sby|edited\sby|dr|prof|professor|sir|mr|mrs|ms)\b\.?\s+", re.IGNORECASE
)
_DEGREE = re.compile(r",?\s(?:Ph\.?\s?D|DPhil|MSc|MBA|Esq)\b\.?")
_LINE_END = re.compile(r"\s*\n\s*")
_BETWEEN = re.compile(
    r"\s*(?:[;|/\n,]|\s&\s(?!co\b|company|sons|partners)|\s(?:and|und|et|och|og|и|with|via)\s)\s*", re.IGNORECASE
)
_WRITTEN = re.compile(r"(?:[a-z]{2,3}\s)?[^\W\d_][\w'’-]*,\s[^\W\d_][\w'’-]+(?:\s[^\W\d_]\.?)*")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_INITIALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{1,3}")
_CAPITAL_PARTICLES = frozenset(["Van", "Von", "De", "Den", "Der", "Del", "La"])
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def parse_authors(text: str) -> tuple[Author, ...]:
    """An author string, with roles, affiliations and handles or without, to its authors in order, each once.

    What stands in brackets behind a name (an affiliation, a handle, the sources behind `multiple sources`) comes last.
    """
    return _authors(with_et_al(plain(_LINE_END.sub("; ", text.strip()))))


def _authors(text: str) -> tuple[Author, ...]:
    if "(" in text or "[" in text:
        inside = [part for part in _BRACKETED.findall(text) if "@" in part or _NAMED.match(part)]
        outside = _BRACKETED.sub(" ", text).translate(_NO_BRACKETS)
        return _once(author for part in (outside, *inside) for author in _authors(part))
    text = _BLANKS.sub(" ", _DEGREE.sub("", _NOISE.sub(" ", text)))
    handles = []
    if "@" in text:
        handles = [Author(handle.lower(), "", AuthorKind.HANDLE) for handle in _HANDLE.findall(text)]
        text = _HANDLE.sub(" ", text)
    return _once((*map(_author, _names(text.strip(" ,;."))), *handles))


def authors_named(text: str, names: list[Name]) -> tuple[Author, ...]:
    """A list of names found in a text to its authors, with what stands in brackets behind them."""
    between = zip(
        (name.end for name in names), (*(name.start for name in names[1:]), names_end(text, names)), strict=True
    )
    remarks = [part for start, end in between for part in _BRACKETED.findall(text[start:end])]
    people = (_author(text[name.start : name.end]) for name in names)
    return _once((*people, *(author for remark in remarks for author in parse_authors(remark))))


def _once(authors: Iterable[Author]) -> tuple[Author, ...]:
    return tuple(dict.fromkeys(author for author in authors if author.surname))


_NAMED = re.compile(r"(?!.*\s[a-z]+$)[^\W\d_a-z]", re.DOTALL)
"""What begins with a capital and does not end in a plain word, as roles do: `Tidal founder`."""
_NO_BRACKETS = str.maketrans("()[]", "    ")


def _names(text: str) -> list[str]:
    if " and " in text or ";" in text:  # `Smith, John and Doe, Jane`: the commas belong to the names
        parts = [part.strip(" ,") for part in re.split(r"\sand\s|;", text)]
        if all(map(_WRITTEN.fullmatch, parts)):
            return parts
    if (names := scan_names(text)) and names_end(text, names) >= len(text):
        return [text[name.start : name.end] for name in names]
    parts = [_ROLE.sub("", part.strip()) for part in _BETWEEN.split(text)]
    return [part for part in parts if part[:1].isupper() or (part and " " not in part)]


def _author(name: str) -> Author:
    name = name.strip(" .,'\"").removesuffix("'s").removesuffix("’s")
    if not name or _NOBODY.fullmatch(name):
        return Author("")
    last, comma, first = name.partition(",")
    if comma and first.strip(" .").lower() in _SUFFIXES:  # `Sammy Davis, Jr.`
        name, comma = last, ""
    if comma:
        return Author(_plain(last), _given(first.split(",")[0].split()))
    words = name.split()
    while len(words) > 1 and words[-1].strip(".").lower() in _SUFFIXES:
        words.pop()
    if 1 < len(words) < 6 and _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        last_name = len(words)
        while last_name > 1 and _INITIALS.fullmatch(words[last_name - 1].rstrip(".")):
            last_name -= 1
        return Author(_plain(" ".join(words[:last_name])), _given(words[last_name:]))
    initials = len(words) > 1 and _INITIALS.fullmatch(words[0])
    if not initials and (
        not _ORGANISATIONS.isdisjoint(name.lower().split())
        or (_NO_PERSON.search(name) and not _CAMEL_SURNAME.search(name))
    ):
        return Author(_plain(name), "", AuthorKind.ORGANISATION)
    cut = len(words) - 1
    while cut and (
        words[cut - 1] in PARTICLES
        or (words[cut - 1] in _CAPITAL_PARTICLES and (cut > 1 or _CAPITAL_PARTICLES.issuperset(words[:-1])))
    ):
        cut -= 1
    return Author(_plain(" ".join(words[cut:])), _given(words[:cut]))


def _given(words: list[str]) -> str:
    """Given names: initials that are run together come apart, so that `JP`, `J.-P.` and `J. P.` are one."""
    return _plain(" ".join(" ".join(word) if _INITIALS.fullmatch(word) else word for word in words))


def _plain(name: str) -> str:
    return " ".join(map(undotted, latin(fold(name)).translate(_PLAIN).split()))


_PLAIN = str.maketrans({".": " ", ",": " ", "-": " ", "’": "'"})
