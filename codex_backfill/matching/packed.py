"""Arrays of numbers to text that JSON can hold, and back: the bytes of their numbers, lowest first, in base64."""

import sys
from array import array
from base64 import b64decode, b64encode
from typing import Any


def packed(numbers: "array[Any]") -> str:
    """An array to its text."""
    return b64encode(_lowest_first(numbers).tobytes()).decode("ascii")


def unpacked(kind: str, text: str) -> "array[Any]":
    """A kind of numbers, as `array` names it, and a text to the array; raises ValueError and TypeError for others."""
    numbers = array(kind)
    numbers.frombytes(b64decode(text))
    return _lowest_first(numbers)


def _lowest_first(numbers: "array[Any]") -> "array[Any]":
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
