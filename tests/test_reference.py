"""docs/reference.md says what the code says: defaults, findings, exit codes."""

import re
from pathlib import Path

from codex_backfill.errors import Exit
from codex_backfill.settings import Settings
from codex_backfill.settings_file import load
from codex_backfill.sync.codes import Code

TEXT = (Path(__file__).parent.parent / "docs/reference.md").read_text(encoding="utf-8")


def rows(columns: str) -> list[list[str]]:
    """The cells of the table with these columns."""
    table = TEXT.partition(f"| {columns} |\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]


def test_the_settings_shown_are_the_defaults(tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert shown
    path = tmp_path / "codex-backfill.toml"
    path.write_text(shown[1])
    assert load(path, required=True) == Settings()


def test_every_finding_is_listed() -> None:
    listed = [(str(code), code.summary, "yes" if code.is_drift else "warning") for code in Code]
    assert [tuple(row) for row in rows("code | finding | drift (exit 1)")] == listed


def test_every_exit_code_is_listed() -> None:
    assert rows("exit | meaning") == [
        *([str(int(code)), code.meaning] for code in Exit),
        ["141", "the reader of the output went away"],
    ]
