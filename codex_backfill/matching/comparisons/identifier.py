"""Identifier: what names one note, or one work, and no other."""

import re

from rapidfuzz import fuzz

from codex_backfill.citations.identifier_kind import IdentifierKind
from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.sides import CitedWork, SourceSide

_OF_ONE_WORK = frozenset(IdentifierKind) - {
    IdentifierKind.FILE, IdentifierKind.HANDLE, IdentifierKind.HOST, IdentifierKind.PATH,
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d-?")
_COUNT = re.compile(r"(?<![^\W_])(?:\d+|[^\W\d_]|[ivx]{2,4})(?![^\W_])")
"""A number, a letter or a Roman number by itself: what tells `interview-1` from `interview-2`."""
_ALIKE = 0.7
"""RapidFuzz ratio (here 0 to 1) below which two file names have nothing to do with each other."""


def _measure_identifier(pair: Pair) -> Values:
    """Whether what is cited points to the source.

    same: an address, DOI or number of one work in both; file: the cited file name is the source's; undated: it is so
    without the day that this begins with; handle: an account in both; contradicts: both have a number of one kind, not
    the same one; elsewhere: another file, unlike it.
    """
    _, _, work, source = pair
    if work is None or not work.identifiers:
        return (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    same = undated = handle = against = alike = elsewhere = 0.0
    for identifier in work.identifiers:
        if identifier.kind is IdentifierKind.FILE:
            alike = max(alike, _likeness(identifier.value, source.name))
            undated = max(undated, float(identifier.value == source.undated != source.name))
            elsewhere = 1.0
        elif identifier in source.identifiers:
            if identifier.kind is IdentifierKind.HANDLE:
                handle = 1.0
            elif identifier.kind in _OF_ONE_WORK:
                same = 1.0
        elif identifier.kind in _OF_ONE_WORK and any(other.kind is identifier.kind for other in source.identifiers):
            against = 1.0
    return (same, float(alike == 1.0), undated, handle, 0.0 if same else against, 0.0 if alike else elsewhere)


def is_named(work: CitedWork, source: SourceSide) -> bool:
    """Whether a citation names a source to the letter, by its file or by an address or number of one work."""
    return any(
        one.value in (source.name, source.undated) if one.kind is IdentifierKind.FILE else one.kind in _OF_ONE_WORK
        for one in work.identifiers
        if one.kind is IdentifierKind.FILE or one in source.identifiers
    )


def _likeness(cited: str, own: str) -> float:
    """Two file names to 1 when they are one, to less the less they are alike, to 0 when they begin with other dates, or
    have other numbers or letters in them."""
    if cited == own:
        return 1.0
    days = _DAY.match(cited), _DAY.match(own)
    if days[0] and days[1] and days[0][0] != days[1][0]:
        return 0.0
    if sorted(_COUNT.findall(_DAY.sub("", cited))) != sorted(_COUNT.findall(_DAY.sub("", own))):
        return 0.0
    return max(0.0, fuzz.ratio(cited, own) / 100 - _ALIKE) * 2


def _identifier_level(pair: Pair, values: Values) -> str:
    same, file, undated, handle, against, elsewhere = values
    if pair.work is None or not pair.work.identifiers:
        return "missing"
    if same or file:
        return "exact"
    return "near" if undated or handle else "contradicts" if against or elsewhere else "different"


def _identifier_words(pair: Pair, values: Values, is_for: bool) -> str:
    _, _, work, source = pair
    if work is None:
        return ""
    pointers = {one for one in work.identifiers if one.kind not in (IdentifierKind.HOST, IdentifierKind.PATH)}
    shared = {one for one in pointers if one in source.identifiers or one.value in (source.name, source.undated)}
    named = ", ".join(sorted(one.value for one in shared or pointers))
    if not is_for:
        return f"{named} is cited, and the source is another"
    return f"both name {named}" if shared else f"{named} is cited, and the source is nearly called so"


IDENTIFIER = Comparison(
    "identifier",
    "Addresses, DOIs, numbers, accounts and file names that the citation gives, against the source's.",
    (
        Feature("same", "an address, DOI or number of one work is in both", start=8.0),
        Feature("file", "the cited file name is the source's", start=8.0),
        Feature("undated", "it is so without the day that this begins with", start=4.0),
        Feature("handle", "an account is in both"),
        Feature("contradicts", "both have a number of one kind, not the same one", AGAINST, rules_out=True, start=-4.0),
        Feature("elsewhere", "a file is cited, and it is another", AGAINST, rules_out=True),
    ),
    _measure_identifier,
    _identifier_level,
    _identifier_words,
)
