"""The settings file to settings: checked, with every error at once, unknown keys named with the nearest right one."""

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from codex_backfill.errors import UsageError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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


def load(path: Path, *, required: bool) -> Settings:
    """A settings file to settings; the defaults when it is not there and not `required`.

    Raises UsageError with every error at once, each with the line of its key.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if required:
            raise UsageError(f"{path}: no such settings file") from None
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> Settings:
    """The text of a settings file to settings; `name` stands in the messages of the UsageError it raises."""
    import json
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, at = str(error).rstrip(")").partition(" (at ")
        line, column = [int(number) for number in re.findall(r"\d+", at)] or (text.count("\n") + 1, 1)
        raise UsageError(f"{name}:{line}:{column}: {message}") from None
    try:
        return Settings.model_validate_json(json.dumps(data, default=str))
    except ValidationError as errors:
        messages = sorted(_message(error, text, name) for error in errors.errors())
        raise UsageError("\n".join(messages)) from None


def _message(error: "ErrorDetails", text: str, name: str) -> str:
    keys = [str(key) for key in error["loc"]]
    where = f"{name}:{_line(text, keys)}:1"
    if error["type"] == "extra_forbidden":
        known = _known_keys(keys[:-1])
        close = difflib.get_close_matches(keys[-1], known, n=1, cutoff=0.0)
        return (
            f"{where}: unknown key {'.'.join(keys)!r}; the nearest is {close[0]!r}"
            if close
            else f"{where}: unknown key"
        )
    return f"{where}: {'.'.join(keys)}: {error['msg'].removeprefix('Value error, ')}"


def _known_keys(parents: list[str]) -> list[str]:
    model: type[BaseModel] = Settings
    for parent in parents:
        section = model.model_fields[parent].annotation
        if not (isinstance(section, type) and issubclass(section, BaseModel)):
            return []
        model = section
    return sorted(model.model_fields)


def _line(text: str, keys: list[str]) -> int:
    """The line of a key below its table's header, from 1; of the deepest part of it that can be found."""
    lines, at = text.splitlines(), 0
    for key in keys:
        pattern = re.compile(rf"""\s*(?:\[\s*["']?{re.escape(key)}["']?\s*\]|["']?{re.escape(key)}["']?\s*[.=])""")
        at = next((number for number in range(at, len(lines)) if pattern.match(lines[number])), at)
    return at + 1
