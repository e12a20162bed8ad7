"""Where in a body it says where a claim comes from, in the forms and languages that people use."""

import pytest

from codex_backfill.notes.cited import cited_in_body
from codex_backfill.settings import ClaimSettings

HEADINGS = ClaimSettings().headings


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("## Sources\n- Ito 2019\n* Baek\n2. Reay\n", ["Ito 2019", "Baek", "Reay"], id="bullets go"),
        pytest.param("## Source\nIto, 'Kilns' (2019)\n", ["Ito, 'Kilns' (2019)"], id="one work, without a bullet"),
        pytest.param("## Sources:\n\n- [[a]]\n\n## Notes\n- no\n", ["[[a]]"], id="up to the next heading"),
        pytest.param("# References\n## Books\n- A\n### Old\n- B\n# Notes\n- no\n", ["A", "B"], id="with the headings within"),
        pytest.param("Sources\n-------\n- A\n\nNotes\n-----\nno\n", ["A"], id="underlined headings"),
        pytest.param("## 4. Primary Sources\n- A\n", ["A"], id="numbered, behind an adjective"),
        pytest.param("## 📚 References & notes {#refs}\n- A\n", ["A"], id="with more around it"),
        pytest.param("## Sources\n- Ito, J. (2019).\n  'Kilns', p. 4\n- B\n", ["Ito, J. (2019). 'Kilns', p. 4", "B"], id="an item of two lines"),
        pytest.param("## Sources\n\n---\n\n<br>\n| - | - |\n- A\n", ["A"], id="rules and tags are none"),
        pytest.param("## Quellen\n- A\n## Literatur\n- B\n", ["A", "B"], id="German"),
        pytest.param("## Références\n- A\n# Fuentes\n- B\n", ["A", "B"], id="French, Spanish"),
        pytest.param("## 参考文献\n- 王，《海鸥》\n## 来源\n- [[a]]\n", ["王，《海鸥》", "[[a]]"], id="Chinese"),
        pytest.param("## Источники\n- A\n", ["A"], id="Russian"),
        pytest.param("## Resources\n- A\n## Sources of error\nno\n", [], id="other headings"),
        pytest.param("**Source:** [[a]]\n", ["[[a]]"], id="a label"),
        pytest.param("# T\n\n*Source: [[a]]*\n", ["[[a]]"], id="an emphasised line"),
        pytest.param("- source:: [[a]], [[b]]\n", ["[[a]], [[b]]"], id="a field of Dataview or Logseq"),
        pytest.param("> Quelle: Ito 2019\n", ["Ito 2019"], id="in a quotation, in German"),
        pytest.param("来源：《海鸥》\n", ["《海鸥》"], id="with a wide colon"),
        pytest.param("**Sources**:\n- A\n- B\n\n- no\n", ["A", "B"], id="a label above a list"),
        pytest.param("Sources are few: three.\nThe source: no\n", [], id="a sentence is no label"),
        pytest.param("source://x\n", [], id="nor is an address"),
        pytest.param("Said.[^1]\n\n[^1]: Ito 2019,\n    p. 4\n[^b]: [[a]]\n", ["Ito 2019, p. 4", "[[a]]"], id="footnotes"),
        pytest.param("```\n## Sources\n- no\n```\n<!-- Source: no -->\n", [], id="not in code and comments"),
        pytest.param("# T\n\nSource: A\n\n## Added\nSource: B\n", ["A"], id="the source of a section is not the note's"),
        pytest.param("# T\n\n## Evidence\nSource: B\n", ["B"], id="unless the note says nothing else"),
        pytest.param("## Sources\n- **Source:** A\n", ["**Source:** A"], id="nothing is read twice"),
    ],
)  # fmt: skip
def test_citations_in_a_body(body: str, found: list[str]) -> None:
    assert list(cited_in_body(body, HEADINGS)) == found
    assert list(cited_in_body(body.replace("\n", "\r\n"), HEADINGS)) == found


def test_the_source_of_a_section_is_not_that_of_a_note_whose_frontmatter_says_its_own() -> None:
    assert cited_in_body("# T\n\n## Added\nSource: B\n\n## Sources\n- C\n", HEADINGS, is_cited=True) == ("C",)


def test_headings_of_the_settings_take_the_place_of_the_defaults() -> None:
    body = "## Sources\n- A\n## Based on\n- B\n"
    assert cited_in_body(body, ("Based on",)) == ("B",)
