"""What `--format json` prints, command by command, as models; none allows a key that it does not name."""

from typing import Annotated, Literal

from pydantic import Field

from codex_backfill.editing.plan_file import Chance, Count, Row, SavedCandidate, SavedLink
from codex_backfill.matching.result import Verdict
from codex_backfill.sync.codes import Code


class _Unchecked(Row):
    checked: Literal[False]
    known_claims: Count


class _Checked(Row):
    checked: Literal[True]
    known_claims: Count
    right: Count
    wrong: Count
    missed: Count
    precision: Chance
    recall: Chance


class PlanOutput(Row):
    """What `plan` prints: counts, how the self-check went, every link with its evidence, and what was left alone."""

    summary: dict[str, Count]
    self_check: _Unchecked | _Checked
    links: tuple[SavedLink, ...]
    problems: tuple[str, ...]


class DiffOutput(PlanOutput):
    """What `diff` prints: the same, and the patch."""

    diff: str


class MigrateOutput(PlanOutput):
    """What `migrate` prints: the same as `plan`, and how many files could not be written."""

    failed: Count


class WrittenOutput(Row):
    """What `apply` prints: the files that were written, and those that could not be, with the reason."""

    written: tuple[str, ...]
    failed: tuple[str, ...]


class UndoOutput(Row):
    """What `undo` prints: the files and how many links were taken back, and what was left, with the reason."""

    restored: tuple[str, ...]
    links: Count
    failed: tuple[str, ...]


class ExplainOutput(Row):
    """What `explain` prints: a claim's verdict, its known sources, and its candidates with their evidence."""

    claim: str
    verdict: Verdict
    reason: str
    known: tuple[str, ...]
    candidates: tuple[SavedCandidate, ...]


class _Choice(Row):
    source: str
    score: float
    probability: Chance


class Undecided(Row):
    """A claim that waits for a person."""

    claim: str
    reason: str
    before: str | None
    """An answer that no longer holds, because the text changed."""
    candidates: tuple[_Choice, ...]


class DecideOutput(Row):
    """What `decide` prints: how many answers were kept, which they overruled, which were given on older texts."""

    kept: Count
    overruled: tuple[str, ...]
    changed: tuple[str, ...]


class _ProposedClaims(Row):
    folders: tuple[str, ...]
    notes: Count
    citing: Count


class _ProposedSources(Row):
    folders: tuple[str, ...]
    notes: Count
    cited: Count


class InitOutput(Row):
    """What `init` prints: what it saw in the vault, and the text of the settings that it proposes."""

    notes: Count
    claims: _ProposedClaims
    sources: _ProposedSources
    citations: dict[str, Count]
    """By where citations stand: how many claims cite something there."""
    problems: tuple[str, ...]
    settings: str


class Found(Row):
    """A place where the two directions differ."""

    path: str
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    code: Code
    level: Literal["error", "warning", "note"]
    message: str


class _Summary(Row):
    event: Literal["summary"]
    claims: Count
    sources: Count
    withdrawn: Count
    respelled: Count
    review: Count
    problems: Count
    failed: Count


class _Stopped(Row):
    event: Literal["stopped"]
    brake: str
    reason: str


class _LinkEvent(Row):
    event: Literal["connect", "complete", "withdraw", "dispute"]
    claim: str
    source: str
    reason: str


class _Respelled(Row):
    event: Literal["respell"]
    claim: str
    source: str
    file: str = Field(alias="in")
    now: str


SyncLine = Annotated[_Summary | _Stopped | _LinkEvent | _Respelled, Field(discriminator="event")]
