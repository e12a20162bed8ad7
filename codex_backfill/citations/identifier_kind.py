"""What names one work or place, and nothing else."""

from enum import StrEnum
from typing import NamedTuple


class IdentifierKind(StrEnum):
    """What an identifier identifies: a work (most kinds), a person (handle) or only a place of many works (host)."""

    ARXIV = "arxiv"
    DOI = "doi"
    FILE = "file"
    HANDLE = "handle"
    HOST = "host"
    ISBN = "isbn"
    NBER = "nber"
    PATH = "path"
    PMCID = "pmcid"
    PMID = "pmid"
    SSRN = "ssrn"
    URL = "url"


class Identifier(NamedTuple):
    """A kind and a canonical value: no scheme, no version, no `@`, no `.md`, lower case where case says nothing."""

    kind: IdentifierKind
    value: str
