"""Status: whether claims came from a source."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values

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


def _status_words(pair: Pair, values: Values, is_for: bool) -> str:
    return f"its status is {pair.source.status}"


STATUS = Comparison(
    "status",
    "What the source's status says of claims from it.",
    (
        Feature("used", "it was worked through"),
        Feature("rejected", "nothing new came from it", AGAINST),
    ),
    _measure_status,
    _status_level,
    _status_words,
)
