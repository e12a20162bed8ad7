"""What only POSIX has is asked for where it is needed: everything can be imported, and notes written, without it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "codex_backfill"
WITHOUT = """
import os, signal, sys
for name in ("fcntl", "termios", "tty", "pwd", "grp"):
    sys.modules[name] = None
for name in ("fork", "register_at_fork", "uname", "getuid", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGWINCH"):
    delattr(signal, name)
"""
"""What Windows lacks, taken away; what else differs there is for the workflow's own machines to show."""


def run(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"{WITHOUT}\n{script}", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=PACKAGE.parent)


def test_every_module_can_be_imported() -> None:
    names = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))]
    names = [name.removesuffix(".__init__") for name in names]
    done = run("import importlib\nfor name in sys.argv[1:]: importlib.import_module(name)", *names)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("words", [("migrate", "--yes"), ("sync",), ("check",)], ids=lambda words: words[0])
def test_a_vault_is_worked_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "vault/core").mkdir(parents=True)
    (tmp_path / "vault/inbox/archive").mkdir(parents=True)
    claim = "---\ntype: claim\nsource: \"Okafor, 'Night flow finds leaks' (https://example.net/night-flow)\"\n---\n# Leaks\n"
    source = "---\ntitle: Night flow finds leaks\nauthor: Ada Okafor\nurl: https://example.net/night-flow\n---\nText.\n"
    (tmp_path / "vault/core/leaks.md").write_text(claim)
    (tmp_path / "vault/inbox/archive/okafor.md").write_text(source)
    start = "from codex_backfill.__main__ import main\nsys.argv[0] = 'codex-backfill'\nmain()"
    done = run(start, words[0], tmp_path / "vault", *words[1:])
    assert done.returncode == 0, done.stderr[-2000:]
    assert ("sourced_from" in (tmp_path / "vault/core/leaks.md").read_text()) is (words[0] != "check")
    assert os.listdir(tmp_path / "vault") != []
