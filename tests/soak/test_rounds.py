"""A short soak: after each sync the promises hold."""

from pathlib import Path

import pytest

from tests.soak.rounds import SEED, soak


def test_rounds_of_edits_and_syncs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind))
    (tmp_path / "vault").mkdir()
    assert soak(tmp_path / "vault", SEED, 10, monkeypatch).linked
