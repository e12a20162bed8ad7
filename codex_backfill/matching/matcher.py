"""Claims and sources to matches: the one way into this room."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from codex_backfill.matching.comparisons import Pair
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.decide import Bars, Reason, Ruling, Scored, decide, overall
from codex_backfill.matching.evidence import evidence, total
from codex_backfill.matching.index import Index
from codex_backfill.matching.labels import Labels
from codex_backfill.matching.learn import ENOUGH, Block, Learned, block, learn, refusals, taught
from codex_backfill.matching.match import Candidate, Match, Verdict
from codex_backfill.matching.measure import Comparer, Measured
from codex_backfill.matching.model import Model, log_odds, probability
from codex_backfill.matching.selfcheck import Judged, SelfCheck

if TYPE_CHECKING:
    from codex_backfill.notes.note import Claim, Vault
    from codex_backfill.settings import MatchSettings

Progress = Callable[[Sequence[Any], str], Iterable[Any]]

SHOWN, BRIEF, EXPLAINED = 2, 1, 8
"""How many candidates of a claim are kept, beside those that are accepted or for review: usually;
where there are none of these; and where a person asks about the claim."""
_ASK = log_odds(0.05)
"""The score from which a person is asked."""
_AFTER_NO = Verdict.REVIEW, Reason.AFTER_NO
_LARGE = 4000
"""From how many claims on it pays to start further processes."""
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
    def known(self) -> dict[str, frozenset[str]]:
        """The claims whose sources are known, or that are known to have none, with these sources, by path."""
        there = {claim.path for claim in self.claims}
        number = self.corpus.number
        found = {claim: frozenset(filter(number.__contains__, of)) for claim, of in self.labels.sources.items()}
        found = {claim: sources for claim, sources in found.items() if sources and claim in there}
        return found | dict.fromkeys(sorted(there & self.labels.no_source), frozenset())

    @cached_property
    def _claim(self) -> dict[str, "Claim"]:
        return {claim.path: claim for claim in self.claims}

    @cached_property
    def _taught(self) -> dict[str, tuple[ClaimSide, Block]]:
        """The known claims that weights are fitted to, by path."""
        return {path: self._block(path) for path in taught(self.known)}

    @cached_property
    def learned(self) -> Learned:
        """What the known claims teach."""
        refused = [
            one
            for path in taught(self.labels.refused.keys() & self._claim.keys() - self.known.keys())
            for one in refusals(self.corpus, self.index, self.corpus.read(self._claim[path]), self.labels)
        ]
        return learn(self.known, [found for _, found in self._taught.values()], refused)

    def _block(self, path: str) -> tuple[ClaimSide, Block]:
        side = self.corpus.read(self._claim[path])
        return side, block(self.corpus, self.index, side, self.labels)

    @property
    def model(self) -> Model:
        """The weights and bars that hold for claims of which nothing is known."""
        return self.learned.model

    def match(self, claim: "Claim") -> Match:
        """A claim to its match, without evidence; one with known sources is judged by a model that never saw them."""
        if claim.path in self.labels.no_source:
            return _no_source(claim.path)
        side, measured = self._measured(claim)
        return self._match(side, measured, self._model(claim.path))

    def explained(self, match: Match) -> Match:
        """What `match` gave for a claim, now or in an earlier run over the same vault, with the evidence for it."""
        side, measured = self._measured(self._claim[match.claim])
        # Of claims without a link there are many, and on each a person may cast a glance.
        return self._explained(match, side, measured, with_detail=match.verdict is not Verdict.NONE)

    def _measured(self, claim: "Claim") -> tuple[ClaimSide, Sequence[Measured]]:
        if claim.path in self._taught:
            side, found = self._taught[claim.path]
            return side, found.present
        side = self.corpus.read(claim)
        return side, Comparer(self.corpus, side).measure(self.index.find(side).candidates())

    def _model(self, path: str) -> Model:
        return self.learned.parts.get(path, self.model)

    def explain(self, path: str, source: str | None = None) -> Match:
        """A claim's path to its match with more of its candidates, `source`, if given, among them whatever its rank."""
        if path in self.labels.no_source:
            return _no_source(path)
        side = self.corpus.read(self._claim[path])
        asked = {self.corpus.number[source]} if source is not None else set[int]()
        measured = Comparer(self.corpus, side).measure(sorted(asked.union(self.index.find(side).candidates())))
        return self._explained(self._match(side, measured, self._model(path), asked), side, measured)

    def trial(self, path: str, *, absent: bool = False, bars: Bars | None = None) -> Match:
        """A known claim's path to its match with its links hidden; `absent` takes its true sources out of the vault.

        `bars` stand in for those in force. True sources keep their evidence whatever their rank.
        """
        side, found = self._taught.get(path) or self._block(path)
        measured = found.absent if absent else found.present
        return self._explained(self._match(side, measured, self._model(path), found.true, bars), side, measured)

    def _match(
        self,
        claim: ClaimSide,
        measured: Sequence[Measured],
        model: Model,
        asked: Collection[int] | None = None,
        bars: Bars | None = None,
    ) -> Match:
        """A measured claim to its match; with `asked`, to one with more candidates, these sources among them."""
        number = self.corpus.number
        refused = {number[path] for path in self.labels.refused.get(claim.path, ()) if path in number}
        found = {one.source: one for one in measured}
        scored = [
            Scored(source, one.work, self._score(claim, one, model), one.is_contradicted, source in refused)
            for source, one in found.items()
        ]
        scored.sort(key=lambda one: (-one.score, one.source))
        rulings = decide(scored, bars or self.bars(model), self._same)
        if refused - found.keys():  # which citation they were refused for cannot be told: a person decides on all
            rulings = [_AFTER_NO if ruling[0] is Verdict.ACCEPTED else ruling for ruling in rulings]
        ruled = [(found[one.source], ruling) for one, ruling in zip(scored, rulings, strict=True) if not one.is_refused]
        verdict, reason = overall([ruling for _, ruling in ruled])
        shown = EXPLAINED if asked is not None else BRIEF if verdict is Verdict.NONE else SHOWN
        return Match(
            claim.path,
            verdict,
            reason,
            tuple(
                self._candidate(claim, one, ruling, model)
                for place, (one, ruling) in enumerate(ruled)
                if place < shown or ruling[0] is not Verdict.NONE or (asked and one.source in asked)
            ),
        )

    def _score(self, claim: ClaimSide, one: Measured, model: Model) -> float:
        if self.settings.weights:
            return sum(part.weight for part in evidence(self._pair(claim, one), one, model, self.settings.weights))
        return model.score(one.values)

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
        # The same sum as of its evidence, to the last bit; the score that ranks is added up in another order.
        score = self._score(claim, one, model) if self.settings.weights else total(one, model)
        path = self.corpus.sources[one.source].path
        return Candidate(path, score, probability(score), *ruling, evidence=(), citation=one.work)

    def _explained(
        self, match: Match, claim: ClaimSide, measured: Sequence[Measured], *, with_detail: bool = True
    ) -> Match:
        model = self._model(claim.path)
        found = {self.corpus.sources[one.source].path: one for one in measured}

        def with_evidence(candidate: Candidate) -> Candidate:
            one = found[candidate.source]
            parts = evidence(self._pair(claim, one), one, model, self.settings.weights, with_detail=with_detail)
            return replace(candidate, evidence=tuple(parts))

        return replace(match, candidates=tuple(map(with_evidence, match.candidates)))

    def self_check(self) -> SelfCheck | None:
        """Claims with a known source, each matched by a model that never saw it; None with fewer than `ENOUGH`."""
        known = [claim for claim in self.claims if self.known.get(claim.path)]
        if len(known) < ENOUGH:
            return None
        return SelfCheck(tuple(Judged(self.match(claim), self.known[claim.path]) for claim in known))


def _no_source(path: str) -> Match:
    return Match(path, Verdict.NONE, Reason.NO_SOURCE, ())


def match(
    matcher: Matcher,
    *,
    skip: Collection[str] = (),
    progress: Progress = lambda pieces, _: pieces,
    workers: int | None = None,
) -> Matching:
    """The matches of all claims that have no known link and are not in `skip`, without evidence.

    The same result for any order of the vault's notes and any number of `workers`, by default one a processor core
    where the vault is large. `progress` wraps the work, piece by piece, while it is done.
    """
    check = matcher.self_check()
    known = matcher.labels.sources
    left = [claim for claim in matcher.claims if claim.path not in skip and claim.path not in known]
    workers = workers or (_cores() if len(left) >= _LARGE else 1)
    if workers == 1:
        return Matching(tuple(map(matcher.match, progress(left, "matching"))), matcher.model, check)
    from codex_backfill.matching.parallel import spread

    found = spread(matcher.match, left, workers, lambda rounds: progress(rounds, "matching"))
    return Matching(tuple(found), matcher.model, check)


def _cores() -> int:
    """How many processor cores this process may use, where that can be told."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
