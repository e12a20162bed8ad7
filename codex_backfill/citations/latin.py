"""Folded words to what their spellings in Latin letters share, so that `Müller` is `Mueller` and `сети` is `seti`."""

import re

_CYRILLIC = (
    "а a|б b|в v|г g|ґ g|д d|е e|є e|ё e|ж zh|з z|и i|і i|ї i|й i|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ў u|ф f|х kh|"
    "ц ts|ч ch|ш sh|щ shch|ъ |ы y|ь |э e|ю iu|я ia|ђ dj|ј j|љ lj|њ nj|ћ c|џ dz|ѓ g|ќ k|ѕ dz"
)
"""Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian letters, much as libraries write them (ALA-LC)."""
_GREEK = "α a|β v|γ g|δ d|ε e|ζ z|η i|θ th|ι i|κ k|λ l|μ m|ν n|ξ x|ο o|π p|ρ r|σ s|ς s|τ t|υ y|φ f|χ ch|ψ ps|ω o"
"""Greek letters by their sound (ISO 843)."""
_LATIN = str.maketrans(dict(pair.split(" ") for pair in f"{_CYRILLIC}|{_GREEK}".split("|")))
_OTHER_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u045f\u0490\u0491]")
_LONG_ENOUGH = 4


def latin(folded: str) -> str:
    """A folded text, Cyrillic and Greek letters in it romanised."""
    return folded.translate(_LATIN) if _OTHER_LETTERS.search(folded) else folded


def undotted(word: str) -> str:
    """A folded word to one form for an umlaut, with its dots, without, or in two letters: `muller`, never `mueller`."""
    if len(word) < _LONG_ENOUGH or not word.isascii():
        return word
    return word.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("ue", "u")


def spelled_alike(word: str) -> str:
    """A folded Latin word to one form for all its usual spellings: umlauts as `undotted`, `y` and `j` as `i`.

    A few words become one by it (`tyre` and `tire`); rarer than that one is spelled in two ways.
    """
    if len(word) < _LONG_ENOUGH or not word.isascii():
        return word
    return undotted(word).replace("y", "i").replace("j", "i").replace("ii", "i")
