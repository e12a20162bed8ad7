"""A vault's settings, and the file that sets them: every error at once, unknown keys with the nearest right one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from codex_backfill.disk.paths import inside, slashed
from codex_backfill.disk.system import read_regular
from codex_backfill.errors import UsageError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "codex-backfill.toml"

_STRICT = {"extra": "forbid", "strict": True}
"""How pydantic reads the sections below; it is imported only where there is a file to read."""


class _Section:
    """What all sections share: `checks` says what is wrong with their values, beyond the types."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _STRICT

    def __post_init__(self) -> None:
        errors = [f"{key}: {reason}" for key, reason in self.checks()]
        if errors:
            raise ValueError("\n".join(errors))

    def checks(self) -> Iterator[tuple[str, str]]:
        """Keys, and what is wrong with their values."""
        yield from ()


@dataclass(frozen=True)
class ClaimKeys(_Section):
    """Which frontmatter keys of a claim are read as what: the first that says something."""

    type: tuple[str, ...] = ("type",)
    title: tuple[str, ...] = ("title",)
    citation: tuple[str, ...] = (
        "source", "sources", "reference", "references", "citation", "citations", "source_url",
    )  # fmt: skip


@dataclass(frozen=True)
class SourceKeys(_Section):
    """Which frontmatter keys of a source are read as what: the first that says something, of `id` all that do."""

    type: tuple[str, ...] = ("type",)
    title: tuple[str, ...] = ("title",)
    author: tuple[str, ...] = ("author", "authors")
    url: tuple[str, ...] = ("url", "source")
    date: tuple[str, ...] = ("date", "published", "year")
    id: tuple[str, ...] = ("id", "doc_id", "citekey", "doi", "arxiv", "pmid", "isbn")
    venue: tuple[str, ...] = ("journal", "venue", "publication", "booktitle", "publisher")
    volume: tuple[str, ...] = ("volume",)
    pages: tuple[str, ...] = ("pages",)


@dataclass(frozen=True)
class ClaimSettings(_Section):
    """Where claims are, what in them is a citation, and how their link field is written."""

    folders: tuple[str, ...] = ("domains", "core", "foundations")
    exclude: tuple[str, ...] = ()
    """Globs of notes and folders to be left out."""
    types: tuple[str, ...] = ("claim",)
    """The types of note that are taken, whatever their case; none takes every note."""
    headings: tuple[str, ...] = ("Sources", "References", "Citations", "Bibliography")
    """Headings below which a list names sources; these four stand for the same words in other languages, too."""
    suffixes: tuple[str, ...] = (".md",)
    body_links: bool = False
    """Whether links to sources anywhere in the body are citations."""
    field: str = "sourced_from"
    style: Literal["path", "wikilink", "markdown"] = "path"
    create_frontmatter: bool = False
    """Whether a claim without frontmatter gets a block with the one field."""
    keys: ClaimKeys = dataclass_field(default_factory=ClaimKeys)

    def checks(self) -> Iterator[tuple[str, str]]:
        yield from _place(self.folders, self.suffixes, self.field)


@dataclass(frozen=True)
class SourceSettings(_Section):
    """Where sources are, and how their link field is written."""

    folders: tuple[str, ...] = ("inbox/archive", "inbox/queue")
    exclude: tuple[str, ...] = ()
    """Globs of notes and folders to be left out."""
    types: tuple[str, ...] = ()
    """The types of note that are taken, whatever their case; none takes every note."""
    suffixes: tuple[str, ...] = (".md",)
    field: str = "claims_extracted"
    style: Literal["auto", "title", "filename", "path", "wikilink", "markdown"] = "auto"
    create_frontmatter: bool = False
    """Whether a source without frontmatter gets a block with the one field."""
    keys: SourceKeys = dataclass_field(default_factory=SourceKeys)

    def checks(self) -> Iterator[tuple[str, str]]:
        yield from _place(self.folders, self.suffixes, self.field)


@dataclass(frozen=True)
class MatchSettings(_Section):
    """When a link is accepted: weights are learned from known pairs, and the model has bars, unless these are set."""

    min_precision: float = 0.95
    """The least precision of the self-check."""
    threshold: float | None = None
    """The least probability of an accepted link."""
    gap: float | None = None
    """The least lead over the runner-up, in natural-log odds."""
    weights: Mapping[str, float] = dataclass_field(default_factory=dict)
    """Match weights by name, in natural-log odds, in place of the learned ones."""

    def checks(self) -> Iterator[tuple[str, str]]:
        if not 0 < self.min_precision <= 1:
            yield "min_precision", "should be above 0 and at most 1"
        if self.threshold is not None and not 0 < self.threshold < 1:
            yield "threshold", "should be between 0 and 1"
        if self.gap is not None and self.gap < 0:
            yield "gap", "should be 0 or more"


@dataclass(frozen=True)
class Settings(_Section):
    """All settings of a vault."""

    claims: ClaimSettings = dataclass_field(default_factory=ClaimSettings)
    sources: SourceSettings = dataclass_field(default_factory=SourceSettings)
    match: MatchSettings = dataclass_field(default_factory=MatchSettings)

    def checks(self) -> Iterator[tuple[str, str]]:
        claim_types, source_types = ({type.casefold() for type in side.types} for side in (self.claims, self.sources))
        shared = [folder or "." for folder in self.claims.folders if folder in self.sources.folders]
        if shared and (claim_types & source_types or not claim_types | source_types):
            told = f"{shared[0]!r} is a folder of claims and of sources, and their types do not tell them apart"
            yield "claims.folders", told

    @property
    def link_fields(self) -> tuple[str, str]:
        """The names of the claims' and the sources' link field."""
        return self.claims.field, self.sources.field


def _place(folders: tuple[str, ...], suffixes: tuple[str, ...], key: str) -> Iterator[tuple[str, str]]:
    """What is wrong with where notes are, and with the name of their link field."""
    for folder in folders:
        try:
            inside(folder or "the vault itself")
        except ValueError as error:
            yield "folders", f"{folder!r} {error}"
    for suffix in suffixes:
        if not re.fullmatch(r"\.\w[\w.]*", suffix):
            yield "suffixes", f"{suffix!r} is no suffix of file names, like '.md'"
    if not re.fullmatch(r"[A-Za-z][\w-]*", key, re.ASCII):
        yield "field", f"{key!r} is no frontmatter key: letters, digits, - and _"


def load(path: Path, *, required: bool) -> Settings:
    """A settings file to settings; the defaults when it is not there and not `required`.

    Raises UsageError with every error at once, each with the line of its key.
    """
    try:
        raw = path.read_bytes() if required else read_regular(path)
        text = raw.decode("utf-8-sig")
    except FileNotFoundError:
        if required:
            raise UsageError(f"{path}: no such settings file") from None
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', error)}") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> Settings:
    """The text of a settings file to settings; `name` stands in the messages of the UsageError it raises."""
    import json

    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Settings).validate_json(json.dumps(_data(text, name), default=str))
    except ValidationError as errors:
        messages = sorted(message for error in errors.errors() for message in _messages(error, text, name))
        raise UsageError(*messages) from None


def given(path: Path) -> dict[str, Any]:
    """A settings file to what people set in it, by key: `{"claims.folders": ["notes"]}`; nothing where there is none.

    It tells a change that people made from one that a new version of the defaults makes. Raises UsageError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    return dict(_flat(_data(text, str(path))))


def defaults() -> dict[str, Any]:
    """What every setting is where nobody sets it, by key, as `given` has them."""
    import json

    return dict(_flat(json.loads(json.dumps(asdict(Settings())))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _data(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, at = str(error).rstrip(")").partition(" (at ")
        line, column = [int(number) for number in re.findall(r"\d+", at)] or (text.count("\n") + 1, 1)
        raise UsageError(f"{name}:{line}:{column}: {message}") from None
    for section in ("claims", "sources"):  # a trailing / or a \ is no reason to complain
        if isinstance(table := data.get(section), dict) and isinstance(folders := table.get("folders"), list):
            table["folders"] = [slashed(folder) if isinstance(folder, str) else folder for folder in folders]
    return data


def _messages(error: "ErrorDetails", text: str, name: str) -> Iterator[str]:
    keys = [str(key) for key in error["loc"]]
    if error["type"] == "value_error":  # what `checks` found: key by key
        for line in error["msg"].removeprefix("Value error, ").split("\n"):
            key, _, reason = line.partition(": ")
            at = [*keys, *key.split(".")]
            yield f"{name}:{_line(text, at)}:1: {'.'.join(at)}: {reason}"
        return
    where = f"{name}:{_line(text, keys)}:1"
    if error["type"] != "unexpected_keyword_argument":
        yield f"{where}: {'.'.join(keys)}: {error['msg']}"
        return
    nearest = "".join(f"; the nearest is {key!r}" for key in _nearest(keys))
    yield f"{where}: unknown key {'.'.join(keys)!r}{nearest}"


def _nearest(keys: list[str]) -> list[str]:
    """An unknown key to the right one: one like it beside it, its namesake anywhere, the most like beside it."""
    from difflib import get_close_matches

    *parents, last = keys
    beside = _keys(parents)
    anywhere = [path for path in _paths(Settings()) if path.rpartition(".")[2] == last]
    return get_close_matches(last, beside, 1) or anywhere[:1] or get_close_matches(last, beside, 1, 0.0)


def _keys(parents: list[str]) -> list[str]:
    section: object = Settings()
    for parent in parents:
        section = getattr(section, parent, None)
    return sorted(part.name for part in fields(section)) if is_dataclass(section) else []


def _paths(section: object, above: str = "") -> Iterator[str]:
    """All keys of a section and below it, with dots between them."""
    for part in fields(section) if is_dataclass(section) else ():
        yield f"{above}{part.name}"
        yield from _paths(getattr(section, part.name), f"{above}{part.name}.")


def _line(text: str, keys: list[str]) -> int:
    """The line of a key below its table's header, from 1; of the deepest part of it that can be found."""
    lines, at = text.splitlines(), 0
    for depth in range(len(keys) - 1, 1, -1):  # `[claims.keys]` stands anywhere, be it above `[claims]`
        table = re.compile(rf"\s*\[\s*{re.escape('.'.join(keys[:depth]))}\s*\]")
        if (found := next((number for number, line in enumerate(lines) if table.match(line)), None)) is not None:
            at, keys = found, keys[depth:]
            break
    for key in keys:
        pattern = re.compile(rf"""\s*(?:\[\s*["']?{re.escape(key)}["']?\s*\]|["']?{re.escape(key)}["']?\s*[.=])""")
        at = next((number for number in range(at, len(lines)) if pattern.match(lines[number])), at)
    return at + 1
