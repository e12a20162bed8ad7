"""What can be made again, kept in the user's cache folder: JSON with a checksum and the key that it is good for."""

import contextlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from codex_backfill.disk.atomic import replace_private

LARGEST = 256 * 2**20
"""Bytes of the largest file that is kept: what a vault of some 300,000 notes takes."""
MOST = 2**30
"""Bytes that all files together may take."""
UNUSED = 60 * 86_400.0
"""Seconds after which a file that no run has used is let go."""


class Cached:
    """A file's value for a key, empty when there is none; it is written again only when it changes."""

    def __init__(self, path: str, key: str) -> None:
        self._path, self._key = path, key
        self.value: Mapping[str, Any] = load(path, key) or {}

    def keep(self, value: Mapping[str, Any]) -> bool:
        """Keeps a new value, where that can be done: without it the next run only takes longer. Whether it was new."""
        is_new = value != self.value
        if is_new:
            with contextlib.suppress(OSError):
                save(self._path, self._key, value)
        return is_new


class Shelf:
    """A file's value for a key, read when it is asked for: one that most runs have no need of."""

    def __init__(self, path: str, key: str) -> None:
        self._path, self._key = path, key

    def load(self) -> Mapping[str, Any]:
        """The value, empty when there is none."""
        return load(self._path, self._key) or {}

    def save(self, value: Mapping[str, Any]) -> None:
        """Keeps a new value, where that can be done."""
        with contextlib.suppress(OSError):
            save(self._path, self._key, value)


def save(path: str, key: str, value: Mapping[str, Any]) -> None:
    """Keeps a value that JSON can hold in a file, in one step, unless it is too large; raises OSError."""
    text = json.dumps([key, value]).encode()
    if len(text) <= LARGEST:
        replace_private(path, b"%08x\n%s" % (zlib.crc32(text), text), durable=False)


def load(path: str, key: str) -> Mapping[str, Any] | None:
    """A file to the value kept in it for this key; None when it is not there, damaged, or another's."""
    try:
        with open(path, "rb") as file:
            checksum, _, text = file.read().partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(text):
            return None
        found, value = json.loads(text)
        os.utime(path)  # so that it is not swept for being unused
    except (OSError, ValueError, TypeError):
        return None
    return value if found == key and isinstance(value, dict) else None


def sweep(base: str, *, now: float, unused: float = UNUSED, most: float = MOST) -> None:
    """Lets go of files in the folders of a folder: of those that were not used for `unused` seconds at the time `now`,
    then of those that were not used for longest, until the rest takes at most `most` bytes.

    What cannot be removed stays; links are not followed.
    """
    room = most
    for used, size, path in sorted(_files(base), reverse=True):
        room -= size
        if room < 0 or now - used > unused:
            with contextlib.suppress(OSError):
                os.remove(path)
                os.rmdir(os.path.dirname(path))  # which fails where something else is in it


def _files(base: str) -> Iterator[tuple[float, int, str]]:
    """The files in the folders of a folder: when each was used last, its size in bytes, its path."""
    with contextlib.suppress(OSError), os.scandir(base) as folders:
        for folder in folders:
            if folder.is_dir(follow_symlinks=False):
                with os.scandir(folder.path) as files:
                    for file in files:
                        found = file.stat(follow_symlinks=False)
                        yield found.st_mtime, found.st_size, file.path
