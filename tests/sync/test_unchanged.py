"""Looking twice: what gives a change away, however it is hidden, and what a damaged or foreign file is worth."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.sync.unchanged import Snapshot, dump, notes_and_folders, parse, take

LATER = 4_000_000_000 * 1_000_000_000
"""Long after any file was changed: nothing is fresh then."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for path in (
        "core/heat.md",
        "core/deep/tides.md",
        "inbox/moon.md",
        "inbox/.hidden/x.md",
        "inbox/picture.png",
        "core/tide.qmd",
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text")
    return root


def parts(snapshot: Snapshot) -> tuple[object, ...]:
    return snapshot.paths, snapshot.marks, snapshot.fresh


def look(root: Path, now: int = LATER) -> Snapshot:
    paths = notes_and_folders(str(root), ("core", "inbox", "queue"), (".md", ".QMD"))
    return take(paths | {str(root / "known_pairs.csv")}, now)


def same_size_and_time(root: Path) -> None:
    path = root / "core/heat.md"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_text("txet")
    os.utime(path, ns=times)


def replaced_by_a_copy(root: Path) -> None:
    path, copy = root / "core/heat.md", root / "core/copy"
    copy.write_text("txet")
    os.utime(copy, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    copy.replace(path)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: (root / "core/heat.md").write_text("more text"), id="edited"),
        pytest.param(lambda root: (root / "core/tide.qmd").write_text("more"), id="edited, of another suffix"),
        pytest.param(same_size_and_time, id="edited, size and time put back"),
        pytest.param(replaced_by_a_copy, id="replaced by another file of the same size and time"),
        pytest.param(lambda root: (root / "core/deep/new.md").write_text(""), id="a note added"),
        pytest.param(lambda root: (root / "inbox/moon.md").unlink(), id="a note deleted"),
        pytest.param(lambda root: (root / "inbox/moon.md").rename(root / "core/moon.md"), id="a note moved"),
        pytest.param(lambda root: (root / "core/deep").rename(root / "core/deeper"), id="a folder renamed"),
        pytest.param(lambda root: (root / "queue").mkdir(), id="a folder that was not there"),
        pytest.param(lambda root: (root / "inbox/.gitignore").write_text("moon.md"), id="git told to ignore a note"),
        pytest.param(lambda root: (root / "known_pairs.csv").write_text(""), id="a file read beside the notes"),
        pytest.param(lambda root: (root / "core/heat.md").chmod(0), id="a note that can no longer be read"),
    ],
)
def test_a_change_shows(vault: Path, change: Callable[[Path], object]) -> None:
    before = look(vault)
    assert before.holds()
    change(vault)
    assert not before.holds()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: (root / "inbox/.hidden/x.md").write_text("more text"), id="in a hidden folder"),
        pytest.param(lambda root: (root / "inbox/picture.png").write_text("more text"), id="no note"),
        pytest.param(lambda root: (root / "core/heat.md").read_text(), id="only read"),
    ],
)
def test_what_no_run_reads_does_not_matter(vault: Path, change: Callable[[Path], object]) -> None:
    before = look(vault)
    change(vault)
    assert before.holds()


def test_what_changed_within_a_tick_is_compared_by_content(vault: Path) -> None:
    path = str(vault / "core/heat.md")
    changed = os.stat(path).st_ctime_ns
    before = take({path}, changed + 10_000_000)
    assert set(before.fresh) == {path}
    (vault / "core/heat.md").write_text("txet")
    # As if the second change had fallen into the same tick as the look: the marks are those of the new content.
    assert not Snapshot([path], take({path}, LATER).marks, before.fresh).holds()


def test_a_folder_that_changed_within_a_tick_is_compared_by_its_names(vault: Path) -> None:
    path = str(vault / "core")
    before = take({path}, os.stat(path).st_ctime_ns)
    (vault / "core/new.md").write_text("")
    assert not Snapshot([path], take({path}, LATER).marks, before.fresh).holds()


def test_what_is_no_longer_fresh_is_no_longer_read(vault: Path) -> None:
    before = look(vault, now=0)
    assert before.fresh
    assert parts(before.aged(LATER)) == parts(look(vault))
    assert parts(before.aged(0)) == parts(before)


@pytest.mark.parametrize(("changed", "stays"), [(0, True), (1, False)], ids=["whole seconds", "nanoseconds"])
def test_times_in_whole_seconds_stay_fresh_for_longer(changed: int, stays: bool) -> None:
    second = 1_700_000_000 * 1_000_000_000
    looked = Snapshot(["x"], [f"0 0 0 {second} {second + changed}"], {"x": "7"})
    assert bool(looked.aged(second + 1_000_000_000).fresh) is stays


def test_folders_above_the_notes_can_say_what_is_ignored(tmp_path: Path) -> None:
    assert str(tmp_path / "notes/.gitignore") in notes_and_folders(str(tmp_path), ("notes/claims",))


@pytest.mark.parametrize("now", [0, LATER], ids=["all fresh", "nothing fresh"])
def test_it_is_kept_and_found_again(vault: Path, now: int) -> None:
    looked, texts = look(vault, now), ["a report\n", "", "\udce4"]
    found = parse(dump("key", looked, texts), "key")
    assert found
    assert (parts(found[0]), found[1]) == (parts(looked), texts)
    assert parse(dump("key", looked, texts), "another version's key") is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:-9], id="cut off"),
        pytest.param(lambda raw: raw.replace(b"report", b"rapport"), id="changed"),
        pytest.param(lambda raw: b"\xff" + raw, id="something before it"),
    ],
)
def test_a_damaged_one_is_none(vault: Path, damage: Callable[[bytes], bytes]) -> None:
    assert parse(damage(dump("key", look(vault), ["report"])), "key") is None


def test_it_imports_next_to_nothing() -> None:
    script = "import sys; before = set(sys.modules); import codex_backfill.cli.fast_path; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    others = [name for name in done.stdout.split() if not name.startswith("codex_backfill")]
    assert set(others) <= {"fcntl", "time", "zlib"}
