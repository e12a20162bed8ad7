"""What a person sees marked, and what the bars show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.review.highlight import common_words, segments, telling_words


def marked(text: str, other: str) -> str:
    return "".join(f"[{piece}]" if agrees else piece for piece, agrees in segments(text, telling_words([other])))


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        pytest.param("Tides lag the Moon", "the moon's TIDES", "[Tides] lag the [Moon]", id="case does not count"),
        pytest.param("A tide of data", "data tides", "A [tide] of [data]", id="nor does the plural"),
        pytest.param("Poincaré (1881)", "poincare, 1881", "[Poincaré] ([1881])", id="nor do accents"),
        pytest.param("Poincare\u0301 maps", "Poincaré", "[Poincare\u0301] maps", id="an accent stays on its letter"),
        pytest.param("the why and the how", "why the how", "the why and the how", id="common words say nothing"),
        pytest.param("First case: tides", "case by case first, tides", "First case: [tides]", id="in titles, too"),
        pytest.param("Proposal 7 of 12", "proposal 12", "[Proposal] 7 of [12]", id="numbers of any length do"),
        pytest.param("harbour_tide_tables", "tide tables", "harbour_[tide]_[tables]", id="underscores part words"),
        pytest.param("Lunar tide tables, 1907", "lunar tide tables", "[Lunar tide tables], 1907", id="runs are one"),
        pytest.param("On 1907-03-05, p. 7", "1907 03 05", "On [1907-03-05], p. 7", id="so are dates"),
        pytest.param("", "tide", "", id="nothing in nothing"),
    ],
)  # fmt: skip
def test_words_that_agree_are_marked(text: str, other: str, shown: str) -> None:
    assert marked(text, other) == shown


def test_what_stands_all_over_a_vault_tells_nothing_in_any_language() -> None:
    texts = [f"Die Gezeiten und der Hafen {name}" for name in ("Husum", "Wyk", "Emden", "Norden", "Büsum")] * 2
    common = common_words(texts)
    assert telling_words(["Der Hafen Husum und die Gezeiten"], common) == {"husum"}
    assert telling_words(["Der Hafen Husum"], common_words(texts[:5])) == {"der", "hafen", "husum"}


@given(st.text(), st.text())
def test_marking_loses_no_letter(text: str, other: str) -> None:
    pieces = segments(text, telling_words([other]))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
