"""What scripts may rely on: the form of every `--format json` output and of every file on disk, as JSON schemas.

Where a file is read through a model, its schema is that model's own; what is only printed is described here. The
tests hold each schema against real outputs of its command, and none allows a key that it does not name.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from codex_backfill.editing.plan_file import SavedCandidate, SavedLink, SavedPlan
from codex_backfill.known.decision_file import DecisionRow
from codex_backfill.known.ledger import LinkRow, NoteRow
from codex_backfill.matching.result import Verdict
from codex_backfill.settings import Settings
from codex_backfill.sync.codes import Code

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Count = Annotated[int, Field(ge=0)]
Chance = Annotated[float, Field(ge=0, le=1)]


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Unchecked(_Output):
    checked: Literal[False]
    known_claims: Count


class _Checked(_Output):
    checked: Literal[True]
    known_claims: Count
    right: Count
    wrong: Count
    missed: Count
    precision: Chance
    recall: Chance


class _Run(_Output):
    """A run: what it found, in numbers, how the self-check went, every link with its evidence, what was left alone."""

    summary: dict[str, Count]
    self_check: _Unchecked | _Checked
    links: tuple[SavedLink, ...]
    problems: tuple[str, ...]


class DiffOutput(_Run):
    """What `diff` prints: the run, and the patch that it would make."""

    diff: str


class MigrateOutput(_Run):
    """What `migrate` prints: the run, and how many files could not be written."""

    failed: Count


class WrittenOutput(_Output):
    """What `apply` prints: the files that were written, and those that could not be, with the reason."""

    written: tuple[str, ...]
    failed: tuple[str, ...]


class UndoOutput(_Output):
    """What `undo` prints: the files and how many links were taken back, and what was left, with the reason."""

    restored: tuple[str, ...]
    links: Count
    failed: tuple[str, ...]


class ExplainOutput(_Output):
    """What `explain` prints: a claim's verdict, its known sources, and its candidates with their evidence."""

    claim: str
    verdict: Verdict
    reason: str
    known: tuple[str, ...]
    candidates: tuple[SavedCandidate, ...]


class _Choice(_Output):
    source: str
    score: float
    probability: Chance


class Undecided(_Output):
    """A claim that waits for a person."""

    claim: str
    reason: str
    before: str | None
    """An answer that no longer holds, because the text changed."""
    candidates: tuple[_Choice, ...]


class DecideOutput(_Output):
    """What `decide` prints: how many answers were kept, which they overruled, which were given on older texts."""

    kept: Count
    overruled: tuple[str, ...]
    changed: tuple[str, ...]


class _ProposedClaims(_Output):
    folders: tuple[str, ...]
    notes: Count
    citing: Count


class _ProposedSources(_Output):
    folders: tuple[str, ...]
    notes: Count
    cited: Count


class InitOutput(_Output):
    """What `init` prints: what it saw in the vault, and the text of the settings that it proposes."""

    notes: Count
    claims: _ProposedClaims
    sources: _ProposedSources
    citations: dict[str, Count]
    """By where citations stand: how many claims cite something there."""
    problems: tuple[str, ...]
    settings: str


class Found(_Output):
    """A place where the two directions differ."""

    path: str
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    code: Code
    level: Literal["error", "warning", "note"]
    message: str


class _Summary(_Output):
    event: Literal["summary"]
    claims: Count
    sources: Count
    withdrawn: Count
    respelled: Count
    review: Count
    problems: Count
    failed: Count
    plan: str | None = None


class _Stopped(_Output):
    event: Literal["stopped"]
    brake: str
    reason: str


class _LinkEvent(_Output):
    event: Literal["connect", "complete", "withdraw", "dispute"]
    claim: str
    source: str
    reason: str


class _Respelled(_Output):
    event: Literal["respell"]
    claim: str
    source: str
    file: str = Field(alias="in")
    now: str


SyncLine = Annotated[_Summary | _Stopped | _LinkEvent | _Respelled, Field(discriminator="event")]


class _Share(_Output):
    value: Chance | None
    low: Chance
    high: Chance
    count: Count
    of: Count


class _Ranged(_Output):
    value: Chance | None
    low: Chance
    high: Chance


class _Threshold(_Output):
    threshold: Chance
    in_force: bool
    right: Count
    wrong: Count
    unlinked: Count
    precision: _Share
    recall: _Share
    f_half: _Ranged
    misled: _Share


class _Point(_Output):
    threshold: Chance
    precision: Chance | None
    recall: Chance | None
    misled: Chance | None


class _Bin(_Output):
    low: Chance = Field(alias="from")
    high: Chance = Field(alias="to")
    claimed: Chance | None
    right: _Share
    present: _Share


class _Score(_Output):
    claim: str
    score: float
    probability: Chance
    right: bool
    absent: bool


class _Lost(_Output):
    missed: Count
    wrong: Count


class _Reason(_Output):
    name: str
    level: str
    weight: float
    detail: str


class _Tried(_Output):
    source: str
    right: bool
    score: float
    needs: float
    probability: Chance
    verdict: Verdict
    reason: str
    evidence: tuple[_Reason, ...]


class _Trial(_Output):
    claim: str
    cites: tuple[str, ...]
    known: tuple[str, ...]
    stage: str | None
    verdict: Verdict
    reason: str
    candidates: tuple[_Tried, ...]


class _Basis(_Output):
    basis: str
    """Whether weights were fitted to the known pairs, or are the package's own."""
    gain: float
    """How much lower the log loss of fitted ones is, a claim that they were not fitted to."""
    error: float


class ValidateOutput(_Output):
    """What `validate` prints: shares with their 95% intervals, per threshold, and every claim that went wrong."""

    outcome: Literal["holds", "fell short", "too few"]
    min_precision: Chance
    conclusions: tuple[str, ...]
    known_claims: Count
    known_pairs: Count
    known_sources: Count
    fitted_to: Count
    weights: _Basis
    right: Count
    wrong: Count
    missed: Count
    precision: _Share
    recall: _Share
    f_half: _Ranged
    misled: _Share
    links: _Share
    links_not_told: Count
    pairs: _Share
    threshold: Chance
    thresholds: tuple[_Threshold, ...]
    curve: tuple[_Point, ...]
    calibration: tuple[_Bin, ...]
    scores: tuple[_Score, ...]
    stages: dict[str, _Lost]
    wrong_claims: tuple[_Trial, ...]
    missed_claims: tuple[_Trial, ...]
    misled_claims: tuple[_Trial, ...]
    left_out: tuple[str, ...]


class KnownPair(_Output):
    """A row of known_pairs.csv, its cells by their columns; an empty verdict is a yes."""

    claim: Annotated[str, Field(min_length=1)]
    source: str = ""
    verdict: Literal["", "yes", "no", "no-source"] = ""


class BaselineRow(_Output):
    """A line of the file that `check --write-baseline` writes."""

    path: str
    code: Code
    message: str


class _Nothing(_Output):
    """What stands at the end of a list, so that every row before it ends alike."""


class _LedgerRun(_Output):
    claims: Count
    sources: Count
    accepted: Count
    settings: dict[str, Any] | None
    version: Literal[2]


class _FirstRun(_Output):
    version: Literal[2]


class LedgerFile(_Output):
    """.codex-backfill/ledger.json: what the tool last wrote. Each list ends with an empty object."""

    links: tuple[LinkRow | _Nothing, ...]
    notes: tuple[NoteRow | _Nothing, ...]
    run: _LedgerRun | _FirstRun


OUTPUTS: Mapping[str, Any] = {
    "apply": WrittenOutput,
    "check": tuple[Found, ...],
    "decide": DecideOutput,
    "diff": DiffOutput,
    "explain": ExplainOutput,
    "init": InitOutput,
    "migrate": MigrateOutput,
    "plan": _Run,
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
    model = OUTPUTS[name] if name in OUTPUTS else FILES[name]
    found = TypeAdapter(model).json_schema(by_alias=True)
    return {"$schema": DIALECT, "$comment": f"{about(name)} of codex-backfill", **found}
