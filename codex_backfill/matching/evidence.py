"""A measured candidate to its evidence: the parts of its score, each with its level and what is behind it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from operator import mul

from codex_backfill.matching.comparisons import COMPARISONS, Pair
from codex_backfill.matching.features import FEATURES, Measured
from codex_backfill.matching.result import Evidence
from codex_backfill.matching.weights import Model

PRIOR = "prior"
"""What every candidate starts from, before anything of it is looked at."""
UNCITED = "uncited"
"""What the texts' likeness counts on top where the claim cites nothing."""


def _spans() -> list[tuple[str, slice]]:
    """The comparisons' names with the places of their numbers among `FEATURES`."""
    names = [feature.partition(".")[0] for feature in FEATURES]
    starts = [at for at, name in enumerate(names) if at == 0 or names[at - 1] != name]
    return [(names[start], slice(start, end)) for start, end in pairwise([*starts, len(names)])]


_SPANS = _spans()
NAMES = (PRIOR, *(name for name, _ in _SPANS))
"""What evidence can be called; the part of a weight's name before the dot."""
_BESIDE = {
    "ahead": "rare words of the claim stand in no other candidate",
    "behind": "another candidate agrees better",
    "text": "nothing is cited, but the texts are alike",
}
_COMPARISONS = {comparison.name: comparison for comparison in COMPARISONS}


def evidence(
    pair: Pair, measured: Measured, model: Model, settings: Mapping[str, float], *, with_detail: bool = True
) -> Iterator[Evidence]:
    """A candidate's parts, the prior first; their weights add up to its score.

    `settings` are weights by `comparison.level` that take the place of the learned ones. What says nothing, for or
    against, is left out.
    """
    yield Evidence(PRIOR, "any", settings.get(f"{PRIOR}.any", model.prior))
    for (name, span), learned in zip(_SPANS, _weights(measured, model), strict=True):
        values = measured.values[span]
        if not learned and not settings:
            continue
        comparison = _COMPARISONS.get(name)
        level = comparison.level(pair, values) if comparison else _standing(name, values)
        weight = settings.get(f"{name}.{level}", learned)
        if weight:
            words = comparison.words(pair, values, weight > 0) if comparison and with_detail else _BESIDE.get(level, "")
            yield Evidence(name, level, weight, words if with_detail else "")


def total(measured: Measured, model: Model) -> float:
    """A candidate's score by the learned weights: the sum of its evidence, which nobody has to word for it."""
    return sum(_weights(measured, model), model.prior)


def _weights(measured: Measured, model: Model) -> Iterator[float]:
    """What each comparison adds."""
    return (sum(map(mul, measured.values[span], model.weights[span])) for _, span in _SPANS)


def _standing(name: str, values: tuple[float, ...]) -> str:
    return "text" if name == UNCITED else "behind" if sum(values[:-1]) > values[-1] else "ahead"
