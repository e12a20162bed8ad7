"""Whatever a YAML parser finds wrong, a person reads what to mend, never the parser's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.notes.yaml import parse
from codex_backfill.notes.yaml_faults import reason
from codex_backfill.notes.yaml_nodes import YamlError

WORDS_OF_PARSERS = ("while scanning", "while parsing", "expected", "scalar", "token", "context", "stream", "node")


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        pytest.param("title: Leaks: a history\n", "put the value in quotation marks", id="a colon in a title"),
        pytest.param('title: "Leaks\n', "never closed", id="a quotation mark that is not closed"),
        pytest.param("tags: [a, b\nc: d\n", "its ]", id="a list that is not closed"),
        pytest.param("tags: {a: b\n", "its }", id="a mapping that is not closed"),
        pytest.param("author: @okafor\n", "may not start so", id="a handle without quotation marks"),
        pytest.param("a: b\n  c\nd e\n", "without a colon", id="a line that is no key"),
        pytest.param("a:\n  - b\n c: d\n", "indentation", id="a key between two depths"),
        pytest.param('a: "C:\\leaks"\n', "double the backslash", id="a Windows path in double quotation marks"),
        pytest.param("a: *\n", "follow & or *", id="a star alone"),
        pytest.param("a: |x\n  b\n", "| or >", id="a letter behind a bar"),
    ],
)
def test_a_person_reads_what_to_mend(yaml: str, told: str) -> None:
    with pytest.raises(YamlError) as error:
        parse(yaml)
    assert told in error.value.reason


def test_what_no_table_has_is_told_without_the_parsers_words() -> None:
    assert reason("while parsing a thing", "found another thing") == "this is no valid YAML"


@given(st.text("ab:-[]{}&*!|>'\"%@` \n\\#,?", max_size=30))
def test_no_text_brings_the_parsers_words_up(yaml: str) -> None:
    try:
        parse(yaml)
    except YamlError as error:
        assert not any(word in error.reason for word in WORDS_OF_PARSERS)
