"""What the README shows is what its commands print, in the order in which a reader runs them."""

from pathlib import Path

from tests.readme import README, as_run, fresh_session


def test_console_blocks_print_what_they_show(tmp_path: Path) -> None:
    shown = README.read_text(encoding="utf-8")
    assert as_run(shown, fresh_session(tmp_path)) == shown


def test_a_command_that_prints_something_else_is_seen(tmp_path: Path) -> None:
    text = "Words.\n\n```console\n$ cd fixtures\n$ ls README.md\nsomething else\n```\n\nMore.\n"
    assert as_run(text, fresh_session(tmp_path)) == text.replace("something else", "README.md")
