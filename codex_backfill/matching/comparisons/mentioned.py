"""Mentioned: what is cited, against all that a source says."""

from codex_backfill.matching.comparisons.comparison import Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.words import likeness_level, shared_words
from codex_backfill.matching.vector import cosine


def _measure_mentioned(pair: Pair) -> Values:
    """What is cited against all of the source.

    cosine: of all citations with the source's text; covered: how much of this one's rarity stands in it, 0 to 1.
    """
    corpus, claim, work, source = pair
    if work is None:
        return (0.0, 0.0)
    rarity, text, head = corpus.rarity, source.text, source.head
    total = sum([rarity[word] for word in work.words])
    covered = sum([rarity[word] for word in work.words if word in text or word in head])
    return (cosine(claim.cited, text), covered / total if total else 0.0)


def _mentioned_level(pair: Pair, values: Values) -> str:
    return "missing" if pair.work is None else likeness_level(values[1], 0.9, 0.6, 0.3)


def _mentioned_words(pair: Pair, values: Values, is_for: bool) -> str:
    return f"the source's text has what is cited: {shared_words(pair.corpus, pair.claim.cited, pair.source.text)}"


MENTIONED = Comparison(
    "mentioned",
    "The words of the citation, against all of the source's.",
    (
        Feature("cosine", "the citations and the source's text have the same words", leads=True),
        Feature("covered", "every word of the citation stands in the source"),
    ),
    _measure_mentioned,
    _mentioned_level,
    _mentioned_words,
)
