"""Number: which of a series a work is."""

from codex_backfill.citations.counting_words import PARTS
from codex_backfill.citations.series import OF_A_YEAR, Part, contradicting
from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values
from codex_backfill.matching.comparisons.title import is_titled

_PRINTINGS = frozenset(["edition", "version"])
"""What records seldom say of a work, whose year tells it as well."""


def _measure_number(pair: Pair) -> Values:
    """contradicts: the source's title has a number, the citation others; series: another one of the same series;
    source, citation: only the one is a part of something; unclear: others of its series are cited, too, or may be."""
    _, _, work, source = pair
    if work is None:
        return (0.0,) * 5
    against = bool(source.numbers and work.numbers and source.numbers.isdisjoint(work.numbers))
    if not is_titled(pair):
        return (float(against), 0.0, 0.0, 0.0, 0.0)
    own, cited = _words(source.parts), _words(work.parts)
    if own != cited and _is_of_one_year(pair):
        own, cited = own - _PRINTINGS, cited - _PRINTINGS
    # A chapter that is cited stands in the book that is the source.
    series = bool(contradicting(source.parts, work.parts))
    only = float(bool(own - cited)), float(bool(cited - own - {"chapter"}))
    return (float(against), float(series), *only, float(_is_unclear(source.parts, work.parts)))


def _is_unclear(own: frozenset[Part], cited: frozenset[Part]) -> bool:
    """Whether several are cited of what the source is one of (`proposals 3 and 13`), or what may be its number."""
    for word in {part.word for part in own} - {"volume", "chapter"}:
        theirs = [part for part in cited if part.word == word]
        if word in PARTS and len(theirs) > sum(part.word == word for part in own):
            return True
        if not theirs and any(part.word == word + OF_A_YEAR for part in cited):
            return True
    return False


def _words(parts: frozenset[Part]) -> set[str]:
    return {part.word for part in parts if part.word in PARTS and part.word != "volume"}


def _is_of_one_year(pair: Pair) -> bool:
    dates = pair.work.dates if pair.work else ()
    return any(cited.year == own.year for cited in dates for own in pair.source.dates)


def _number_level(pair: Pair, values: Values) -> str:
    return "contradicts" if values[0] or values[1] else "different" if any(values) else "missing"


def _number_words(pair: Pair, values: Values, is_for: bool) -> str:
    _, series, source, citation, unclear = values
    if pair.work is None or not any(values):
        return ""
    if series:
        return f"another {contradicting(pair.source.parts, pair.work.parts)}"
    if source or citation:
        return f"only {'the source' if source else 'what is cited'} is a part, an edition or an episode of something"
    if unclear:
        return "what is cited may be another of its series"
    cited, own = sorted(pair.work.numbers), sorted(pair.source.numbers)
    return f"number {', '.join(cited)} is cited, the source is {', '.join(own)}"


NUMBER = Comparison(
    "number",
    "The short numbers of the citation, against those of the source's title.",
    (
        Feature("contradicts", "both have numbers, and none is in both", AGAINST),
        Feature("series", "another number stands behind the same word", AGAINST, rules_out=True, start=-4.0),
        Feature("source", "only the source is a part, an edition, an episode... of something", AGAINST),
        Feature("citation", "only what is cited is one", AGAINST),
        Feature("unclear", "others of its series are cited, too, or may be", AGAINST, rules_out=True),
    ),
    _measure_number,
    _number_level,
    _number_words,
)
