"""Addresses on the web to one form each, so that two spellings of an address are equal."""

import re
from urllib.parse import parse_qsl, unquote, urlencode

_SCHEME = re.compile(r"\s*(?:https?:)?/*", re.IGNORECASE)
_MIRRORS = re.compile(r"(?:(?:www\d?|m|mobile|amp)\.(?=[^.]+\.))*")
_ARCHIVE = re.compile(
    r"(?:www\.)?(?:(?:web\.)?archive\.org|archive\.(?:today|is|ph|li|md|vn|fo))/(?:web/)?\d{4,14}(?:[a-z_*]{1,4})?/",
    re.IGNORECASE,
)
"""The address of a copy, up to the address that it is a copy of."""
_DEEPEST = 3
"""How many copies of copies are unwrapped."""
_TWITTER = frozenset(["x.com", "twitter.com", "nitter.net", "fxtwitter.com", "vxtwitter.com", "xcancel.com"])
_STATUS = re.compile(r"/[^/]+/status(?:es)?/(\d+).*")
_VIDEO = re.compile(r"/(?:shorts|live|embed|v)/")
_INDEX = re.compile(r"/(?:index\.(?:html?|php))?$|/+(?=/)")
_TRACKERS = frozenset([
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "ref_url", "referrer",
    "si", "spm", "cmpid", "ocid", "smid", "trk", "lipi",
])  # fmt: skip
_PAIRS = {")": "(", "]": "[", "}": "{"}
_EMPHASIS = "'*_"


def unwrapped(url: str) -> str:
    """An address without its scheme, and without the archive (archive.org, archive.today) that it is a copy in."""
    for _ in range(_DEEPEST):
        url = url[_SCHEME.match(url).end() :]  # type: ignore[union-attr]  # it matches the empty string
        copied = _ARCHIVE.match(url)
        if copied is None or "." not in url[copied.end() :]:
            break
        url = url[copied.end() :]
    return url


def canonical_url(url: str) -> str:
    """An address to its canonical form: no scheme, `www`, trailing slash, fragment or tracker; copies unwrapped.

    All spellings of a post on X are `x.com/status/1`, all of a video on YouTube `youtube.com/watch?v=1`.
    """
    location, _, query = unwrapped(url).partition("#")[0].partition("?")
    host, _, path = location.partition("/")
    host = host.lower()
    host = host[_MIRRORS.match(host).end() :].removesuffix(":443").removesuffix(":80")  # type: ignore[union-attr]  # it matches the empty string
    path = _INDEX.sub("", "/" + unquote(path))
    kept = sorted((key, value) for key, value in parse_qsl(query, keep_blank_values=True) if _tells(key.lower()))
    if host in _TWITTER:
        return "x.com" + _STATUS.sub(r"/status/\1", path)
    if host == "youtu.be" or (host == "youtube.com" and _VIDEO.match(path)):
        return f"youtube.com/watch?v={path.rpartition('/')[2]}"
    if host == "youtube.com" and path == "/watch":
        kept = [pair for pair in kept if pair[0] == "v"]
    return host + path + ("?" + urlencode(kept) if kept else "")


def _tells(key: str) -> bool:
    """Whether a part of a query can tell two pages apart, rather than who sent the reader."""
    return key not in _TRACKERS and not key.startswith("utm_")


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
