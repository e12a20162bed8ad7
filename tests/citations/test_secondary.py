"""Works about works name themselves so."""

import pytest

from codex_backfill.citations.secondary import about


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("Erratum: Rooftop feeders", {"correction"}, id="an erratum"),
        pytest.param(
            "Brennick & Vael, 'Corrigendum to Rooftop feeders' (2021)", {"correction"}, id="a corrigendum, cited"
        ),
        pytest.param("Correction of myopia in children", set(), id="a correction that is the subject"),
        pytest.param("Rooftop feeders: authors' reply", {"reply"}, id="a reply at the end"),
        pytest.param("Response of feeders to load", set(), id="a response that is the subject"),
        pytest.param("Comment on “Rooftop feeders”", {"comment"}, id="a comment"),
        pytest.param("Orlan, P. (2022). Book review: Rooftop feeders", {"review"}, id="a review, cited"),
        pytest.param(
            "Rooftop feeders: a review. Annual Review of Waves 12", set(), id="a review article and a journal"
        ),
        pytest.param("Retracted: Rooftop feeders", {"retraction"}, id="a retraction"),
        pytest.param("ChemInform Abstract: Rooftop feeders", {"abstract"}, id="an abstract"),
        pytest.param("Rooftop feeders: study protocol", {"protocol"}, id="a protocol"),
        pytest.param("Rooftop feeders (slides)", {"slides"}, id="slides"),
    ],
)
def test_about(text: str, kinds: set[str]) -> None:
    assert about(text) == kinds
