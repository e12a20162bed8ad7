"""Works of a series differ by a number alone, and the one that is not there is never taken for another."""

import pytest

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import match
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Verdict
from codex_backfill.notes.note import Claim, Note, Source, Vault
from codex_backfill.settings import MatchSettings
from tests.matching.invented import archive, claim, source

OTHERS = archive(20, seed=4)


def verdict(cited: str, title: str, name: str = "note") -> Verdict:
    """What becomes of a claim that cites this, in an archive that has a work of this title by the same people."""
    claim = Claim(Note("core/c.md", "", {}, False, "", "Dredging pays"), (cited,), "", "", (), (), ())
    head = {"title": title, "author": "Saltmere Harbour Board"}
    source = Source(
        Note(f"inbox/archive/{name}.md", "", head, False, "", None),
        "Saltmere Harbour Board",
        (),
        "",
        "",
        "",
        (),
        (),
        (),
    )
    vault = Vault((claim,), (source, *OTHERS), ())
    return match(Matcher(vault, Labels(), MatchSettings())).matches[0].verdict


@pytest.mark.parametrize(
    ("cited", "title", "accepted"),
    [
        pytest.param("Saltmere Harbour Board, 'Proposal 13: Dredge the outer basin'", "Proposal 13: Dredge the outer basin", True, id="the same number"),
        pytest.param("Saltmere Harbour Board, 'Proposal 1: Dredge the outer basin'", "Proposal 13: Dredge the outer basin", False, id="another number"),
        pytest.param("Saltmere Harbour Board, 'Dredge the outer basin', proposals 3 and 13", "Dredge the outer basin: Proposal 13", False, id="one of a list of numbers is for a person"),
        pytest.param("Saltmere Harbour Board, 'Outer basin dredging report 2020'", "Outer basin dredging report 2021", False, id="another year"),
        pytest.param("Saltmere Harbour Board 'Dredge the outer basin', archive 2026", "Dredge the outer basin: archive 40", False, id="a year that may be a part is for a person"),
    ],
)  # fmt: skip
def test_a_citation_of_a_series(cited: str, title: str, accepted: bool) -> None:
    assert (verdict(cited, title) is Verdict.ACCEPTED) == accepted


@pytest.mark.parametrize(
    ("cited", "accepted"),
    [
        pytest.param("2021-01-28-saltmere-dredging-report", True, id="the file itself"),
        pytest.param("2021-01-28-saltmere-dredging-reports", True, id="nearly"),
        pytest.param("2020-01-31-saltmere-dredging-report", False, id="one of another day"),
    ],
)
def test_a_cited_file(cited: str, accepted: bool) -> None:
    found = verdict(cited, "Outer basin dredging", "2021-01-28-saltmere-dredging-report")
    assert (found is Verdict.ACCEPTED) == accepted


def test_the_digits_of_a_date_are_no_numbers_of_a_series() -> None:
    title = "Harbour report 7"
    assert verdict("Saltmere Harbour Board, 'Harbour report 7', 2020-01-02", title) is Verdict.ACCEPTED
    corpus = Corpus((source("a", title, "Saltmere Harbour Board", "2020-01-02"),))
    numbers = [
        {number for work in corpus.read(claim(cites=text)).works for number in work.numbers}
        for text in ("Saltmere, 2020-01-02", "Saltmere, report 7 (2 January 2020)", "Saltmere 2020, report 8")
    ]
    assert numbers == [set(), {"7"}, {"8"}]
