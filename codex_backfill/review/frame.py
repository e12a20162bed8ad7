"""The frame of every page: one file with style, script and data in it, which nothing from outside can add to."""

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from importlib.resources import files

_HOLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's HTML, and the Content-Security-Policy that it carries."""

    text: str
    policy: str


def framed(
    kind: str, title: str, *, style: str, script: str, template: str = "{{body}}", reach: str = "", **filling: str
) -> Page:
    """A page's command, its title, its own style and script, and the template of its body to the page.

    `filling` is for the holes in the template (`{{name}}`), `reach` what its policy allows beyond these.
    """
    style = asset("palette.css") + style
    allowed = f"script-src '{_hashed(script)}'; " if script else ""
    policy = f"default-src 'none'; {reach}{allowed}style-src '{_hashed(style)}'; base-uri 'none'; form-action 'none'"
    holes = {
        "kind": kind,
        "csp": policy,
        "title": html.escape(title),
        "style": style,
        "script": f"<script>{script}</script>" if script else "",
        **filling,
    }
    # One pass: what is filled in, a note that says {{script}} for one, is not looked at again.
    text = _HOLE.sub(lambda hole: holes[hole[1]], asset("frame.html").replace("{{body}}", template))
    return Page(text, policy)


def asset(name: str, package: str = "codex_backfill.review") -> str:
    """A file that pages are made of, by its name and the package that it belongs to."""
    return (files(package) / "assets" / name).read_text(encoding="utf-8")


def embedded(data: object) -> str:
    """Data to JSON that ends no script element and starts no comment, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def is_page(raw: bytes, kind: str) -> bool:
    """Whether bytes are those of a page of this command's."""
    return f'<meta name="generator" content="codex-backfill {kind}">'.encode() in raw[:4096]


def _hashed(text: str) -> str:
    """A script or a style to the name by which a Content-Security-Policy lets it in."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
