"""The quick answer of a scheduled run: where nothing that it depends on has changed, what the last one said.

It comes before everything that takes time: before arguments are parsed, so that it goes by the arguments as they were
given, and before any part of the program is imported that it does not need itself.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import codex_backfill
from codex_backfill.editing.lock import lock
from codex_backfill.errors import CodexError
from codex_backfill.state import cache_folder, state_folder
from codex_backfill.sync import snapshot
from codex_backfill.sync.snapshot import Snapshot

_VARIABLES = ("GIT_", "HOME", "NO_COLOR", "PYTHON", "TERM", "XDG_")
"""What the names of the environment's variables start with that a run can depend on."""
_OWN = ("ledger.json", "decisions.jsonl", "journal")


def answer(arguments: Sequence[str]) -> int | None:
    """A run's arguments to its exit code, with its report printed, None when that takes a real run."""
    kept = snapshot.load(_file(arguments), _key(arguments))
    if kept is None:
        return None
    before, (root, out, err, code) = kept
    try:
        with lock(Path(root), "sync", state=state_folder(Path(root))):
            now = time.time_ns()
            if not before.holds():
                return None
            if before.fresh:
                _save(arguments, before.aged(now), kept[1])
    except CodexError:
        return None  # a real run says what is wrong
    sys.stderr.write(err)
    sys.stdout.write(out)
    return int(code)


def look(root: str, folders: Iterable[str], read: Iterable[str]) -> Snapshot:
    """A vault's folder, the folders of its notes, and other files that a run reads, to how it all looks now."""
    paths = {*read, *snapshot.notes_and_folders(root, folders), *snapshot.git_files(root), *_program()}
    paths |= {os.path.join(root, ".codex-backfill", name) for name in _OWN}
    return snapshot.take(sorted(paths), time.time_ns())


def keep(root: str, looked: Snapshot, out: str, err: str, code: int) -> None:
    """Keeps how everything looked before this run, which wrote nothing, and what it prints, for the next one."""
    _save(sys.argv[1:], looked, [root, out, err, code])


def _save(arguments: Sequence[str], looked: Snapshot, result: object) -> None:
    with contextlib.suppress(OSError):  # without a cache the next run only takes longer
        snapshot.save(_file(arguments), _key(arguments), looked, result)


def _file(arguments: Sequence[str]) -> str:
    import hashlib

    name = hashlib.sha256(json.dumps([os.getcwd(), *arguments]).encode()).hexdigest()[:16]
    return str(cache_folder(Path.cwd()).parent / "quick" / f"{name}.json")


def _key(arguments: Sequence[str]) -> str:
    """Everything but files that decides what a run says."""
    environment = sorted(item for item in os.environ.items() if item[0].startswith(_VARIABLES))
    terminals = [sys.stdout.isatty(), sys.stderr.isatty()]
    return json.dumps([codex_backfill.__version__, sys.version, os.getcwd(), *arguments, terminals, environment])


def program() -> str:
    """Which program this is: its version, that of Python, and how its files look."""
    looked = snapshot.take(sorted(_program()), now=sys.maxsize)
    return json.dumps([codex_backfill.__version__, sys.version, sorted(looked.marks.items())])


def _program() -> Iterator[str]:
    """The program's own files, and the folders that its libraries are installed in."""
    for folder, below, names in os.walk(os.path.dirname(codex_backfill.__file__)):
        below[:] = [name for name in below if name != "__pycache__"]
        yield folder
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))
    yield from (path for path in sys.path if os.path.isdir(path))
