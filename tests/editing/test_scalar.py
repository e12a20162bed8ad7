"""A text written as YAML stands for that text, whoever reads it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_backfill.editing.scalar import Quotes, is_plain, quotes_of
from codex_backfill.notes.yaml import parse, parse_slowly
from codex_backfill.notes.yaml_nodes import is_text

NASTY = st.text(
    "abN1 :#-,[]{}'\"\\\t\n\r&*!|>%@`?~=.\x85\u2028\ufeff\u200d\u00a0\u00e9\U0001f30a\x07\x7f\uffff", max_size=8
)


@settings(max_examples=600)
@given(NASTY | st.text(st.characters(codec="utf-8"), max_size=12), st.booleans(), st.sampled_from(["'", '"']))
def test_what_is_written_is_read_as_the_text(text: str, plain: bool, mark: str) -> None:
    quotes = Quotes(plain, mark)
    for yaml in (
        f"k: {quotes.write(text)}\n",
        f"k:\n- {quotes.write(text)} # c\n",
        f"k: [{quotes.write(text, flow=True)}, x]\n",
    ):
        for read in (parse, parse_slowly):
            root = read(yaml).root
            assert root is not None
            (_, held), *rest = root.pairs
            scalar = held.items[0] if held.items else held
            assert not rest
            assert (scalar.kind, scalar.text) == ("scalar", text)
            assert scalar.style or is_text(scalar.text)


@given(NASTY)
def test_a_token_takes_one_line(text: str) -> None:
    token = Quotes(False, "'").write(text)
    assert token.isascii() or not set(token) & set("\x85\u2028\u2029\ufeff")
    assert len(token.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "single", "double"),
    [
        ("a", "'a'", '"a"'),
        ("it's", "'it''s'", '"it\'s"'),
        ('say "a"', "'say \"a\"'", '"say \\"a\\""'),
        ("a\\b", "'a\\b'", '"a\\\\b"'),
        ("a\nb", '"a\\nb"', '"a\\nb"'),
    ],
)
def test_quotes_are_kept_where_they_can_hold_the_text(text: str, single: str, double: str) -> None:
    assert Quotes(False, "'").write(text) == single
    assert Quotes(False, '"').write(text) == double


@pytest.mark.parametrize(
    ("items", "quotes"),
    [
        pytest.param("[a, b]", Quotes(True, '"'), id="plain items"),
        pytest.param("['a', \"b\"]", Quotes(False, '"'), id="the last one's mark"),
        pytest.param("[\"a\", 'b']", Quotes(False, "'"), id="the last one's mark, single"),
        pytest.param("[a, 'b']", Quotes(True, "'"), id="plain when one is, and the mark for what cannot be"),
        pytest.param("[~, [b]]", Quotes(False, '"'), id="nothing that shows it"),
    ],
)
def test_quotes_are_as_the_neighbours_are(items: str, quotes: Quotes) -> None:
    root = parse(items).root
    assert root is not None
    assert quotes_of(root.items) == quotes


def test_flow_indicators_are_quoted_between_brackets_only() -> None:
    assert is_plain("a, b")
    assert Quotes(True, '"').write("a, b") == "a, b"
    assert Quotes(True, '"').write("a, b", flow=True) == '"a, b"'


def test_bytes_that_are_not_utf8_cannot_be_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        Quotes(True, '"').write("a\udcff")
