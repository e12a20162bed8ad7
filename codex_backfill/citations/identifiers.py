"""Free text to the identifiers it names, each in one canonical form, so that equal means the same work or place."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from codex_backfill.citations.urls import canonical_url, trimmed, unwrapped


class Kind(StrEnum):
    """What an identifier identifies: a work (most kinds), a person (handle) or only a place of many works (host)."""

    ARXIV = "arxiv"
    DOI = "doi"
    FILE = "file"
    HANDLE = "handle"
    HOST = "host"
    ISBN = "isbn"
    NBER = "nber"
    PATH = "path"
    PMCID = "pmcid"
    PMID = "pmid"
    SSRN = "ssrn"
    URL = "url"


class Identifier(NamedTuple):
    """A kind and a canonical value: no scheme, no version, no `@`, no `.md`, lower case where case says nothing."""

    kind: Kind
    value: str


_TLDS = (
    "com|org|net|edu|gov|int|mil|io|ai|co|dev|app|xyz|info|news|blog|me|tv|fm|so|lol|finance|capital|fund|health|law|social|"
    "space|tech|science|research|world|global|media|studio|network|foundation|institute|academy|press|pub|wiki|page|site|"
    "online|store|cloud|tools|today|eth|gg|to|cc|uk|us|ca|de|fr|nl|eu|ch|at|it|es|pt|se|no|dk|fi|pl|cz|jp|cn|kr|au|nz|br|"
    "ru|il|ie|be|vc|ly|sh|ph"
)
_HOST = rf"(?:[a-z0-9](?:[a-z0-9-]{{0,60}}[a-z0-9])?\.){{1,5}}(?:{_TLDS})"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)"

_ARCHIVES = (
    "astro-ph|cond-mat|cs|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|q-bio|quant-ph|stat"
)
"""The parts of arXiv that old identifiers begin with."""
_SCAN = re.compile(
    rf"""
      \[\[ (?P<wiki>[^\[\]|\#\n]{{1,300}}) (?:[|\#][^\[\]\n]{{0,300}})? \]\]
    | \b(?P<url>https?://[^\s<>"“”]+)
    | (?<![\w@./-]) (?P<bare>(?i:{_HOST})(?::\d+)?(?:/[^\s<>"“”]*)?) (?![\w-]|\.\w)
    | (?<![\w/]) (?:(?i:doi):?\s?)? (?P<doi>10\.\d{{4,9}}/[^\s<>"“”]+)
    | \b(?i:arxiv)(?:\.org)?[:\s./]{{0,3}}(?:(?:abs|pdf)/)? \[?
      (?P<arxiv>\d{{4}}\.\d{{4,5}}|[a-z-]{{2,10}}(?:\.[A-Z]{{2}})?/\d{{7}}) (?:v\d{{1,2}})?(?!\d)
    | (?<![\w./-]) (?P<arxiv_bare>(?:0[7-9]|[1-4]\d)(?:0[1-9]|1[0-2])\.\d{{5}}|(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/\d{{7}})
      (?:v\d{{1,2}})? (?![\w.]\w)
    | \b(?i:pmid):?\s?(?P<pmid>\d{{5,8}})\b
    | \b(?P<pmcid>PMC\s?\d{{5,8}})\b
    | \b(?i:isbn)(?:-?1[03])?:?\s?(?P<isbn>[\dXx][\dXx\s–-]{{8,16}}[\dXx])(?![\dXx])
    | (?<![\d-])(?P<isbn_bare>97[89][\s-]?(?:\d[\s-]?){{9}}\d)(?![\d-])
    | \b(?i:ssrn)(?:\s(?i:abstract|working|paper|no\.?|id)){{0,3}}[\s:\#=]{{1,2}}(?P<ssrn>\d{{5,8}})\b
    | \b(?i:nber)(?:\s(?i:working|paper|wp|no\.?|number)){{0,3}}[\s:\#.]{{1,2}}w?(?P<nber>\d{{3,6}})\b
    | (?<![\w@./])@(?P<handle>\w{{2,30}})(?![\w@])
    | (?<![\w./-]) (?P<path>(?:[\w.-]{{1,100}}/){{0,20}}[\w.-]{{1,200}}\.md) (?![\w/-])
    | (?<![\w./-]) (?P<slug>\d{{4}}-\d\d-\d\d-[\w.-]*\w) (?![\w/])
    """,
    re.VERBOSE,
)
_HINTS = ("@", "[[", "://", "arxiv", "pmid", "pmc", "isbn", "ssrn", "nber", "978", "979")
_HINT = re.compile(r"\.[a-z]{2}")
_NUMBER_HINT = re.compile(r"[./-]\d\d")
"""What every identifier has some of, and most texts have none of."""
_WHOLE_SLUG = re.compile(r"\s*(?=.*[a-z])((?:[\w.-]+/){0,8}[a-z0-9]+(?:-[a-z0-9]+)+)\s*")
"""A text that is nothing but a file name or a path without `.md`; a date is none."""

_PLACEHOLDER = re.compile(
    r"""[\W_]*(?:
      | (?:(?:some|your|the|a|an|my|insert|add|unknown|untitled|sample|dummy|test|placeholder|missing)[\s_-])*
        (?:sources?|citation|references?|author|title|url|link|text|name|here|paper|article|note|slug|file|path)
        (?:[\s_-]?(?:source|here|name|title|url|file|slug|path|text|goes|needed|pending|tbd|missing|note|\d\d?))*
      | to\ be\ (?:determined|added|announced|confirmed) | citation\ needed | (?:todo|fixme)(?:\W.*)? | lorem\ ipsum.*
      | tbd | tba | tbc | xxx+ | n/?a | none | null | nil | unknown | untitled | placeholder | missing | pending
      | various | misc | foo | bar | test | sample | dummy | unsourced | no\ source
    )[\W_]*""",
    re.VERBOSE | re.IGNORECASE,
)
_RESERVED_HOST = re.compile(r"(?:.+\.)?(?:example\.(?:com|org|net|edu)|example|invalid|test|localhost)")
"""Names that RFC 2606 reserves for documentation."""
_PLACEHOLDER_URL = re.compile(
    r"\W*(?:https?://)?(?:[\w-]+\.)*(?:example\.(?:com|org|net|edu)|your-?(?:site|domain|url)\.\w+)(?:[/:?#]\S*)?\W*"
)

_PAGES_OF_X = frozenset(["home", "i", "search", "explore", "hashtag", "intent", "share", "settings", "messages"])
_OF_ALL = frozenset(["x.com", "doi.org", "dx.doi.org", "arxiv.org", "youtube.com", "ssrn.com", "papers.ssrn.com"])
"""Hosts that say nothing about a work, since works of everybody stand there."""


def is_placeholder(text: str) -> bool:
    """Whether a text stands for a source that nobody filled in: empty, `TODO`, `some-source`, example.com."""
    return len(text) < 200 and bool(_PLACEHOLDER.fullmatch(text) or _PLACEHOLDER_URL.fullmatch(text))


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """A text to the identifiers it names, in order, each once; placeholders never count."""
    return tuple(dict.fromkeys(identifier for _, _, identifier in scan_identifiers(text)))


def scan_identifiers(text: str) -> list[tuple[int, int, Identifier]]:
    """A text to its identifiers, each with the offsets of its start and end; one address can give several."""
    if (slug := _WHOLE_SLUG.fullmatch(text)) and not slug[1].endswith(".md"):
        return [] if is_placeholder(text) else [(slug.start(1), slug.end(1), found) for found in _files(slug[1])]
    found: list[tuple[int, int, Identifier]] = []
    if not _hinted(text.lower()):
        return found
    for match in _SCAN.finditer(text):
        kind = match.lastgroup or ""
        value = trimmed(match[kind]) if kind in ("url", "bare", "doi") else match[kind]
        end = match.end() if kind == "wiki" else match.start(kind) + len(value)
        found.extend((match.start(), end, identifier) for identifier in _READERS[kind](value))
    return found


def _hinted(text: str) -> bool:
    return any(hint in text for hint in _HINTS) or bool(_HINT.search(text) or _NUMBER_HINT.search(text))


def _url(address: str) -> Iterator[Identifier]:
    url = canonical_url(address)
    host, _, path = url.partition("/")
    host = host.partition("?")[0]
    if _RESERVED_HOST.fullmatch(host):
        return
    if host == "x.com":
        user = re.match(r"[^/]+/@?(\w{2,30})(?=[/?#]|$)", unwrapped(address))
        if path.startswith("status/"):
            yield Identifier(Kind.URL, url)
        if user and user[1].lower() not in _PAGES_OF_X:
            yield Identifier(Kind.HANDLE, user[1].lower())
        return
    work = next((found for found in _numbered(host, path)), None)
    if work:
        yield work
    if (path or "?" in url) and not (work and host in _OF_ALL):
        yield Identifier(Kind.URL, url)
    if host not in _OF_ALL:
        yield Identifier(Kind.HOST, host)


def _numbered(host: str, path: str) -> Iterator[Identifier]:
    """The identifiers that the addresses of publishers and archives of papers have in them."""
    if doi := re.search(r"(?:^|/)(10\.\d{4,9}/[^?]+)", path):
        yield from _doi(doi[1])
    elif host == "arxiv.org" and (arxiv := re.match(r"(?:abs|pdf|html|e-print)/(.+?)(?:\.pdf)?$", path)):
        yield from _arxiv(arxiv[1])
    elif host == "pubmed.ncbi.nlm.nih.gov" and (pmid := re.match(r"\d+", path)):
        yield Identifier(Kind.PMID, pmid[0])
    elif pmcid := re.search(r"\bPMC\d{5,8}\b", path):
        yield Identifier(Kind.PMCID, pmcid[0])
    elif host.endswith("ssrn.com") and (ssrn := re.search(r"abstract(?:_id)?=(\d+)", path)):
        yield Identifier(Kind.SSRN, ssrn[1])
    elif host.endswith("nber.org") and (nber := re.match(r"papers/w(\d+)", path)):
        yield Identifier(Kind.NBER, nber[1])


def _doi(text: str) -> Iterator[Identifier]:
    doi = re.sub(r"/(?:full|pdf|abstract|epdf|fulltext|html|meta)$|\.pdf$", "", unquote(text).lower())
    if arxiv := re.fullmatch(r"10\.48550/arxiv\.(.+)", doi):
        yield from _arxiv(arxiv[1])
    else:
        yield Identifier(Kind.DOI, doi)


def _arxiv(text: str) -> Iterator[Identifier]:
    yield Identifier(Kind.ARXIV, re.sub(r"(?i)v\d+$|\.[a-z]{2}(?=/)", "", text).lower())


def _isbn(text: str) -> Iterator[Identifier]:
    """A book's number, in the 13 digits that the short form has too (ISO 2108); nothing when it fails its own check."""
    digits = re.sub(r"[^\dX]", "", text.upper())
    if re.fullmatch(r"\d{9}[\dX]", digits):
        if sum((10 - i) * (10 if digit == "X" else int(digit)) for i, digit in enumerate(digits)) % 11:
            return
        digits = f"978{digits[:9]}"
        digits += str(-_weighted(digits) % 10)
    if re.fullmatch(r"\d{13}", digits) and _weighted(digits) % 10 == 0:
        yield Identifier(Kind.ISBN, digits)


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))


def _files(text: str) -> Iterator[Identifier]:
    path = text.strip().replace("\\", "/").removeprefix("./").strip("/").removesuffix(".md").casefold()
    name = path.rpartition("/")[2]
    if is_placeholder(name):
        return
    if name != path:
        yield Identifier(Kind.PATH, path)
    yield Identifier(Kind.FILE, re.sub(r"[\s_]+", "-", name))


_READERS = {
    "arxiv": _arxiv,
    "arxiv_bare": _arxiv,
    "bare": _url,
    "doi": _doi,
    "handle": lambda text: iter([Identifier(Kind.HANDLE, text.lower())]),
    "isbn": _isbn,
    "isbn_bare": _isbn,
    "nber": lambda text: iter([Identifier(Kind.NBER, text)]),
    "path": _files,
    "pmcid": lambda text: iter([Identifier(Kind.PMCID, text.replace(" ", "").upper())]),
    "pmid": lambda text: iter([Identifier(Kind.PMID, text)]),
    "slug": _files,
    "ssrn": lambda text: iter([Identifier(Kind.SSRN, text)]),
    "url": _url,
    "wiki": _files,
}
