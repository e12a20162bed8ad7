"""The command line in this process, on a small vault, with a home of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from codex_backfill.cli.app import app

NOTES = {
    "domains/water/leaks.md": (
        "---\ntype: claim\nsource: \"Okafor, 'Night flow finds leaks first' (2024-03-11)\"\ncreated: 2024-03-20\n---\n"
        "# Utilities that log night flow find leaks before customers do\n\nNight flow logging finds leaks early.\n"
    ),
    "domains/water/meters.md": (
        "---\ntype: claim\nsource: \"Hollins, 'Smart meters and thrift' (https://example.net/hollins/meters)\"\n---\n"
        "# Households that see their use hourly use less\n\nSmart meters change thrift.\n"
    ),
    "domains/water/nobody.md": (
        '---\ntype: claim\nsource: "conversations, spring 2023"\n---\n# Nobody reads the annual report\n\nStill true.\n'
    ),
    "inbox/archive/okafor.md": (
        '---\ntype: source\ntitle: "Night flow finds leaks first"\nauthor: "Ada Okafor"\n'
        "url: https://example.net/okafor/night-flow\ndate: 2024-03-11\nprocessed_date: 2024-03-20\n---\n\n"
        "Logging night flow finds leaks before customers call.\n"
    ),
    "inbox/archive/hollins.md": (
        '---\ntype: source\ntitle: "Smart meters and thrift"\nauthor: "J. Hollins"\n'
        "url: https://example.net/hollins/meters\ndate: 2023-06-01\nclaims_extracted: []\n---\n\nHourly use, seen.\n"
    ),
    "inbox/archive/other.md": (
        '---\ntype: source\ntitle: "Bread without salt"\nauthor: "M. Lindqvist"\ndate: 2019-01-01\n---\n\nSalt.\n'
    ),
}


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Three claims, of which two have a source that cannot be mistaken, and three sources."""
    root = tmp_path / "vault"
    for path, text in NOTES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `codex-backfill` with these arguments."""
    for kind in ("STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind))

    def command(*arguments: object) -> Result:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            app([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        code = stop.value.code
        return Result(code if isinstance(code, int) else 0, printed.out, printed.err)

    return command


def contents(folder: Path) -> dict[str, bytes]:
    """A folder to the bytes of all its files, by their paths from there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def snapshot(vault: Path) -> Callable[[], dict[str, bytes]]:
    """Gives the bytes of all the vault's files at the time it is called."""
    return lambda: contents(vault)
