"""Text: what a claim says, against what a source says."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.identifier import is_named
from codex_backfill.matching.comparisons.title import likeness as title_likeness
from codex_backfill.matching.comparisons.words import likeness_level, shared_words
from codex_backfill.matching.vector import cosine

_TERSE = 40
"""How many different words a text has to have to be compared."""
_COMMON = 0.2
"""The cosine that texts on one subject have without either coming from the other."""


def _measure_text(pair: Pair) -> Values:
    """Of the claim's title, description and text with the source's text; nothing where one is too short.

    cosine: by the rarity of the words; apart: how far it falls short of what texts on one subject have, the less the
    more of the source's title is cited, and nothing where it is named to the letter: a claim may be on a side issue.
    """
    _, claim, work, source = pair
    text = source.text
    if len(claim.text) < _TERSE or len(text) < _TERSE:
        return (0.0, 0.0)
    likeness = cosine(claim.text, text)
    if likeness >= _COMMON or (work is not None and is_named(work, source)):
        return (likeness, 0.0)
    return (likeness, (1 - likeness / _COMMON) * (1 - title_likeness(pair)))


def _text_level(pair: Pair, values: Values) -> str:
    likeness, _ = values
    return likeness_level(likeness, 0.35, 0.2, 0.1) if any(values) else "missing"


def _text_words(pair: Pair, values: Values, is_for: bool) -> str:
    shared = shared_words(pair.corpus, pair.claim.text, pair.source.text)
    if is_for:
        return f"claim and source both have {shared}"
    return f"claim and source have little in common: {shared}" if shared else "claim and source have no word in common"


TEXT = Comparison(
    "text",
    "The claim's title, description and text, against the source's text.",
    (
        Feature("cosine", "both say the same", leads=True),
        Feature("apart", "both are long and have nothing in common, and no word of the title is cited", AGAINST),
    ),
    _measure_text,
    _text_level,
    _text_words,
)
