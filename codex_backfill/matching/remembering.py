"""A matcher that remembers: what an earlier run found holds as long as all that it rests on is the same."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import Matching
from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.self_check import Judged, SelfCheck
from codex_backfill.matching.verdicts import Reason
from codex_backfill.matching.weights import Learned, Model
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings
from codex_backfill.terminal.progress import Progress, silent

if TYPE_CHECKING:
    from codex_backfill.matching.kept_corpus import Store
    from codex_backfill.matching.matcher import Matcher


class RememberingMatcher:
    """What a matcher gives, of which only that is done again which was not done before.

    Words are weighed by the sources alone, weights are fitted to the claims of which something is known: while those
    stay as they are, a claim's match rests on nothing but the claim. Made from what `rows` of an earlier one gave,
    which JSON can hold; what is no such thing is as good as nothing. `shelf` gives
    a place for what is large: the sources made ready, and what citations name.
    """

    def __init__(
        self,
        vault: Vault,
        labels: Labels,
        settings: MatchSettings,
        kept: Mapping[str, Any],
        shelf: "Callable[[str], Store] | None" = None,
        *,
        workers: int | None = None,
        progress: Progress = silent,
    ) -> None:
        self._progress = progress
        self.labels, self.sources = labels, vault.sources
        self.claims = tuple(sorted(vault.claims, key=lambda claim: claim.path))
        self._vault, self._settings, self._workers, self._shelf = vault, settings, workers, shelf
        notes: Iterable[Claim | Source] = (*vault.claims, *vault.sources)
        self._said = {note.path: _said(note) for note in notes}
        self._archive = _digest(sorted(self._said[source.path] for source in vault.sources))
        taught = labels.sources.keys() | labels.refused.keys() | labels.no_source
        self._basis = _digest(
            [
                astuple(settings),
                sorted(map(_pair, labels.yes)),
                sorted(map(_pair, labels.no)),
                sorted(labels.no_source),
                self._archive,
                [self._said[claim.path] for claim in self.claims if claim.path in taught],
            ]
        )
        self._several: dict[str, bool] = {}
        self._rows = kept if kept.get("basis") == self._basis else {}
        self._found = _found(self._rows)

    @cached_property
    def full(self) -> "Matcher":
        """The matcher that does what was not done before."""
        # Here and not above: where nothing is new, that room need not be imported, which takes half of such a run.
        from codex_backfill.matching.kept_corpus import KeptCorpus
        from codex_backfill.matching.matcher import Matcher

        return Matcher(
            *(self._vault, self.labels, self._settings),
            workers=self._workers,
            learned=self._found.learned if self._found else None,
            indexed=KeptCorpus(self._shelf("corpus"), self._archive) if self._shelf else None,
            # Where all that is left to match is a claim or two, they are read in less time than what is kept of all.
            cited=self._shelf("citations").load() if self._shelf and not self._found else {},
            progress=self._progress,
        )

    @property
    def model(self) -> Model:
        """The weights and bars that hold for claims of which nothing is known."""
        return self._found.learned.model if self._found else self.full.model

    def self_check(self) -> SelfCheck | None:
        """Claims with a known source, each matched by a model that never saw it; None when there are too few."""
        return self._found.self_check if self._found and self._found.is_checked else self.full.self_check()

    def match_all(self, claims: Sequence[Claim]) -> tuple[Match, ...]:
        """Claims to their matches."""
        kept = self._found.matches if self._found else {}
        new = [claim for claim in claims if self._said[claim.path] not in kept]
        found = {match.claim: match for match in self.full.match_all(new)} if new else {}
        return tuple(found.get(claim.path) or kept[self._said[claim.path]] for claim in claims)

    def several(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Those of some claims that cite several works."""
        kept = self._found.several if self._found else {}
        new = [claim for claim in claims if self._said[claim.path] not in kept]
        found = {self._said[claim.path] for claim in (self.full.several(new) if new else ())}
        self._several = {said: kept.get(said, said in found) for said in (self._said[one.path] for one in claims)}
        return [one for one in claims if self._several[self._said[one.path]]]

    def explain(self, path: str, source: str | None = None) -> Match:
        """A claim's path to its match with more of its candidates, `source`, if given, among them whatever its rank."""
        return self.full.explain(path, source)

    def explained(self, match: Match) -> Match:
        """A match to the same with the evidence for it."""
        return self.full.explained(match)

    def keep_citations(self) -> None:
        """Keeps what citations name for the next run, where this one has read them."""
        if self._shelf and not self._found and "full" in vars(self) and self.full.measurer.cited.is_new:
            self._shelf("citations").save(self.full.measurer.cited.rows)

    def rest(self) -> None:
        """Lets go of what takes most room and can be worked out again, should anything be asked later."""
        if "full" in vars(self):
            self.full.rest()

    def rows(self, outcome: Matching | None = None) -> Mapping[str, Any]:
        """What was found to what the next matcher can be made from; of single claims, what the known ones teach."""
        if outcome is None and self._found:
            return self._rows
        learned = self._rows["learned"] if self._found else _learned_row(self.full.learned)
        if outcome is None:
            return {"basis": self._basis, "learned": learned, "matches": {}}
        check = outcome.self_check
        kept = self._rows["matches"] if self._found else {}
        matches = {self._said[match.claim]: match for match in outcome.found}
        return {
            "basis": self._basis,
            "learned": learned,
            "self_check": None if check is None else [[_row(one.match), sorted(one.sources)] for one in check.judged],
            "matches": {said: kept.get(said) or _row(match) for said, match in matches.items()},
            "several": self._several,
        }


@dataclass(frozen=True, slots=True)
class _Found:
    """What an earlier matcher found for the same notes and labels."""

    learned: Learned
    is_checked: bool
    self_check: SelfCheck | None
    matches: Mapping[str, Match]
    """By the digest of what the claim says."""
    linked: dict[str, bool]
    """Whether a claim that has a link cites several works, by the same."""

    @property
    def several(self) -> dict[str, bool]:
        """Whether a claim cites several works, by the same."""
        return {said: match.citations > 1 for said, match in self.matches.items()} | self.linked


def _found(rows: Mapping[str, Any]) -> _Found | None:
    """What was kept to what was found; None for anything else, a file that somebody wrote by hand, say."""
    try:
        models, parts, basis, gain, error = rows["learned"]
        models = [Model(tuple(weights), *rest) for weights, *rest in models]
        judged = rows.get("self_check")
        return _Found(
            learned=Learned(models[0], {claim: models[at] for claim, at in parts.items()}, basis, gain, error),
            is_checked="self_check" in rows,
            self_check=None if judged is None else SelfCheck(tuple(map(_judged, judged))),
            matches={said: _match(row) for said, row in rows["matches"].items()},
            linked={**rows.get("several", {})},
        )
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


_VERDICTS: dict[str, Verdict] = {str(one): one for one in Verdict}
_REASONS: dict[str, Reason] = {str(one): one for one in Reason}


def _said(note: Claim | Source) -> str:
    """A note to the digest of its path and of all that matching reads of it: all but its link entries."""
    read = {field.name: getattr(note, field.name) for field in fields(note) if field.name not in ("note", "entries")}
    return _digest([note.path, note.title, note.note.body, read])


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()


def _pair(link: Link) -> tuple[str, str]:
    return link.claim, link.source


def _row(match: Match) -> list[Any]:
    candidates = [[c.source, c.score, c.probability, c.verdict, c.reason, c.citation] for c in match.candidates]
    return [match.claim, match.verdict, match.reason, candidates, match.citations]


def _match(row: list[Any]) -> Match:
    claim, verdict, reason, candidates, citations = row
    return Match(claim, _VERDICTS[verdict], _REASONS[reason], tuple(_candidates(candidates)), citations)


def _candidates(rows: Iterable[list[Any]]) -> Iterable[Candidate]:
    for source, score, chance, verdict, reason, citation in rows:
        yield Candidate(source, score, chance, _VERDICTS[verdict], _REASONS[reason], (), citation)


def _judged(row: list[Any]) -> Judged:
    match, sources = row
    return Judged(_match(match), frozenset(sources))


def _learned_row(learned: Learned) -> list[Any]:
    """Few models serve many claims: each stands once."""
    models = list(dict.fromkeys([learned.model, *learned.parts.values()]))
    parts = {claim: models.index(model) for claim, model in learned.parts.items()}
    return [[_plain(astuple(model)) for model in models], parts, learned.basis, learned.gain, learned.error]


def _plain(values: Any) -> Any:
    """What JSON makes of it, so that it can be compared with what was kept."""
    return list(map(_plain, values)) if isinstance(values, tuple) else values
