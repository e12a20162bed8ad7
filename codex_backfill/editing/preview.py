"""Single links to the diffs they would make: what a person looks at before saying yes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from codex_backfill.editing.diff import file_diff
from codex_backfill.editing.edit import Addition
from codex_backfill.editing.field import add
from codex_backfill.editing.spelling import addition_for, common_form, spell
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Problem, Vault
from codex_backfill.settings import Settings


@dataclass(frozen=True, slots=True)
class PreviewedLink:
    """What a yes to one link would write."""

    patch: str
    """The unified diff of both notes; a note that would be refused stands in it as a line that says why."""
    problems: tuple[Problem, ...] = ()
    """Why a note would be refused; without any, the link can be written."""


class Preview:
    """A vault, with the bytes of its notes at hand, asked about one link at a time."""

    def __init__(
        self,
        vault: Vault,
        settings: Settings,
        read: Callable[[str], bytes | Problem],
        claim_names: Names,
        source_names: Names,
    ) -> None:
        self._claims = {claim.path: claim.note for claim in vault.claims}
        self._sources = {source.path: source for source in vault.sources}
        self._settings = settings
        self._read = cache(read)
        self._claim_names, self._source_names = claim_names, source_names
        self._form = cache(self._form_of)

    def propose(self, claim: str, source: str) -> PreviewedLink:
        """The paths of a claim and a source without a link to what they would be if they had one."""
        named = spell(self._sources[source].note, self._settings.claims.style, self._source_names, claim)
        naming = spell(self._claims[claim], self._form(source), self._claim_names, source)
        additions = (
            addition_for(claim, (named,), self._settings.claims),
            addition_for(source, (naming,), self._settings.sources),
        )
        parts = [self._diff(addition) for addition in additions]
        problems = tuple(part for part in parts if isinstance(part, Problem))
        return PreviewedLink("".join(f"{part}\n" if isinstance(part, Problem) else part for part in parts), problems)

    def _form_of(self, source: str) -> str:
        style, entries = self._settings.sources.style, self._sources[source].entries
        return common_form(entries, self._claims, self._claim_names, source) if style == "auto" else style

    def _diff(self, addition: Addition) -> str | Problem:
        raw = self._read(addition.path)
        if isinstance(raw, Problem):
            return raw
        proved = add(raw, addition)
        if isinstance(proved, Problem):
            return proved
        return file_diff(addition.path, raw, proved.after).decode("utf-8", "replace")
