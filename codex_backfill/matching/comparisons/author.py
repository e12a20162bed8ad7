"""Author: by whom a citation says a work is."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values


def _measure_author(pair: Pair) -> Values:
    """Whether the source's author stands in the citation.

    rarest: the rarest shared word, as for titles, so that a frequent author says little; person: whether a surname is
    shared; contradicts: whether both name persons, and none is shared.
    """
    corpus, _, work, source = pair
    if work is None or not source.author_words:
        return (0.0, 0.0, 0.0)
    shared = [corpus.head_rarity[word] for word in source.author_words if word in work.words]
    against = work.people and source.people and not shared
    return (
        max(shared, default=0.0) * 2 / corpus.surprise,
        float(not work.people.isdisjoint(source.people)),
        float(bool(against)),
    )


def _author_level(pair: Pair, values: Values) -> str:
    rarest, person, against = values
    if pair.work is None or not pair.source.author_words:
        return "missing"
    return "contradicts" if against else "exact" if person else "near" if rarest else "different"


def _author_detail(pair: Pair, values: Values) -> str:
    corpus, _, work, source = pair
    if work is None:
        return ""
    words = [corpus.vocabulary.words[word] for word in source.author_words if word in work.words]
    return ", ".join(sorted(work.people & source.people) or words)


AUTHOR = Comparison(
    "author",
    "Who the citation says wrote the work, against the source's authors.",
    (
        Feature("rarest", "the rarest name that both have is as rare as can be"),
        Feature("person", "a surname is in both"),
        Feature("contradicts", "both name persons, and none is in both", AGAINST),
    ),
    _measure_author,
    _author_level,
    _author_detail,
)
