"""Addresses on the web to one form each, so that two spellings of an address are equal."""

import re
from urllib.parse import parse_qsl, unquote, urlencode

_SCHEME = re.compile(r"\s*(?:https?:)?/*", re.IGNORECASE)
_MIRRORS = re.compile(r"(?:(?:www\d?|m|mobile|amp)\.(?=[^.]+\.))*")
_WRAPPERS = re.compile(
    r"""(?:www\.)?(?:
      (?:web\.)?archive\.org/(?:web/)?(?:\d{4,14}|\*)(?:[a-z_*]{1,4})?/
    | archive\.(?:today|is|ph|li|md|vn|fo)/(?:(?:o/)?\w{4,6}/|newest/|[\d.-]{4,20}/)(?=https?:|[\w-]+\.)
    | (?:webcache\.googleusercontent\.com|google\.[a-z.]{2,6})/search\?q=cache:(?:[\w-]{1,20}:)?
    | google\.[a-z.]{2,6}/amp/(?:s/)? | (?:[\w-]+\.)?cdn\.ampproject\.org/(?:[a-z]/)?(?:s/)?
    | (?:12ft\.io|via\.hypothes\.is|r\.jina\.ai|freedium\.cfd|sci-hub\.\w{2,3})/(?=https?:|[\w-]+\.|10\.\d)
    | (?:google\.[a-z.]{2,6}/url|l\.facebook\.com/l\.php|medium\.com/m/global-identity(?:-2)?|out\.reddit\.com/\w*)
      \?(?:[^#]*?&)?(?:q|url|u|redirectUrl)=(?P<quoted>)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The address of a copy or of a way there, up to the address that it is of."""
_DEEPEST = 3
"""How many copies of copies are unwrapped."""
_INDEX = re.compile(r"(?:/amp)?/(?:(?:index|amp)\.(?:html?|php))?$|/amp$|/+(?=/)")
_TRACKERS = frozenset([
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igsh", "igshid", "mc_cid",
    "mc_eid", "ref", "ref_src", "ref_url", "referrer", "si", "spm", "cmp", "cmpid", "ncid", "ocid", "smid", "smtyp",
    "sref", "trk", "lipi", "via", "reflink", "mkt_tok", "vero_id", "amp", "outputtype", "guccounter", "guce_referrer",
    "guce_referrer_sig", "giftcopy", "unlocked_article_code", "sharetoken", "searchresultposition", "triedredirect",
    "showwelcomeonshare",
])  # fmt: skip
_CAMPAIGNS = ("utm_", "_hs", "at_", "mtm_", "pk_", "hsa_")
"""What the names of the parts of a query begin with that count visitors (Urchin, HubSpot, Matomo)."""
_PAIRS = {")": "(", "]": "[", "}": "{"}
_EMPHASIS = "'*_"


def unwrapped(url: str) -> str:
    """An address without its scheme, and without the archive, cache or redirection that it stands in."""
    for _ in range(_DEEPEST):
        url = url[_SCHEME.match(url).end() :]  # type: ignore[union-attr]  # it matches the empty string
        copied = _WRAPPERS.match(url)
        if copied is None or "." not in url[copied.end() :]:
            break
        url = url[copied.end() :]
        if copied["quoted"] is not None:
            url = unquote(url.partition("&")[0])
    return url


def canonical_url(url: str) -> str:
    """An address to its canonical form: no scheme, `www`, trailing slash, fragment or tracker; copies unwrapped."""
    location, _, query = unwrapped(url).partition("#")[0].partition("?")
    host, _, path = location.partition("/")
    host = host.lower()
    host = host[_MIRRORS.match(host).end() :].removesuffix(":443").removesuffix(":80")  # type: ignore[union-attr]  # it matches the empty string
    path = _INDEX.sub("", "/" + unquote(path))
    kept = sorted((key, value) for key, value in parse_qsl(query, keep_blank_values=True) if _tells(key.lower()))
    return host + path + ("?" + urlencode(kept) if kept else "")


def _tells(key: str) -> bool:
    """Whether a part of a query can tell two pages apart, rather than who sent the reader."""
    return key not in _TRACKERS and not key.startswith(_CAMPAIGNS)


def trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it; a closing bracket stays when its pair is inside."""
    excess = {last: address.count(last) - address.count(first) for last, first in _PAIRS.items()}
    odd = {mark: address.count(mark) % 2 for mark in _EMPHASIS}
    end = len(address)
    while end:
        last = address[end - 1]
        if excess.get(last, 0) > 0:
            excess[last] -= 1
        elif odd.get(last):
            odd[last] = 0
        elif last not in ".,;:!?’”»":
            break
        end -= 1
    return address[:end]
