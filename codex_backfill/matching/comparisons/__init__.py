"""The comparisons, in the order in which evidence is listed: one file each, in which it declares all of itself."""

from codex_backfill.matching.comparisons.about import ABOUT
from codex_backfill.matching.comparisons.author import AUTHOR
from codex_backfill.matching.comparisons.comparison import AGAINST, EITHER, FOR, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.created import CREATED
from codex_backfill.matching.comparisons.date import DATE
from codex_backfill.matching.comparisons.domain import DOMAIN
from codex_backfill.matching.comparisons.identifier import IDENTIFIER
from codex_backfill.matching.comparisons.linked import LINKED
from codex_backfill.matching.comparisons.mentioned import MENTIONED
from codex_backfill.matching.comparisons.number import NUMBER
from codex_backfill.matching.comparisons.pages import PAGES
from codex_backfill.matching.comparisons.record import RECORD
from codex_backfill.matching.comparisons.status import STATUS
from codex_backfill.matching.comparisons.text import TEXT
from codex_backfill.matching.comparisons.title import TITLE
from codex_backfill.matching.comparisons.topic import TOPIC
from codex_backfill.matching.comparisons.venue import VENUE
from codex_backfill.matching.comparisons.volume import VOLUME

COMPARISONS = (
    TITLE, AUTHOR, IDENTIFIER, DATE, VENUE, VOLUME, PAGES, RECORD, NUMBER, ABOUT, TEXT, TOPIC, MENTIONED, LINKED,
    CREATED, STATUS, DOMAIN,
)  # fmt: skip

__all__ = ["AGAINST", "COMPARISONS", "EITHER", "FOR", "Comparison", "Feature", "Pair", "Values"]
