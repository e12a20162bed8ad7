"""What every comparison is given, and what it declares."""

from collections.abc import Callable
from typing import NamedTuple

from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.sides import CitedWork, ClaimSide, SourceSide

Values = tuple[float, ...]
"""Measured numbers, about 0 to 1 each; 0 says nothing."""

FOR, EITHER, AGAINST = 1, 0, -1
"""The sign that the weight of a measured number has to have, or that it may have either."""


class Pair(NamedTuple):
    """A claim and a source that it could come from, and the one of the claim's citations that could name it."""

    corpus: Corpus
    claim: ClaimSide
    work: CitedWork | None
    source: SourceSide


class Feature(NamedTuple):
    """One number that a comparison measures, and what may be made of it; what it is worth is learned."""

    name: str
    meaning: str
    """What a value of 1 says, for a person."""
    sign: int = FOR
    """`FOR` where it must not come to count against a link, `AGAINST` where not for one, `EITHER`."""
    rules_out: bool = False
    """Whether a pair of which it is not 0 is for a person to link: two things contradict to the letter."""
    leads: bool = False
    """Whether it is also told by how far it is behind the best of the claim's other candidates."""
    start: float = 0.0
    """What it is worth before anything is learned, in natural-log odds, where it is too rare to be learned."""


class Comparison(NamedTuple):
    """A named comparison: how pairs are measured by it, and how a person is told of the outcome."""

    name: str
    about: str
    """What is compared, in a sentence."""
    features: tuple[Feature, ...]
    """The numbers that `measure` gives, in their order."""
    measure: Callable[[Pair], Values]
    level: Callable[[Pair, Values], str]
    """The label of what was measured: exact, near, far, different, contradicts, missing..."""
    words: Callable[[Pair, Values, bool], str]
    """The outcome in a plain sentence, for a person: one for a link where the last is true, else one against it."""

    @property
    def tells_apart(self) -> bool:
        """Whether it can find that two works are not one: both say something of a kind, and not the same."""
        return any(feature.rules_out or feature.name == "contradicts" for feature in self.features)
