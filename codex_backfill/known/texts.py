"""The texts that answers are given on, and where the notes are now that have them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from codex_backfill.disk.paths import alike_key, slashed
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.notes.digest import citations_digest, digest
from codex_backfill.notes.note import Vault


@dataclass(frozen=True)
class Texts:
    """The digests of a vault's notes by path, apart from their link fields: what answers were given on."""

    claims: Mapping[str, str]
    sources: Mapping[str, str]
    source_texts: Mapping[str, str]
    """Of each claim's `source:` text alone."""

    @classmethod
    def of(cls, vault: Vault, link_fields: Collection[str]) -> "Texts":
        """A vault and the names of its link fields to the digests of its notes."""
        return cls(
            {claim.path: digest(claim.note, link_fields) for claim in vault.claims},
            {source.path: digest(source.note, link_fields) for source in vault.sources},
            {claim.path: citations_digest(claim.citations) for claim in vault.claims},
        )

    @cached_property
    def claim_places(self) -> "Places":
        """Where a claim is now that was elsewhere."""
        return Places(self.claims)

    @cached_property
    def source_places(self) -> "Places":
        """Where a source is now that was elsewhere."""
        return Places(self.sources)


class Places:
    """The notes of one kind, by what tells where one is that is no longer at its path."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self._paths = notes.keys()
        self._by_text: defaultdict[str, list[str]] = defaultdict(list)
        self._by_file_name: defaultdict[str, list[str]] = defaultdict(list)
        for path, text in notes.items():
            self._by_text[text].append(path)
            self._by_file_name[PurePosixPath(path).name].append(path)

    def now(self, path: str, text: str, *, by_name: bool) -> str | None:
        """A path and the digest of what the note there said to its path now; None when nothing tells."""
        if path in self._paths:
            return path
        same_text = self._by_text.get(text, ())
        if len(same_text) == 1:
            return same_text[0]
        if not by_name:
            return None
        written_alike = [one for one in self._paths if alike_key(one) == alike_key(path)]  # with `\`, say
        same_name = self._by_file_name.get(PurePosixPath(slashed(path)).name, ())
        return next((found[0] for found in (written_alike, same_name) if len(found) == 1), None)


def decision_on(
    claim: str, source: str | None, verdict: Answer, texts: Texts, *, by: str, at: str, score: float | None = None
) -> Decision:
    """An answer on notes of the vault as they read now, by whom and when, to the decision that is kept of it."""
    about = texts.source_texts[claim] if source is None else texts.sources[source]
    return Decision(claim, source, verdict, by, at, score, texts.claims[claim], about)


def follow(decision: Decision, texts: Texts, *, by_name: bool = False) -> Decision | None:
    """A decision to the same one on its notes' present paths; None when one of them is not in the vault.

    A note that moved is known by its text. With `by_name`, for answers that a person hands in just now, the file name
    will do: a source is often edited while it moves from the queue to the archive. Answers that were kept do not pass
    to a newcomer that way.
    """
    claim = texts.claim_places.now(decision.claim, decision.claim_digest, by_name=by_name)
    if decision.source is None:
        return replace(decision, claim=claim) if claim else None
    source = texts.source_places.now(decision.source, decision.source_digest, by_name=by_name)
    return replace(decision, claim=claim, source=source) if claim and source else None
