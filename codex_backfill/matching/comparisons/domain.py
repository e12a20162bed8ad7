"""Domain: which part of the vault both notes belong to."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values


def _measure_domain(pair: Pair) -> Values:
    """other: both have domains, none of them is shared."""
    mine, theirs = pair.claim.domains, pair.source.domains
    return (float(bool(mine and theirs) and set(mine).isdisjoint(theirs)),)


def _domain_level(pair: Pair, values: Values) -> str:
    return "missing" if not pair.claim.domains or not pair.source.domains else "different" if values[0] else "same"


def _domain_words(pair: Pair, values: Values, is_for: bool) -> str:
    if not values[0]:
        return ""
    return f"the claim is in {', '.join(pair.claim.domains)}, the source in {', '.join(pair.source.domains)}"


DOMAIN = Comparison(
    "domain",
    "The claim's domains, against the source's.",
    (Feature("other", "both have domains, and none is in both", AGAINST),),
    _measure_domain,
    _domain_level,
    _domain_words,
)
