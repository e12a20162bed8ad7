"""What a reader sees of a body: headings of every form, and none of those in code and comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.notes.markdown import first_heading, headings, visible


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        pytest.param("# Gates close late\n", "Gates close late", id="marked"),
        pytest.param("## Gates close late ##\r\n", "Gates close late", id="closed, before CR LF"),
        pytest.param("Gates close late\n===\n", "Gates close late", id="underlined"),
        pytest.param("\r\nGates close late\r\n---\r\n", "Gates close late", id="underlined, second level, CR LF"),
        pytest.param("text\n\nGates close late\n-----\n# Later\n", "Gates close late", id="underlined, behind a text"),
        pytest.param("two lines\nof text\n---\n# Gates close late\n", "Gates close late", id="a rule below a text is none"),
        pytest.param("- item\n---\n# Gates close late\n", "Gates close late", id="a rule below a list is none"),
        pytest.param("| a |\n---\n# Gates close late\n", "Gates close late", id="nor below a table"),
        pytest.param("# Gates close late {#gates .wide}\n", "Gates close late", id="attributes of Pandoc, Hugo and Quarto"),
        pytest.param("# Gates close late ^4f2a\n", "Gates close late", id="a block id of Obsidian"),
        pytest.param("# Gates close {late}\n", "Gates close {late}", id="braces that are words"),
        pytest.param("# 2^10 gates\n", "2^10 gates", id="a power is no block id"),
        pytest.param("<!-- # Draft -->\n# Gates close late\n", "Gates close late", id="in a comment"),
        pytest.param("<!--\n# Draft\n-->\n# Gates close late\n", "Gates close late", id="in a comment of lines"),
        pytest.param("%%\n# Draft\n%%\n# Gates close late\n", "Gates close late", id="in a comment of Obsidian"),
        pytest.param("```sh\n# ls\n```\n# Gates close late\n", "Gates close late", id="in a fence"),
        pytest.param("````\n```\n# ls\n```\n````\n# Gates close late\n", "Gates close late", id="in a fence within a fence"),
        pytest.param("~~~\n# never closed\n", None, id="in a fence that is never closed"),
        pytest.param("# \n# {#only}\ntext", None, id="no text"),
        pytest.param("#tag and more\n", None, id="a tag is no heading"),
    ],
)  # fmt: skip
def test_the_first_heading(body: str, heading: str | None) -> None:
    assert first_heading(body) == heading


def test_headings_have_levels_and_places() -> None:
    body = "# A\n\nB\n===\n\n### C\n"
    assert [(h.level, h.text, body[h.start : h.end]) for h in headings(body)] == [
        (1, "A", "# A"),
        (1, "B", "B\n==="),
        (3, "C", "### C"),
    ]


@given(st.text(alphabet="a#`~<!->%\n ", max_size=60))
def test_hiding_moves_nothing(body: str) -> None:
    shown = visible(body)
    assert len(shown) == len(body)
    assert all(one in (other, " ") for one, other in zip(shown, body, strict=True))
    assert shown.count("\n") == body.count("\n")
