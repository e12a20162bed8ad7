"""A value comes back for its own key, and from an undamaged file, or not at all."""

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
    ],
)
def test_a_damaged_file_is_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "x.json"
    cache.save(str(path), "key", "one")
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
