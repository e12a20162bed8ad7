import pytest

from codex_backfill.citations.months import month_of


@pytest.mark.parametrize(
    ("word", "has_day", "number"),
    [
        pytest.param("September", False, 9, id="in full"),
        pytest.param("SEPT", False, 9, id="shortened, in capitals"),
        pytest.param("février", False, 2, id="with its accent"),
        pytest.param("fevrier", False, 2, id="without it"),
        pytest.param("Mars", False, None, id="a planet"),
        pytest.param("mars", True, 3, id="a month, beside a day"),
        pytest.param("listopada", True, 11, id="a case that only dates have"),
        pytest.param("Maerz", True, 3, id="an umlaut in two letters"),
        pytest.param("tide", True, None, id="no month"),
        pytest.param("", True, None, id="nothing"),
    ],
)
def test_a_word_names_a_month(word: str, has_day: bool, number: int | None) -> None:
    assert month_of(word, has_day) == number
