"""Text to words: the same word on both sides of every comparison, however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.tokens import Vocabulary, fold, singular, spelling, split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Mussels, in 2 Harbours", ["mussels", "in", "2", "harbours"], id="case and punctuation go"),
        pytest.param(
            "Čapek—Ångström’s Łódź", ["capek", "angstrom", "s", "lodz"], id="diacritics, strokes and dashes go"
        ),
        pytest.param("encyclopædia Straße", ["encyclopaedia", "strasse"], id="ligatures are two letters"),
        pytest.param("東京 ﬁne", ["東京", "fine"], id="letters of every script stay"),
        pytest.param("Дом Αθήνα", ["dom", "athina"], id="Cyrillic and Greek are romanised"),
        pytest.param("mus\u00adsels har\u200bbour", ["mussels", "harbour"], id="what is not seen parts no word"),
        pytest.param("snake_case-and/paths.md", ["snake", "case", "and", "paths", "md"], id="signs part words"),
        pytest.param("😀 ™ → “x” …", ["x"], id="what is no letter is no word"),
        pytest.param("", [], id="nothing gives nothing"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        pytest.param("mussels", "mussel", id="a plural loses its s"),
        pytest.param("loss", "loss", id="a double s stays"),
        pytest.param("gas", "gas", id="a short word stays"),
    ],
)
def test_singular(word: str, stem: str) -> None:
    assert singular(word) == stem


def test_a_vocabulary_counts_singulars_and_leaves_initials_out() -> None:
    vocabulary = Vocabulary()
    assert {vocabulary.words[word]: times for word, times in vocabulary.count("J. Reay: mussel, Mussels & 7 reays").items()} == {
        "reay": 2, "mussel": 2, "7": 1,
    }  # fmt: skip
    assert [vocabulary.words[word] for word in vocabulary.read("A mussel's 7")] == ["mussel", "7"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Müller", "Mueller", id="an umlaut in two letters"),
        pytest.param("Müller", "Muller", id="an umlaut without its dots"),
        pytest.param("Sørensen", "Soerensen", id="a stroke in two letters"),
        pytest.param("Århus", "Aarhus", id="a ring in two letters"),
        pytest.param("Чайковский", "Chaykovsky", id="a name romanised by ear"),
        pytest.param("сетей", "setei", id="a word romanised by rule"),
    ],
)
def test_spellings_of_a_word_have_one_number(one: str, other: str) -> None:
    vocabulary = Vocabulary()
    assert vocabulary.read(one) == vocabulary.read(other)


def test_a_spelling_has_umlauts_in_one_form() -> None:
    assert spelling("Über Störungen, y") == spelling("Ueber Stoerungen: y") == "uber storungen y"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_and_order_changes_no_count(text: str) -> None:
    assert split(fold(text)) == split(text)
    vocabulary = Vocabulary()
    words = split(text)
    assert vocabulary.count(" ".join(words)) == vocabulary.count(" ".join(reversed(words)))
