"""A value comes back for its own key, and from an undamaged file, or not at all."""

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.disk import cache


def test_a_value_comes_back_for_its_key_alone(tmp_path: Path) -> None:
    path = tmp_path / "below/x.json"
    assert cache.load(str(path), "key") is None
    cache.save(str(path), "key", {"a": [1, None, "ö"]})
    assert cache.load(str(path), "key") == {"a": [1, None, "ö"]}
    assert cache.load(str(path), "another version's key") is None
    assert [file.name for file in path.parent.iterdir()] == ["x.json"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:-2], id="cut off"),
        pytest.param(lambda raw: raw.replace(b"one", b"two"), id="changed"),
        pytest.param(lambda raw: b"\xff" + raw, id="not text"),
        pytest.param(lambda raw: b"223132457\n[]", id="something else"),
        pytest.param(lambda raw: b"d202ef8d\n{}", id="another shape"),
        pytest.param(
            lambda raw: b"%08x\n%s" % (zlib.crc32(b'["key", 3]'), b'["key", 3]'), id="a value of another kind"
        ),
    ],
)
def test_a_damaged_file_is_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "x.json"
    cache.save(str(path), "key", {"a": "one"})
    path.write_bytes(damage(path.read_bytes()))
    assert cache.load(str(path), "key") is None


def test_what_is_as_it_was_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    cache.Cached(str(path), "key").keep({"a": 1})
    path.chmod(0o400)
    before = path.stat().st_ino
    again = cache.Cached(str(path), "key")
    again.keep({"a": 1})
    assert path.stat().st_ino == before
    again.keep({"a": 2})
    assert path.stat().st_ino != before
    assert cache.Cached(str(path), "key").value == {"a": 2}


def test_what_cannot_be_kept_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = cache.Cached(str(tmp_path / "file/cache.json"), "key")
    nowhere.keep({"a": 1})
    assert nowhere.value == {}


def test_what_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 100)
    cache.save(str(tmp_path / "x.json"), "key", {"a": "b" * 100})
    assert list(tmp_path.iterdir()) == []


NOW = 1_000_000.0


@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., set[str]]:
    """Files of 10 bytes by how many seconds ago each was used last, swept; gives those that are left."""

    def swept(ages: dict[str, float], **limits: float) -> set[str]:
        for name, age in ages.items():
            path = tmp_path / "cache" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"0123456789")
            os.utime(path, (NOW - age, NOW - age))
        cache.sweep(str(tmp_path / "cache"), now=NOW, **limits)
        return {str(path.relative_to(tmp_path / "cache")) for path in (tmp_path / "cache").rglob("*.json")}

    return swept


def test_what_was_not_used_for_long_is_swept(kept: Callable[..., set[str]], tmp_path: Path) -> None:
    assert kept({"a/x.json": 10.0, "a/y.json": 90.0, "b/z.json": 90.0}, unused=60.0) == {"a/x.json"}
    assert not (tmp_path / "cache/b").exists(), "nor is an empty folder left"


def test_what_was_used_last_stays_while_there_is_room(kept: Callable[..., set[str]]) -> None:
    assert kept({"a/x.json": 30.0, "b/x.json": 10.0, "c/x.json": 20.0}, most=25) == {"b/x.json", "c/x.json"}


def test_a_file_that_is_read_counts_as_used(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    cache.save(str(path), "key", {"a": 1})
    os.utime(path, (1.0, 1.0))
    cache.load(str(path), "key")
    assert path.stat().st_mtime > 1.0


def test_sweeping_leads_nowhere_else(kept: Callable[..., set[str]], tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/note.json").write_text("a person's own")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/link").symlink_to(tmp_path / "elsewhere")
    kept({}, unused=-NOW, most=0)
    assert (tmp_path / "elsewhere/note.json").exists()


def test_where_nothing_was_kept_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    cache.sweep(str(tmp_path / "nowhere"), now=NOW)
