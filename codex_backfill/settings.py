"""The settings file to settings: checked, with every error at once, unknown keys named with the nearest right one."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from codex_backfill.errors import UsageError

FILE_NAME = "codex-backfill.toml"


def _inside_vault(folder: str) -> str:
    parts = folder.replace("\\", "/").strip("/").split("/")
    if folder.startswith("/") or ".." in parts:
        raise ValueError(f"{folder!r} leads out of the vault")
    return "/".join(part for part in parts if part not in ("", "."))


def _plain_key(key: str) -> str:
    if not key or not key.isascii() or not key.replace("_", "").replace("-", "").isalnum() or not key[0].isalpha():
        raise ValueError(f"{key!r} is no frontmatter key: letters, digits, - and _")
    return key


Folder = Annotated[str, AfterValidator(_inside_vault)]
Key = Annotated[str, AfterValidator(_plain_key)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ClaimSettings(_Section):
    """Where claims are, and how their link field is written."""

    folders: tuple[Folder, ...] = ("domains", "core", "foundations")
    types: tuple[str, ...] = ("claim",)
    field: Key = "sourced_from"
    style: Literal["path", "wikilink"] = "path"


class SourceSettings(_Section):
    """Where sources are, and how their link field is written."""

    folders: tuple[Folder, ...] = ("inbox/archive", "inbox/queue")
    types: tuple[str, ...] = ()
    field: Key = "claims_extracted"
    style: Literal["auto", "title", "filename", "path", "wikilink"] = "auto"


class MatchSettings(_Section):
    """When a link is accepted: thresholds are learned from known pairs unless they are set."""

    min_precision: Annotated[float, Field(gt=0, le=1)] = 0.95
    threshold: Annotated[float, Field(gt=0, lt=1)] | None = None
    """The least probability of an accepted link."""
    gap: Annotated[float, Field(ge=0)] | None = None
    """The least lead over the runner-up, in natural-log odds."""
    weights: dict[str, float] = {}
    """Match weights by `comparison.level`, in natural-log odds, in place of the learned ones."""


class Settings(_Section):
    """All settings of a vault."""

    claims: ClaimSettings = ClaimSettings()
    sources: SourceSettings = SourceSettings()
    match: MatchSettings = MatchSettings()
