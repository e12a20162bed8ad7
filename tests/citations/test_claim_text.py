"""Which parts of a claim say where it comes from, and which are its own."""

import pytest

from codex_backfill.citations.claim_text import citations, own_text, subject
from tests.matching.invented import claim


@pytest.mark.parametrize(
    ("cites", "body", "found"),
    [
        pytest.param("Reay 2021", "## Sources\n- Ito 2019\n", ("Reay 2021",), id="the field before the body"),
        pytest.param("", "Text.\n\n## Source\nIto, 'Kilns' (2019)\n", ("Ito, 'Kilns' (2019)",), id="else the section below Source"),
        pytest.param("TODO", "# T\n\n## Sources:\n\n- [[2019-03-01-kilns]]\n2. Baek\n\n## Notes\nx\n", ("[[2019-03-01-kilns]]", "Baek"), id="a placeholder is no citation; bullets go; the section ends at the next heading"),
        pytest.param("", "Sources are few.\n\nNo section.\n", (), id="a sentence is no section"),
        pytest.param("", "### References\n- tbd\n", (), id="a section of placeholders gives none"),
    ],
)  # fmt: skip
def test_citations(cites: str, body: str, found: tuple[str, ...]) -> None:
    assert citations(claim(cites=cites, body=body)) == found


OWN = "# Night flow finds leaks\n\nBecause pipes are quiet.\n"


@pytest.mark.parametrize(
    ("rest", "kept"),
    [
        pytest.param("", "", id="all of it"),
        pytest.param("\nRelevant Notes:\n- [[meters]] - says more\n", "\n", id="without the related notes at its end"),
        pytest.param("\n## See also\n\n- [[meters]]\n", "\n", id="under a heading, too"),
        pytest.param("\n### Additional Evidence (extend)\n*Source: [[2026-02-25-hollins]] | Added: 2026-03-01*\n\nMeters agree.\n", "\n", id="without what another source added"),
        pytest.param("\n## More\n\nSource: [[x]]\n\nMeters.\n\n## Limits\n\nFew.\n", "\n## Limits\n\nFew.\n", id="and with the sections behind it"),
        pytest.param("\n## Sources\n\n- [[2026-02-25-okafor]]\n", "\n## Sources\n\n- [[2026-02-25-okafor]]\n", id="its own sources stay"),
    ],
)  # fmt: skip
def test_own_text(rest: str, kept: str) -> None:
    assert own_text(OWN + rest).rstrip() == (OWN + kept).rstrip()


def test_the_subject_is_the_file_name_and_the_title() -> None:
    assert subject(claim("leaks hide by day", title="Leaks")) == "leaks hide by day Leaks"
