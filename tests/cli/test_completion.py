"""What the Tab key offers: names of notes, verdicts, brakes, formats and codes, by the shells' own protocol."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def offered(vault: Path, *words: str) -> list[str]:
    """What bash would be offered for the last of these words."""
    environment = os.environ | {
        "_CODEX_BACKFILL_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["codex-backfill", *words]),
        "COMP_CWORD": str(len(words)),
        "PYTHONPATH": str(CHECKOUT),
    }
    program = "import sys; sys.argv = ['codex-backfill']; from codex_backfill.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=vault, capture_output=True, text=True, check=False
    )
    return done.stdout.split()


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
def test_a_word_is_completed(vault: Path, words: list[str], wanted: list[str]) -> None:
    assert offered(vault, *words) == wanted


def test_settings_that_are_wrong_offer_nothing_and_print_nothing(vault: Path) -> None:
    (vault / "codex-backfill.toml").write_text("nonsense = 1\n")
    assert offered(vault, "explain", "le") == []
