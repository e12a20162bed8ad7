"""A clean string to one that was typed, scanned or copied badly; all chances come from the generator that is passed in."""

import random
import re
import unicodedata
from collections.abc import Callable

_KEYS = {
    key: near
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for key, near in zip(row, row[1:] + row[-2], strict=True)
}
_SCANNED = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("l", "1"), ("i", "l"), ("O", "0"), ("e", "c"), ("fi", "ﬁ"), ("fl", "ﬂ"),
    ("ti", "d"), ("h", "b"), ("S", "5"), ("u", "n"), ("n", "ri"), ("tt", "U"), ("g", "q"), ("I", "l"), ("B", "8"), ("ff", "ﬀ"),
)  # fmt: skip


def _letters(text: str) -> list[int]:
    """Where letters stand; digits are spared, since a misread year is a choice of its own."""
    return [i for i, character in enumerate(text) if character.isalpha()]


def typo(text: str, rng: random.Random) -> str:
    """One letter doubled, dropped, swapped with the next, or a neighbour on the keyboard."""
    places = _letters(text)
    if len(places) < 4:
        return text
    i = rng.choice(places)
    match rng.randrange(4):
        case 0:
            return text[:i] + text[i] + text[i:]
        case 1:
            return text[:i] + text[i + 1 :]
        case 2 if text[i + 1 : i + 2].isalpha():
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        case _:
            near = _KEYS.get(text[i].lower(), "e")
            return text[:i] + (near.upper() if text[i].isupper() else near) + text[i + 1 :]


def scan_error(text: str, rng: random.Random) -> str:
    """One misreading of a scanner: `rn` for `m`, a lost space, a word broken at a line's end, a ligature."""
    kind = rng.random()
    if kind < 0.25 and (spaces := [m.start() for m in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", text)]):
        i = rng.choice(spaces)
        return text[:i] + text[i + 1 :]
    if kind < 0.45 and (middles := [m.start() for m in re.finditer(r"(?<=[a-z]{3})(?=[a-z]{3})", text)]):
        i = rng.choice(middles)
        return text[:i] + rng.choice(["- ", "-", " "]) + text[i:]
    found = [(m.start(), old, new) for old, new in _SCANNED for m in re.finditer(old, text)]
    if not found:
        return text
    i, old, new = rng.choice(found)
    return text[:i] + new + text[i + len(old) :]


def plain_ascii(text: str) -> str:
    """A text typed without diacritics: `Müller` is `Muller`."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def cut_short(title: str, rng: random.Random) -> str:
    """A title without its subtitle, or broken off after two thirds of its words."""
    head, colon, _ = title.partition(": ")
    if colon and len(head.split()) > 2 and rng.random() < 0.7:
        return head
    words = title.split()
    return " ".join(words[: max(4, len(words) * 2 // 3)]) + rng.choice(["...", " …", ""]) if len(words) > 5 else title


def recased(text: str, rng: random.Random) -> str:
    """A title in capitals, in small letters, or in sentence case."""
    change: Callable[[str], str] = rng.choice([str.upper, str.lower, str.capitalize])
    return change(text)


_RENUMBERED = {
    "Part II": "Part 2", "Part III": "Part 3", "Part I": "part one", "Volume": "Vol.", "Episode": "Ep.", "Edition": "ed.",
    "2nd": "Second", "3rd": "Third", "5th": "Fifth", "Q1": "First Quarter", "Proposal ": "Prop. ",
}  # fmt: skip


def renumbered(title: str) -> str:
    """A title with its number written in another way: `Part II` is `Part 2`, `Volume 3` is `Vol. 3`."""
    for written, other in _RENUMBERED.items():
        if re.search(rf"{written}(?!\w)", title):
            return re.sub(rf"{written}(?!\w)", other, title, count=1)
    return title
