"""A vault's settings, with their defaults and what can be wrong with a value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import ClassVar, Literal

from codex_backfill.disk.paths import inside

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


class _Side(_Section):
    """What claims and sources share: where they are, and under which key their links stand."""

    folders: tuple[str, ...]
    suffixes: tuple[str, ...]
    field: str

    def checks(self) -> Iterator[tuple[str, str]]:
        """Folders, suffixes or a field that nothing can be found by, and why."""
        for folder in self.folders:
            try:
                inside(folder or "the vault itself")
            except ValueError as error:
                yield "folders", f"{folder!r} {error}"
        for suffix in self.suffixes:
            if not re.fullmatch(r"\.\w[\w.]*", suffix):
                yield "suffixes", f"{suffix!r} is no suffix of file names, like '.md'"
        if not re.fullmatch(r"[A-Za-z][\w-]*", self.field, re.ASCII):
            yield "field", f"{self.field!r} is no frontmatter key: letters, digits, - and _"


@dataclass(frozen=True)
class ClaimSettings(_Side):
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


@dataclass(frozen=True)
class SourceSettings(_Side):
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
        """Numbers out of their range, and what that is."""
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
        """Folders in which claims and sources could not be told apart."""
        claim_types, source_types = ({type.casefold() for type in side.types} for side in (self.claims, self.sources))
        shared = [folder or "." for folder in self.claims.folders if folder in self.sources.folders]
        if shared and (claim_types & source_types or not claim_types | source_types):
            told = f"{shared[0]!r} is a folder of claims and of sources, and their types do not tell them apart"
            yield "claims.folders", told

    @property
    def link_fields(self) -> tuple[str, str]:
        """The names of the claims' and the sources' link field."""
        return self.claims.field, self.sources.field
