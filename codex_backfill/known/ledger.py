"""What the last run left behind, as a small file that people commit: which links stood, and which entries are ours."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_backfill.disk.paths import read_in_vault, refusing
from codex_backfill.errors import UsageError
from codex_backfill.known.merge_marks import both_sides
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import NEITHER, Link, Side
from codex_backfill.settings import Settings

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PATH = ".codex-backfill/ledger.json"
VERSION = 2
"""Of the file's form. Version 1 had the time of the decision where `answered` now has its digest, and digests of all
settings and shipped weights where `settings` now has what people set."""


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
    """The digest of the last decision that was acted on: what people do to the notes afterwards is later than that."""
    disputed: bool = False
    """Whether it was left to a person."""
    undone: bool = False
    """Whether a person took it back with `undo`: it waits for another word of theirs, as the notes stand."""
    gone: tuple[Side, ...] = ()
    """The ends whose notes were gone, each with nothing that it could have become, when the last run ended."""

    @property
    def link(self) -> Link:
        """The link that the row remembers."""
        return Link(self.claim, self.source)

    def entry(self, side: Side) -> str | None:
        """The text of the entry on a side; None when none stood there."""
        return self.in_claim if side is Side.CLAIM else self.in_source

    def without(self, side: Side) -> "LinkRow":
        """The same with nothing remembered of one end."""
        wrote = tuple(one for one in self.wrote if one is not side)
        return (
            replace(self, in_claim=None, wrote=wrote)
            if side is Side.CLAIM
            else replace(self, in_source=None, wrote=wrote)
        )

    @property
    def ends(self) -> frozenset[Side]:
        """The sides on which an entry stood."""
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
class Counts:
    """What the brakes compare with: counts of the last run that wrote, and what people had set."""

    claims: int = 0
    sources: int = 0
    accepted: int = 0
    """Claims that matching linked."""
    settings: Mapping[str, Any] | None = None
    """The settings that people gave, by their keys; None where a ledger of version 1 does not tell."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that is remembered; rows sorted by path."""

    links: tuple[LinkRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    run: Counts | None = None
    """None before the first run."""


def dump(ledger: Ledger) -> bytes:
    """A ledger to its file: one entry a line, sorted, what is empty left out.

    Every entry ends with a comma and every list with `{}`, so that git merges two ledgers line by line.
    """
    links = sorted(ledger.links, key=lambda row: row.link)
    notes = sorted(ledger.notes, key=lambda row: row.path)
    values = {field.name: getattr(ledger.run, field.name) for field in fields(Counts)} if ledger.run else {}
    run = [f'"{name}": {json.dumps(value, sort_keys=True)},' for name, value in values.items()]
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
    with refusing(PATH, outcome="nothing was written"):
        try:
            raw = read_in_vault(root, PATH)
        except FileNotFoundError:
            return None, Ledger()
    return raw, parse(raw)


def parse(raw: bytes) -> Ledger | Problem:
    """A ledger's file to the ledger, or where it is damaged; of an unfinished git merge both sides are read.

    Raises `UsageError` for the ledger of a later version, which must not be overwritten.
    """
    from pydantic import ValidationError

    try:
        lines = list(both_sides(raw.decode().split("\n")))
        data: Any = json.loads("\n".join(line for _, line in lines))
        run = dict(data["run"])
        version = run.pop("version")
        if version not in (1, VERSION):
            later = f"written by a later version of codex-backfill (format {version!r})"
            raise UsageError(f"{PATH}: {later}; update this one; nothing was written")
        if version == 1:
            run = {key: value for key, value in run.items() if key not in ("settings", "weights")}
        found = {
            "links": [row for row in data["links"] if row],
            "notes": [row for row in data["notes"] if row],
            "run": run or None,
        }
        ledger = _border().validate_json(json.dumps(found), strict=True, extra="forbid")
    except json.JSONDecodeError as error:
        return _damaged(lines[error.lineno - 1][0] if lines else 1, error.colno, error.msg)
    except ValidationError as error:
        first = error.errors()[0]
        return _damaged(1, 1, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return _damaged(1, 1, "not a ledger")
    # After a merge a row can stand twice, as two branches left it: one of them, the same in every clone.
    links = {row.link: row for row in sorted(ledger.links, key=_weight)}
    notes = {row.path: row for row in sorted(ledger.notes, key=_line)}
    return Ledger(tuple(links[key] for key in sorted(links)), tuple(notes[key] for key in sorted(notes)), ledger.run)


def _weight(row: LinkRow) -> tuple[bool, bool, int, str]:
    """Of two rows on one link the one that holds back counts, then the one with more ends."""
    return row.undone, row.disputed, len(row.ends), _line(row)


@cache
def _border() -> "TypeAdapter[Ledger]":
    from pydantic import TypeAdapter

    return TypeAdapter(Ledger)


def moved(ledger: Ledger, heirs: Mapping[str, str]) -> Ledger:
    """A ledger and old paths with their new ones to the ledger under the new paths; an existing row is kept."""
    links: dict[Link, LinkRow] = {row.link: row for row in ledger.links if not {row.claim, row.source} & heirs.keys()}
    for row in ledger.links:
        claim, source = heirs.get(row.claim, row.claim), heirs.get(row.source, row.source)
        links.setdefault(Link(claim, source), replace(row, claim=claim, source=source))
    notes = {row.path: row for row in ledger.notes if row.path not in heirs}
    return Ledger(tuple(links[key] for key in sorted(links)), tuple(notes[key] for key in sorted(notes)), ledger.run)


def by_fields(ledger: Ledger, link_fields: tuple[str, str]) -> Ledger:
    """A ledger and the names of the claims' and the sources' link field now to what it remembers of these fields: what
    stood in another one that the last run read was not taken out of them."""
    given = ledger.run.settings if ledger.run else None
    if given is None:
        return ledger
    then = (given.get(f"{side}s.field", default) for side, default in zip(Side, Settings().link_fields, strict=True))
    other = {side for side, was, now in zip(Side, then, link_fields, strict=True) if was != now}
    links = ledger.links
    for side in sorted(other):
        links = tuple(row.without(side) for row in links)
    return replace(ledger, links=links) if other else ledger


def taken_up_again(ledger: Ledger) -> Ledger:
    """A ledger to the one in which nothing was undone: what was taken back then is like any other link."""
    links = [replace(row, undone=False, disputed=False) if row.undone else row for row in ledger.links]
    return replace(ledger, links=tuple(row for row in links if row.ends or row.disputed))


def without(before: Ledger, after: Ledger, links: Collection[Link]) -> Ledger:
    """A ledger before and after a run, and links of which the run did not write what it meant to, to what is true."""
    if not links:
        return after
    rows = {row.link: row for row in after.links if row.link not in links}
    rows |= {row.link: row for row in before.links if row.link in links}
    known = {row.path: row for row in before.notes} | {row.path: row for row in after.notes}
    paths = {path for row in rows.values() for path in (row.claim, row.source)} & known.keys()
    return Ledger(tuple(rows[key] for key in sorted(rows)), tuple(known[path] for path in sorted(paths)), after.run)


def _line(row: LinkRow | NoteRow) -> str:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return json.dumps(
        {key: value for key, value in values.items() if value not in (None, "", (), False)}, ensure_ascii=False
    )


_REMEDY = "nothing was written; take it from git, or delete it: then what was taken out or undone may return"


def _damaged(line: int, column: int, reason: str) -> Problem:
    return Problem(PATH, line, column, f"damaged ledger: {reason}", _REMEDY)
