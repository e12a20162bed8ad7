"""Words that two texts share, and what a person is told of them; not a comparison but what three of them use."""

from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.vector import Vector

SHOWN = 6
"""How many shared words a person is shown."""


def likeness_level(likeness: float, exact: float, near: float, far: float) -> str:
    """A likeness and the least of each level to the level: close, near, far or different."""
    return "close" if likeness >= exact else "near" if likeness >= near else "far" if likeness >= far else "different"


def shared_words(corpus: Corpus, one: Vector, other: Vector) -> str:
    """The words that two texts share, those that make them most alike first."""
    shared = sorted(
        (-weight * other[word], corpus.vocabulary.words[word]) for word, weight in one.items() if word in other
    )
    return " ".join(word for _, word in shared[:SHOWN])
