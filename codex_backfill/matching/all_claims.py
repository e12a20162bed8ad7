"""All claims with citations that no link answers to their matches, by whatever matches single claims."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from codex_backfill.known.labels import Labels
from codex_backfill.matching.beside import Linked, beside
from codex_backfill.matching.result import Match, Verdict
from codex_backfill.matching.self_check import SelfCheck
from codex_backfill.matching.weights import Model
from codex_backfill.notes.note import Claim, Source

ROOMY = 2000
"""From how many sources on their corpus takes so much room that it is worked out again rather than kept."""

NO_LINKS: Mapping[str, Linked] = {}


class AnyMatcher(Protocol):
    """What a matcher can be asked: the plain one, and the one that remembers."""

    @property
    def labels(self) -> Labels:
        """What is known before anything is scored."""

    @property
    def claims(self) -> Sequence[Claim]:
        """All claims, by path."""

    @property
    def sources(self) -> Sequence[Source]:
        """All sources."""

    @property
    def model(self) -> Model:
        """The weights and bars that hold for claims of which nothing is known."""

    def self_check(self) -> SelfCheck | None:
        """Claims with a known source, each matched by a model that never saw it; None when there are too few."""

    def match_all(self, claims: Sequence[Claim]) -> tuple[Match, ...]:
        """Claims to their matches."""

    def several(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Those of some claims that cite several works."""

    def explained(self, match: Match) -> Match:
        """A match to the same with the evidence for it."""

    def rest(self) -> None:
        """Lets go of what takes most room and can be worked out again, should anything be asked later."""


@dataclass(frozen=True)
class Matching:
    """The outcome for all claims that were asked for, by path, and what it rests on."""

    matches: tuple[Match, ...]
    """Of claims that have links, what is left beside these: see `beside`."""
    model: Model
    self_check: SelfCheck | None
    """None when there are too few known pairs to check anything with."""
    found: tuple[Match, ...] = ()
    """What the matcher was asked for, as it gave it."""


def match(matcher: AnyMatcher, *, links: Mapping[str, Linked] = NO_LINKS, skip: Collection[str] = ()) -> Matching:
    """The matches of all claims that are not in `skip`, without evidence; of those that have links, which are `links`
    by claim, only where a link or a question is left beside these. Claims that are known otherwise are not matched.

    The same for any order of the vault's notes.
    """
    model, check = matcher.model, matcher.self_check()
    judged = {one.match.claim: one.match for one in check.judged} if check else {}
    claims = [claim for claim in matcher.claims if claim.path not in skip]
    several = {claim.path for claim in matcher.several([one for one in claims if one.path in links])}
    known = links.keys() | matcher.labels.sources
    found = matcher.match_all(
        [one for one in claims if one.path not in known or (one.path in several and one.path not in judged)]
    )
    linked = [judged[one.path] for one in claims if one.path in several and one.path in judged]
    left = [beside(one, links[one.claim]) if one.claim in links else one for one in (*found, *linked)]
    left = [one for one in left if one.claim not in links or one.verdict is not Verdict.NONE]
    if len(matcher.sources) >= ROOMY:
        matcher.rest()  # its memory is what the plan needs next
    return Matching(tuple(sorted(left, key=lambda one: one.claim)), model, check, found)
