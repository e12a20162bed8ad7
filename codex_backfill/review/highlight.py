"""Two texts to the words in which they agree: what a person sees at a glance.

The page finds the same words by the same rule (assets/words.js); a test in the browser holds the two together.
"""

import re
from collections.abc import Iterable

from codex_backfill.citations.tokens import fold, singular
from codex_backfill.terminal.cells import Segment

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_JOINT = re.compile(r"[ \t\r\n\u00a0\u2000-\u200a\u3000]+|[-./]")
"""What may stand between two words, or two parts of a date, that are marked as one."""
_COMMON = """
the and for from with that this not are was were has have had its into than then but can how why what when who will
more their they our you your over about between via all any per one two new use used using also may such these those
which while where there here been being does did only most some out off
"""
COMMON = frozenset(_COMMON.split())
"""Words that agree by chance."""


def word_key(word: str) -> str:
    """A word to the form in which words are compared: folded, without the plural `s`."""
    return singular(fold(word))


def telling_words(texts: Iterable[str]) -> frozenset[str]:
    """Texts to the words, as `word_key` gives them, whose agreement says something: no common ones, no short ones."""
    found = {fold(word) for text in texts for word in _WORD.findall(text)}
    return frozenset(singular(word) for word in found if _tells(word))


def _tells(word: str) -> bool:
    return word not in COMMON and (len(word) > 2 or any(letter.isdigit() for letter in word))


def segments(text: str, agreeing: frozenset[str]) -> tuple[Segment, ...]:
    """A text and words, as `telling_words` gives them, to the text in pieces; neighbours that agree are one piece."""
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        if word_key(found[0]) not in agreeing:
            continue
        if spans and _JOINT.fullmatch(text, spans[-1][1], found.start()):
            spans[-1] = spans[-1][0], found.end()
        else:
            spans.append(found.span())
    pieces: list[Segment] = []
    at = 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in [*pieces, (text[at:], False)] if piece[0])
