"""Words that count parts of one whole, and what they are short for: `ed` and `Auflage` are `edition`."""

from codex_backfill.citations.tokens import fold, singular

_ALIASES = {
    alias: word
    for word, aliases in {
        "part": "pt teil partie parte deel del tome tomo book",
        "volume": "vol v band bd vols",
        "edition": "ed edn auflage aufl edicion edizione uitgave",
        "version": "ver release",
        "episode": "ep eps folge",
        "chapter": "ch chap kapitel kap chapitre capitulo",
        "quarter": "q quartal trimestre",
        "half": "h halbjahr",
        "fy": "fiscal geschaftsjahr",
        "number": "no nr num nos",
        "proposal": "prop",
        "issue": "heft",
        "season": "s staffel",
    }.items()
    for alias in aliases.split()
}
PARTS = frozenset(
    ["part", "volume", "edition", "version", "episode", "chapter", "quarter", "half", "fy", "season", "proposal"]
)
"""Words that count parts of one whole, so that a work without them is another work than one with them."""


def counted(word: str) -> str:
    """A word before or behind a number to how it is compared: folded, in the singular, abbreviations written out."""
    name = singular(fold(word))
    return _ALIASES.get(name, name)


def is_counted(word: str) -> bool:
    """Whether a word counts parts of one whole: `ed`, `Auflage`, `part`."""
    return counted(word) in PARTS
