"""Linked: what the claim's own text links to."""

from codex_backfill.matching.comparisons.comparison import EITHER, Comparison, Feature, Pair, Values


def _measure_linked(pair: Pair) -> Values:
    """named: the claim's own text links to the source's note; added: only what was added to it from elsewhere does."""
    return (float(pair.source.name in pair.claim.linked), float(pair.source.name in pair.claim.added))


def _linked_level(pair: Pair, values: Values) -> str:
    named, added = values
    return "named" if named else "added" if added else "missing"


def _linked_words(pair: Pair, values: Values, is_for: bool) -> str:
    if not any(values):
        return ""
    return "the claim's text links to it" if values[0] else "only what was added to the claim later links to it"


LINKED = Comparison(
    "linked",
    "Wikilinks in the claim's text, against the source's file name.",
    (
        Feature("named", "the claim's own text links to the source"),
        Feature("added", "only what was added to it from elsewhere does", EITHER),
    ),
    _measure_linked,
    _linked_level,
    _linked_words,
)
