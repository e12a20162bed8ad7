"""Where a user's own files on a vault are: what undo needs in the state folder, what can be made again in the cache."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path


def state_folder(vault: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """A vault to its folder below `$XDG_STATE_HOME`, else `~/.local/state`; it need not be there."""
    return _folder("XDG_STATE_HOME", ".local/state", vault, environ)


def cache_folder(vault: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """A vault to its folder below `$XDG_CACHE_HOME`, else `~/.cache`; it need not be there."""
    return _folder("XDG_CACHE_HOME", ".cache", vault, environ)


def _folder(variable: str, default: str, vault: Path, environ: Mapping[str, str]) -> Path:
    base = Path(environ.get(variable, ""))
    if not base.is_absolute():  # the XDG base directory specification: a relative path is as good as none
        home = environ.get("HOME") or os.path.expanduser("~")
        base = Path(home if os.path.isabs(home) else "/nonexistent", default)
    real = os.path.realpath(vault)  # one vault under any name it is called by
    name = os.path.basename(real) or "vault"
    return base / "codex-backfill" / f"{name}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}"
