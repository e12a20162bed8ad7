"""The README's console blocks, run: `python -m tests.readme` compares what they print, `--write` puts it in anew.

A block's commands stand behind `$ `, what they print (stdout and stderr as a terminal mixes them) below. All blocks are
one session, in a fresh copy of the checkout with a home of its own: a `cd` holds until the next one.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
README = CHECKOUT / "README.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SECONDS = 120
"""No command of a README may take longer."""


@dataclass
class Session:
    """A shell in a copy of the checkout: where it stands, and the home that its commands see."""

    folder: Path
    home: Path

    def run(self, command: str) -> str:
        """Runs a command line where the last one left off; gives what it prints."""
        where = self.home / "where"
        programs = Path(sys.executable).parent
        environment = {
            "HOME": str(self.home),
            "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
            "PYTHONPATH": os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")]),
            "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX", ""),
        }
        done = subprocess.run(
            ["bash", "-c", f'{command}\ncode=$?; pwd > "{where}"; exit $code'],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        self.folder = Path(where.read_text().rstrip("\n"))
        return done.stdout


def fresh_session(place: Path) -> Session:
    """A folder to a session in a copy of what git tracks of this checkout, as a new user has it."""
    checkout, home = place / "codex-backfill", place / "home"
    home.mkdir()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        if not (CHECKOUT / name).is_file():
            continue
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, checkout / name)
    return Session(checkout, home)


def as_run(text: str, session: Session) -> str:
    """A README to the same with what its console blocks print in this session."""
    parts: list[str] = []
    end = 0
    for block in _BLOCK.finditer(text):
        parts += [text[end : block.start()], *(_shown(command, session) for command in _commands(block[0]))]
        end = block.end()
    return "".join([*parts, text[end:]])


def _commands(block: str) -> Iterator[str]:
    return (line[2:] for line in block.splitlines() if line.startswith("$ "))


def _shown(command: str, session: Session) -> str:
    printed = session.run(command)
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return f"$ {command}\n{lines}"


def main() -> int:
    """Compares or rewrites the README; 1 when it says something else than its commands print."""
    parser = argparse.ArgumentParser(prog="python -m tests.readme", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put what the commands print into the README")
    wanted = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        found = as_run(text, fresh_session(Path(place)))
    if wanted.write:
        README.write_text(found, encoding="utf-8")
        return 0
    sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), found.splitlines(True), "README.md", "as run"))
    return int(found != text)


if __name__ == "__main__":
    sys.exit(main())
