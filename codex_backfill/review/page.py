"""Review items and sources to one offline page: style, script and data inlined, nothing fetched, no note's text run."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from codex_backfill.known.decisions import Texts
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.weights import log_odds
from codex_backfill.notes.note import Source
from codex_backfill.review.highlight import COMMON
from codex_backfill.review.queue import CERTAIN, ReviewItem

SCRIPTS = ("data", "words", "answers", "filters", "list", "claim", "dialogs", "page", "keys", "start")
"""The page's script, in the order in which its parts build on each other."""
_EXCERPT_OF_CLAIM, _EXCERPT_OF_SOURCE = 900, 420
_HOLE = re.compile(r"\{\{(\w+)\}\}")

Diff = Callable[[str, str], str]
"""A claim's and a source's path to the unified diff of both notes, if that link alone were written."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the page says of itself, and of the answers given on it."""

    vault: str
    """The vault's name, for people."""
    id: str
    """What the browser keeps the answers under: the same for the same vault."""
    by: str
    """Who answers, unless they say otherwise on the page."""
    made: str
    """When the page was made, for people."""
    threshold: float
    """The least probability of an accepted link."""


def page(heading: Heading, items: Iterable[ReviewItem], sources: Sequence[Source], texts: Texts, diff: Diff) -> str:
    """Items in the order to go through, all sources, and the notes' digests to the page's HTML.

    `diff` is called once for every candidate that is shown.
    """
    folder = files("codex_backfill.review") / "assets"
    style = palette() + (folder / "page.css").read_text(encoding="utf-8")
    script = "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    filling = {
        "csp": _policy(script, style),
        "title": html.escape(f"Review of {heading.vault}"),
        "style": style,
        "script": script,
        "data": _embedded(_data(heading, items, sources, texts, diff)),
    }
    template = (folder / "page.html").read_text(encoding="utf-8")
    # One pass: what is filled in, a note that says {{script}} for one, is not looked at again.
    return _HOLE.sub(lambda hole: filling[hole[1]], template)


def palette() -> str:
    """The style sheet with the colours and typefaces of every page."""
    return (files("codex_backfill.review") / "assets/palette.css").read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    def allowed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {allowed(script)}; style-src {allowed(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _embedded(data: object) -> str:
    """Data to JSON that ends no script element and starts no comment, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class _Strings(dict[str, int]):
    """Texts to their place in a list that holds each of them once."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _data(
    heading: Heading, items: Iterable[ReviewItem], sources: Sequence[Source], texts: Texts, diff: Diff
) -> dict[str, object]:
    strings = _Strings()
    places = {source.path: place for place, source in enumerate(sources)}
    claims = [_claim(item, places, texts, diff, strings) for item in items]
    return {
        "vault": heading.vault,
        "id": heading.id,
        "by": heading.by,
        "made": heading.made,
        "threshold": heading.threshold,
        "thresholdLogOdds": round(log_odds(heading.threshold, CERTAIN), 3),
        "common": sorted(COMMON),
        "sources": [_source(source, texts) for source in sources],
        "claims": claims,
        "strings": list(strings),
    }


def _source(source: Source, texts: Texts) -> list[str]:
    return [
        source.path,
        source.title,
        source.author,
        source.date,
        source.urls[0] if source.urls else "",
        excerpt(source.note.body, _EXCERPT_OF_SOURCE),
        texts.sources[source.path],
    ]


def _claim(item: ReviewItem, places: dict[str, int], texts: Texts, diff: Diff, strings: _Strings) -> list[object]:
    claim = item.claim
    return [
        claim.path,
        claim.title,
        claim.description,
        claim.citations,
        claim.created,
        excerpt(claim.note.body, _EXCERPT_OF_CLAIM),
        texts.claims[claim.path],
        texts.source_texts[claim.path],
        strings[item.match.verdict.value],
        strings[item.match.reason],
        f"{item.before.verdict}, by {item.before.by}, {item.before.at[:10]}." if item.before else 0,
        [_candidate(one, places, diff(claim.path, one.source), strings) for one in item.candidates],
    ]


def _candidate(candidate: Candidate, places: dict[str, int], patch: str, strings: _Strings) -> list[object]:
    return [
        places[candidate.source],
        round(candidate.score, 3),
        round(candidate.probability, 4),
        strings[candidate.verdict.value],
        strings[candidate.reason],
        [
            [strings[part.name], strings[part.level], round(part.weight, 3), strings[part.detail]]
            for part in candidate.evidence
        ],
        # The lines that candidates share, context and names of files, stand in the page once.
        [strings[line] for line in patch.removesuffix("\n").split("\n")] if patch else [],
    ]


def excerpt(body: str, length: int) -> str:
    """A note's body to its first characters as text, without headings' signs, blank runs and a cut-off last word."""
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"^#+ +", "", body.strip(), flags=re.MULTILINE))
    if len(text) <= length:
        return text
    return text[:length].rsplit(None, 1)[0] + " …"
