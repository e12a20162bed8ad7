"""What stands in place of frontmatter at the head of a body is read; a text with colons in it is none."""

import pytest

from codex_backfill.notes.frontmatter import read
from codex_backfill.notes.properties import properties


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("source:: [[Kilns]]\n\n- text\n", {"source": "[[Kilns]]"}, id="Logseq's page properties"),
        pytest.param("- Type:: #Book\n- Author:: [[Baek]]\n", {"Type": "#Book", "Author": "[[Baek]]"}, id="Roam's blocks"),
        pytest.param("- Source::\n    - [[Kilns]]\n    - [[Salt]]\n", {"Source": ("[[Kilns]]", "[[Salt]]")}, id="a list below a key"),
        pytest.param("# T\n\n![c](i.png)\n## Metadata\n- Author: [[Baek]]\n- Full Title: Salt\n\n## Highlights\n- a: b\n", {"Author": "[[Baek]]", "Full Title": "Salt"}, id="Readwise's metadata, and no highlight"),
        pytest.param("> [!info]\n> **Year**:: 2019\n", {"Year": "2019"}, id="Dataview's fields in a callout"),
        pytest.param("**Author:** Baek\n**Year:** 2019\n", {"Author": "Baek", "Year": "2019"}, id="emphasised labels"),
        pytest.param("Title: Salt\n\nURL Source: https://s.tarn\n\nText: it\n", {"Title": "Salt", "URL Source": "https://s.tarn", "Text": "it"}, id="what saves web pages writes"),
        pytest.param("作者：王明\n年份：2019\n", {"作者": "王明", "年份": "2019"}, id="full-width colons"),
        pytest.param("# T\n\n#zettel #on/salt\n\nText.\n", {"tags": ("zettel", "on/salt")}, id="a line of hashtags"),
        pytest.param("#zettel\n\nAuthor: B\nYear: 2019\n", {"tags": ("zettel",), "Author": "B", "Year": "2019"}, id="hashtags above a list"),
        pytest.param("a:: 1\r\nb:: 2\r\n", {"a": "1", "b": "2"}, id="CR LF"),
        pytest.param("Note: the gates close late.\n\nThey do.\n", {}, id="a single label is a sentence"),
        pytest.param("as follows: it rains\nand then: it pours\n", {}, id="sentences with colons"),
        pytest.param("Text first.\n\nsource:: [[Kilns]]\n", {}, id="below the text"),
        pytest.param("```\na:: b\n```\n", {}, id="code"),
        pytest.param("see https://a.tarn/b::c and d\n", {}, id="colons in an address"),
        pytest.param("source::\n", {}, id="a key that says nothing"),
    ],
)  # fmt: skip
def test_properties_at_the_head(body: str, found: dict[str, str | tuple[str, ...]]) -> None:
    assert properties(body) == found


def test_beside_frontmatter_a_list_with_colons_is_a_part_of_the_text() -> None:
    note = read(b"---\na: b\n---\n#tag\n\nvia:: [[x]]\n- Pro: c\n- Con: d\n", "n.md")
    assert note.fields == {"a": "b"}
    assert read(b"---\na: b\n---\nvia:: [[x]]\n- Pro: c\n- Con: d\n", "n.md").fields == {"a": "b", "via": "[[x]]"}


def test_frontmatter_outweighs_properties_whatever_the_case() -> None:
    note = read(b"---\nSource: a\nempty:\n---\nsource:: b\nempty:: c\nmore:: d\n", "n.md")
    assert note.fields == {"Source": "a", "empty": "c", "more": "d"}


def test_a_long_line_takes_no_time() -> None:
    assert properties(f"{' ' * 7000}x\n{'*' * 900}") == {}
