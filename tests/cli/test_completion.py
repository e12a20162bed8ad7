"""What the Tab key offers: names of notes, verdicts, brakes, formats and codes, by the shells' own protocol."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.cli.app import app

Offered = Callable[..., list[str]]


@pytest.fixture
def offered(vault: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Offered:
    """What bash is offered, in the vault, for the last of some words."""

    def complete(*words: str) -> list[str]:
        monkeypatch.chdir(vault)
        monkeypatch.setenv("_CODEX_BACKFILL_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(["codex-backfill", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit):
            app(prog_name="codex-backfill")
        return capfd.readouterr().out.split()

    return complete


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        pytest.param(["ex"], ["explain"], id="a command"),
        pytest.param(["explain", "le"], ["leaks"], id="a claim by its file name"),
        pytest.param(["explain", "domains/water/m"], ["domains/water/meters.md"], id="a claim by its path"),
        pytest.param(["explain", "leaks", "ok"], ["okafor"], id="a source"),
        pytest.param(["decide", "leaks", "okafor", "un"], ["unsure"], id="a verdict"),
        pytest.param(["sync", "--force", "sh"], ["share"], id="a brake"),
        pytest.param(["check", "--format", "sa"], ["sarif"], id="a format"),
        pytest.param(["check", "--explain", "CB30"], ["CB301", "CB302", "CB303"], id="a code"),
    ],
)
def test_a_word_is_completed(offered: Offered, words: list[str], wanted: list[str]) -> None:
    assert offered(*words) == wanted


def test_settings_that_are_wrong_offer_nothing_and_print_nothing(offered: Offered, vault: Path) -> None:
    (vault / "codex-backfill.toml").write_text("nonsense = 1\n")
    assert offered("explain", "le") == []
