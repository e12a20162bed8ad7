"""The quick answer of a scheduled run: where nothing that it depends on has changed, what the last one said.

It comes before everything that takes time: before arguments are parsed, so that it goes by the arguments as they were
given, and before anything is imported that is not needed for looking at files' times.
"""

import os
import sys
import time
import zlib

import codex_backfill
from codex_backfill.disk import exclusive
from codex_backfill.sync import unchanged as snapshot
from codex_backfill.sync.unchanged import Snapshot

_VARIABLES = ("GIT_", "HOME", "NO_COLOR", "PYTHON", "TERM", "XDG_")
"""What the names of the environment's variables start with that a run can depend on."""
_OWN = ("ledger.json", "decisions.jsonl", "journal")


def answer(arguments: list[str]) -> int | None:
    """A run's arguments to its exit code, with its report printed, None when that takes a real run."""
    try:
        with open(_file(arguments), "rb") as file:
            kept = snapshot.parse(file.read(), _key(arguments))
    except (OSError, ValueError, IndexError):
        return None
    if kept is None:
        return None
    before, texts = kept
    root, out, err, code = texts
    try:
        held = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return None
    try:
        exclusive.take(held)
        now = time.time_ns()
        if not before.holds():
            return None
    except OSError:  # another run is at work: a real run says which
        return None
    finally:
        os.close(held)
    if before.fresh:
        _save(arguments, before.aged(now), texts)
    try:
        sys.stderr.write(err)
        sys.stderr.flush()
        sys.stdout.write(out)
        sys.stdout.flush()
    except OSError:  # a real run says what is wrong with the output
        return None
    return int(code)


def look(root: str, folders: tuple[str, ...], suffixes: tuple[str, ...], read: tuple[str, ...]) -> Snapshot:
    """A vault's folder, the folders and suffixes of its notes, and other files that a run reads, to how that looks."""
    from codex_backfill.disk.git import Git  # only a real run has the time to start git

    paths = {*read} | snapshot.notes_and_folders(root, folders, suffixes) | _program()
    paths |= Git(root).files_that_say_what_is_ignored()
    paths |= {os.path.join(root, ".codex-backfill", name) for name in _OWN}
    return snapshot.take(paths, time.time_ns())


def keep(root: str, looked: Snapshot, out: str, err: str, code: int) -> None:
    """Keeps how everything looked before this run, which wrote nothing, and what it prints, for the next one."""
    _save(sys.argv[1:], looked, [root, out, err, str(int(code))])


def program() -> str:
    """Which program this is: its version, that of Python, and how its files look."""
    looked = snapshot.take(_program(), now=sys.maxsize)
    return "\n".join([codex_backfill.__version__, sys.version, *looked.marks])


def _save(arguments: list[str], looked: Snapshot, texts: list[str]) -> None:
    from codex_backfill.disk.atomic import replace_private  # what this imports takes longer than the quick answer

    try:  # noqa: SIM105 - contextlib takes longer to import than the quick answer takes
        replace_private(_file(arguments), snapshot.dump(_key(arguments), looked, texts), durable=False)
    except OSError:
        pass  # without a cache the next run only takes longer


def _file(arguments: list[str]) -> str:
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/.cache")
    name = zlib.crc32("\0".join([os.getcwd(), *arguments]).encode("utf-8", "surrogateescape"))
    return os.path.join(base, "codex-backfill", "quick", f"{name:08x}")


def _key(arguments: list[str]) -> str:
    """Everything but files that decides what a run says."""
    environment = sorted(item for item in os.environ.items() if item[0].startswith(_VARIABLES))
    streams = sys.stdout.isatty(), sys.stderr.isatty()
    return repr((codex_backfill.__version__, sys.version, os.getcwd(), list(arguments), streams, environment))


def _program() -> set[str]:
    """The program's own files, and the folders that its libraries are installed in.

    Not the first one that is looked into, which is the current one for `python -m`, perhaps the vault itself.
    """
    found = {path for path in sys.path[1:] if os.path.isdir(path)}
    for folder, below, names in os.walk(os.path.dirname(codex_backfill.__file__)):
        below[:] = [name for name in below if name != "__pycache__"]
        found.add(folder)
        found.update(os.path.join(folder, name) for name in names if name.endswith(".py"))
    return found
