"""How all that a run depends on looked, so that the next one sees by the files' times alone that nothing changed.

The trouble of such a look is a file that changes again within one tick of its clock, after it was looked at; git calls
it racy. Of what is that fresh the content is kept, too, and compared. This module is imported where every millisecond
counts, so it has nothing that takes time to import, and keeps its marks as text that is compared and never parsed.
"""

import os
import zlib

_TICK = 100_000_000
"""Nanoseconds after which a file's time surely moves on: Linux counts in ticks of up to 10 ms."""
_COARSE_TICK = 2_100_000_000
"""The same where times are whole seconds; FAT counts in steps of two."""


class Snapshot:
    """Paths with their marks at one time, and the content of those that had only just changed."""

    __slots__ = ("fresh", "marks", "paths")

    def __init__(self, paths: list[str], marks: list[str], fresh: dict[str, str]) -> None:
        self.paths = paths
        self.marks = marks
        """A file's or a folder's device, inode, size and times of change; empty for what is not there."""
        self.fresh = fresh

    def holds(self) -> bool:
        """Whether everything still looks the same."""
        return _marks(self.paths) == self.marks and all(
            _content(path) == content for path, content in self.fresh.items()
        )

    def aged(self, now: int) -> "Snapshot":
        """The same, having held at `now` (nanoseconds since the epoch), by when less of it is fresh."""
        marks = dict(zip(self.paths, self.marks, strict=True))
        left = {path: content for path, content in self.fresh.items() if _is_fresh(marks[path], now)}
        return Snapshot(self.paths, self.marks, left)


def take(paths: set[str], now: int) -> Snapshot:
    """Paths to how they look at `now`, in nanoseconds since the epoch."""
    looked = sorted(paths)
    marks = _marks(looked)
    fresh = [path for path, mark in zip(looked, marks, strict=True) if _is_fresh(mark, now)]
    return Snapshot(looked, marks, {path: _content(path) for path in fresh})


def dump(key: str, snapshot: Snapshot, texts: list[str]) -> bytes:
    """What a snapshot belongs to, the snapshot, and texts to be kept with it, to the bytes of a file."""
    fresh = [part for item in snapshot.fresh.items() for part in item]
    groups = [texts, snapshot.paths, snapshot.marks, fresh]
    parts = [key, *(part for group in groups for part in (str(len(group)), *group))]
    body = "\0".join(parts).encode("utf-8", "surrogateescape")
    return b"%08x\n%s" % (zlib.crc32(body), body)


def parse(raw: bytes, key: str) -> tuple[Snapshot, list[str]] | None:
    """The bytes of a file to the snapshot and the texts in it; None when it is damaged or belongs elsewhere."""
    if raw[:9] != b"%08x\n" % zlib.crc32(raw[9:]):
        return None
    parts = raw[9:].decode("utf-8", "surrogateescape").split("\0")
    if parts[0] != key:
        return None
    groups, at = [], 1
    for _ in range(4):
        end = at + 1 + int(parts[at])
        groups.append(parts[at + 1 : end])
        at = end
    texts, paths, marks, fresh = groups
    return Snapshot(paths, marks, dict(zip(fresh[::2], fresh[1::2], strict=True))), texts


def notes_and_folders(root: str, folders: tuple[str, ...], suffixes: tuple[str, ...] = (".md",)) -> set[str]:
    """A vault's folder and folders below it to every path that reading looks at: they themselves, the folders and the
    notes below them, by their suffixes, and what git may be told to ignore there; hidden folders are not entered."""
    found, endings = set(), (*(suffix.lower() for suffix in suffixes), ".md", ".gitignore")
    for folder in folders:
        top = os.path.join(root, folder) if folder else root
        found.add(top)
        parts = folder.split("/")
        found.update(os.path.join(root, *parts[:depth], ".gitignore") for depth in range(1, len(parts)))
        for here, below, names in os.walk(top):
            below[:] = [name for name in below if not name.startswith(".")]
            found.add(here)
            found.update(path for name in below if os.path.islink(path := os.path.join(here, name)))
            found.update(os.path.join(here, name) for name in names if name.lower().endswith(endings))
    return found


def _marks(paths: list[str]) -> list[str]:
    marks = []
    for path in paths:
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            marks.append("")
        else:
            marks.append(f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}")
    return marks


def _is_fresh(mark: str, now: int) -> bool:
    if not mark:
        return False
    modified, changed = map(int, mark.split()[3:])
    return max(modified, changed) > now - (_COARSE_TICK if changed % 1_000_000_000 == 0 else _TICK)


def _content(path: str) -> str:
    """A checksum of a file's bytes, or of the names in a folder; what cannot be read never equals anything known."""
    try:
        if os.path.isdir(path):
            return f"{zlib.crc32('/'.join(sorted(os.listdir(path))).encode('utf-8', 'surrogateescape')):08x}"
        if not os.path.isfile(path):  # a pipe, say, that nobody writes into
            return "unread"
        with open(path, "rb") as file:
            return f"{zlib.crc32(file.read()):08x}"
    except OSError:
        return "unread"
