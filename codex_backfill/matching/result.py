"""The values that matching gives: candidates with their evidence, and a verdict with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What becomes of a claim or of one of its candidates."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One named reason for (weight above 0) or against (below 0) a link, in natural-log odds."""

    name: str
    """The comparison: title, author, identifier, date, text, ..."""
    level: str
    """The comparison's labelled outcome: exact, near, far, contradicts, missing, ..."""
    weight: float
    detail: str = ""
    """What was compared, for a person: the words that agree, the two dates, the shared URL."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that a claim could come from; `score` is the sum of the evidence's weights, in natural-log odds."""

    source: str
    score: float
    probability: float
    verdict: Verdict
    reason: str
    """Why this verdict: a code of `matching.verdicts.Reason`."""
    evidence: tuple[Evidence, ...]
    """Empty unless asked for, since few ever are: see `Explained`."""
    citation: int | None = None
    """Which of the claim's parsed citations this candidate answers best, from 0; None when none does."""


@dataclass(frozen=True, slots=True)
class Match:
    """One claim's outcome: its best candidates, highest score first (ties by path), and the verdict over all."""

    claim: str
    verdict: Verdict
    reason: str
    candidates: tuple[Candidate, ...]
    citations: int = 0
    """How many works its citations name that had to be matched, as far as they can be read."""

    @property
    def links(self) -> tuple[Candidate, ...]:
        """The accepted candidates, in the order in which the claim's text names them."""
        accepted = [c for c in self.candidates if c.verdict is Verdict.ACCEPTED]
        return tuple(sorted(accepted, key=lambda c: (c.citation is None, c.citation or 0, -c.score, c.source)))

    @property
    def runner_up(self) -> Candidate | None:
        """The best candidate that was not accepted."""
        return next((c for c in self.candidates if c.verdict is not Verdict.ACCEPTED), None)


Explained = Callable[[Match], Match]
"""A match to the same with the evidence for its candidates, as `Matcher.explained` gives it."""
