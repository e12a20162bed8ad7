"""Claims and sources to matches: the one way into this room."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from codex_backfill.matching.comparisons import Pair
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.decide import Bars, Reason, Ruling, Scored, decide, overall
from codex_backfill.matching.evidence import evidence, score
from codex_backfill.matching.index import Index
from codex_backfill.matching.labels import Labels
from codex_backfill.matching.learn import ENOUGH, Learned, blocks, learn
from codex_backfill.matching.match import Candidate, Match, Verdict
from codex_backfill.matching.measure import Comparer, Measured
from codex_backfill.matching.model import Model, log_odds, probability
from codex_backfill.matching.selfcheck import Judged, SelfCheck

if TYPE_CHECKING:
    from codex_backfill.notes.note import Claim, Vault
    from codex_backfill.settings import MatchSettings

_Item = TypeVar("_Item")
Progress = Callable[[Sequence[_Item], str], Iterable[_Item]]

SHOWN = 2
"""How many candidates of a claim are kept with their evidence, beside those that are accepted or for review; where none
is, one."""
EXPLAINED = 8
"""The same where a person asks about one claim."""
_ASK = log_odds(0.05)
"""The score from which a person is asked."""
_UNCITED = 1.0
"""How much higher the bar is where no citation speaks, in natural-log odds."""


@dataclass(frozen=True)
class Matching:
    """The outcome for all claims that were asked for, by path, and what it rests on."""

    matches: tuple[Match, ...]
    model: Model
    self_check: SelfCheck | None
    """None when there are too few known pairs to check anything with."""


class Matcher:
    """A vault and what is known of it, ready to match any of its claims."""

    def __init__(self, vault: "Vault", labels: Labels, settings: "MatchSettings") -> None:
        self.labels = labels
        self.settings = settings
        self.claims = tuple(sorted(vault.claims, key=lambda claim: claim.path))
        self.corpus = Corpus(vault.sources)
        self.index = Index(self.corpus)

    @cached_property
    def _sides(self) -> dict[str, ClaimSide]:
        """The claims that something is known of, by path."""
        known = self.labels.sources.keys() | self.labels.no_source
        return {claim.path: self.corpus.read(claim) for claim in self.claims if claim.path in known}

    @cached_property
    def learned(self) -> Learned:
        """What the known claims teach."""
        return learn(blocks(self.corpus, self.index, self._sides.values(), self.labels))

    @property
    def model(self) -> Model:
        """The weights and bars that hold for claims of which nothing is known."""
        return self.learned.model

    def match(self, claim: "Claim") -> Match:
        """A claim to its match; a claim with known sources is judged by a model that never saw them."""
        if claim.path in self.labels.no_source:
            return _no_source(claim.path)
        block = self.learned.known.get(claim.path)
        if block is not None:
            measured: Sequence[Measured] = block.present or block.absent
            return self._match(self._sides[claim.path], measured, self.learned.parts[claim.path])
        side = self.corpus.read(claim)
        measured = Comparer(self.corpus, side).measure(self.index.find(side).candidates())
        return self._match(side, measured, self.model)

    def explain(self, path: str, source: str | None = None) -> Match:
        """A claim's path to its match with more of its candidates, `source`, if given, among them whatever its rank."""
        if path in self.labels.no_source:
            return _no_source(path)
        side = self.corpus.read(next(claim for claim in self.claims if claim.path == path))
        numbers = self.index.find(side).candidates()
        asked = None if source is None else self.corpus.number[source]
        if asked is not None and asked not in numbers:
            numbers = sorted([*numbers, asked])
        model = self.learned.parts.get(path, self.model)
        shown = () if asked is None else (asked,)
        return self._match(side, Comparer(self.corpus, side).measure(numbers), model, EXPLAINED, shown)

    def trial(self, path: str, *, absent: bool = False, bars: Bars | None = None) -> Match:
        """A known claim's path to its match with its links hidden; `absent` takes its true sources out of the vault.

        `bars` stand in for those in force. True sources keep their evidence whatever their rank.
        """
        block = self.learned.known[path]
        measured = block.absent if absent else block.present
        return self._match(self._sides[path], measured, self.learned.parts[path], EXPLAINED, block.true, bars)

    def _match(
        self,
        claim: ClaimSide,
        measured: Sequence[Measured],
        model: Model,
        shown: int = SHOWN,
        asked: Collection[int] = (),
        bars: Bars | None = None,
    ) -> Match:
        number = self.corpus.number
        refused = {number[path] for path in self.labels.refused.get(claim.path, ()) if path in number}
        found = {one.source: one for one in measured if one.source not in refused}
        weights = self.settings.weights
        scored = sorted(
            (
                Scored(one.source, one.work, score(self._pair(claim, one), one, model, weights), one.is_contradicted)
                for one in found.values()
            ),
            key=lambda one: (-one.score, one.source),
        )
        rulings = decide(scored, bars or self.bars(model), self._same, refused)
        verdict, reason = overall(rulings)
        if shown == SHOWN and verdict is Verdict.NONE:
            shown = 1
        return Match(
            claim.path,
            verdict,
            reason,
            tuple(
                self._candidate(claim, found[one.source], ruling, model)
                for place, (one, ruling) in enumerate(zip(scored, rulings, strict=True))
                if place < shown or ruling[0] is not Verdict.NONE or one.source in asked
            ),
        )

    def _pair(self, claim: ClaimSide, one: Measured) -> Pair:
        work = None if one.work is None else claim.works[one.work]
        return Pair(self.corpus, claim, work, self.corpus.sources[one.source])

    def bars(self, model: Model) -> Bars:
        """What a link has to clear: a model's bars, where the settings do not set others."""
        threshold, gap = self.settings.threshold, self.settings.gap
        return Bars(
            accept=model.threshold if threshold is None else log_odds(threshold),
            gap=model.gap if gap is None else gap,
            ask=_ASK,
            uncited=_UNCITED,
        )

    def _same(self, one: int, other: int) -> bool:
        return same_work(self.corpus.sources[one], self.corpus.sources[other])

    def _candidate(self, claim: ClaimSide, one: Measured, ruling: Ruling, model: Model) -> Candidate:
        parts = tuple(evidence(self._pair(claim, one), one, model, self.settings.weights))
        total = sum(part.weight for part in parts)
        return Candidate(
            source=self.corpus.sources[one.source].path,
            score=total,
            probability=probability(total),
            verdict=ruling[0],
            reason=ruling[1],
            evidence=parts,
            citation=one.work,
        )

    def self_check(self) -> SelfCheck | None:
        """Every known claim matched by a model that never saw its sources; None with fewer than `ENOUGH` of them."""
        known = [
            claim for claim in self.claims if claim.path in self.labels.sources and claim.path in self.learned.known
        ]
        if len(known) < ENOUGH:
            return None
        return SelfCheck(tuple(Judged(self.match(claim), self.labels.sources[claim.path]) for claim in known))


def _no_source(path: str) -> Match:
    return Match(path, Verdict.NONE, Reason.NO_SOURCE, ())


def match(
    vault: "Vault",
    labels: Labels,
    settings: "MatchSettings",
    *,
    skip: Collection[str] = (),
    progress: "Progress[Claim]" = lambda claims, _: claims,
) -> Matching:
    """A vault and what is known of it to the matches of all claims that have no known link and are not in `skip`.

    The same result for any order of the vault's notes. `progress` wraps the claims while they are matched.
    """
    matcher = Matcher(vault, labels, settings)
    check = matcher.self_check()
    left = [claim for claim in matcher.claims if claim.path not in skip and claim.path not in labels.sources]
    return Matching(tuple(map(matcher.match, progress(left, "matching"))), matcher.model, check)
