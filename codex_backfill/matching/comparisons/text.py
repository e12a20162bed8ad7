"""Text: what a claim says, against what a source says."""

from codex_backfill.matching.comparisons.comparison import EITHER, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.words import likeness_level, shared_words
from codex_backfill.matching.corpus import cosine

_TERSE = 40
"""How many different words a text has to have to be compared."""


def _measure_text(pair: Pair) -> Values:
    """Cosine: of the claim's title, description and text with the source's, by rarity; missing: one is too short."""
    claim, source = pair.claim, pair.source
    if len(claim.text) < _TERSE or len(source.text) < _TERSE:
        return (0.0, 1.0)
    return (cosine(claim.text, source.text), 0.0)


def _text_level(pair: Pair, values: Values) -> str:
    likeness, missing = values
    return "missing" if missing else likeness_level(likeness, 0.35, 0.2, 0.1)


def _text_detail(pair: Pair, values: Values) -> str:
    return shared_words(pair.corpus, pair.claim.text, pair.source.text)


TEXT = Comparison(
    "text",
    "The claim's title, description and text, against the source's text.",
    (
        Feature("cosine", "both say the same", leads=True),
        Feature("missing", "one of them is too short to tell", EITHER),
    ),
    _measure_text,
    _text_level,
    _text_detail,
)
