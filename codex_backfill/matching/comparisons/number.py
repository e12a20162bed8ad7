"""Number: which of a series a work is."""

import re

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values

_NUMBERED = re.compile(r"\b([^\W\d_]{2,}) (\d{1,4})\b")
"""A word and the number behind it: `proposal 13`, `part 2`, `report 2021`."""
_YEAR = 4
"""How many digits a year has."""


def _measure_number(pair: Pair) -> Values:
    """contradicts: the source's title has a number, the citation others; series: another one behind the same word."""
    _, _, work, source = pair
    if work is None:
        return (0.0, 0.0)
    against = source.numbers and work.numbers and source.numbers.isdisjoint(work.numbers)
    return (float(bool(against)), float(bool(_other_of_series(work.text, source.title))))


def _other_of_series(cited: str, title: str) -> str:
    """The word behind which a citation and a title have different numbers; empty when there is none."""
    numbered = _NUMBERED.findall(title)
    if not numbered:
        return ""
    have = set(_NUMBERED.findall(cited))
    kinds = {(word, len(number) == _YEAR) for word, number in have}  # no year is another part
    others = (word for word, number in numbered if (word, len(number) == _YEAR) in kinds and (word, number) not in have)
    return next(others, "")


def _number_level(pair: Pair, values: Values) -> str:
    return "contradicts" if any(values) else "missing"


def _number_detail(pair: Pair, values: Values) -> str:
    if pair.work is None or not any(values):
        return ""
    if values[1]:
        return f"another {_other_of_series(pair.work.text, pair.source.title)}"
    words = pair.corpus.vocabulary.words
    cited, own = (sorted(words[word] for word in numbers) for numbers in (pair.work.numbers, pair.source.numbers))
    return f"{', '.join(cited)} and {', '.join(own)}"


NUMBER = Comparison(
    "number",
    "The short numbers of the citation, against those of the source's title.",
    (
        Feature("contradicts", "both have numbers, and none is in both", AGAINST),
        Feature("series", "another number stands behind the same word", AGAINST, rules_out=True, start=-4.0),
    ),
    _measure_number,
    _number_level,
    _number_detail,
)
