"""How all that a run depends on looked, so that the next one sees by the files' times alone that nothing changed.

The trouble of such a look is a file that changes again within one tick of its clock, after it was looked at; git calls
it racy. Of what is that fresh the content is kept, too, and compared.
"""

import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from codex_backfill.sync import cache

_TICK = 100_000_000
"""Nanoseconds after which a file's time surely moves on: Linux counts in ticks of up to 10 ms."""
_COARSE_TICK = 2_100_000_000
"""The same where times are whole seconds; FAT counts in steps of two."""

Mark = tuple[int, int, int, int, int]
"""A file's or a folder's device, inode, size and times of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The marks of paths at one time (None for what is not there), and the content of what had only just changed."""

    marks: dict[str, Mark | None]
    fresh: dict[str, int]

    def holds(self) -> bool:
        """Whether everything still looks the same."""
        return all(_mark(path) == mark for path, mark in self.marks.items()) and all(
            _content(path) == content for path, content in self.fresh.items()
        )

    def aged(self, now: int) -> "Snapshot":
        """The same, having held at `now` (nanoseconds since the epoch), by when less of it is fresh."""
        return Snapshot(
            self.marks, {path: content for path, content in self.fresh.items() if self._is_fresh(path, now)}
        )

    def _is_fresh(self, path: str, now: int) -> bool:
        mark = self.marks[path]
        return mark is not None and max(mark[3:]) > now - (_COARSE_TICK if mark[4] % 1_000_000_000 == 0 else _TICK)


def take(paths: Iterable[str], now: int) -> Snapshot:
    """Paths to how they look at `now`, in nanoseconds since the epoch."""
    looked = Snapshot({path: _mark(path) for path in paths}, {})
    return Snapshot(looked.marks, {path: _content(path) for path in looked.marks if looked._is_fresh(path, now)})


def notes_and_folders(root: str, folders: Iterable[str]) -> Iterator[str]:
    """A vault's folder and folders below it to every path that reading looks at: they themselves, the folders and the
    Markdown files below them, and what git may be told to ignore there; hidden folders are not entered."""
    for folder in folders:
        top = os.path.join(root, folder) if folder else root
        yield top
        for here, below, names in os.walk(top):
            below[:] = [name for name in below if not name.startswith(".")]
            yield here
            yield from (os.path.join(here, name) for name in below if os.path.islink(os.path.join(here, name)))
            yield from (os.path.join(here, name) for name in names if name.lower().endswith((".md", ".gitignore")))


def git_files(root: str) -> Iterator[str]:
    """A vault's folder to the files, there or not, that say what git ignores in it."""
    home = os.path.expanduser("~")
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    yield from (os.path.join(home, ".gitconfig"), os.path.join(config, "git", "config"), "/etc/gitconfig")
    yield os.path.join(config, "git", "ignore")
    here = root
    while True:
        git = os.path.join(here, ".git")
        yield os.path.join(here, ".gitignore")
        if not os.path.lexists(git):
            yield git
        else:
            if os.path.isfile(git):  # a second work tree, or a submodule
                with open(git, encoding="utf-8", errors="replace") as file:
                    git = os.path.join(here, file.read().removeprefix("gitdir:").strip())
            yield from (os.path.join(git, name) for name in ("index", "config", "info/exclude"))
            return
        parent = os.path.dirname(here)
        if parent == here:
            return
        here = parent


def save(path: str, key: str, snapshot: Snapshot, result: Any) -> None:
    """Keeps a snapshot in a file, with what it belongs to and a result that JSON can hold; raises OSError."""
    cache.save(path, key, [snapshot.marks, snapshot.fresh, result])


def load(path: str, key: str) -> tuple[Snapshot, Any] | None:
    """A file to the snapshot and the result kept in it; None when it is not there, damaged, or belongs elsewhere."""
    kept = cache.load(path, key)
    if kept is None:
        return None
    marks, fresh, result = kept
    return Snapshot({path: tuple(mark) if mark else None for path, mark in marks.items()}, fresh), result


def _mark(path: str) -> Mark | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _content(path: str) -> int:
    """A checksum of a file's bytes, or of the names in a folder; what cannot be read never equals anything known."""
    try:
        if os.path.isdir(path):
            return zlib.crc32("\0".join(sorted(os.listdir(path))).encode(errors="surrogateescape"))
        with open(path, "rb") as file:
            return zlib.crc32(file.read())
    except OSError:
        return -1
