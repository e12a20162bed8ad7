"""A matcher that remembers: what an earlier run found holds as long as all that it rests on is the same."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from functools import cached_property
from typing import Any

from codex_backfill.known.labels import Labels
from codex_backfill.matching.learn import Learned
from codex_backfill.matching.matcher import Matcher, Matching, Progress
from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.self_check import Judged, SelfCheck
from codex_backfill.matching.verdicts import Reason
from codex_backfill.matching.weights import Model
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings


class RememberingMatcher(Matcher):
    """A matcher that does again only what it has not done before, and gives the same.

    Words are weighed by the sources alone, weights are fitted to the claims of which something is known: while those
    stay as they are, a claim's match rests on nothing but the claim. Made from what `rows` of an earlier one gave,
    which JSON can hold.
    """

    def __init__(
        self,
        vault: Vault,
        labels: Labels,
        settings: MatchSettings,
        kept: Mapping[str, Any],
    ) -> None:
        super().__init__(vault, labels, settings)
        notes: Iterable[Claim | Source] = (*vault.claims, *vault.sources)
        self._said = {note.path: _said(note) for note in notes}
        taught = labels.sources.keys() | labels.refused.keys() | labels.no_source
        self._basis = _digest(
            [
                astuple(settings),
                sorted(map(_pair, labels.yes)),
                sorted(map(_pair, labels.no)),
                sorted(labels.no_source),
                sorted(self._said[source.path] for source in vault.sources),
                [self._said[claim.path] for claim in self.claims if claim.path in taught],
            ]
        )
        self._kept = kept if kept.get("basis") == self._basis else {}

    @cached_property
    def learned(self) -> Learned:
        return _learned(self._kept["learned"]) if self._kept else super().learned

    def self_check(self) -> SelfCheck | None:
        if not self._kept:
            return super().self_check()
        rows = self._kept["self_check"]
        return None if rows is None else SelfCheck(tuple(map(_judged, rows)))

    def match_all(self, claims: Sequence[Claim], progress: Progress) -> tuple[Match, ...]:
        kept = self._kept["matches"] if self._kept else {}
        new = [claim for claim in claims if self._said[claim.path] not in kept]
        found = {match.claim: match for match in super().match_all(new, progress)}
        return tuple(found.get(claim.path) or _match(kept[self._said[claim.path]]) for claim in claims)

    def rows(self, found: Matching) -> dict[str, Any]:
        """What was found to what the next matcher can be made from."""
        check = found.self_check
        return {
            "basis": self._basis,
            "learned": _learned_row(self.learned),
            "self_check": None if check is None else [[_row(one.match), sorted(one.sources)] for one in check.judged],
            "matches": {self._said[match.claim]: _row(match) for match in found.matches},
        }


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
    return [match.claim, match.verdict, match.reason, candidates]


def _match(row: list[Any]) -> Match:
    claim, verdict, reason, candidates = row
    return Match(claim, Verdict(verdict), Reason(reason), tuple(_candidates(candidates)))


def _candidates(rows: Iterable[list[Any]]) -> Iterable[Candidate]:
    for source, score, chance, verdict, reason, citation in rows:
        yield Candidate(source, score, chance, Verdict(verdict), Reason(reason), (), citation)


def _judged(row: list[Any]) -> Judged:
    match, sources = row
    return Judged(_match(match), frozenset(sources))


def _learned_row(learned: Learned) -> list[Any]:
    """Few models serve many claims: each stands once."""
    models = list(dict.fromkeys([learned.model, *learned.parts.values()]))
    parts = {claim: models.index(model) for claim, model in learned.parts.items()}
    return [[_plain(astuple(model)) for model in models], parts]


def _plain(values: Any) -> Any:
    """What JSON makes of it, so that it can be compared with what was kept."""
    return list(map(_plain, values)) if isinstance(values, tuple) else values


def _learned(row: list[Any]) -> Learned:
    rows, parts = row
    models = [Model(tuple(weights), *rest) for weights, *rest in rows]
    return Learned(models[0], {claim: models[at] for claim, at in parts.items()})
