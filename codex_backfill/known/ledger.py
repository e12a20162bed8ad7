"""What the last run left behind, as a small file that people commit: which links stood, and which entries are ours."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_backfill.errors import UsageError
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import NEITHER, Link, Side

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PATH = ".codex-backfill/ledger.json"
VERSION = 1
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as it stood when the last run ended."""

    claim: str
    source: str
    in_claim: str | None = None
    """The entry that stood in the claim; None when none did."""
    in_source: str | None = None
    wrote: tuple[Side, ...] = ()
    """The ends whose entries the tool wrote."""
    plan: str = ""
    """The plan that wrote them."""
    score: float | None = None
    answered: str = ""
    """When the last decision on it was given."""
    disputed: bool = False
    """Whether it was left to a person."""

    @property
    def link(self) -> Link:
        return Link(self.claim, self.source)

    def entry(self, side: Side) -> str | None:
        return self.in_claim if side is Side.CLAIM else self.in_source

    @property
    def ends(self) -> frozenset[Side]:
        return frozenset(side for side in Side if self.entry(side) is not None) or NEITHER


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A linked note as it was, so that it is found again under another path."""

    path: str
    digest: str
    """Of what it says apart from the link fields."""
    ids: tuple[str, ...] = ()
    """What names it whatever it says: `claim_id:`, `url:`, `title:`."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the brakes compare with: counts of the last run that wrote, and what it was set to."""

    claims: int = 0
    sources: int = 0
    accepted: int = 0
    """Claims that matching linked."""
    settings: str = ""
    """Digest of all settings."""
    weights: str = ""
    """What the match weights came from."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that is remembered; rows sorted by path."""

    links: tuple[LinkRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    run: Run | None = None
    """None before the first run."""


def dump(ledger: Ledger) -> bytes:
    """A ledger to its file: one entry a line, sorted, what is empty left out.

    Every entry ends with a comma and every list with `{}`, so that git merges two ledgers line by line.
    """
    links = sorted(ledger.links, key=lambda row: row.link)
    notes = sorted(ledger.notes, key=lambda row: row.path)
    run = [f'"{field.name}": {json.dumps(getattr(ledger.run, field.name))},' for field in fields(Run) if ledger.run]
    text = "\n".join(
        [
            "{",
            '"links": [',
            *(f"{_line(row)}," for row in links),
            "{}],",
            '"notes": [',
            *(f"{_line(row)}," for row in notes),
            "{}],",
            '"run": {',
            *run,
            f'"version": {VERSION}}}',
            "}\n",
        ]
    )
    return text.encode(errors="backslashreplace")  # a lone surrogate becomes the JSON escape that it came from


def load(root: Path) -> tuple[bytes | None, Ledger | Problem]:
    """A vault's folder to the bytes of its ledger, None when there is none, and the ledger, or where it is damaged.

    Raises UsageError for one that cannot be read, or of a later version, which must not be overwritten.
    """
    try:
        raw = (root / PATH).read_bytes()
    except FileNotFoundError:
        return None, Ledger()
    except OSError as error:
        raise UsageError(f"{PATH}: cannot be read: {error.strerror}; nothing was written") from None
    return raw, parse(raw)


def parse(raw: bytes) -> Ledger | Problem:
    """A ledger's file to the ledger, or where it is damaged; lines that an unfinished git merge left in are skipped.

    Raises `UsageError` for the ledger of a later version, which must not be overwritten.
    """
    from pydantic import ValidationError

    try:
        kept = [line for line in raw.decode().split("\n") if not line.startswith(_CONFLICT)]
        data: Any = json.loads("\n".join(kept))
        run = dict(data["run"])
        version = run.pop("version")
        if version != VERSION:
            raise UsageError(f"{PATH}: written by another version of codex-backfill (format {version!r}); update it")
        found = {
            "links": [row for row in data["links"] if row],
            "notes": [row for row in data["notes"] if row],
            "run": run or None,
        }
        ledger = _border().validate_json(json.dumps(found), strict=True, extra="forbid")
    except json.JSONDecodeError as error:
        return _damaged(error.lineno, error.colno, error.msg)
    except ValidationError as error:
        first = error.errors()[0]
        return _damaged(1, 1, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return _damaged(1, 1, "not a ledger")
    # After a merge a row can stand twice: the later line is the other branch's, and as good.
    links = {row.link: row for row in ledger.links}
    notes = {row.path: row for row in ledger.notes}
    return Ledger(tuple(links[key] for key in sorted(links)), tuple(notes[key] for key in sorted(notes)), ledger.run)


@cache
def _border() -> "TypeAdapter[Ledger]":
    from pydantic import TypeAdapter

    return TypeAdapter(Ledger)


def moved(ledger: Ledger, heirs: Mapping[str, str]) -> Ledger:
    """A ledger and old paths with their new ones to the ledger under the new paths; an existing row is kept."""
    links: dict[Link, LinkRow] = {row.link: row for row in ledger.links if not {row.claim, row.source} & heirs.keys()}
    for row in ledger.links:
        claim, source = heirs.get(row.claim, row.claim), heirs.get(row.source, row.source)
        values = {field.name: getattr(row, field.name) for field in fields(row)}
        links.setdefault(Link(claim, source), LinkRow(**{**values, "claim": claim, "source": source}))
    notes = {row.path: row for row in ledger.notes if row.path not in heirs}
    return Ledger(tuple(links[key] for key in sorted(links)), tuple(notes[key] for key in sorted(notes)), ledger.run)


def _line(row: LinkRow | NoteRow) -> str:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return json.dumps(
        {key: value for key, value in values.items() if value not in (None, "", (), False)}, ensure_ascii=False
    )


def _damaged(line: int, column: int, reason: str) -> Problem:
    return Problem(PATH, line, column, f"damaged ledger: {reason}", "ledger ignored: this run only adds")
