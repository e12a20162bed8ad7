"""What scripts may rely on: the form of every `--format json` output and of every file on disk, as JSON schemas.

Where a file is read through a model, its schema is that model's own; what is only printed has models for this alone.
The tests hold each schema against real outputs of its command.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from codex_backfill.cli.output_models import (
    DecideOutput,
    DiffOutput,
    ExplainOutput,
    Found,
    InitOutput,
    MigrateOutput,
    PlanOutput,
    SyncLine,
    Undecided,
    UndoOutput,
    WrittenOutput,
)
from codex_backfill.editing.plan_file import Count, Row, SavedPlan
from codex_backfill.evaluation.report.data import ValidateOutput
from codex_backfill.known.decision_file import DecisionRow
from codex_backfill.known.ledger import LinkRow, NoteRow
from codex_backfill.settings import Settings
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


DIALECT = "https://json-schema.org/draft/2020-12/schema"
OUTPUTS: Mapping[str, Any] = {
    "apply": WrittenOutput,
    "check": tuple[Found, ...],
    "decide": DecideOutput,
    "diff": DiffOutput,
    "explain": ExplainOutput,
    "init": InitOutput,
    "migrate": MigrateOutput,
    "plan": PlanOutput,
    "review": tuple[Undecided, ...],
    "show": SavedPlan,
    "sync": SyncLine,
    "undo": UndoOutput,
    "validate": ValidateOutput,
}
"""What `--format json` prints, by command; of `sync`, each line."""
FILES: Mapping[str, Any] = {
    "baseline": BaselineRow,
    "codex-backfill.toml": Settings,
    "decisions.jsonl": DecisionRow,
    "known_pairs.csv": KnownPair,
    "ledger.json": LedgerFile,
    "plan.json": SavedPlan,
}
"""Files on disk, by name; of `baseline`, `decisions.jsonl` and `known_pairs.csv`, each line."""
_LINES = frozenset(["sync", "baseline", "decisions.jsonl", "known_pairs.csv"])


def names() -> tuple[str, ...]:
    """What there is a schema of: outputs, then files."""
    return (*sorted(OUTPUTS), *sorted(FILES))


def about(name: str) -> str:
    """The name of a schema to what it describes, in a line."""
    what = f"the output of `{name} --format json`" if name in OUTPUTS else f"the file {name}"
    return f"each line of {what}" if name in _LINES else what


def schema(name: str) -> dict[str, Any]:
    """The name of an output or a file to its JSON schema (draft 2020-12); raises KeyError for another name."""
    is_output = name in OUTPUTS
    model = TypeAdapter(OUTPUTS[name] if is_output else FILES[name])
    found = model.json_schema(mode="serialization" if is_output else "validation")
    return {"$schema": DIALECT, "$comment": f"{about(name)} of codex-backfill", **found}
