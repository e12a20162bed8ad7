"""Author: by whom a citation says a work is."""

from rapidfuzz import fuzz

from codex_backfill.citations.authors import FILLERS
from codex_backfill.citations.partial_date import Agreement, compare
from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.identifier import is_named
from codex_backfill.matching.comparisons.pages import is_located
from codex_backfill.matching.comparisons.title import is_same, is_titled
from codex_backfill.matching.sides import CitedWork, SourceSide

_MISSPELT = 80
"""RapidFuzz `ratio` from which two surnames are one, misspelt at most."""
_IN_TEXT = 85
"""RapidFuzz `partial_ratio` from which a surname stands in a text."""
_SHORT = 4
"""Names of no more letters than this stand in any text by chance, misspelt."""
_NO_AUTHOR = (0.0,) * 7


def _measure_author(pair: Pair) -> Values:
    """Whether the source's author stands in the citation.

    rarest: the rarest shared word, as for titles, so that a frequent author says little; person: the share of the cited
    persons that the source has; others: some it has not, and neither title nor page tells which work of a journal is
    meant, or none, and no title does; first: the source's first author is not cited, though others are; contradicts:
    both name persons, or organisations, and none is shared; instead: that under the same title; organisation: by how
    rare the one is that is in both. Where the day or a number of the work agrees, persons rule nothing out.
    """
    corpus, _, work, source = pair
    if work is None or not source.author_words:
        return _NO_AUTHOR
    shared = max([corpus.head_rarity[word] for word in _shared(pair, work)], default=0.0)
    both = work.organisations & source.organisations
    person = others = first = against = instead = 0.0
    if work.people and source.surnames:
        person = sum(_is_of(name, source) for name in work.people) / len(work.people)
        stand = [_stands(name, work) for name in source.surnames]
        against = float(not person and not any(stand))
        if source.venue and person < 1 and not is_titled(pair):
            others = float(not _is_certain(work, source) if against else bool(person) and not is_located(pair))
        first = float(not stand[0] and not against)
    elif not shared and not work.people and not source.surnames:
        against = float(bool(work.organisations and source.organisations and not both))
    if against:
        instead = float(is_same(pair) and not _is_certain(work, source))
    known = max([corpus.rare.nats("organisation", name) for name in both], default=0.0) * 2 / corpus.surprise
    return (shared * 2 / corpus.surprise, person, others, first, against, instead, known)


def _is_certain(work: CitedWork, source: SourceSide) -> bool:
    days = any(compare(cited, own) is Agreement.DAY for cited in work.dates for own in source.dates)
    return days or is_named(work, source)


def _shared(pair: Pair, work: CitedWork) -> list[int]:
    """The words of the source's author that are cited, without particles (`de la`) and fillers (`Organization`)."""
    words = pair.corpus.vocabulary.words
    return [word for word in pair.source.author_words if word in work.words and words[word] not in FILLERS]


def _is_of(name: str, source: SourceSide) -> bool:
    return name in source.people or any(fuzz.ratio(name, own) >= _MISSPELT for own in source.surnames)


def _stands(name: str, work: CitedWork) -> bool:
    if name in work.people or name.rpartition(" ")[2] in work.tokens:
        return True
    return len(name) > _SHORT and fuzz.partial_ratio(name, work.text) >= _IN_TEXT


def _author_level(pair: Pair, values: Values) -> str:
    rarest, person, _, _, against, _, organisation = values
    if pair.work is None or not pair.source.author_words:
        return "missing"
    if against or person == 1:
        return "contradicts" if against else "exact"
    return "near" if rarest or person or organisation else "different"


def _author_words(pair: Pair, values: Values, is_for: bool) -> str:
    corpus, _, work, source = pair
    if work is None:
        return ""
    if is_for:
        words = [corpus.vocabulary.words[word] for word in _shared(pair, work)]
        both = sorted(work.people & source.people) or sorted(work.organisations & source.organisations, key=len)[-1:]
        return f"both name {', '.join(both or words)}"
    cited = ", ".join(sorted(work.people - source.people or work.organisations))
    by = ", ".join(source.surnames or sorted(source.organisations))
    return f"{cited or 'someone else'} is cited, the source is by {by}"


AUTHOR = Comparison(
    "author",
    "Who the citation says wrote the work, against the source's authors.",
    (
        Feature("rarest", "the rarest name that both have is as rare as can be"),
        Feature("person", "every cited person is among the source's authors"),
        Feature(
            "others", "one is not, and neither title nor page is cited, or none, and no title", AGAINST, rules_out=True
        ),
        Feature("first", "the source's first author is not cited, though others are", AGAINST),
        Feature("contradicts", "both name persons, or organisations, and none is in both", AGAINST),
        Feature("instead", "so they do, and the title is the same", AGAINST, rules_out=True),
        Feature("organisation", "both name an organisation, and no other source does"),
    ),
    _measure_author,
    _author_level,
    _author_words,
)
