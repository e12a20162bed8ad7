"""The addresses under which the services of the web keep works, a row for each, to what identifies the work."""

import re
from functools import cache

from codex_backfill.citations.identifier_kind import IdentifierKind

_ARXIV = r"(\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[a-z]{2})?/\d{7})(?!\d)"
_X = r"(?:(?:x|(?:fx|vx|fixv)?twitter|fixupx|xcancel)\.com|nitter\.[\w.-]+)"
_MEDIUM = r"(?:(?:[\w-]+\.)?medium\.com|towardsdatascience\.com|betterprogramming\.pub|levelup\.gitconnected\.com)"

_NUMBERED = (
    ("arxiv.org", r"(?:[a-z-]+\.)?arxiv\.org/(?:abs|pdf|html|e-print|format|src|ps)/" + _ARXIV, IdentifierKind.ARXIV, r"\1"),
    ("ar5iv", r"ar5iv(?:\.labs\.arxiv)?\.org/(?:abs/|html/)?" + _ARXIV, IdentifierKind.ARXIV, r"\1"),
    ("alphaxiv", r"alphaxiv\.org/(?:[a-z]+/)?" + _ARXIV, IdentifierKind.ARXIV, r"\1"),
    ("papers/", r"(?:huggingface\.co|hf\.co|arxiv-vanity\.com)/papers/" + _ARXIV, IdentifierKind.ARXIV, r"\1"),
    ("arxiv/", r"(?:scirate\.com|semanticscholar\.org)/arxiv/" + _ARXIV, IdentifierKind.ARXIV, r"\1"),
    ("rxiv.org", r"(?:bio|med)rxiv\.org/.*?\b(10\.(?:1101|64898)/\d[\d.]*\d)", IdentifierKind.DOI, r"\1"),
    ("nature.com", r"nature\.com/articles/([a-z]+[\w-]*\d[\w-]*)", IdentifierKind.DOI, r"10.1038/\1"),
    ("elifesciences", r"elifesciences\.org/(?:articles|reviewed-preprints)/(\d+)", IdentifierKind.DOI, r"10.7554/elife.\1"),
    ("peerj", r"peerj\.com/articles/(\d+)", IdentifierKind.DOI, r"10.7717/peerj.\1"),
    ("zenodo", r"zenodo\.org/records?/(\d+)", IdentifierKind.DOI, r"10.5281/zenodo.\1"),
    ("jstor", r"jstor\.org/(?:stable|pss)/(\d+)", IdentifierKind.DOI, r"10.2307/\1"),
    ("psyarxiv", r"osf\.io/preprints/psyarxiv/([a-z\d]{5})", IdentifierKind.DOI, r"10.31234/osf.io/\1"),
    ("socarxiv", r"osf\.io/preprints/socarxiv/([a-z\d]{5})", IdentifierKind.DOI, r"10.31235/osf.io/\1"),
    ("ssrn.com", r"(?:[\w-]+\.)?ssrn\.com/.*?(?:abstract(?:_?id)?=|ssrn_id|abstract/)(\d{5,8})", IdentifierKind.SSRN, r"\1"),
    ("nber.org", r"(?:[\w-]+\.)?nber\.org/.*?\bw(\d{3,6})\b", IdentifierKind.NBER, r"\1"),
    ("pubmed", r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/?(?:\?term=)?(\d{5,8})", IdentifierKind.PMID, r"\1"),
    ("europepmc", r"europepmc\.org/(?:article|abstract)/med/(\d{5,8})", IdentifierKind.PMID, r"\1"),
    ("pmc", r"(?:[\w-]+\.)*(?:ncbi\.nlm\.nih\.gov|europepmc\.org)/.*?\bpmc(\d{5,8})\b", IdentifierKind.PMCID, r"PMC\1"),
    ("amazon", r"amazon\.[a-z.]{2,6}/(?:.*?/)?(?:dp|gp/product|gp/aw/d|asin)/([\dx]{10}|b[\da-z]{9})\b", IdentifierKind.ISBN, r"\1"),
    ("isbn", r"[\w.-]+/.*?\bisbn(?:13|10)?[/:=](97[89][\d-]{10,14}|\d{9}[\dx])\b", IdentifierKind.ISBN, r"\1"),
)  # fmt: skip
"""What an address has in it, the pattern that it matches from its host on, and the kind and value of the work it names."""
_PAGES = (
    # Papers and books
    ("openreview", r"openreview\.net/\w+\?(?:.*&)?id=([\w-]+)", r"openreview.net/forum?id=\1"),
    ("semanticscholar", r"semanticscholar\.org/paper/(?:[^/]+/)?([\da-f]{40})", r"semanticscholar.org/paper/\1"),
    ("corpusid", r"(?:api\.)?semanticscholar\.org/corpusid:(\d+)", r"semanticscholar.org/corpusid:\1"),
    ("pii/", r"(?:linkinghub\.)?(?:sciencedirect|elsevier)\.com/.*?\bpii/(s[\dx]{15,17})", r"sciencedirect.com/pii/\1"),
    ("rfc", r"(?:datatracker\.ietf\.org/doc|rfc-editor\.org|tools\.ietf\.org)/.*?\brfc(\d{1,5})", r"rfc-editor.org/rfc\1"),
    ("books.google", r"books\.google\.[a-z.]{2,6}/books(?:/edition/[^/]+/|\?(?:.*&)?id=)([\w-]{12})", r"books.google.com/books?id=\1"),
    ("goodreads", r"goodreads\.com/book/show/(\d+)", r"goodreads.com/book/show/\1"),
    # Films and sound
    ("youtube", r"(?:music\.)?youtube(?:-nocookie)?\.com/(?:shorts|live|embed|v|e)/([\w-]{3,})", r"youtube.com/watch?v=\1"),
    ("youtube", r"(?:music\.)?youtube(?:-nocookie)?\.com/watch/?\?(?:.*&)?v=([\w-]{3,})", r"youtube.com/watch?v=\1"),
    ("youtu.be", r"youtu\.be/([\w-]{3,})", r"youtube.com/watch?v=\1"),
    ("watch?v=", r"(?:yewtu\.be|piped\.video)/watch\?v=([\w-]{3,})", r"youtube.com/watch?v=\1"),
    ("vimeo", r"(?:player\.)?vimeo\.com/(?:video/)?(\d+)", r"vimeo.com/\1"),
    ("spotify", r"open\.spotify\.com/(?:intl-\w+/)?(?:embed/)?(\w+)/(\w{15,})", r"open.spotify.com/\1/\2"),
    ("apple.com", r"(?:podcasts|itunes)\.apple\.com/[^?]*?\bid(\d+)[^?]*\?(?:.*&)?i=(\d+)", r"podcasts.apple.com/id\1?i=\2"),
    ("apple.com", r"(?:podcasts|itunes)\.apple\.com/[^?]*?\bid(\d+)", r"podcasts.apple.com/id\1"),
    # Posts
    ("/status", _X + r"/(?:[^/]+/|i/web/)status(?:es)?/(\d+)", r"x.com/status/\1"),
    ("threadreader", r"threadreaderapp\.com/thread/(\d+)", r"x.com/status/\1"),
    ("ycombinator", r"news\.ycombinator\.com/\w+\?(?:.*&)?id=(\d+)", r"news.ycombinator.com/item?id=\1"),
    ("reddit", r"(?:[\w-]+\.)?reddit\.com/(?:(?:r|user)/[\w-]+/)?comments/(\w+)/[^/?]*/(\w+)", r"reddit.com/comments/\1/\2"),
    ("reddit", r"(?:[\w-]+\.)?reddit\.com/(?:(?:r|user)/[\w-]+/)?comments/(\w+)", r"reddit.com/comments/\1"),
    ("redd.it", r"redd\.it/(\w+)", r"reddit.com/comments/\1"),
    ("wrong", r"ea\.greaterwrong\.com/(?:s/\w+/p|posts)/(\w+)", r"forum.effectivealtruism.org/posts/\1"),
    ("effective", r"forum\.effectivealtruism\.org/(?:s/\w+/p|posts)/(\w+)", r"forum.effectivealtruism.org/posts/\1"),
    ("wrong", r"(?:(?:lw|af)\.)?(?:less|greater)wrong\.com/(?:s/\w+/p|posts)/(\w+)", r"lesswrong.com/posts/\1"),
    ("alignmentforum", r"alignmentforum\.org/(?:s/\w+/p|posts)/(\w+)", r"lesswrong.com/posts/\1"),
    ("substack", r"open\.substack\.com/pub/([\w-]+)/p/([\w-]+)", r"\1.substack.com/p/\2"),
    ("substack", r"([\w-]+)\.substack\.com/p/([\w-]+)", r"\1.substack.com/p/\2"),
    ("", _MEDIUM + r"/(?:[^?]*-|p/|[^?]*/)?([\da-f]{10,12})(?![\w-])", r"medium.com/p/\1"),
    ("linkedin", r"linkedin\.com/.*?\bactivity[-:](\d{15,})", r"linkedin.com/activity/\1"),
    ("t.me", r"t\.me/(?:s/)?(\w+)/(\d+)", r"t.me/\1/\2"),
    ("stackoverflow", r"stackoverflow\.com/q(?:uestions)?/(\d+)", r"stackoverflow.com/questions/\1"),
    # Reference works and code
    ("wikipedia", r"([a-z-]{2,12})(?:\.m)?\.wikipedia\.org/(?:wiki/|w(?:/index\.php)?\?(?:.*&)?title=)([^?&]+)", r"\1.wikipedia.org/wiki/\2"),
    ("wikiwand", r"wikiwand\.com/([a-z-]{2,12})/(?:articles/)?([^?&]+)", r"\1.wikipedia.org/wiki/\2"),
    ("gist.", r"gist\.github\.com/(?:[\w-]+/)?([\da-f]{20,40})", r"gist.github.com/\1"),
    ("github", r"github\.com/([\w.-]+/[\w.-]+)/(?:blob|raw|blame)/(?:refs/heads/)?[^/]+/([^?]+)", r"github.com/\1/blob/\2"),
    ("github", r"raw\.githubusercontent\.com/([\w.-]+/[\w.-]+)/(?:refs/heads/)?[^/]+/([^?]+)", r"github.com/\1/blob/\2"),
    ("github", r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git|/tree/[^/?]+)?/?(?:\?.*)?$", r"github.com/\1"),
)  # fmt: skip
"""The same for works that are known by one of their addresses: the canonical one is the value."""
_SERVICES = (*_NUMBERED, *((part, pattern, IdentifierKind.URL, value) for part, pattern, value in _PAGES))
"""The first row that matches decides. Addresses come without scheme, `www` and fragment, percent signs decoded."""
_CASELESS = ("github.com", "reddit.com", "medium.com", "semanticscholar.org", "sciencedirect.com", "gist.github.com")
"""Services to which upper and lower case are one."""
_LONGEST = 1000
"""Characters of an address that are looked at."""


def work_at(address: str) -> tuple[IdentifierKind, str] | None:
    """An address without its scheme to the kind and value of the work that a known service keeps there, else None."""
    address = address[:_LONGEST]
    lower = address.lower()
    for part, pattern, kind, value in _SERVICES:
        if part in lower and (found := _compiled(pattern).match(address)):
            named = found.expand(value).replace(" ", "_")
            return kind, named.lower() if named.startswith(_CASELESS) else named
    return None


@cache
def _compiled(pattern: str) -> "re.Pattern[str]":
    """Patterns are compiled when an address first looks as if it could match: few vaults need more than a few."""
    return re.compile(pattern, re.IGNORECASE)
