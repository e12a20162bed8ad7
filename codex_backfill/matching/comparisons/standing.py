"""Status and domain: where the two notes stand in the vault."""

from codex_backfill.matching.comparisons.pair import Comparison, Pair, Values

_USED = ("processed", "complete", "extracted", "done")
_REJECTED = ("null", "reject", "skip", "enrich")
"""How a status starts that says that claims came from a source, or that none did."""


def _measure_status(pair: Pair) -> Values:
    """used: the source is said to have been worked through; rejected: and that nothing new came from it."""
    status = pair.source.status
    return (float(status.startswith(_USED)), float(status.startswith(_REJECTED)))


def _status_level(pair: Pair, values: Values) -> str:
    used, rejected = values
    return "used" if used else "rejected" if rejected else "open" if pair.source.status else "missing"


def _status_detail(pair: Pair, values: Values) -> str:
    return pair.source.status


def _measure_domain(pair: Pair) -> Values:
    """other: both have domains, none of them is shared."""
    mine, theirs = pair.claim.domains, pair.source.domains
    return (float(bool(mine and theirs) and set(mine).isdisjoint(theirs)),)


def _domain_level(pair: Pair, values: Values) -> str:
    return "missing" if not pair.claim.domains or not pair.source.domains else "different" if values[0] else "same"


def _domain_detail(pair: Pair, values: Values) -> str:
    return f"{', '.join(pair.claim.domains)} and {', '.join(pair.source.domains)}" if values[0] else ""


STATUS = Comparison("status", ("used", "rejected"), _measure_status, _status_level, _status_detail)
DOMAIN = Comparison("domain", ("other",), _measure_domain, _domain_level, _domain_detail)
