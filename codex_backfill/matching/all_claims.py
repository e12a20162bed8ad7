"""All claims without a link to their matches, by whatever matches single claims."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from codex_backfill.known.labels import Labels
from codex_backfill.matching.result import Match
from codex_backfill.matching.self_check import SelfCheck
from codex_backfill.matching.weights import Model
from codex_backfill.notes.note import Claim, Source

ROOMY = 2000
"""From how many sources on their corpus takes so much room that it is worked out again rather than kept."""


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

    def explained(self, match: Match) -> Match:
        """A match to the same with the evidence for it."""

    def rest(self) -> None:
        """Lets go of what takes most room and can be worked out again, should anything be asked later."""


@dataclass(frozen=True)
class Matching:
    """The outcome for all claims that were asked for, by path, and what it rests on."""

    matches: tuple[Match, ...]
    model: Model
    self_check: SelfCheck | None
    """None when there are too few known pairs to check anything with."""


def match(matcher: AnyMatcher, *, skip: Collection[str] = ()) -> Matching:
    """The matches of all claims that have no known link and are not in `skip`, without evidence.

    The same for any order of the vault's notes.
    """
    model, check = matcher.model, matcher.self_check()
    known = matcher.labels.sources
    left = [claim for claim in matcher.claims if claim.path not in skip and claim.path not in known]
    found = matcher.match_all(left)
    if len(matcher.sources) >= ROOMY:
        matcher.rest()  # its memory is what the plan needs next
    return Matching(found, model, check)
