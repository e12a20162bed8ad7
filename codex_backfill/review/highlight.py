"""Two texts to the words in which they agree: what a person sees at a glance.

The page finds the same words by the same rule (assets/words.js); a test in the browser holds the two together.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from codex_backfill.citations.tokens import fold, singular
from codex_backfill.terminal.cells import Segment

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_JOINT = re.compile(r"[ \t\r\n\u00a0\u2000-\u200a\u3000]+|[-./]")
"""What may stand between two words, or two parts of a date, that are marked as one."""
_COMMON = """
the and for from with that this not are was were has have had its into than then but can how why what when who will
more their they our you your over about between via all any per one two three new use used using also may such these
those which while where there here been being does did only most some out off first second last next every each other
another both many much few less least very just even still ever never always often again back down under after before
since until because through during against among without within upon own same like good better best great big little
early late case time times year years day days week month way ways thing people person part parts place point number
group problem fact question make made making take taken get got give given go going come see seen say says said know
known think need want look tell ask seem feel become keep let put set show shown turn could would should must might
shall cannot yes now today well far too however although whether per cent etc
"""
COMMON = frozenset(_COMMON.split())
"""Words that agree by chance, in English."""
_EVERYWHERE, _FEW = 0.2, 8
"""The share of a vault's texts, and the least number of them, from which a word that stands in them tells nothing."""


def word_key(word: str) -> str:
    """A word to the form in which words are compared: folded, without the plural `s`."""
    return singular(fold(word))


def common_words(texts: Collection[str]) -> frozenset[str]:
    """A vault's texts to the words, as `word_key` gives them, that tell nothing: `COMMON`, and what stands everywhere.

    The second half is what makes it hold in any language, and for a vault that is all about one thing.
    """
    counts = Counter(key for text in texts for key in {word_key(word) for word in _WORD.findall(text)})
    most = max(_FEW, _EVERYWHERE * len(texts))
    return COMMON | {word for word, count in counts.items() if count >= most}


def telling_words(texts: Iterable[str], common: frozenset[str] = COMMON) -> frozenset[str]:
    """Texts to the words, as `word_key` gives them, whose agreement says something: no common ones, no short ones."""
    found = {fold(word) for text in texts for word in _WORD.findall(text)}
    return frozenset(singular(word) for word in found if _tells(word, common))


def _tells(word: str, common: frozenset[str]) -> bool:
    is_common = word in common or singular(word) in common
    return not is_common and (len(word) > 2 or any(letter.isdigit() for letter in word))


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
