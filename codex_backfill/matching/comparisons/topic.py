"""Topic: what a claim is about, against what a source is called."""

from codex_backfill.matching.comparisons.comparison import Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.words import likeness_level, shared_words
from codex_backfill.matching.vector import cosine


def _measure_topic(pair: Pair) -> Values:
    """title: the cosine of the claim's title and description with the source's title, author and file name."""
    return (cosine(pair.claim.topic, pair.source.head),)


def _topic_level(pair: Pair, values: Values) -> str:
    return likeness_level(values[0], 0.3, 0.15, 0.05)


def _topic_words(pair: Pair, values: Values, is_for: bool) -> str:
    return f"the claim's title shares {shared_words(pair.corpus, pair.claim.topic, pair.source.head)}"


TOPIC = Comparison(
    "topic",
    "The claim's title and description, against the source's title, author and file name.",
    (Feature("title", "both have the same words"),),
    _measure_topic,
    _topic_level,
    _topic_words,
)
