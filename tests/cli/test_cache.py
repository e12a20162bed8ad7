"""What was read and matched before is not done again, and what a command prints is the same for it, byte for byte."""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.matching.matcher import Matcher
from codex_backfill.notes import frontmatter
from tests.cli.conftest import contents

Run = Callable[..., Any]
COMMANDS = {
    "diff": ("diff", "{vault}"),
    "diff --format json": ("diff", "{vault}", "--format", "json"),
    "plan": ("plan", "{vault}", "-o", "-"),
    "explain": ("explain", "--vault", "{vault}", "leaks"),
    "explain, one source": ("explain", "--vault", "{vault}", "leaks", "other"),
    "review": ("review", "{vault}", "--format", "json"),
    "validate": ("validate", "{vault}", "--format", "json"),
    "migrate --dry-run": ("migrate", "{vault}", "--dry-run"),
    "check": ("check", "{vault}"),
}


@pytest.fixture
def cache(tmp_path: Path) -> Callable[[], list[Path]]:
    """The files in the user's cache folder."""
    return lambda: sorted(path for path in (tmp_path / "home" / "CACHE").rglob("*.json"))


def arguments(command: str, vault: Path) -> list[str]:
    return [word.format(vault=vault) for word in COMMANDS[command]]


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Lets nothing be parsed or matched from the time on at which it is called."""

    def forbidden(*_: Any, **__: Any) -> Any:
        raise AssertionError("done again")

    def begin() -> None:
        monkeypatch.setattr(Matcher, "match", forbidden)
        monkeypatch.setattr(frontmatter, "note", forbidden)

    yield begin


@pytest.mark.parametrize("command", COMMANDS)
def test_a_second_run_prints_what_the_first_did(run: Run, vault: Path, command: str) -> None:
    given = arguments(command, vault)
    plain = run(*given, "--no-cache")
    assert run(*given) == plain, "with an empty cache"
    assert run(*given) == plain, "with a full one"


@pytest.mark.parametrize("first", COMMANDS)
def test_each_command_is_served_by_what_any_other_kept(run: Run, vault: Path, first: str) -> None:
    plain = run("diff", vault, "--no-cache")
    run(*arguments(first, vault))
    assert run("diff", vault) == plain


def test_nothing_is_parsed_or_matched_twice(run: Run, vault: Path, idle: Callable[[], None]) -> None:
    first = run("diff", vault)
    idle()
    assert run("diff", vault) == first
    assert run("migrate", vault, "--yes").code == 0


def test_no_cache_means_none(run: Run, vault: Path, cache: Callable[[], list[Path]], idle: Callable[[], None]) -> None:
    run("diff", vault, "--no-cache")
    assert cache() == []
    run("diff", vault)
    kept = {path: path.read_bytes() for path in cache()}
    assert {path.name for path in kept} == {"citations.json", "corpus.json", "matches.json", "notes.json"}
    idle()
    assert "done again" in run("diff", vault, "--no-cache").err
    assert {path: path.read_bytes() for path in cache()} == kept


def test_nothing_is_kept_in_the_vault(run: Run, vault: Path, snapshot: Callable[[], dict[str, bytes]]) -> None:
    before = snapshot()
    run("diff", vault)
    assert snapshot() == before


def forged(raw: bytes, change: Callable[[Any], Any]) -> bytes:
    """A kept file to one with other values in it, as good by its checksum and key."""
    key, value = json.loads(raw[9:])
    text = json.dumps([key, change(value)]).encode()
    return b"%08x\n%s" % (zlib.crc32(text), text)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "nothing in it": lambda raw: b"",
    "cut off": lambda raw: raw[: len(raw) // 2],
    "a letter changed": lambda raw: raw.replace(b"leaks", b"locks", 1),
    "not text": lambda raw: b"\xff\xfe\x00",
    "of another program": lambda raw: raw[:9] + raw[9:].replace(b"0.1.0", b"0.0.9", 1),
    "a list": lambda raw: forged(raw, lambda value: [1, 2, 3]),
    "rows of another shape": lambda raw: forged(raw, lambda value: {key: [1] for key in value}),
    "rows that are texts": lambda raw: forged(raw, lambda value: dict.fromkeys(value, "x")),
    "rows that are numbers": lambda raw: forged(raw, lambda value: dict.fromkeys(value, 7)),
}


@pytest.mark.parametrize("name", ["notes.json", "matches.json"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_as_good_as_none(
    run: Run, vault: Path, cache: Callable[[], list[Path]], name: str, damage: str
) -> None:
    plain = run("diff", vault)
    (file,) = (path for path in cache() if path.name == name)
    whole = file.read_bytes()
    file.write_bytes(DAMAGE[damage](whole))
    assert run("diff", vault) == plain
    assert file.read_bytes() == whole, "and it is mended"


@pytest.mark.parametrize(
    ("name", "edited"), [("corpus.json", "domains/water/leaks"), ("citations.json", "inbox/archive/other")]
)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_as_good_as_none_after_an_edit(
    run: Run, vault: Path, cache: Callable[[], list[Path]], name: str, edited: str, damage: str
) -> None:
    run("diff", vault)
    (file,) = (path for path in cache() if path.name == name)
    whole = file.read_bytes()
    file.write_bytes(DAMAGE[damage](whole))
    with (vault / f"{edited}.md").open("a") as note:
        note.write("\nOne sentence more.\n")
    assert run("diff", vault) == run("diff", vault, "--no-cache")
    assert file.read_bytes() == whole, "and it is mended"


def test_another_vault_at_the_same_place_is_read_anew(run: Run, vault: Path) -> None:
    run("diff", vault)
    (vault / "inbox/archive/okafor.md").write_text("---\ntype: source\ntitle: Something else\n---\n")
    assert run("diff", vault) == run("diff", vault, "--no-cache")


def test_a_cache_that_cannot_be_written_stops_nothing(run: Run, vault: Path, tmp_path: Path) -> None:
    plain = run("diff", vault, "--no-cache")
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (home / "CACHE").write_text("no folder")
    assert run("diff", vault) == plain


def test_runs_at_the_same_time_do_not_disturb_each_other(vault: Path, tmp_path: Path) -> None:
    environment = {f"XDG_{kind}_HOME": str(tmp_path / "home" / kind) for kind in ("STATE", "CACHE")}
    command = [sys.executable, "-m", "codex_backfill", "diff", str(vault)]
    for _ in range(2):  # while the cache is made, and while it is used
        started = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
        printed = {process.communicate()[0] for process in started}
        assert len(printed) == 1
    assert contents(tmp_path / "home" / "CACHE")
