"""A slice of `python -m tests.fuzz`, and the judges judged."""

from collections import Counter

import pytest

from .judges import complaint
from .trials import Outcome, trials


def test_no_mutant_is_edited_wrongly() -> None:
    seen = list(trials(300, seed=20_240_229))
    assert [trial for trial in seen if trial.outcome is Outcome.WRONG] == []
    assert Counter(trial.outcome for trial in seen)[Outcome.WRITTEN] * 3 >= len(seen)


def test_the_same_seed_gives_the_same_mutants() -> None:
    assert [trial.before for trial in trials(50, seed=3)] == [trial.before for trial in trials(50, seed=3)]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param("f: []\n", "f: [n]\n", None, id="right: an item in empty brackets"),
        pytest.param("f: []\n", "f:\n- n\n", None, id="right: a list for empty brackets"),
        pytest.param("f: a\n", "f:\n- a\n- n\n", None, id="right: a list of two for one"),
        pytest.param("a: b\n", "a: b\nf: n\n", None, id="right: a new key"),
        pytest.param("a: b\n", "a: c\nf: n\n", "more changed", id="a changed byte"),
        pytest.param(
            "a: |+\n  b\n\n", "a: |+\n  b\nf: n\n\n", "other keys changed", id="a blank line lost to another key"
        ),
        pytest.param("f: [a]\n", "f: [n, a]\n", "the field holds", id="another order"),
        pytest.param("f: []\n", "f: [1]\n", "the field holds", id="another text"),
        pytest.param("a: b\n", "a: b\n# f: n\n", "the key does not stand", id="a comment for a key"),
        pytest.param("a: b\n...\n", "a: b\n...\nf: n\n", "can no longer be read", id="a key behind the end mark"),
        pytest.param("f: 3\n", "f:\n- 3\n- n\n", "the field held no links", id="a count made a list"),
        pytest.param("f: []\nf: []\n", "f: []\nf: [n]\n", "the key stood there twice", id="one of two keys"),
        pytest.param("a: *b\n", "a: *b\nf: n\n", "no other reader", id="a note that nobody else can read"),
    ],
)
def test_judges_see_what_is_wrong(before: str, after: str, verdict: str | None) -> None:
    found = complaint(f"---\n{before}---\nB\n".encode(), f"---\n{after}---\nB\n".encode(), "f", "n")
    assert found is None if verdict is None else found is not None and found.startswith(verdict)


def test_judges_see_a_changed_body() -> None:
    assert complaint(b"---\n---\nB\n", b"---\nf: n\n---\nBx\n", "f", "n") == "the body changed"
