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
    """A named comparison: how pairs are measured by it, and how a person is told of the outcome."""

    name: str
    features: tuple[str, ...]
    """The names of the numbers that `measure` gives; what each is worth is learned."""
    measure: Callable[[Pair], Values]
    level: Callable[[Pair, Values], str]
    """The label of what was measured: exact, near, far, different, contradicts, missing..."""
    detail: Callable[[Pair, Values], str]
    """The words, names or dates behind it."""
