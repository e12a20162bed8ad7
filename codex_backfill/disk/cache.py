"""What can be made again, kept in the user's cache folder: JSON with a checksum and the key that it is good for."""

import contextlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from codex_backfill.disk.atomic import replace_cache


class Cached:
    """A file's value for a key, empty when there is none; it is written again only when it changes."""

    def __init__(self, path: str, key: str) -> None:
        self._path, self._key = path, key
        self.value: Mapping[str, Any] = load(path, key) or {}

    def keep(self, value: Mapping[str, Any]) -> None:
        """Keeps a new value, where that can be done: without it the next run only takes longer."""
        if value != self.value:
            with contextlib.suppress(OSError):
                save(self._path, self._key, value)


def save(path: str, key: str, value: Any) -> None:
    """Keeps a value that JSON can hold in a file, in one step; raises OSError."""
    text = json.dumps([key, value])
    replace_cache(path, f"{zlib.crc32(text.encode()):08x}\n{text}".encode())


def load(path: str, key: str) -> Any:
    """A file to the value kept in it for this key; None when it is not there, damaged, or another's."""
    try:
        with open(path, encoding="utf-8") as file:
            checksum, _, text = file.read().partition("\n")
        if checksum != f"{zlib.crc32(text.encode()):08x}":
            return None
        found, value = json.loads(text)
    except (OSError, ValueError, TypeError):
        return None
    return value if found == key else None
