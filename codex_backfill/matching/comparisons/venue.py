"""Venue: the journal, the proceedings or the publisher of a work."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values

_SMALL = frozenset(
    [
        "the",
        "of",
        "and",
        "on",
        "in",
        "for",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "der",
        "die",
        "das",
        "und",
        "für",
        "del",
        "a",
        "an",
    ]
)
"""Words that abbreviated venues leave out (ISO 4)."""
_HALF = 0.5
"""The share of a venue that has to stand in a text for it to be no other."""
_MISSPELT = 85
"""RapidFuzz `partial_ratio` (0 to 100) from which a venue stands in a text, misspelt at most."""
_LEAST = 3
"""Fewer letters make no initialism."""


def _measure_venue(pair: Pair) -> Values:
    """same: how much of the venue stands in the citation; rare: that by how rare it is; other: another is cited."""
    corpus, _, work, source = pair
    if work is None or not source.venue:
        return (0.0, 0.0, 0.0)
    share = standing(source.venue, work.tokens)
    if share < 1:  # misspelt, broken or run together
        near = fuzz.partial_ratio("".join(source.venue), "".join(work.tokens), score_cutoff=_MISSPELT)
        share = max(share, near / 100)
    other = 0.0
    if work.venue and share < _HALF:
        other = max(0.0, 1 - max(share, standing(work.venue, source.venue)) / _HALF)
    return (share, share * corpus.rare.nats("venue", " ".join(source.venue)) * 2 / corpus.surprise, other)


def standing(venue: Sequence[str], text: Sequence[str]) -> float:
    """A venue's words and a text's to how many of the venue's stand there in a row, as ISO 4 shortens them, 0 to 1.

    An initialism of it (`JACS`, `PNAS`) is as good.
    """
    words = [word for word in venue if word not in _SMALL] or list(venue)
    if not words:
        return 0.0
    initials = {"".join(word[0] for word in some) for some in (words, venue) if len(some) >= _LEAST}
    best = 0.0
    for at, token in enumerate(text):
        if token in initials:
            return 1.0
        if not shortens(token, words[0]):
            continue
        have = place = 0
        for word in words:
            while at + place < len(text) and text[at + place] in _SMALL:
                place += 1
            if at + place < len(text) and shortens(text[at + place], word):
                have += 1
                place += 1
        best = max(best, have / len(words))
    return best


def shortens(token: str, word: str) -> bool:
    """Whether a token is a word or its abbreviation: its beginning, or some of its letters, the first and last among
    them (`natl`)."""
    if token[0] != word[0]:
        return False
    if word.startswith(token):
        return True
    if len(token) < 3 or token[-1] != word[-1] or len(token) > len(word):
        return False
    letters = iter(word)
    return all(letter in letters for letter in token)


def _venue_level(pair: Pair, values: Values) -> str:
    if pair.work is None or not pair.source.venue:
        return "missing"
    return "same" if values[0] > 0.8 else "near" if values[0] > 0.4 else "different"


def _venue_words(pair: Pair, values: Values, is_for: bool) -> str:
    venue = " ".join(pair.source.venue)
    return f"{venue} is cited" if is_for else f"another place is cited, the source is from {venue}"


VENUE = Comparison(
    "venue",
    "The source's journal, proceedings or publisher, against the citation.",
    (
        Feature("same", "its name stands there, in full or abbreviated"),
        Feature("rare", "and no other source is from it"),
        Feature("other", "another venue is cited", AGAINST),
    ),
    _measure_venue,
    _venue_level,
    _venue_words,
)
