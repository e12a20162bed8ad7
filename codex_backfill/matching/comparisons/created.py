"""Created: when a claim was written, against when a source was worked through."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values

_NEAR = 3
"""How many days are called near."""


def _measure_created(pair: Pair) -> Values:
    """same: the claim was written on the day the source was processed; other: on another; nothing where one lacks."""
    created, processed = pair.claim.created, pair.source.processed
    if created is None or processed is None:
        return (0.0, 0.0)
    return (float(created == processed), float(created != processed))


def _days(pair: Pair) -> int | None:
    """How many days after its processing the claim was written."""
    created, processed = pair.claim.created, pair.source.processed
    return None if created is None or processed is None else created - processed


def _created_level(pair: Pair, values: Values) -> str:
    days = _days(pair)
    return "missing" if days is None else "same" if days == 0 else "near" if abs(days) <= _NEAR else "far"


def _created_words(pair: Pair, values: Values, is_for: bool) -> str:
    days = _days(pair)
    if days is None:
        return ""
    if not days:
        return "written on the day it was processed"
    return f"written {abs(days)} day{'s'[: abs(days) > 1]} {'before' if days < 0 else 'after'} it was processed"


CREATED = Comparison(
    "created",
    "The day the claim was written, against the day the source was processed.",
    (
        Feature("same", "it is the same day"),
        Feature("other", "it is another day", AGAINST),
    ),
    _measure_created,
    _created_level,
    _created_words,
)
