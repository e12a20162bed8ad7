"""What is known of a vault's links before anything is scored: known pairs, entries that stand, people's answers."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from codex_backfill.notes.standing_links import Link


@dataclass(frozen=True)
class Labels:
    """Links that are right (`yes`) or wrong (`no`), and claims that have no source in the vault (`no_source`)."""

    yes: frozenset[Link] = frozenset()
    no: frozenset[Link] = frozenset()
    no_source: frozenset[str] = frozenset()

    @cached_property
    def sources(self) -> Mapping[str, frozenset[str]]:
        """The right sources of every claim that has any, by the claim's path."""
        return _by_claim(self.yes)

    @cached_property
    def refused(self) -> Mapping[str, frozenset[str]]:
        """The wrong sources of every claim that has any, by the claim's path."""
        return _by_claim(self.no)


def _by_claim(links: Collection[Link]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        found[link.claim].add(link.source)
    return {claim: frozenset(sources) for claim, sources in found.items()}
