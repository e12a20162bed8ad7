"""Texts: what a claim says against what a source says, and what is cited against what the source's text has."""

from codex_backfill.matching.comparisons.pair import Comparison, Pair, Values
from codex_backfill.matching.corpus import Corpus, Vector, cosine

_TERSE = 40
"""How many different words a text has to have to be compared."""
_SHOWN = 6
"""How many shared words a person is shown."""


def _measure_text(pair: Pair) -> Values:
    """Cosine: of the claim's title, description and text with the source's, by rarity; missing: one is too short."""
    claim, source = pair.claim, pair.source
    if len(claim.text) < _TERSE or len(source.text) < _TERSE:
        return (0.0, 1.0)
    return (cosine(claim.text, source.text), 0.0)


def _text_level(pair: Pair, values: Values) -> str:
    likeness, missing = values
    return "missing" if missing else _level(likeness, 0.35, 0.2, 0.1)


def _text_detail(pair: Pair, values: Values) -> str:
    return _shared(pair.corpus, pair.claim.text, pair.source.text)


def _measure_topic(pair: Pair) -> Values:
    """title: the cosine of the claim's title and description with the source's title, author and file name."""
    return (cosine(pair.claim.topic, pair.source.head),)


def _topic_level(pair: Pair, values: Values) -> str:
    return _level(values[0], 0.3, 0.15, 0.05)


def _topic_detail(pair: Pair, values: Values) -> str:
    return _shared(pair.corpus, pair.claim.topic, pair.source.head)


def _measure_mentioned(pair: Pair) -> Values:
    """What is cited against all of the source.

    cosine: of all citations with the source's text; covered: how much of this one's rarity stands in it, 0 to 1.
    """
    corpus, claim, work, source = pair
    if work is None:
        return (0.0, 0.0)
    total = covered = 0.0
    for word in work.words:
        nats = corpus.rarity[word]
        total += nats
        if word in source.text or word in source.head:
            covered += nats
    return (cosine(claim.cited, source.text), covered / total if total else 0.0)


def _mentioned_level(pair: Pair, values: Values) -> str:
    return "missing" if pair.work is None else _level(values[1], 0.9, 0.6, 0.3)


def _mentioned_detail(pair: Pair, values: Values) -> str:
    return _shared(pair.corpus, pair.claim.cited, pair.source.text)


def _level(likeness: float, exact: float, near: float, far: float) -> str:
    return "close" if likeness >= exact else "near" if likeness >= near else "far" if likeness >= far else "different"


def _shared(corpus: Corpus, one: Vector, other: Vector) -> str:
    """The words that two texts share, those that make them most alike first."""
    shared = sorted(
        (-weight * other[word], corpus.vocabulary.words[word]) for word, weight in one.items() if word in other
    )
    return " ".join(word for _, word in shared[:_SHOWN])


TEXT = Comparison("text", ("cosine", "missing"), _measure_text, _text_level, _text_detail)
TOPIC = Comparison("topic", ("title",), _measure_topic, _topic_level, _topic_detail)
MENTIONED = Comparison("mentioned", ("cosine", "covered"), _measure_mentioned, _mentioned_level, _mentioned_detail)
