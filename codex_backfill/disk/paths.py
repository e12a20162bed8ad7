"""Paths of a vault: which text names one, and where on the disk it leads."""

import contextlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from codex_backfill.disk.system import SYSTEM, System, read_regular
from codex_backfill.errors import UsageError

OWN_FOLDER = ".codex-backfill"
"""The one hidden folder of a vault in which anything is written."""


class Refused(Exception):  # noqa: N818 - named for what becomes of the file
    """A file that is not to be written, with the reason."""


def inside(path: str) -> str:
    """A path from the vault's root, with `/` and without a part that says nothing, to itself.

    Raises ValueError, which says what is wrong with it, for any other text.
    """
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or os.path.splitdrive(path)[0]:
        raise ValueError("leads out of the vault")
    if "" in parts or "." in parts or "\0" in path:
        raise ValueError("is no plain path from the vault's root, like 'inbox/archive'")
    return path


def slashed(path: str) -> str:
    r"""A path as people write it, `.\inbox\archive\` say, to the same with `/`, nothing before or behind it."""
    path = path.strip().replace("\\", "/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path.rstrip("/") if path.strip("/.") else path.strip(".")


def alike_key(path: str) -> str:
    r"""A path to what it shares with all that a system may take for the same: `\` for `/`, Unicode forms and case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", slashed(path)).casefold())


def look_alikes(paths: Iterable[str]) -> dict[str, list[str]]:
    """Paths to those that are alike, sorted, by what they share."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(alike_key(path), []).append(path)
    return found


def told_apart(paths: Iterable[str]) -> list[str]:
    """Paths to the same in words that tell them apart, where two of them look the same to a reader."""
    every = list(paths)
    looks = Counter(unicodedata.normalize("NFC", path) for path in every)
    return [f"{path} ({_form(path)})" if looks[unicodedata.normalize("NFC", path)] > 1 else path for path in every]


def _form(path: str) -> str:
    composed = unicodedata.normalize("NFC", path)
    if path == composed:
        return "accents within their letters, NFC"
    apart = path == unicodedata.normalize("NFD", path)
    return "accents behind their letters, NFD" if apart else "accents within and behind their letters"


def locate(system: System, root: str, path: str) -> str:
    """A path from the vault's root (itself real) to the real one of the file, which need not be there.

    Raises Refused when it leads out of the vault or into a hidden folder (no notes are there, and it may be git's);
    OSError.
    """
    try:
        parts = inside(path).split("/")
    except ValueError as error:
        raise Refused(f"the path {error}") from None
    given = os.path.join(root, *parts)
    try:
        real = system.realpath(given)
    except FileNotFoundError:
        real = os.path.join(system.realpath(os.path.dirname(given)), parts[-1])
    if not is_below(real, root):
        raise Refused("a symbolic link leads out of the vault")
    below = os.path.relpath(real, root).split(os.sep)
    if any(part.startswith(".") for part in (below[1:] if below[0] == OWN_FOLDER else below)):
        raise Refused("it lies in a hidden folder")
    return real


def read_in_vault(root: str | os.PathLike[str], path: str) -> bytes:
    """A path from the vault's root to its bytes. Raises Refused when it leads out of the vault, OSError."""
    return read_regular(locate(SYSTEM, os.path.realpath(root), path))


@contextlib.contextmanager
def refusing(path: str | os.PathLike[str], to_be: str = "read", outcome: str = "") -> Iterator[None]:
    """Raises UsageError, with the path and the reason, where a file that a person gave cannot be read, or written."""
    try:
        yield
    except (OSError, UnicodeDecodeError, Refused) as error:
        told = f"{path}: cannot be {to_be}: {getattr(error, 'strerror', None) or error}"
        raise UsageError("; ".join(filter(None, [told, outcome]))) from None


def is_below(real: str, root: str) -> bool:
    """Whether a real path is a real folder or lies below it."""
    return f"{real}{os.sep}".startswith(root if root.endswith(os.sep) else f"{root}{os.sep}")
