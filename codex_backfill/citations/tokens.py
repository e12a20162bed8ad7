"""Text to comparable words, and words to small integers that the rest of matching counts with."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from codex_backfill.citations.latin import latin, spelled_alike, undotted

_WORD = re.compile("[0-9a-z\u00c0-\u1fff\u2c00-\u2dff\u3041-\ud7ff\uf900-\ufdcf\ufe70-\ufefc\uff10-\uffdc]+")
"""Letters and digits by the ranges they stand in, which reads faster than `[^\\W_]`."""
_FOREIGN = re.compile(r"[\u00a0-\u1fff\u200b-\u200f\u2060\u2070-\u209f\u2c00-\uffff]")
"""Characters that decompose, or that are letters: not the dashes, quotes and bullets that most notes have."""
_ASCII_WORDS = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
"""For `bytes.translate`: what is no ASCII letter or digit gives way to a blank."""
_MARKS = re.compile(r"[\u0300-\u036f]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
"""Soft hyphens and characters of no width, which part no word."""
_STROKED = re.compile("[øłđðæœıþß]")
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ß": "ss"})


def fold(text: str) -> str:
    """A text in lower case, without diacritics, strokes and ligatures."""
    text = text.lower()
    if not _is_foreign(text):
        return text
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return text.translate(_STROKES) if _STROKED.search(text) else text


def split(text: str) -> list[str]:
    """A text to its words: folded and romanised runs of letters and digits, in order, with the plural `s` on them."""
    text = text.lower()
    if _is_foreign(text):
        return _WORD.findall(latin(_INVISIBLE.sub("", fold(text))))
    return text.encode("ascii", "replace").translate(_ASCII_WORDS).decode("ascii").split()  # the same, twice as fast


def spelling(text: str) -> str:
    """A text to its words, umlauts as `latin.undotted` has them, joined by single blanks."""
    return " ".join(map(undotted, split(text)))


def _is_foreign(text: str) -> bool:
    return not text.isascii() and _FOREIGN.search(text) is not None


def singular(word: str) -> str:
    """A folded word without the plural `s` of English: crude, but the same on both sides of every comparison."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


_INITIAL = -1
"""The number of every single letter: an initial, or what an apostrophe leaves behind."""


class Vocabulary(dict[str, int]):
    """Words, as `split` gives them, to the number of their singular, the same for all of its usual spellings.

    Unseen words get the next number.
    """

    def __init__(self, rows: Sequence[Sequence[str]] = ((), ())) -> None:
        """An empty one, or one of the words that another gave as `rows`."""
        super().__init__()
        words, spellings = rows
        self.words: list[str] = [*words]
        """The singular of every number, as it was spelled first."""
        self._numbers = {spelling: number for number, spelling in enumerate(spellings)}

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Its words, and what all spellings of each share, by number."""
        return self.words, list(self._numbers)

    def __missing__(self, word: str) -> int:
        stem = singular(word)
        if len(stem) == 1 and not stem.isdigit():
            number = _INITIAL
        else:
            number = self._numbers.setdefault(spelled_alike(stem), len(self.words))
            if number == len(self.words):
                self.words.append(stem)
        self[word] = number
        return number

    def read(self, text: str) -> list[int]:
        """A text to the numbers of its words, in order, without single letters."""
        return [number for number in map(self.__getitem__, split(text)) if number != _INITIAL]

    def count(self, text: str) -> Counter[int]:
        """A text to the number of times that it has each word, in the order of their first standing."""
        counts = Counter(map(self.__getitem__, split(text)))
        counts.pop(_INITIAL, None)
        return counts
