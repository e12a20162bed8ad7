"""The values that writing takes: files with their bytes before and after, their run, and the record of both."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime
from enum import Enum, auto

from codex_backfill.disk.paths import OWN_FOLDER
from codex_backfill.errors import UsageError
from codex_backfill.notes.groups import groups
from codex_backfill.notes.standing_links import Link

VERSION = 1
"""Of a record's form."""
_HEAD = b"codex-backfill record %d: a run's files with their old and new bytes; sha256 " % VERSION
_ANY_HEAD = re.compile(rb"codex-backfill record (\d+): ")
_SECTOR = 512
"""Bytes that a disk writes at once or not at all."""


class State(Enum):
    """What a file is to a change: its old bytes, its new ones, broken off between the two, or something else."""

    OLD = auto()
    NEW = auto()
    TORN = auto()
    OTHER = auto()
    EDITED = auto()
    """Something else, made of the new bytes: only a resumed landing can tell."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's bytes before and after; `path` is from the vault's root with `/`; None is a file that is not there."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def inverse(self) -> "FileChange":
        """The change that takes this one back."""
        return FileChange(self.path, self.after, self.before)

    def state(self, found: bytes | None) -> State:
        """The bytes found (None when the file is not there) to what they are to this change."""
        if found == self.before:
            return State.OLD
        if found == self.after:
            return State.NEW
        if found is None or self.before is None or self.after is None:
            return State.OTHER
        torn = _torn(found, self.before, self.after) or _torn(found, self.after, self.before)
        return State.TORN if torn else State.OTHER


def _torn(found: bytes, before: bytes, after: bytes) -> bool:
    """Whether writing `after` over `before` in place, from the start, truncating last, can have broken off at `found`.

    A killed process leaves a first part of the new bytes and the rest of the old; a power cut leaves any mixture of
    old, new and zeroed sectors.
    """
    old, new = before, after + before[len(after) :]
    done = next((at for at, (a, b) in enumerate(zip(found, new, strict=False)) if a != b), min(len(found), len(new)))
    if found[done:] == old[done:]:
        return True
    grown = len(found) % _SECTOR == 0 and len(old) < len(found) < len(new)
    if not grown and len(found) not in (len(old), len(after)):
        return False
    old = old.ljust(len(new), b"\0")
    sectors = (slice(at, min(at + _SECTOR, len(found))) for at in range(0, len(found), _SECTOR))
    return all(found[at] in (old[at], new[at]) or not any(found[at]) for at in sectors)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which run it is, for people and for file names: the command, its start as ISO 8601, a short id of [0-9a-z]."""

    command: str
    started: str
    id: str

    @classmethod
    def now(cls, command: str) -> "Stamp":
        """A command to the stamp of its run that starts now."""
        return cls(command, datetime.now(UTC).isoformat(timespec="seconds"), secrets.token_hex(4))

    def __str__(self) -> str:
        return f"{self.command} of {self.started}"


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What a run did to one entry of the note at a path: `old` gave way to `new`, of which None is no entry."""

    path: str
    field: str
    """The key that the entry stands under."""
    claim: str
    source: str
    """The link that it stands for."""
    old: str | None
    new: str | None

    @property
    def link(self) -> Link:
        """The link that the entry stands for."""
        return Link(self.claim, self.source)

    @property
    def other(self) -> str:
        """The note that the entry names."""
        return self.source if self.path == self.claim else self.claim


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that finishing a run or taking it back needs: its changes, in the order of their paths, and its links."""

    stamp: Stamp
    changes: tuple[FileChange, ...]
    links: tuple[tuple[str, ...], ...] = ()
    """Paths that belong together: all of a link's files are written, or none. A claim and its source come first."""
    last: FileChange | None = None
    """The ledger, which is written when all else is: of links that could not be written it says what it did before."""
    entries: tuple[EntryChange, ...] = ()
    """What the changes are made of, so that they can be taken out of a file that has changed since."""
    undoes: str = ""
    """The id of the run that this one takes back."""

    @property
    def all_changes(self) -> tuple[FileChange, ...]:
        """The changes, and that of the ledger behind them."""
        return (*self.changes, *([self.last] if self.last else []))

    @property
    def notes(self) -> tuple[FileChange, ...]:
        """The changes but those of the tool's own files."""
        return tuple(change for change in self.changes if not change.path.startswith(f"{OWN_FOLDER}/"))

    def groups(self) -> Iterator[tuple[FileChange, ...]]:
        """The changes in the smallest groups that break no link, in the order of their first paths."""
        changes = {change.path: change for change in self.changes}
        for paths in groups(changes, self.links):
            yield tuple(changes[path] for path in paths)


def make_record(
    stamp: Stamp,
    changes: Sequence[FileChange],
    links: Sequence[Sequence[str]] = (),
    last: FileChange | None = None,
    entries: Sequence[EntryChange] = (),
    undoes: str = "",
) -> RunRecord:
    """What a record holds, in any order, to the record; changes that change nothing are dropped. Raises ValueError."""
    if len({change.path for change in changes}) != len(changes):
        raise ValueError("a file is changed twice")
    real = sorted((change for change in changes if change.before != change.after), key=lambda change: change.path)
    last = last if last and last.before != last.after else None
    return RunRecord(stamp, tuple(real), tuple(map(tuple, links)), last, tuple(entries), undoes)


def encode(record: RunRecord) -> bytes:
    """A record to the bytes of its file: a first line with the digest of the rest, an index as JSON, the contents."""
    changes = record.all_changes
    sizes = [
        [change.path, *(None if data is None else len(data) for data in (change.before, change.after))]
        for change in changes
    ]
    index = {
        "stamp": asdict(record.stamp),
        "undoes": record.undoes,
        "links": record.links,
        "files": sizes,
        "has_last": record.last is not None,
        "entries": [astuple(entry) for entry in record.entries],
    }
    contents = [data for change in changes for data in (change.before, change.after) if data is not None]
    body = b"".join([json.dumps(index).encode(), b"\n", *contents])
    return b"%s%s\n%s" % (_HEAD, hashlib.sha256(body).hexdigest().encode(), body)


def decode(data: bytes) -> RunRecord:
    """The bytes of a record's file to the record; raises ValueError unless every one of them is there.

    Raises UsageError for the record of a later version: only that one knows what its run began.
    """
    head, _, body = data.partition(b"\n")
    if (version := _ANY_HEAD.match(head)) and int(version[1]) > VERSION:
        later = f"written by a later version of codex-backfill (format {int(version[1])})"
        raise UsageError(f"what a run noted down of itself was {later}; update this one; nothing was written")
    if head != _HEAD + hashlib.sha256(body).hexdigest().encode():
        raise ValueError("the record is incomplete")
    line, _, contents = body.partition(b"\n")
    at = 0

    def take(size: int | None) -> bytes | None:
        nonlocal at
        if size is None:
            return None
        at += size
        return contents[at - size : at]

    try:
        index = json.loads(line)
        stamp = Stamp(**index["stamp"])
        changes = tuple(FileChange(str(path), take(before), take(after)) for path, before, after in index["files"])
        links = tuple(tuple(map(str, link)) for link in index["links"])
        last = changes[-1] if index.get("has_last") else None
        entries = tuple(EntryChange(*entry) for entry in index.get("entries", ()))
        undoes = index["undoes"] if isinstance(index["undoes"], str) else ""
        record = RunRecord(stamp, changes[:-1] if last else changes, links, last, entries, undoes)
    except (KeyError, TypeError) as error:
        raise ValueError(f"the record is malformed: {error}") from error
    if at != len(contents) or not re.fullmatch("[0-9a-z]+", stamp.id):
        raise ValueError("the record is malformed")
    return record
