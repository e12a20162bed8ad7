"""Matches to the list that a person goes through: what is undecided, closest calls first."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from codex_backfill.citations.tokens import fold
from codex_backfill.known.answers import Answers
from codex_backfill.known.decisions import Decision
from codex_backfill.matching.result import Candidate, Explained, Match, Verdict
from codex_backfill.matching.weights import log_odds
from codex_backfill.notes.note import Claim, Source
from codex_backfill.notes.standing_links import Link

SHOWN = 5
"""Candidates that a person chooses from: one key each."""
CERTAIN = 40.0
"""The natural-log odds that certainty is shown as, so that it stays a number: a billion times a billion to one."""
_ALIKE = 80
"""The least mean `partial_ratio`, out of 100, of a source that holds none of the words that were asked for."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One claim to decide on, with the sources it could come from, best first."""

    claim: Claim
    match: Match
    candidates: tuple[Candidate, ...]
    """Up to five, without those that a person said no to."""
    closeness: float
    """How little would tip the verdict, in natural-log odds: the lead over the second candidate, or the way to the
    threshold."""
    before: Decision | None = None
    """An earlier answer that no longer holds, because a text it rests on has changed."""

    @property
    def best(self) -> Candidate | None:
        """The first candidate."""
        return self.candidates[0] if self.candidates else None


def with_held(
    matches: Iterable[Match], held: Collection[Link], explain: Callable[[str, str], Match]
) -> tuple[Match, ...]:
    """Matches, links that wait for a person whatever matching finds, and what matches a claim with one source among
    its candidates, to the matches in which each of these links is a candidate, sorted by claim."""
    found = {match.claim: match for match in matches}
    for link in sorted(held):
        match = found.get(link.claim)
        if match is None or all(candidate.source != link.source for candidate in match.candidates):
            asked = explain(link.claim, link.source)
            match = match or asked
            own = [c for c in asked.candidates if c.source == link.source and c not in match.candidates]
            candidates = sorted((*match.candidates, *own), key=lambda c: (-c.score, c.source))
            found[link.claim] = replace(match, candidates=tuple(candidates))
    return tuple(found[claim] for claim in sorted(found))


def review_items(
    matches: Iterable[Match],
    claims: Mapping[str, Claim],
    answers: Answers,
    threshold: float,
    held: Collection[Link] = (),
) -> tuple[ReviewItem, ...]:
    """Matches, claims by path, what people answered, the least probability of a link, and the links that wait for
    another answer, to items, closest first.

    Every match makes an item, whatever its verdict, but for the claims that a person has settled.
    """
    settled = {*answers.no_source, *answers.unsure}
    items = [
        _item(match, claims[match.claim], answers, threshold, held)
        for match in matches
        if match.claim in claims and match.claim not in settled
    ]
    return tuple(sorted(items, key=lambda item: (item.closeness, item.claim.path)))


def undecided(items: Iterable[ReviewItem], held: Collection[Link] = ()) -> tuple[ReviewItem, ...]:
    """Items, and the links that wait for an answer, to the items that wait for a person, in the same order."""
    claims = {link.claim for link in held}
    return tuple(item for item in items if item.match.verdict is Verdict.REVIEW or item.claim.path in claims)


def with_evidence(item: ReviewItem, explained: Explained) -> ReviewItem:
    """An item to the same with the evidence for its candidates."""
    found = {candidate.source: candidate for candidate in explained(item.match).candidates}
    return replace(item, candidates=tuple(found[candidate.source] for candidate in item.candidates))


def _item(match: Match, claim: Claim, answers: Answers, threshold: float, held: Collection[Link]) -> ReviewItem:
    links = {c: Link(match.claim, c.source) for c in match.candidates}
    asked = [c for c in match.candidates if links[c] in held]
    others = [c for c in match.candidates if links[c] not in held and links[c] not in answers.no]
    chosen = {*asked, *others[: max(SHOWN - len(asked), 0)]}
    candidates = tuple(c for c in match.candidates if c in chosen)[:SHOWN]
    gap = candidates[0].score - candidates[1].score if len(candidates) > 1 else math.inf
    way = abs(log_odds(candidates[0].probability, CERTAIN) - log_odds(threshold, CERTAIN)) if candidates else math.inf
    return ReviewItem(claim, match, candidates, min(gap, way), answers.lapsed.get(match.claim))


def search(sources: Sequence[Source], query: str, limit: int = 9) -> tuple[Source, ...]:
    """Sources and what a person typed to the best: those that hold most of its words, then those that look alike."""
    from rapidfuzz import fuzz

    asked = fold(query).split()
    if not asked:
        return ()
    ranked = []
    for source in sources:
        words = fold(source_words(source))
        held = sum(word in words for word in asked)
        alike = sum(fuzz.partial_ratio(word, words) for word in asked) / len(asked)
        if held or alike >= _ALIKE:
            ranked.append((-held, -alike, source.path, source))
    return tuple(row[3] for row in sorted(ranked, key=lambda row: row[:3])[:limit])


def source_words(source: Source) -> str:
    """A source to the text that it is found and compared by: title, author, date, file name, addresses."""
    stem = source.note.stem.replace("-", " ").replace("_", " ")
    return " ".join([source.title, source.author, source.date, stem, *source.urls])


def claim_words(claim: Claim) -> str:
    """A claim to the text that candidates are compared with: where it says it comes from, its title and description."""
    return " ".join([*claim.citations, claim.title, claim.description])
