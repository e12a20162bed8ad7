import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.quotes import blanked, masked, scan_brackets, scan_quotes


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("Lund, 'On Tides' (2019)", ["On Tides"], id="straight"),
        pytest.param("Lund, 'It's a Tide' (2019)", ["It's a Tide"], id="an apostrophe inside"),
        pytest.param("Lund, 'The Sailors' Tide' (2019)", ["The Sailors' Tide"], id="a possessive plural inside"),
        pytest.param("'On Tides' and 'On Ebbs'", ["On Tides", "On Ebbs"], id="two of them"),
        pytest.param("O'Hara and D'Arc", [], id="apostrophes in names"),
        pytest.param('Lund "On Tides"', ["On Tides"], id="double"),
        pytest.param("“On ‘High’ Tides,” and", ["On ‘High’ Tides,"], id="curly, with others inside"),
        pytest.param("‘On Tides’", ["On Tides"], id="curly and single"),
        pytest.param("«On Tides», „On Ebbs“", ["On Tides", "On Ebbs"], id="angled and low"),
        pytest.param("``On Tides''", ["On Tides"], id="TeX"),
        pytest.param("in *On Tides* and _On Ebbs_", ["On Tides", "On Ebbs"], id="emphasis"),
        pytest.param("snake_case_name and 2 * 3 * 4", [], id="no emphasis"),
        pytest.param('an unpaired " mark', [], id="a mark without its pair"),
    ],
)
def test_finds_what_is_quoted(text: str, quoted: list[str]) -> None:
    assert [quote.text for quote in scan_quotes(text)] == quoted


def test_brackets_are_outermost_and_paired() -> None:
    text = "a (b [c] d) e) f (g"
    assert [text[start:end] for start, end in scan_brackets(text)] == ["(b [c] d)"]


def test_masking_leaves_only_the_texts_own_words() -> None:
    assert masked("Lund, 'A; b' (c; d); e") == "Lund, '~~~~' (~~~~); e"


@given(st.text(alphabet="ab '\"“”()[]*_;", max_size=60))
def test_masking_keeps_the_length(text: str) -> None:
    assert len(masked(text)) == len(text)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair)))))
def test_blanking_fills_exactly_the_spans(spans: list[tuple[int, int]]) -> None:
    inside = {place for start, end in spans for place in range(start, end)}
    assert blanked("abcdefghijkl", spans, "~") == "".join(
        "~" if i in inside else c for i, c in enumerate("abcdefghijkl")
    )
