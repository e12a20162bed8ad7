"""Text on a terminal: measured as it will be shown, and harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.terminal.cells import Run, cells, clean, crop, fit, fold_line, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("tide", 4, id="a letter a column"),
        pytest.param("潮汐", 4, id="wide letters take two"),
        pytest.param("e\u0301", 1, id="an accent takes none"),
        pytest.param("🌊", 2, id="a picture takes two"),
        pytest.param("ﾀｲﾄﾞ", 4, id="half-width ones take one"),
        pytest.param("👩\u200d👧", 2, id="several pictures in one take two"),
        pytest.param("☀\ufe0f", 2, id="a sign that is asked to be a picture takes two"),
        pytest.param("한", 2, id="a syllable of several letters takes two"),
    ],
)
def test_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert cells(text) == columns


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\x1b[2J\x1b]0;owned\x07", id="escape sequences"),
        pytest.param("\x9b31m", id="eight-bit ones"),
        pytest.param("safe\u202eevil", id="writing turned around"),
        pytest.param("a\rb\nc\td", id="line ends"),
        pytest.param("\x00\x7f\ud800", id="what is no letter"),
    ],
)
def test_nothing_in_a_note_steers_the_terminal(text: str) -> None:
    assert all(letter.isprintable() or letter == "\ufffd" for letter in clean(text))


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        pytest.param("harbour", 7, "harbour", id="what fits stays"),
        pytest.param("harbours", 7, "harbou…", id="what does not is cut"),
        pytest.param("潮汐表", 4, "潮…", id="no wide letter is halved"),
        pytest.param("e\u0301e\u0301e\u0301", 2, "e\u0301…", id="no letter loses its accent"),
        pytest.param("tide", 0, "", id="no room"),
    ],
)
def test_text_is_fitted(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


def plain(lines: list[list[Run]]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("tides lag the moon", ["  tides lag", "  the moon"], id="at blanks"),
        pytest.param("antidisestablishment", ["  antidises", "  tablishme", "  nt"], id="within a word when it must"),
        pytest.param("潮汐潮汐潮汐", ["  潮汐潮汐", "  潮汐"], id="by columns, not letters"),
        pytest.param("", ["  "], id="nothing is a line"),
    ],
)
def test_text_is_wrapped(text: str, shown: list[str]) -> None:
    assert [line.rstrip() for line in plain(wrap([(text, "")], 11, 2))] == [line.rstrip() for line in shown]


def test_what_exceeds_the_lines_ends_in_an_ellipsis() -> None:
    assert plain(wrap([("tides lag the moon by hours", "")], 11, 0, 2)) == ["tides lag ", "the moon b…"]


def test_a_diff_s_line_keeps_every_blank() -> None:
    assert (
        "".join(line.removeprefix(" ") for line in plain(fold_line("   a   b    c    ", "", 9, 1)))
        == "   a   b    c    "
    )


RUNS = st.lists(st.tuples(st.text(max_size=30).map(clean), st.sampled_from(["", "mark"])), max_size=5)


@given(RUNS, st.integers(20, 60), st.integers(0, 8), st.none() | st.integers(1, 3))
def test_no_line_is_wider_than_the_screen(runs: list[Run], width: int, indent: int, limit: int | None) -> None:
    lines = [*wrap(runs, width, indent, limit), crop(runs, width, indent)]
    assert all(cells(line) <= width for line in plain(lines))


@given(RUNS)
def test_wrapping_loses_nothing_but_blanks(runs: list[Run]) -> None:
    text = "".join(text for text, _ in runs)
    assert "".join(plain(wrap(runs, 20))).replace(" ", "") == text.replace(" ", "")
