"""Whether two sources are copies of one work: archived twice, or once by each of two people."""

from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from codex_backfill.citations.identifier_kind import IdentifierKind
from codex_backfill.citations.partial_date import Agreement, compare
from codex_backfill.citations.series import contradicting
from codex_backfill.matching.sides import SourceSide

_OF_ONE_WORK = frozenset(IdentifierKind) - {IdentifierKind.HANDLE, IdentifierKind.HOST}
SAME_TITLE = 93
"""RapidFuzz `ratio` (0 to 100) from which two titles are one title in two spellings."""
_MISSPELT = 60
"""The same from which what differs in them is."""


def same_work(one: SourceSide, other: SourceSide) -> bool:
    """Two sources to whether they are one work: the same address, or the same title without another number, part,
    telling word, author or date."""
    shared = one.identifiers & other.identifiers
    if shared and any(identifier.kind in _OF_ONE_WORK for identifier in shared):
        return True
    if one.numbers != other.numbers or fuzz.ratio(one.title, other.title, score_cutoff=SAME_TITLE) < SAME_TITLE:
        return False
    if one.about != other.about or contradicting(one.parts, other.parts) or _is_another(one.title, other.title):
        return False
    for own, its in ((one.people, other.people), (one.organisations, other.organisations)):
        if own and its and own.isdisjoint(its):
            return False
    return not one.dates or not other.dates or compare(one.dates[0], other.dates[0]) >= Agreement.YEAR


def _is_another(title: str, other: str) -> bool:
    """Whether two titles that are spelt alike differ in a word of each: `rooftop solar` and `rooftop wind`."""
    own, its = title.split(), other.split()
    mine, theirs = ("".join(word for word in some if word not in than) for some, than in ((own, its), (its, own)))
    return bool(mine and theirs) and fuzz.ratio(mine, theirs) < _MISSPELT


def copies(sources: Sequence[SourceSide], among: Collection[int], of: Collection[int]) -> frozenset[int]:
    """The numbers of those sources among some that are the same work as any of others, these others aside."""
    return frozenset(
        number for number in among if number not in of and any(same_work(sources[number], sources[one]) for one in of)
    )
