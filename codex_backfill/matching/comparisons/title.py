"""Title: what a citation says a work is called."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from codex_backfill.citations.tokens import singular
from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.sides import CitedWork, SourceSide

_INSIDE = 60
"""RapidFuzz `partial_ratio` (0 to 100) below which a title does not stand in a text at all."""
_ONE_TITLE = 93
"""RapidFuzz `ratio` from which two titles are one, misspelt at most."""
_READINGS = 2
"""How many readings of the cited title are tried."""
_MISSPELT = 75
"""RapidFuzz `partial_ratio` from which a word stands in a text, misspelt at most."""
_SHORT = 3
"""Words of no more letters than this stand in any text by chance."""
_NO_TITLE = (0.0,) * 9
_NEARLY = 0.4
"""The `whole` from which two titles are nearly the same."""
_TELLS = 0.3
"""The `replaced` from which a word tells another work: it is not the commonest of words."""


def _measure_title(pair: Pair) -> Values:
    """How well the source's title stands in the citation.

    rarest: the rarest word that they share, in nats by the nats that tell one source from all others; unique: the part
    of that which lies near 1; inside: how much of the title stands in the citation, letter by letter (RapidFuzz
    `partial_ratio`); whole: how much the two titles are the same in all (`ratio`); exact: whether they are one;
    lacks: the nats of the title's words that are not cited; adds: of those cited that the source's record has not;
    replaced: the less of both, as where one work is taken for another; swapped: that in titles nearly the same.
    """
    corpus, _, work, source = pair
    if work is None:
        return _NO_TITLE
    rarest = max([corpus.head_rarity[word] for word in source.title_words if word in work.words], default=0.0)
    inside = 0.0
    if len(source.title) > len(work.text):
        inside = fuzz.ratio(source.title, work.text, score_cutoff=_INSIDE)
    elif source.title:
        inside = fuzz.partial_ratio(source.title, work.text, score_cutoff=_INSIDE)
    whole = _whole(work, source) if inside else 0.0
    lacks, adds = _lacks(pair, work), _adds(pair, work)
    replaced = min(lacks, adds)
    telling = sum([corpus.head_rarity[word] for word in source.title_words])
    if lacks > _PART * telling:  # no part of it stands there: the citation may give no title
        lacks = 0.0
    share, alike, other = 2 * rarest / corpus.surprise, _over(whole), _most(replaced, corpus)
    return (
        share,
        max(0.0, share - 0.75) * 4,
        _over(inside),
        alike,
        float(whole >= _ONE_TITLE and not replaced),
        _most(lacks, corpus),
        _most(adds, corpus),
        other,
        float(alike > _NEARLY and other > _TELLS),
    )


def likeness(pair: Pair) -> float:
    """How much the cited title and the source's are the same in all, 0 to 1, as `whole` is."""
    return _over(_whole(pair.work, pair.source)) if pair.work is not None and pair.source.title else 0.0


def is_same(pair: Pair) -> bool:
    """Whether the cited title is the source's, misspelt at most."""
    return pair.work is not None and bool(pair.source.title) and _whole(pair.work, pair.source) >= _ONE_TITLE


def _whole(work: CitedWork, source: SourceSide) -> float:
    ratios = [fuzz.ratio(text, source.title, score_cutoff=_INSIDE) for text in work.titles[:_READINGS]]
    return max(ratios, default=0.0)


def _over(ratio: float) -> float:
    return max(0.0, ratio - _INSIDE) / 40


_PART = 2 / 3
"""The share of a title's nats that may be missing where some of it is cited."""
_CITED = 0.4
"""The share of a title's nats from which it is cited."""
_MOST = 2.0
"""Twice as much as tells one source from all the others is as much as counts."""


def _most(nats: float, corpus: Corpus) -> float:
    return min(_MOST, 2 * nats / corpus.surprise)


def _lacks(pair: Pair, work: CitedWork) -> float:
    """The nats of those words of the source's title that the citation has not, misspelt, broken or run together."""
    corpus = pair.corpus
    missing = [word for word in pair.source.title_words if word not in work.words]
    return _nats(corpus, missing, "".join(work.tokens)) if missing else 0.0


def _adds(pair: Pair, work: CitedWork) -> float:
    """The same for those words of the cited title that the source's record has not."""
    corpus, _, _, source = pair
    missing = set(work.title_words).difference(source.record)
    return _nats(corpus, sorted(missing), source.said) if missing else 0.0


def _nats(corpus: Corpus, words: Iterable[int], run: str) -> float:
    spelt = corpus.vocabulary.words
    return sum(
        corpus.head_rarity[word]
        for word in words
        if len(name := spelt[word]) > _SHORT
        and name.isalpha()
        and name not in run
        and fuzz.partial_ratio(name, run, score_cutoff=_MISSPELT) < _MISSPELT
    )


def is_titled(pair: Pair) -> bool:
    """Whether a good part of the source's title is cited, so that what is missing of it tells something.

    Words that the venue has, too, are cited with the venue.
    """
    corpus, _, work, source = pair
    if work is None:
        return False
    spelt, venue = corpus.vocabulary.words, set(map(singular, source.venue))
    words = [word for word in source.title_words if spelt[word] not in venue] or source.title_words
    telling = sum([corpus.head_rarity[word] for word in words])
    return sum([corpus.head_rarity[word] for word in words if word in work.words]) > _CITED * telling


def _title_level(pair: Pair, values: Values) -> str:
    rarest, _, inside, _, exact, *_ = values
    if pair.work is None:
        return "missing"
    return "exact" if exact else "near" if inside > 0.75 else "far" if rarest or inside else "different"


def _title_words(pair: Pair, values: Values, is_for: bool) -> str:
    work, spelt = pair.work, pair.corpus.vocabulary.words
    if work is None:
        return ""
    shared = [spelt[word] for word in pair.source.title_words if word in work.words]
    if is_for:
        if values[4]:
            return f"the title itself: {pair.source.title}"
        if len(shared) == 1:
            return f"shares *{shared[0]}*{', a rare word,' if values[1] else ''} with the title"
        return f"shares {' '.join(shared)} with the title" if shared else "the title stands there, misspelt"
    lacking = [spelt[word] for word in pair.source.title_words if word not in work.words]
    if not shared:
        return "no word of the title is cited"
    return f"the title has {' '.join(lacking)}, which is not cited" if lacking else "more is cited than the title has"


TITLE = Comparison(
    "title",
    "What the citation calls the work, against the source's title.",
    (
        Feature("rarest", "the rarest word that both have is as rare as can be"),
        Feature("unique", "that word stands in no other title"),
        Feature("inside", "the whole title stands in the citation", leads=True),
        Feature("whole", "the cited title and the source's are the same", leads=True),
        Feature("exact", "they are one title, misspelt at most"),
        Feature("lacks", "a telling word of the source's title is not cited", AGAINST),
        Feature("adds", "a telling word of the citation is nowhere in the source's frontmatter", AGAINST),
        Feature("replaced", "both: another telling word stands in its place", AGAINST),
        Feature("swapped", "so it does, in a title that is nearly the same", AGAINST, rules_out=True),
    ),
    _measure_title,
    _title_level,
    _title_words,
)
