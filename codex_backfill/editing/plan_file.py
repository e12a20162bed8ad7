"""A plan to the file that `plan` saves and `apply` reads: checked at the border, complete enough to explain itself."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from codex_backfill.disk.paths import inside
from codex_backfill.editing.edit import Edit
from codex_backfill.editing.link_data import link_data
from codex_backfill.editing.plan import Plan, PlannedFile, PlannedLink
from codex_backfill.errors import UsageError
from codex_backfill.matching.result import Evidence, Explained
from codex_backfill.notes.standing_links import Link

VERSION: Literal[1] = 1
"""Of the plan file's form."""
NotePath = Annotated[str, AfterValidator(inside)]
Count = Annotated[int, Field(ge=0)]
Chance = Annotated[float, Field(ge=0, le=1)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Row(BaseModel):
    """What stands in a file, or in what is printed: these keys and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SavedCandidate(Row):
    """A candidate with its evidence."""

    source: NotePath
    score: float
    probability: float
    verdict: str
    reason: str
    evidence: tuple[Evidence, ...]


class SavedLink(Row):
    """A link that the plan writes: where it comes from, and for a matched one why, and why not the runner-up."""

    claim: NotePath
    source: NotePath
    origin: str
    accepted: SavedCandidate | None = None
    runner_up: SavedCandidate | None = None

    @property
    def link(self) -> Link:
        """The link that it is."""
        return Link(self.claim, self.source)


class SavedEntry(Row):
    """An entry that a note is given, and the link that it stands for."""

    text: str
    claim: NotePath
    source: NotePath

    @property
    def link(self) -> Link:
        """The link that it stands for."""
        return Link(self.claim, self.source)


class SavedFile(Row):
    """One note that changes: digests of its bytes before and after, its new entries, and the edits that make them."""

    path: NotePath
    sha256: Sha256
    sha256_after: Sha256
    field: str
    scalar: bool
    create: bool = False
    entries: tuple[SavedEntry, ...]
    edits: tuple[Edit, ...]


class SavedPlan(Row):
    """The whole plan file."""

    format: Literal[1] = VERSION
    tool: str
    vault: str
    summary: dict[str, int]
    self_check: dict[str, Any]
    links: tuple[SavedLink, ...]
    files: tuple[SavedFile, ...]
    problems: tuple[str, ...]

    def dump(self) -> str:
        """The plan file's text: indented JSON with a final newline, the same for the same plan."""
        return self.model_dump_json(indent=2) + "\n"


def save(plan: Plan, told: Mapping[str, Any], *, tool: str, vault: str) -> SavedPlan:
    """A plan, and what `--format json` tells of the run, to the plan file's model."""
    return SavedPlan(tool=tool, vault=vault, files=tuple(map(_saved_file, plan.files)), **told)


def load(text: str, name: str) -> SavedPlan:
    """A plan file's text to its model; raises UsageError that names the file and what is wrong with it.

    Every version reads the plans of earlier ones.
    """
    try:
        return SavedPlan.model_validate_json(text)
    except ValidationError as errors:
        first = errors.errors()[0]
        version = first["input"]
        if first["loc"] == ("format",) and isinstance(version, int) and version > VERSION:
            later = f"written by a later version of codex-backfill (format {version})"
            raise UsageError(f"{name}:1:1: {later}; update this one; nothing was written") from None
        where = ".".join(str(key) for key in first["loc"])
        raise UsageError(f"{name}:1:1: no plan of this version: {where}: {first['msg']}; nothing was written") from None


def is_plan(raw: bytes) -> bool:
    """Whether bytes are those of a saved plan, of whatever version."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"format", "tool", "vault", "links", "files"} <= data.keys()


def saved_link(planned: PlannedLink, explained: Explained) -> SavedLink:
    """A planned link to its row, with the accepted candidate's evidence and the runner-up's."""
    return SavedLink.model_validate(link_data(planned, explained))


def _saved_file(file: PlannedFile) -> SavedFile:
    return SavedFile(
        path=file.path,
        sha256=file.sha256,
        sha256_after=file.sha256_after,
        field=file.addition.field,
        scalar=file.addition.scalar,
        create=file.addition.create,
        entries=tuple(
            SavedEntry(text=text, claim=link.claim, source=link.source)
            for text, link in zip(file.addition.entries, file.links, strict=True)
        ),
        edits=file.edits,
    )
