"""What would steer a terminal or a log is shown by its code, and nothing else is touched."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.terminal.escapes import shown, shown_line


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("\x1b]52;c;cHdu\x07", r"\u001b]52;c;cHdu\u0007", id="a terminal's commands"),
        pytest.param("\x9b31m", r"\u009b31m", id="eight-bit ones"),
        pytest.param("safe\u202eevil\u202c", r"safe\u202eevil\u202c", id="writing turned around"),
        pytest.param("a\rb", r"a\u000db", id="a line that is written over"),
        pytest.param("a\r\nb\tc\n", "a\r\nb\tc\n", id="lines stay lines"),
        pytest.param("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d👧", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d👧", id="joiners are spelling"),
    ],
)  # fmt: skip
def test_lines_are_shown(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_a_path_stays_on_one_line() -> None:
    assert shown_line("a\n::error::b\t.md\r\n") == r"a\u000a::error::b\u0009.md\u000d\u000a"


@given(st.text())
def test_nothing_steers_any_more_and_json_stays_the_same(text: str) -> None:
    assert not {*shown_line(text)} & {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u2028"}
    data = {"text": text, text: [text]}
    assert json.loads(shown(json.dumps(data, ensure_ascii=False))) == data
