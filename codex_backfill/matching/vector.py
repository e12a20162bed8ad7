"""Words by their weights, and how alike two such vectors are."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

Vector = Mapping[int, float]
"""Word numbers to weights; the squares of all weights, those cut off included, add up to 1."""

FINE = 4096
"""How many steps there are from no weight to 1."""
STEPS = [step / FINE for step in range(FINE + 1)]
"""All weights that a word can have: few enough to be shared by all notes, which halves what a large vault needs."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedVector:
    """A vector in a tenth of the room: the longest ones of all sources are held at once."""

    words: "array[int]"
    steps: "array[int]"
    """The weights, as places in `STEPS`."""

    @classmethod
    def of(cls, vector: Vector) -> "PackedVector":
        """A vector of weights that are all in `STEPS`, packed in its order."""
        return cls(array("I", vector), array("H", [int(weight * FINE) for weight in vector.values()]))


@lru_cache(maxsize=1024)
def unpacked(packed: PackedVector) -> Vector:
    """A packed vector to itself as it was."""
    # A candidate is asked for its words several times in a row, and again by the next claims on its topic.
    return dict(zip(packed.words, map(STEPS.__getitem__, packed.steps), strict=True))


def cosine(one: Vector, other: Vector) -> float:
    """Two vectors to the cosine of their angle, 0 to 1."""
    return fsum([one[word] * other[word] for word in one.keys() & other.keys()])
