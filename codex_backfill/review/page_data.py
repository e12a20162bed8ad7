"""Review items and sources to the data of a page: plain lists, each text that is told often in it once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.texts import Texts
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.weights import log_odds
from codex_backfill.notes.note import Claim, Problem, Source
from codex_backfill.review.highlight import common_words
from codex_backfill.review.queue import CERTAIN, ReviewItem
from codex_backfill.review.reasons import LEGEND, START, START_MEANS, meaning, reasons

_EXCERPT_OF_CLAIM, _EXCERPT_OF_SOURCE = 900, 420

Propose = Callable[[str, str], PreviewedLink]
"""A claim's and a source's path to what that link alone would write."""


@dataclass(frozen=True, slots=True)
class PageHead:
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
    done: tuple[str, ...] = ()
    """What was done so far, in sentences, for whoever finds nothing left to decide."""
    obsidian: tuple[str, str] | None = None
    """The name of the Obsidian vault that holds the notes, and the path from it to the vault; None outside of one."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Everything that a page asks about."""

    items: Sequence[ReviewItem]
    """In the order to go through."""
    sources: Sequence[Source]
    texts: Texts
    """The notes' digests."""
    problems: Sequence[Problem] = ()
    """The notes that could not be read, or cannot be edited."""

    @property
    def broken(self) -> dict[str, Problem]:
        """By path, the first problem with each of these notes."""
        return {problem.path: problem for problem in reversed(self.problems)}


def page_data(heading: PageHead, queue: Queue, propose: Propose | None) -> dict[str, object]:
    """What a page says and asks to what its script reads.

    The items' candidates carry their evidence, and `propose` is called once for each of them; None where the page
    asks for both later, claim by claim.
    """
    strings = _Strings()
    places = {source.path: place for place, source in enumerate(queue.sources)}
    problems = queue.broken
    claims = [
        [
            *_claim(item, queue.texts, strings, problems),
            [_candidate(item.claim, one, places, propose, strings) for one in item.candidates],
        ]
        for item in queue.items
    ]
    told = {item.claim.path for item in queue.items} | places.keys()
    return {
        "vault": heading.vault,
        "id": heading.id,
        "by": heading.by,
        "made": heading.made,
        "threshold": heading.threshold,
        "thresholdLogOdds": round(log_odds(heading.threshold, CERTAIN), 3),
        "done": heading.done,
        "obsidian": heading.obsidian,
        "start": START,
        "startMeans": START_MEANS,
        "legend": LEGEND,
        "means": {str(item.match.reason): meaning(item.match.reason) for item in queue.items},
        "common": sorted(common_words(queue_texts([item.claim for item in queue.items], queue.sources))),
        "unread": [str(problem) for path, problem in sorted(problems.items()) if path not in told],
        "sources": [_source(source, queue.texts, problems) for source in queue.sources],
        "claims": claims,
        "strings": list(strings),
    }


def details(candidate: Candidate, proposal: PreviewedLink, text: Callable[[str], object] = str) -> list[object]:
    """A candidate with its evidence, and what its link would write, to what the page shows of both on demand.

    The start, the reasons, the lines of the diff, and why the link cannot be written; `text` packs what is told often.
    """
    found = reasons(candidate)
    return [
        round(found.start, 3),
        [[text(part.name), text(part.words), round(part.weight, 3)] for part in found.parts],
        [text(line) for line in proposal.patch.removesuffix("\n").split("\n")] if proposal.patch else [],
        "\n".join(map(str, proposal.problems)),
    ]


def queue_texts(claims: Iterable[Claim], sources: Iterable[Source]) -> list[str]:
    """The beginnings of all notes, by which a word is found to be common in the vault."""
    beginnings = [
        *((claim.title, claim.note.body, _EXCERPT_OF_CLAIM) for claim in claims),
        *((source.title, source.note.body, _EXCERPT_OF_SOURCE) for source in sources),
    ]
    return [f"{title}\n{body[:length]}" for title, body, length in beginnings]


class _Strings(dict[str, int]):
    """Texts to their place in a list that holds each of them once."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _source(source: Source, texts: Texts, problems: Mapping[str, Problem]) -> list[str]:
    return [
        source.path,
        source.title,
        source.author,
        source.date,
        source.urls[0] if source.urls else "",
        excerpt(source.note.body, _EXCERPT_OF_SOURCE),
        texts.sources[source.path],
        _told(problems, source.path),
    ]


def _claim(item: ReviewItem, texts: Texts, strings: _Strings, problems: Mapping[str, Problem]) -> list[object]:
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
        _told(problems, claim.path),
    ]


def _told(problems: Mapping[str, Problem], path: str) -> str:
    return str(problems[path]) if path in problems else ""


def _candidate(
    claim: Claim, candidate: Candidate, places: Mapping[str, int], propose: Propose | None, strings: _Strings
) -> list[object]:
    row: list[object] = [
        places[candidate.source],
        round(candidate.score, 3),
        round(candidate.probability, 4),
        strings[candidate.verdict.value],
        strings[candidate.reason],
    ]
    if propose is None:
        return [*row, 0]
    # The lines that candidates share, context and names of files, stand in the page once.
    return [*row, details(candidate, propose(claim.path, candidate.source), strings.__getitem__)]


def excerpt(body: str, length: int) -> str:
    """A note's body to its first characters as text, without headings' signs, blank runs and a cut-off last word."""
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"^#+ +", "", body.strip(), flags=re.MULTILINE))
    if len(text) <= length:
        return text
    return text[:length].rsplit(None, 1)[0] + " …"
