import pytest

from codex_backfill.citations.latin import latin, spelled_alike


@pytest.mark.parametrize(
    ("folded", "romanised"),
    [
        pytest.param("надежность", "nadezhnost", id="Russian"),
        pytest.param("київ", "kiiv", id="Ukrainian"),
        pytest.param("љубав", "ljubav", id="Serbian"),
        pytest.param("θαλασσα", "thalassa", id="Greek"),
        pytest.param("tide 東京", "tide 東京", id="other letters stay"),
    ],
)
def test_letters_are_romanised(folded: str, romanised: str) -> None:
    assert latin(folded) == romanised


@pytest.mark.parametrize(
    ("word", "alike"),
    [
        pytest.param("mueller", "muller", id="two letters for an umlaut"),
        pytest.param("dostoevskii", "dostovski", id="an ending of a Russian name"),
        pytest.param("dostoevsky", "dostovski", id="the same as English has it"),
        pytest.param("due", "due", id="a short word stays"),
        pytest.param("1990", "1990", id="a number stays"),
        pytest.param("東京", "東京", id="other letters stay"),
    ],
)
def test_spellings_become_one(word: str, alike: str) -> None:
    assert spelled_alike(word) == alike
