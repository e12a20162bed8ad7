"""Labels to a model: weights fitted to known pairs, and a threshold chosen on pairs that the weights had not seen."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from codex_backfill.matching import defaults
from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.fit import Examples, Prior, fit
from codex_backfill.matching.index import Index
from codex_backfill.matching.labels import Labels
from codex_backfill.matching.measure import FEATURES, Comparer, Measured
from codex_backfill.matching.model import Model
from codex_backfill.matching.parallel import spread

_LEARNED = [defaults.LEARNED.get(feature, defaults.Learned(0.0, 0.0, 0)) for feature in FEATURES]
"""By feature; one that was not there yet when the defaults were learned counts nothing until they are learned again."""
DEFAULTS = Model(tuple(one.weight for one in _LEARNED), defaults.PRIOR, defaults.THRESHOLD, defaults.GAP)
TRUST = 3.0
"""How stiffly fitted weights are held to the defaults: times the variance of what they weigh, 1 / their variance."""
_STIFFNESS = (*(TRUST * max(one.variance, 1e-6) for one in _LEARNED), 1e-3)
_SIGNS = (*(one.sign for one in _LEARNED), 0)

FOLDS = 5
ENOUGH = 20
"""Known claims from which on weights are fitted and the matcher can check itself; below, the defaults hold."""
_HOPELESS = -6.0
"""Wrong candidates with a lower score by the defaults take no part in fitting: they are no danger."""
_TAUGHT = 1000
"""How many known claims take part in fitting at most: a sample of more, so that a large vault takes no hours."""
SLACK = 0.01
"""How much less of F0.5 is about as good."""
_EDGE = 0.25
"""How far a threshold keeps from the scores around it, where they leave room."""
ABSENT = 0.25
"""What a claim counts whose true sources were taken out of the vault, beside the same one with them in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A known claim's candidates, with its true sources (by number) in the vault and with them taken out."""

    claim: str
    true: frozenset[int]
    present: tuple[Measured, ...]
    absent: tuple[Measured, ...]

    @property
    def forms(self) -> tuple[tuple[tuple[Measured, ...], float], ...]:
        """Both lists of candidates, each with what it counts beside the other."""
        return (self.present, 1.0), (self.absent, ABSENT if self.true else 1.0)


def block(corpus: Corpus, index: Index, claim: ClaimSide, labels: Labels) -> Block:
    """A known claim to its candidates, with its true sources in the vault and without."""
    true = frozenset(corpus.number[path] for path in labels.sources.get(claim.path, ()) if path in corpus.number)
    candidates, comparer = index.find(claim, len(true)), Comparer(corpus, claim)
    present = comparer.measure(candidates.candidates()) if true else []
    return Block(claim.path, true, tuple(present), tuple(comparer.measure(candidates.candidates(true))))


def refusals(corpus: Corpus, index: Index, claim: ClaimSide, labels: Labels) -> list[Measured]:
    """A claim to those of its candidates that are known to be wrong."""
    wrong = labels.refused.get(claim.path, frozenset())
    candidates = Comparer(corpus, claim).measure(index.find(claim).candidates())
    return [one for one in candidates if corpus.sources[one.source].path in wrong]


def folds(known: Mapping[str, Collection[str]], count: int = FOLDS) -> dict[str, int]:
    """Known claims with their sources to the fold of each, such that no source stands in two, of about equal size."""
    sizes = [0] * count
    found: dict[str, int] = {}
    for claims in sorted(_groups(known), key=lambda claims: (-len(claims), _shuffled(claims[0]))):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(claims)
        found.update(dict.fromkeys(claims, smallest))
    return found


def _shuffled(path: str) -> bytes:
    """A path to its place in an order that has nothing to do with its name, the same every time."""
    return hashlib.sha1(path.encode(), usedforsecurity=False).digest()


def _groups(known: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Claims that share a source, directly or over other claims, together; each group sorted."""
    root: dict[str, str] = {}

    def find(source: str) -> str:
        while root.setdefault(source, source) != source:
            source = root[source]
        return source

    for sources in known.values():
        for source in sources:
            root[find(source)] = find(min(sources))
    members: defaultdict[str, list[str]] = defaultdict(list)
    for claim, sources in known.items():
        members[find(min(sources)) if sources else claim].append(claim)
    return [sorted(claims) for claims in members.values()]


def taught(claims: Iterable[str]) -> list[str]:
    """The paths of known claims to those that weights are fitted to: all, or a sample of them, sorted."""
    return sorted(sorted(claims, key=_shuffled)[:_TAUGHT])


def best_threshold(tops: Iterable[tuple[float, float, bool]], total: float, start: float) -> float:
    """Best scores, each with what it counts and whether it is right, to the threshold with the highest F0.5.

    `total` is how much could be right. F0.5 counts precision twice as much as recall (van Rijsbergen 1979). Of all
    thresholds that come within `SLACK` of the best, it is the one nearest to `start`: few claims move it only for a
    reason.
    """
    right = wrong = 0.0
    ranked = sorted(tops, reverse=True)
    found = []
    for place, (score, counts, is_right) in enumerate(ranked):
        right += counts * is_right
        wrong += counts * (not is_right)
        following = ranked[place + 1][0] if place + 1 < len(ranked) else score - 1.0
        if right and following < score:
            nearest = min(max(start, following + _EDGE), max(score - _EDGE, (score + following) / 2))
            found.append((1.25 * right / (right + wrong + 0.25 * total), nearest))
    best = max((value for value, _ in found), default=0.0)
    return min(
        (near for value, near in found if value >= best - SLACK), key=lambda near: abs(near - start), default=start
    )


@dataclass(frozen=True)
class Learned:
    """The model for claims of which nothing is known, and for each known claim the one that never saw its sources."""

    model: Model
    parts: Mapping[str, Model]


def learn(
    known: Mapping[str, Collection[str]],
    blocks: Sequence[Block],
    refused: Sequence[Measured] = (),
    start: Model = DEFAULTS,
    workers: int = 1,
) -> Learned:
    """Known claims with their sources to what the blocks of (some of) them teach, beside wrong candidates of others.

    With fewer than `ENOUGH` blocks that have a source, the model to start from is all there is.
    """
    if sum(bool(block.true) for block in blocks) < ENOUGH:
        return Learned(start, dict.fromkeys(known, start))
    prior = Prior((*start.weights, start.prior), _STIFFNESS, _SIGNS)
    fold_of = folds(known)
    lines: list[tuple[int | None, float, Measured, bool]] = [(None, 1.0, one, False) for one in refused]
    lines += [
        (fold_of[block.claim], counts, one, one.source in block.true)
        for block in blocks
        for candidates, counts in block.forms
        for one in candidates
        if one.source in block.true or start.score(one.values) > _HOPELESS
    ]
    examples = Examples([one.values for _, _, one, _ in lines], [right for *_, right in lines])

    def model(fold: int | None) -> Model:
        """What all examples but those of a fold teach."""
        counts = [0.0 if its == fold and fold is not None else counts for its, counts, _, _ in lines]
        *weights, constant = fit(examples, counts, prior)
        return replace(start, weights=tuple(weights), prior=constant)

    whole, *parts = spread(model, (None, *range(FOLDS)), workers)
    tops = [(fold_of[block.claim], _tops(block, parts[fold_of[block.claim]]), bool(block.true)) for block in blocks]

    def threshold(fold: int | None) -> float:
        """The best threshold by all claims but those of a fold, each scored by weights that never saw it."""
        seen = [(found, is_there) for its, found, is_there in tops if its != fold]
        return best_threshold(
            (top for found, _ in seen for top in found), sum(is_there for _, is_there in seen), start.threshold
        )

    judges = [replace(parts[fold], threshold=threshold(fold)) for fold in range(FOLDS)]
    return Learned(
        replace(whole, threshold=threshold(None), pairs=len(blocks)),
        {claim: judges[fold] for claim, fold in fold_of.items()},
    )


def _tops(block: Block, model: Model) -> list[tuple[float, float, bool]]:
    """The best scores with the true sources in the vault and without: each with what it counts and if it is right.

    What is contradicted is left out: it is never accepted, whatever the threshold.
    """
    tops = []
    for candidates, counts in block.forms:
        score, best = max(
            ((model.score(one.values), one) for one in candidates), key=itemgetter(0), default=(0.0, None)
        )
        if best is not None and not best.is_contradicted:
            tops.append((score, counts, best.source in block.true))
    return tops
