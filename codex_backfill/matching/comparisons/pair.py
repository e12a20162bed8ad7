"""What every comparison is given, and what it is."""

from collections.abc import Callable
from typing import NamedTuple

from codex_backfill.matching.corpus import CitedWork, ClaimSide, Corpus, SourceSide

Values = tuple[float, ...]
"""Measured numbers, about 0 to 1 each; 0 says nothing."""


class Pair(NamedTuple):
    """A claim and a source that it could come from, and the one of the claim's citations that could name it."""

    corpus: Corpus
    claim: ClaimSide
    work: CitedWork | None
    source: SourceSide


class Comparison(NamedTuple):
    """A named comparison.

    `measure` turns a pair into one number for each of `features`; what they are worth is learned. `describe` turns a
    pair and its numbers into the level they make and the words, names or dates behind it, for a person.
    """

    name: str
    features: tuple[str, ...]
    measure: Callable[[Pair], Values]
    describe: Callable[[Pair, Values], tuple[str, str]]
