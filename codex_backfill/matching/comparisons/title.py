"""Title: what a citation says a work is called."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.corpus import Corpus

_INSIDE = 60
"""RapidFuzz `partial_ratio` (0 to 100) below which a title does not stand in a text at all."""
_ONE_TITLE = 93
"""RapidFuzz `ratio` from which two titles are one, misspelt at most."""
_SIMILAR = 70
"""RapidFuzz `ratio` from which two titles are nearly the same."""
_READINGS = 2
"""How many readings of the cited title are tried."""
_MISSPELT = 75
"""RapidFuzz `partial_ratio` from which a word stands in a text, misspelt at most."""
_SHORT = 3
"""Words of no more letters than this stand in any text by chance."""
_NO_TITLE = (0.0,) * 6


def _measure_title(pair: Pair) -> Values:
    """How well the source's title stands in the citation.

    rarest: the rarest word that they share, in nats by the nats that tell one source from all others; unique: the part
    of that which lies near 1; inside: how much of the title stands in the citation, letter by letter (RapidFuzz
    `partial_ratio`); whole: how much the two titles are the same in all (`ratio`); exact: whether they are one;
    replaced: the nats of the words that nearly the same titles have in place of each other, misspelt ones aside.
    """
    corpus, _, work, source = pair
    if work is None:
        return _NO_TITLE
    rarest = max([corpus.head_rarity[word] for word in source.title_words if word in work.words], default=0.0)
    inside, whole, reading = 0.0, 0.0, ""
    if len(source.title) > len(work.text):
        inside = fuzz.ratio(source.title, work.text, score_cutoff=_INSIDE)
    elif source.title:
        inside = fuzz.partial_ratio(source.title, work.text, score_cutoff=_INSIDE)
    if inside:
        ratios = [(fuzz.ratio(text, source.title, score_cutoff=_INSIDE), text) for text in work.titles[:_READINGS]]
        whole, reading = max(ratios, default=(0.0, ""))
    replaced = 0.0
    if _SIMILAR < whole < 100:
        cited, own = reading.split(), source.title.split()
        replaced = min(_nats(corpus, cited, own), _nats(corpus, own, cited))
    share = 2 * rarest / corpus.surprise
    return (
        share,
        max(0.0, share - 0.75) * 4,
        max(0.0, inside - _INSIDE) / 40,
        max(0.0, whole - _INSIDE) / 40,
        float(whole >= _ONE_TITLE and not replaced),
        min(1.0, 2 * replaced / corpus.surprise),
    )


def _nats(corpus: Corpus, words: Sequence[str], among: Sequence[str]) -> float:
    """How many nats those of some words tell that do not stand among others, misspelt, broken or run together."""
    run = "".join(among)
    return sum(
        corpus.head_rarity_of(word)
        for word in dict.fromkeys(words)
        if len(word) > _SHORT and word not in among and fuzz.partial_ratio(word, run) < _MISSPELT
    )


def _title_level(pair: Pair, values: Values) -> str:
    rarest, _, inside, _, exact, *_ = values
    if pair.work is None:
        return "missing"
    return "exact" if exact else "near" if inside > 0.75 else "far" if rarest or inside else "different"


def _title_detail(pair: Pair, values: Values) -> str:
    work = pair.work
    words = pair.corpus.vocabulary.words
    return "" if work is None else " ".join(words[word] for word in pair.source.title_words if word in work.words)


TITLE = Comparison(
    "title",
    "What the citation calls the work, against the source's title.",
    (
        Feature("rarest", "the rarest word that both have is as rare as can be"),
        Feature("unique", "that word stands in no other title"),
        Feature("inside", "the whole title stands in the citation", leads=True),
        Feature("whole", "the cited title and the source's are the same", leads=True),
        Feature("exact", "they are one title, misspelt at most"),
        Feature("replaced", "nearly the same titles have a telling word in place of each other's", AGAINST),
    ),
    _measure_title,
    _title_level,
    _title_detail,
)
