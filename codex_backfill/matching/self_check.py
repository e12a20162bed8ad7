"""The matcher judged on the known pairs, each scored by a model that never saw its sources."""

from dataclasses import dataclass
from functools import cached_property

from codex_backfill.matching.result import Candidate, Match


@dataclass(frozen=True, slots=True)
class Judged:
    """A known claim's match, and its right sources."""

    match: Match
    sources: frozenset[str]

    @property
    def answered(self) -> frozenset[int]:
        """The citations that its right sources answer, by number; none when one of them answers no citation."""
        answered = {candidate.citation for candidate in self.match.candidates if candidate.source in self.sources}
        return frozenset(number for number in answered if number is not None and None not in answered)

    @property
    def links(self) -> tuple[Candidate, ...]:
        """The accepted links that the known pairs can tell right or wrong.

        A claim's text can name several works of which the known pairs hold one: they say nothing of a link that answers
        another work than any known source does.
        """
        answered = self.answered
        return tuple(link for link in self.match.links if not answered or link.citation in {None, *answered})

    @property
    def is_wrong(self) -> bool:
        """Whether any of these links is not a known one."""
        return any(link.source not in self.sources for link in self.links)

    @property
    def is_right(self) -> bool:
        """Whether there are such links, and all of them are known."""
        return bool(self.links) and not self.is_wrong


@dataclass(frozen=True)
class SelfCheck:
    """The judged claims, by path."""

    judged: tuple[Judged, ...]

    @cached_property
    def right(self) -> tuple[Judged, ...]:
        """Those linked to nothing but known sources."""
        return tuple(one for one in self.judged if one.is_right)

    @cached_property
    def wrong(self) -> tuple[Judged, ...]:
        """Those linked to anything else."""
        return tuple(one for one in self.judged if one.is_wrong)

    @cached_property
    def missed(self) -> tuple[Judged, ...]:
        """Those not linked."""
        return tuple(one for one in self.judged if not one.links)

    @property
    def precision(self) -> float:
        """Of the linked claims, the share that is right; 1 when none was linked."""
        linked = len(self.right) + len(self.wrong)
        return len(self.right) / linked if linked else 1.0

    def holds(self, floor: float) -> bool:
        """Whether claims were linked, and precision is at least `floor`, a share."""
        return bool(self.right or self.wrong) and self.precision >= floor

    @property
    def recall(self) -> float:
        """Of the known claims, the share that is right."""
        return len(self.right) / len(self.judged) if self.judged else 0.0
