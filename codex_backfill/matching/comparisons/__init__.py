"""The comparisons, in the order in which evidence is listed: one module a kind of evidence."""

from codex_backfill.matching.comparisons.heads import AUTHOR, TITLE
from codex_backfill.matching.comparisons.pair import Comparison, Pair, Values
from codex_backfill.matching.comparisons.pointers import IDENTIFIER, LINKED
from codex_backfill.matching.comparisons.standing import DOMAIN, STATUS
from codex_backfill.matching.comparisons.texts import MENTIONED, TEXT, TOPIC
from codex_backfill.matching.comparisons.times import CREATED, DATE, NUMBER

COMPARISONS = (
    TITLE, AUTHOR, IDENTIFIER, DATE, NUMBER, TEXT, TOPIC, MENTIONED, LINKED, CREATED, STATUS, DOMAIN,
)  # fmt: skip

__all__ = ["COMPARISONS", "Comparison", "Pair", "Values"]
