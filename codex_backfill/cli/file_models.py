"""Files on disk that are read without a model, which is faster, as the models that their schemas are made of."""

from typing import Annotated, Any, Literal

from pydantic import Field

from codex_backfill.editing.plan_file import Count, Row
from codex_backfill.known.ledger import LinkRow, NoteRow
from codex_backfill.sync.codes import Code


class KnownPair(Row):
    """A row of known_pairs.csv, its cells by their columns; an empty verdict is a yes."""

    claim: Annotated[str, Field(min_length=1)]
    source: str = ""
    verdict: Literal["", "yes", "no", "no-source"] = ""


class BaselineRow(Row):
    """A line of the file that `check --write-baseline` writes."""

    path: str
    code: Code
    message: str


class _Nothing(Row):
    """What stands at the end of a list, so that every row before it ends alike."""


class _LedgerRun(Row):
    claims: Count
    sources: Count
    accepted: Count
    settings: dict[str, Any] | None
    version: Literal[2]


class _FirstRun(Row):
    version: Literal[2]


class LedgerFile(Row):
    """.codex-backfill/ledger.json: what the tool last wrote. Each list ends with an empty object."""

    links: tuple[LinkRow | _Nothing, ...]
    notes: tuple[NoteRow | _Nothing, ...]
    run: _LedgerRun | _FirstRun
