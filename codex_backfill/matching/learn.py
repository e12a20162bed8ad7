"""Labels to a model: weights fitted to the known pairs, and a threshold chosen on pairs that the weights had not seen."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from codex_backfill.matching import defaults
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.fit import Example, fit, sparse
from codex_backfill.matching.index import Index
from codex_backfill.matching.labels import Labels
from codex_backfill.matching.measure import FEATURES, Measured, measure
from codex_backfill.matching.model import Model

DEFAULTS = Model(
    tuple(defaults.LEARNED[feature][0] for feature in FEATURES), defaults.PRIOR, defaults.THRESHOLD, defaults.GAP
)
_TRUST = 30.0
"""How many pairs' worth of evidence it takes to move a weight half of the way from its default to what they say."""
_STIFFNESS = (*(_TRUST * max(defaults.LEARNED[feature][1], 1e-3) for feature in FEATURES), 1e-2)

FOLDS = 5
ENOUGH = 20
"""Known claims from which on weights are fitted and the matcher can check itself; below, the defaults hold."""
_RIVALS = 6
"""How many wrong candidates of a claim, the best by the defaults, take part in fitting."""


@dataclass(frozen=True, slots=True)
class Block:
    """A known claim's candidates, with its true sources (by number) in the vault and with them taken out."""

    claim: str
    true: frozenset[int]
    present: tuple[Measured, ...]
    absent: tuple[Measured, ...]


def blocks(corpus: Corpus, index: Index, labels: Labels) -> list[Block]:
    """Known claims to their measured candidates, by the claims' paths."""
    numbers = {source.path: number for number, source in enumerate(corpus.sources)}
    found = []
    for claim in corpus.claims:
        true = frozenset(numbers[path] for path in labels.sources.get(claim.path, ()) if path in numbers)
        if true or claim.path in labels.no_source:
            absent = tuple(measure(corpus, index, claim, true))
            found.append(Block(claim.path, true, tuple(measure(corpus, index, claim)) if true else (), absent))
    return found


def folds(known: Iterable[Block], count: int = FOLDS) -> dict[str, int]:
    """Known claims to the fold of each, such that no source stands in two folds, all of about equal size.

    Which fold a group of claims falls into depends on the names of the group alone where sizes allow it.
    """
    groups = _groups(known)
    sizes = [0] * count
    found: dict[str, int] = {}
    for claims in sorted(groups, key=lambda claims: (-len(claims), hashlib.sha1(claims[0].encode()).digest())):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(claims)
        found.update(dict.fromkeys(claims, smallest))
    return found


def _groups(known: Iterable[Block]) -> list[list[str]]:
    """Claims that share a source, directly or over other claims, together; each group sorted."""
    root: dict[int, int] = {}

    def find(source: int) -> int:
        while root.setdefault(source, source) != source:
            source = root[source]
        return source

    known = list(known)
    for block in known:
        for source in block.true:
            root[find(source)] = find(min(block.true))
    members: defaultdict[int | str, list[str]] = defaultdict(list)
    for block in known:
        members[find(min(block.true)) if block.true else block.claim].append(block.claim)
    return [sorted(claims) for claims in members.values()]


def fitted(known: Sequence[Block], start: Model = DEFAULTS) -> Model:
    """Known claims to the model that they and the one to start from give; the bars stay as they were."""
    found = [example for block in known for example in _examples(block, start)]
    *weights, prior = fit(found, (*start.weights, start.prior), _STIFFNESS)
    return replace(start, weights=tuple(weights), prior=prior, pairs=len(known))


def _examples(block: Block, start: Model) -> list[Example]:
    found = []
    for candidates in (block.present, block.absent):
        ranked = sorted(candidates, key=lambda one: (-start.score(one.values), one.source))
        wrong = [one for one in ranked if one.source not in block.true][:_RIVALS]
        found += [Example(sparse(one.values), False) for one in wrong]
        found += [Example(sparse(one.values), True) for one in ranked if one.source in block.true]
    return found


def best_threshold(tops: Iterable[tuple[float, bool]], fallback: float, total: int) -> float:
    """Best scores, each with whether it is right, to the threshold with the best F0.5; `total` is how many could be right."""
    best, found, right, wrong = 0.0, fallback, 0, 0
    ranked = sorted(tops, reverse=True)
    for place, (score, is_right) in enumerate(ranked):
        right += is_right
        wrong += not is_right
        following = ranked[place + 1][0] if place + 1 < len(ranked) else score - 1.0
        value = 1.25 * right / (1.25 * right + wrong + 0.25 * (total - right)) if right else 0.0
        if value > best and following < score:
            best, found = value, (score + following) / 2
    return found


def learned(known: Sequence[Block], start: Model = DEFAULTS) -> tuple[Model, dict[str, Model]]:
    """Known claims to the model for the vault, and for each of them to the one that never saw its sources."""
    fold_of = folds(known)
    parts = [fitted([block for block in known if fold_of[block.claim] != fold], start) for fold in range(FOLDS)]
    tops = {block.claim: _tops(block, parts[fold_of[block.claim]]) for block in known}
    by_fold = [
        _with_threshold(parts[fold], [tops[b.claim] for b in known if fold_of[b.claim] != fold]) for fold in range(FOLDS)
    ]
    whole = _with_threshold(fitted(known, start), list(tops.values()))
    return whole, {block.claim: by_fold[fold_of[block.claim]] for block in known}


def _tops(block: Block, model: Model) -> list[tuple[float, bool]]:
    """The best candidate's score, with the true sources in the vault and without, and whether it is right."""
    tops = []
    for candidates in (block.present, block.absent):
        if candidates:
            score, source = max((model.score(one.values), one.source) for one in candidates)
            tops.append((score, source in block.true))
    return tops


def _with_threshold(model: Model, tops: Collection[Sequence[tuple[float, bool]]]) -> Model:
    every = [top for of_claim in tops for top in of_claim]
    return replace(model, threshold=best_threshold(every, model.threshold, sum(len(of) > 1 for of in tops)))


def models(corpus: Corpus, index: Index, labels: Labels) -> tuple[Model, dict[str, Model], Mapping[str, Block]]:
    """Labels to the model, the model of each known claim that never saw its sources, and what they learned from."""
    known = blocks(corpus, index, labels)
    by_claim = {block.claim: block for block in known}
    if sum(bool(block.true) for block in known) < ENOUGH:
        return DEFAULTS, {block.claim: DEFAULTS for block in known}, by_claim
    whole, parts = learned(known)
    return whole, parts, by_claim
