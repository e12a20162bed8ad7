"""What can be made again, kept in the user's cache folder: JSON with a checksum and the key that it is good for."""

import json
import os
import zlib
from typing import Any


def save(path: str, key: str, value: Any) -> None:
    """Keeps a value that JSON can hold in a file, in one step; raises OSError."""
    text = json.dumps([key, value])
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}.new"
    with open(temporary, "w", encoding="utf-8") as file:
        file.write(f"{zlib.crc32(text.encode()):08x}\n{text}")
    os.replace(temporary, path)


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
