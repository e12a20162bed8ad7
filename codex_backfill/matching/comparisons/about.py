"""About: a work on a work (its erratum, a reply, a review), which is not the work itself."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.title import is_titled


def _measure_about(pair: Pair) -> Values:
    """other: one of the two names itself something of another work that the other does not."""
    work, source = pair.work, pair.source
    if work is None or not (work.about or source.about):
        return (0.0, 0.0)
    return (
        float(bool(source.about - work.about) and is_titled(pair)),
        float(bool(work.about - source.about)),
    )


def _about_level(pair: Pair, values: Values) -> str:
    return "contradicts" if any(values) else "missing"


def _about_words(pair: Pair, values: Values, is_for: bool) -> str:
    if pair.work is None or not any(values):
        return ""
    own, cited = sorted(pair.source.about - pair.work.about), sorted(pair.work.about - pair.source.about)
    return f"only {'the source' if own else 'what is cited'} is a {' and a '.join(own or cited)}"


ABOUT = Comparison(
    "about",
    "Errata, retractions, replies, comments, reviews and the like, against the work itself, both ways.",
    (
        Feature("source", "the source names itself one of these, and the citation does not", AGAINST, rules_out=True),
        Feature("citation", "the citation does, and the source does not", AGAINST, rules_out=True),
    ),
    _measure_about,
    _about_level,
    _about_words,
)
