"""Free text to the identifiers it names, each in one canonical form, so that equal means the same work or place."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from codex_backfill.citations.identifier_kind import Identifier, IdentifierKind
from codex_backfill.citations.services import work_at
from codex_backfill.citations.urls import canonical_url, trimmed, unwrapped

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
_PLACEHOLDER_PATH = r"[^/\d\s]*"
"""What stands behind such a name where nobody filled it in: `article`; `2024/night-flow` was made up for one work."""
_PLACEHOLDER_URL = re.compile(
    r"\W*(?:https?://)?(?:[\w-]+\.)*(?:example\.(?:com|org|net|edu)|your-?(?:site|domain|url)\.\w+)"
    rf"(?:[/:?#]{_PLACEHOLDER_PATH})?\W*"
)

_PAGES_OF_X = frozenset(["home", "i", "search", "explore", "hashtag", "intent", "share", "settings", "messages"])
_OF_ALL = re.compile(
    r"(?:.+\.)?(?:x|(?:fx|vx)?twitter|xcancel|doi|arxiv|alphaxiv|ar5iv|huggingface|youtube|ssrn|biorxiv|medrxiv|openreview|"
    r"semanticscholar|amazon|goodreads|spotify|reddit|redd|ycombinator|medium|linkedin|github|githubusercontent|wikipedia|"
    r"sciencedirect|stackoverflow|youtu|vimeo|jstor|zenodo)\.[a-z.]{2,6}"
)
"""Hosts that say nothing about a work, since works of everybody stand there."""

_DATED = re.compile(r"(?:\d{4}(?:-\d\d){1,2}|\d{8}(?:\d{4}|\d{6})?)-(.*[^\W\d_].*-.*[^\W\d_].*)")
"""A file name of two words or more behind a date: one word alone is what many notes could be called."""


def undated(name: str) -> str:
    """A file name to the same without the date that it begins with; with it where little is left."""
    dated = _DATED.fullmatch(name)
    return dated[1] if dated else name


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
        if not re.fullmatch(_PLACEHOLDER_PATH, path):
            yield Identifier(IdentifierKind.URL, url)
        return
    user = _X_USER.match(unwrapped(address))
    work = list(_works(url))
    yield from work
    if user and user[1].lower() not in _PAGES_OF_X:
        yield Identifier(IdentifierKind.HANDLE, user[1].lower())
    is_of_all = _OF_ALL.fullmatch(host) is not None
    has_own_address = any(one.kind is IdentifierKind.URL for one in work)
    if (path or "?" in url) and not user and not has_own_address and not (work and is_of_all):
        yield Identifier(IdentifierKind.URL, url)
    if not is_of_all:
        yield Identifier(IdentifierKind.HOST, host)


def _works(url: str) -> Iterator[Identifier]:
    """The work that a service keeps at an address, or whose DOI is part of it."""
    if found := work_at(url):
        kind, value = found
        reader = _BY_KIND.get(kind)
        books = list(reader(value)) if reader else [Identifier(kind, value)]
        yield from books or [Identifier(IdentifierKind.URL, f"amazon.com/dp/{value.lower()}")]
    elif doi := _DOI_IN_URL.search(unquote(url)):
        yield from _doi(trimmed(doi[1]))


_X_USER = re.compile(
    r"(?:www\.|mobile\.|m\.)?(?:x|twitter|nitter\.[\w.-]+|(?:fx|vx)twitter|xcancel)\.?\w*/@?(\w{2,30})(?=[/?#]|$)"
)
_DOI_IN_URL = re.compile(r"(?:^|[/=])(10\.\d{4,9}/[^?&#]+)")
_DOI_TAIL = re.compile(
    r"(?:/(?:full|pdf|epdf|pdfdirect|abstract|fulltext|full-text|html|meta|summary|references|figures|v\d{1,2})|\.(?:pdf|html?|full|abstract)"
    r"|/-/dcsupplemental.*)+$"
)
"""What publishers put behind a DOI for one view of the work."""
_VERSION = re.compile(r"(?<=\d)v\d{1,2}(?:\..*)?$")


def _doi(text: str) -> Iterator[Identifier]:
    doi = _DOI_TAIL.sub("", unquote(text).lower())
    if arxiv := re.fullmatch(r"10\.48550/arxiv\.(.+)", doi):
        yield from _arxiv(arxiv[1])
    elif ssrn := re.fullmatch(r"10\.2139/ssrn\.(\d+)", doi):
        yield Identifier(IdentifierKind.SSRN, ssrn[1])
    elif nber := re.fullmatch(r"10\.3386/w(\d+)", doi):
        yield Identifier(IdentifierKind.NBER, nber[1])
    elif doi.startswith(("10.1101/", "10.64898/")):  # bioRxiv and medRxiv
        yield Identifier(IdentifierKind.DOI, _VERSION.sub("", doi))
    else:
        yield Identifier(IdentifierKind.DOI, doi)


def _arxiv(text: str) -> Iterator[Identifier]:
    yield Identifier(IdentifierKind.ARXIV, re.sub(r"(?i)v\d+$|\.[a-z]{2}(?=/)", "", text).lower())


def _isbn(text: str) -> Iterator[Identifier]:
    """A book's number, in the 13 digits that the short form has too (ISO 2108); nothing when it fails its own check."""
    digits = re.sub(r"[^\dX]", "", text.upper())
    if re.fullmatch(r"\d{9}[\dX]", digits):
        if sum((10 - i) * (10 if digit == "X" else int(digit)) for i, digit in enumerate(digits)) % 11:
            return
        digits = f"978{digits[:9]}"
        digits += str(-_weighted(digits) % 10)
    if re.fullmatch(r"\d{13}", digits) and _weighted(digits) % 10 == 0:
        yield Identifier(IdentifierKind.ISBN, digits)


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))


def _files(text: str) -> Iterator[Identifier]:
    path = text.strip().replace("\\", "/").removeprefix("./").strip("/").removesuffix(".md").casefold()
    name = path.rpartition("/")[2]
    if is_placeholder(name):
        return
    if name != path:
        yield Identifier(IdentifierKind.PATH, path)
    yield Identifier(IdentifierKind.FILE, re.sub(r"[\s_]+", "-", name))


_READERS = {
    "arxiv": _arxiv,
    "arxiv_bare": _arxiv,
    "bare": _url,
    "doi": _doi,
    "handle": lambda text: iter([Identifier(IdentifierKind.HANDLE, text.lower())]),
    "isbn": _isbn,
    "isbn_bare": _isbn,
    "nber": lambda text: iter([Identifier(IdentifierKind.NBER, text)]),
    "path": _files,
    "pmcid": lambda text: iter([Identifier(IdentifierKind.PMCID, text.replace(" ", "").upper())]),
    "pmid": lambda text: iter([Identifier(IdentifierKind.PMID, text)]),
    "slug": _files,
    "ssrn": lambda text: iter([Identifier(IdentifierKind.SSRN, text)]),
    "url": _url,
    "wiki": _files,
}
_BY_KIND = {IdentifierKind.ARXIV: _arxiv, IdentifierKind.DOI: _doi, IdentifierKind.ISBN: _isbn}
