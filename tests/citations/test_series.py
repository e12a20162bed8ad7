"""What tells one work of a series from the others, however it is written."""

import pytest

from codex_backfill.citations.series import contradicting, find_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Rooftop feeders, Part II", {("part", "2")}, id="Roman"),
        pytest.param("Rooftop feeders. part two", {("part", "2")}, id="in words"),
        pytest.param("Dachnetze, Teil 2", {("part", "2")}, id="in German"),
        pytest.param("Rooftop feeders. Part B", {("part", "b")}, id="a letter"),
        pytest.param("Rooftop feeders, Vol. 3", {("volume", "3")}, id="abbreviated"),
        pytest.param("The handbook, second ed.", {("edition", "2")}, id="an ordinal in words"),
        pytest.param("Das Handbuch, 2. Auflage", {("edition", "2")}, id="a German ordinal"),
        pytest.param("Feeder Talk, Ep 42", {("episode", "42")}, id="an episode"),
        pytest.param("FY24 annual report", {("fy", "2024")}, id="a fiscal year in two digits"),
        pytest.param("Outlook, Q3", {("quarter", "3")}, id="a quarter"),
        pytest.param("IEC 61850-7-420: profile", {("iec", "61850-7-420")}, id="a standard"),
        pytest.param("What is new in FeederSim 5.2", {("feedersim", "5.2")}, id="a release"),
        pytest.param("proposals 3 and 13", {("proposal", "3"), ("proposal", "13")}, id="a list"),
        pytest.param("Reay Trust, Proposal 2, 2024-05-11", {("proposal", "2")}, id="a day is no part of a list"),
        pytest.param("Episode 12, 13. Mai 2024", {("episode", "12"), ("month", "5")}, id="nor is it in words"),
        pytest.param("Part 2, 20240511", {("part", "2")}, id="nor in figures"),
        pytest.param("Feeder Talk S02E05", {("season", "2"), ("episode", "5")}, id="an episode as files name it"),
        pytest.param("Monatsbericht Mai 2024", {("month", "5")}, id="a month, as good in any language"),
        pytest.param("Waves, pp. 12", set(), id="a page counts nothing"),
        pytest.param("Vael, P., & Brennick, H. A. (1995)", set(), id="initials are no halves"),
        pytest.param("Loads (ed. J.H. Vael)", set(), id="an editor's initial is no edition"),
        pytest.param("patent PT10607USP1", set(), id="a number of many parts is a name"),
        pytest.param("Feeder archive 2026-03-09", set(), id="a day is no part"),
        pytest.param("Feeder archive \N{EM DASH} 100 posts", set(), id="a dash parts"),
        pytest.param("report 2020", {("report of a year", "2020")}, id="a year is no part"),
    ],
)
def test_parts(text: str, parts: set[tuple[str, str]]) -> None:
    assert find_parts(text) == parts


@pytest.mark.parametrize(
    ("title", "cited", "word"),
    [
        pytest.param("Feeders, Part II", "Feeders, Part 2", "", id="one part in two spellings"),
        pytest.param("Feeders, Part II", "Feeders, Part I", "part", id="another part"),
        pytest.param("Feeders: Proposal 13", "proposals 3 and 13", "", id="one of a list"),
        pytest.param("Feeders, Part II", "Feeders", "", id="only one is a part"),
        pytest.param("Feeders, archive 40", "Feeders, archive 2026", "", id="a year is not another part"),
    ],
)
def test_contradictions(title: str, cited: str, word: str) -> None:
    assert contradicting(find_parts(title), find_parts(cited)) == word
