"""Claims and sources to matches: the one way into this room."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from codex_backfill.known.labels import Labels
from codex_backfill.matching.cited_works import NOTHING
from codex_backfill.matching.comparisons import Pair
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.evidence import evidence, total
from codex_backfill.matching.features import Measured
from codex_backfill.matching.index import Index
from codex_backfill.matching.learn import ENOUGH, learn, taught
from codex_backfill.matching.measurer import Measurer
from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.self_check import Judged, SelfCheck
from codex_backfill.matching.sides import ClaimSide
from codex_backfill.matching.verdicts import Bars, Reason, Ruling, Scored, overall, rule
from codex_backfill.matching.weights import Learned, Model, log_odds, probability
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.settings import MatchSettings
from codex_backfill.terminal.progress import Progress, silent

SHOWN, BRIEF, EXPLAINED = 2, 1, 8
"""How many candidates of a claim are kept, beside those that are accepted or for review: usually;
where there are none of these; and where a person asks about the claim."""
_ASK = log_odds(0.05)
"""The score from which a person is asked."""
_AFTER_NO = Verdict.REVIEW, Reason.AFTER_NO


class Matcher:
    """A vault and what is known of it, ready to match any of its claims.

    Everything that it gives is the same for any number of `workers`, by default one a processor core where there are
    many claims. What the known claims teach can be `learned` already, by an earlier matcher for the same; `indexed`
    makes the sources ready, `cited` are the rows of an earlier measurer's. `progress` wraps all that takes long.
    """

    def __init__(
        self,
        vault: Vault,
        labels: Labels,
        settings: MatchSettings,
        *,
        workers: int | None = None,
        learned: Learned | None = None,
        indexed: Callable[[Sequence[Source], Progress], Index] | None = None,
        cited: Mapping[str, Any] = NOTHING,
        progress: Progress = silent,
    ) -> None:
        self.labels = labels
        self.settings = settings
        self.measurer = Measurer(vault, labels, workers, indexed, cited, progress)
        self.claims, self.sources = tuple(self.measurer.claim.values()), vault.sources
        if learned is not None:
            self.learned = learned

    @property
    def corpus(self) -> Corpus:
        """The sources, ready to be compared."""
        return self.measurer.corpus

    @property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The claims whose sources are known, or that are known to have none, with these sources, by path."""
        return self.measurer.known

    def several(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Those of some claims that cite several works."""
        return [claim for claim in claims if self.measurer.count_cited(claim.path) > 1]

    def rest(self) -> None:
        """Lets go of what takes most room and can be worked out again, should anything be asked later."""
        self.measurer.rest()

    @cached_property
    def learned(self) -> Learned:
        """What the known claims teach."""
        measurer = self.measurer
        unknown = taught(self.labels.refused.keys() & measurer.claim.keys() - self.known.keys())
        refused = [one for path in unknown for one in measurer.block(path).wrong]
        return learn(self.known, list(measurer.taught.values()), refused, progress=measurer.progress)

    @property
    def model(self) -> Model:
        """The weights and bars that hold for claims of which nothing is known."""
        return self.learned.model

    def match(self, claim: Claim) -> Match:
        """A claim to its match, without evidence; one with known sources is judged by a model that never saw them."""
        if claim.path in self.labels.no_source:
            return _no_source(claim.path)
        found = self._match(claim.path, self.measurer.measured(claim.path), self._model(claim.path))
        return replace(found, citations=len(self.measurer.side(claim.path).works))

    def match_all(self, claims: Sequence[Claim]) -> tuple[Match, ...]:
        """Claims to their matches."""
        self.measurer.read(claims)
        return tuple(self.measurer.each(self.match, claims, "matching"))

    def explained(self, match: Match) -> Match:
        """What `match` gave for a claim, now or in an earlier run over the same vault, with the evidence for it."""
        with_detail = match.verdict is not Verdict.NONE  # of claims without a link there are many
        measured = self.measurer.measured(match.claim)
        shown = {self.corpus.number[candidate.source] for candidate in match.candidates}
        if not shown <= {one.source for one in measured}:  # one that was asked about, whatever its rank
            measured = self.measurer.measured(match.claim, shown)
        return self._explained(match, measured, with_detail=with_detail)

    def _model(self, path: str) -> Model:
        return self.learned.parts.get(path, self.model)

    def explain(self, path: str, source: str | None = None) -> Match:
        """A claim's path to its match with more of its candidates, `source`, if given, among them whatever its rank."""
        if path in self.labels.no_source:
            return _no_source(path)
        asked = {self.corpus.number[source]} if source is not None else set[int]()
        measured = self.measurer.measured(path, asked)
        return self._explained(self._match(path, measured, self._model(path), asked), measured)

    def trial(self, path: str, *, absent: bool = False, bars: Bars | None = None) -> Match:
        """A known claim's path to its match with its links hidden; `absent` takes its true sources out of the vault.

        With `bars` that stand in for those in force, it has no evidence. True sources are kept whatever their rank.
        """
        found = self.measurer.taught.get(path) or self.measurer.block(path)
        measured = found.absent if absent else found.present
        match = self._match(path, measured, self._model(path), found.true, bars)
        return match if bars else self._explained(match, measured)

    def _match(
        self,
        path: str,
        measured: Sequence[Measured],
        model: Model,
        asked: Collection[int] | None = None,
        bars: Bars | None = None,
    ) -> Match:
        """A measured claim to its match; with `asked`, to one with more candidates, these sources among them."""
        number = self.corpus.number
        refused = {number[source] for source in self.labels.refused.get(path, ()) if source in number}
        found = {one.source: one for one in measured}
        score, shown_score = self._scores(path, model)
        scored = [
            Scored(source, one.work, score(one), one.is_contradicted, source in refused)
            for source, one in found.items()
        ]
        scored.sort(key=lambda one: (-one.score, one.source))
        rulings = rule(scored, bars or self.bars(model), self._same)
        if refused - found.keys():  # which citation they were refused for cannot be told: a person decides on all
            rulings = [_AFTER_NO if ruling[0] is Verdict.ACCEPTED else ruling for ruling in rulings]
        ruled = [(found[one.source], ruling) for one, ruling in zip(scored, rulings, strict=True) if not one.is_refused]
        verdict, reason = overall([ruling for _, ruling in ruled])
        shown = EXPLAINED if asked is not None else BRIEF if verdict is Verdict.NONE else SHOWN
        return Match(
            path,
            verdict,
            reason,
            tuple(
                self._candidate(one, ruling, shown_score(one))
                for place, (one, ruling) in enumerate(ruled)
                if place < shown or ruling[0] is not Verdict.NONE or (asked and one.source in asked)
            ),
        )

    def _scores(self, path: str, model: Model) -> tuple[Callable[[Measured], float], Callable[[Measured], float]]:
        """What a claim's candidates are ranked by, and the same added up as evidence is, which can differ in a bit."""
        weights = self.settings.weights
        if not weights:
            return lambda one: model.score(one.values), lambda one: total(one, model)
        side = self.measurer.side(path)

        def score(one: Measured) -> float:
            parts = evidence(self._pair(side, one), one, model, weights, with_detail=False)
            return sum(part.weight for part in parts)

        return score, score

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
            text_alone=self._is_checked,
        )

    def _same(self, one: int, other: int) -> bool:
        return same_work(self.corpus.sources[one], self.corpus.sources[other])

    def _candidate(self, one: Measured, ruling: Ruling, score: float) -> Candidate:
        path = self.corpus.sources[one.source].path
        return Candidate(path, score, probability(score), *ruling, evidence=(), citation=one.work)

    def _explained(self, match: Match, measured: Sequence[Measured], *, with_detail: bool = True) -> Match:
        side, model = self.measurer.side(match.claim), self._model(match.claim)
        found = {self.corpus.sources[one.source].path: one for one in measured}

        def with_evidence(candidate: Candidate) -> Candidate:
            one = found[candidate.source]
            parts = evidence(self._pair(side, one), one, model, self.settings.weights, with_detail=with_detail)
            return replace(candidate, evidence=tuple(parts))

        return replace(match, candidates=tuple(map(with_evidence, match.candidates)))

    @cached_property
    def _is_checked(self) -> bool:
        """Whether there are known pairs enough to tell how often the matcher is right."""
        return sum(bool(sources) for sources in self.known.values()) >= ENOUGH

    def self_check(self) -> SelfCheck | None:
        """Claims with a known source, each matched by a model that never saw it; None with fewer than `ENOUGH`."""
        known = sorted(path for path, sources in self.known.items() if sources)
        if not self._is_checked:
            return None
        _ = self.learned  # before the processes part
        return SelfCheck(tuple(self.measurer.each(self._judged, known, "checking itself", "known claims")))

    def _judged(self, path: str) -> Judged:
        right = {self.corpus.number[source] for source in self.known[path]}
        match = self._match(path, self.measurer.measured(path), self._model(path), right)
        return Judged(replace(match, citations=self.measurer.count_cited(path)), self.known[path])


def _no_source(path: str) -> Match:
    return Match(path, Verdict.NONE, Reason.NO_SOURCE, ())
