"""Record: all that a source's frontmatter says, whatever its keys, against the citation."""

from codex_backfill.matching.comparisons.comparison import Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.words import SHOWN, likeness_level


def _measure_record(pair: Pair) -> Values:
    """cosine: of the citation with the record, by rarity; covered: how much of the citation's rarity stands in it."""
    corpus, _, work, source = pair
    if work is None:
        return (0.0, 0.0)
    rarity, cited = corpus.record_rarity, work.words
    shared = [rarity[word] ** 2 for word in source.record if word in cited]
    if not shared:
        return (0.0, 0.0)
    whole = sum([rarity[word] ** 2 for word in cited])
    return (sum(shared) / (source.length * whole**0.5), sum(shared) / whole)


def _record_level(pair: Pair, values: Values) -> str:
    return "missing" if pair.work is None else likeness_level(values[0], 0.7, 0.4, 0.2)


def _record_words(pair: Pair, values: Values, is_for: bool) -> str:
    corpus, _, work, source = pair
    if work is None:
        return ""
    spelt, rarity = corpus.vocabulary.words, corpus.record_rarity
    shared = sorted((-rarity[word], spelt[word]) for word in source.record if word in work.words)
    return f"shares {' '.join(word for _, word in shared[:SHOWN])} with the frontmatter"


RECORD = Comparison(
    "record",
    "The words of the citation, against all that the source's frontmatter says, whatever its keys.",
    (
        Feature("cosine", "both have the same words", leads=True),
        Feature("covered", "every word of the citation stands there"),
    ),
    _measure_record,
    _record_level,
    _record_words,
)
