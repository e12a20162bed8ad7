"""Which parts of a claim say where it comes from, and which are its own."""

import pytest

from codex_backfill.citations.claim_text import citations, own_text, subject
from tests.matching.invented import claim


@pytest.mark.parametrize(
    ("cites", "found"),
    [
        pytest.param("Reay 2021", ("Reay 2021",), id="a text"),
        pytest.param("TODO", (), id="a placeholder is no citation"),
        pytest.param("", (), id="nor is nothing"),
    ],
)
def test_citations(cites: str, found: tuple[str, ...]) -> None:
    assert citations(claim(cites=cites)) == found


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
