"""A review's data to one page: style, script and data inlined, nothing from outside, no note's text run."""

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from importlib.resources import files

from codex_backfill.review.page_data import Heading, Propose, Queue, page_data

SCRIPTS = ("data", "words", "answers", "filters", "list", "claim", "dialogs", "page", "keys", "start")
"""The script of a page that stands alone, in the order in which its parts build on each other."""
LIVE_SCRIPTS = (*SCRIPTS[:-1], "live", "start")
"""The script of a page that is served: its answers go to the server as they are given."""
_HOLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's HTML, and the Content-Security-Policy that it carries."""

    text: str
    policy: str


def page(heading: Heading, queue: Queue, propose: Propose) -> str:
    """A review to one offline page's HTML; the items carry their evidence, `propose` is called once a candidate."""
    return _page(heading, queue, propose, SCRIPTS, "").text


def live_page(heading: Heading, queue: Queue) -> Page:
    """A review to the page that a server of this address's own gives; reasons and diffs are asked for when needed."""
    return _page(heading, queue, None, LIVE_SCRIPTS, "connect-src 'self'; ")


def _page(heading: Heading, queue: Queue, propose: Propose | None, scripts: tuple[str, ...], reach: str) -> Page:
    style = palette() + asset("page.css")
    script = "\n".join(asset(f"{name}.js") for name in scripts)
    allowed = f"script-src '{hashed(script)}'; style-src '{hashed(style)}'"
    policy = f"default-src 'none'; {reach}{allowed}; base-uri 'none'; form-action 'none'"
    filling = {
        "csp": policy,
        "title": html.escape(f"Review of {heading.vault}"),
        "style": style,
        "script": script,
        "data": embedded(page_data(heading, queue, propose)),
    }
    # One pass: what is filled in, a note that says {{script}} for one, is not looked at again.
    return Page(_HOLE.sub(lambda hole: filling[hole[1]], asset("page.html")), policy)


def asset(name: str) -> str:
    """A file of the page, by its name."""
    return (files("codex_backfill.review") / "assets" / name).read_text(encoding="utf-8")


def palette() -> str:
    """The style sheet with the colours and typefaces of every page."""
    return asset("palette.css")


def hashed(text: str) -> str:
    """A script or a style to the name by which a Content-Security-Policy lets it in."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def embedded(data: object) -> str:
    """Data to JSON that ends no script element and starts no comment, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def is_page(raw: bytes) -> bool:
    """Whether bytes are those of such a page."""
    return b'<meta name="generator" content="codex-backfill review">' in raw[:4096]
