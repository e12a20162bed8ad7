import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.works import past_noise, scan_works


@pytest.mark.parametrize(
    ("text", "works"),
    [
        pytest.param("Lund, On Tides (2019)", ["Lund, On Tides (2019)"], id="one work"),
        pytest.param("Lund 2019; Berg, 'Ebb; Flow'", ["Lund 2019", "Berg, 'Ebb; Flow'"], id="semicolons, but not in quotes"),
        pytest.param("Lund (a; b); Berg", ["Lund (a; b)", "Berg"], id="semicolons, but not in brackets"),
        pytest.param("Lund, V.; Berg, B. On Tides. 2019", ["Lund, V.; Berg, B. On Tides. 2019"], id="semicolons between authors"),
        pytest.param("Lund, V.; Berg, B.; et al. Tides. 2019", ["Lund, V.; Berg, B.; et al. Tides. 2019"], id="and before et al."),
        pytest.param("On Tides. Waves. 1991;29(2):464-477", ["On Tides. Waves. 1991;29(2):464-477"], id="a year and its volume"),
        pytest.param("On Tides. Waves. 1991; 29: 464-477", ["On Tides. Waves. 1991; 29: 464-477"], id="the same with blanks"),
        pytest.param("Lund V. On Tides. Oslo: Fjord Press; 2019. p. 4-9.", ["Lund V. On Tides. Oslo: Fjord Press; 2019. p. 4-9."], id="a publisher and the year"),
        pytest.param("Lund V. On Tides. Fjord; 2019 [cited 2020 Jul 9]", ["Lund V. On Tides. Fjord; 2019 [cited 2020 Jul 9]"], id="a publisher, the year and a remark"),
        pytest.param("Lund V. On Tides. Fjord; 2019; Berg B. Ebb. 2020", ["Lund V. On Tides. Fjord; 2019", "Berg B. Ebb. 2020"], id="the next work behind the year"),
        pytest.param("Lund 2019; 2020 Survey of Harbours", ["Lund 2019", "2020 Survey of Harbours"], id="a title that begins with a year"),
        pytest.param(
            "Lund (2019), Berg & Dahl (WAVES 2020), Falk (1998)", ["Lund (2019)", "Berg & Dahl (WAVES 2020)", "Falk (1998)"], id="a series"
        ),
        pytest.param("Lund 2019, Bo Berg 'Ebb' 2020 and Falk 1998", ["Lund 2019", "Bo Berg 'Ebb' 2020", "Falk 1998"], id="a series without brackets"),
        pytest.param("Harbour Act (2015), Tide Law (2017)", ["Harbour Act (2015)", "Tide Law (2017)"], id="a series of titles"),
        pytest.param("Lund (On Tides), Berg (Ebb and Flow)", ["Lund (On Tides)", "Berg (Ebb and Flow)"], id="titles in brackets"),
        pytest.param("Vi Lund 'Ebb' (1995), 'Flow' (1998)", ["Vi Lund 'Ebb' (1995)", "'Flow' (1998)"], id="two titles of one author"),
        pytest.param("Lund 'Ebb' and Berg 'Flow'", ["Lund 'Ebb'", "Berg 'Flow'"], id="and between two works"),
        pytest.param("Lund 'Ebb' (2020); challenged by Berg 'Flow'", ["Lund 'Ebb' (2020)", "Berg 'Flow'"], id="how one work bears on another"),
        pytest.param("Lund 2019. Enriched with Berg's tables", ["Lund 2019", "Berg's tables"], id="what it was enriched with"),
        pytest.param("Lund's 'Ebb' drawing on Berg et al. data", ["Lund's 'Ebb'", "Berg et al. data"], id="what it draws on"),
        pytest.param("Lund (2019), 'On Tides', Waves 12", ["Lund (2019), 'On Tides', Waves 12"], id="a year between author and title"),
        pytest.param("Lund, On Tides (2014), Harbour Press", ["Lund, On Tides (2014), Harbour Press"], id="a publisher behind the year"),
        pytest.param("Lund and Berg, Ebb and Flow (2014)", ["Lund and Berg, Ebb and Flow (2014)"], id="and between authors, and in a title"),
        pytest.param("Lund. On Tides. In WAVES 2004, Oslo, July 2004", ["Lund. On Tides. In WAVES 2004, Oslo, July 2004"], id="a meeting and its place"),
        pytest.param("Lund 'Ebb', Waves 23(7), 830, 2021", ["Lund 'Ebb', Waves 23(7), 830, 2021"], id="volume, page, year"),
        pytest.param("Lund & Berg 2026, Tidal Survey tables Aug 2022", ["Lund & Berg 2026, Tidal Survey tables Aug 2022"], id="a title that ends in a date"),
        pytest.param("[[2024-02-00-tides]]", ["[[2024-02-00-tides]]"], id="a wikilink"),
        pytest.param("Lund, 'Ebb' (2019)\nBerg, 'Flow' (2020)", ["Lund, 'Ebb' (2019)", "Berg, 'Flow' (2020)"], id="lines"),
        pytest.param("- Lund, Ebb\n- Berg, Flow", ["Lund, Ebb", "Berg, Flow"], id="a list with bullets"),
        pytest.param("1. Lund, Ebb\n2. Berg, Flow", ["Lund, Ebb", "Berg, Flow"], id="a list with numbers"),
        pytest.param("Lund, Ebb\n\nBerg, Flow", ["Lund, Ebb", "Berg, Flow"], id="an empty line"),
        pytest.param("Lund, Ebb and\nflow (2019)", ["Lund, Ebb and\nflow (2019)"], id="a line that goes on"),
        pytest.param("Lund, V. M. and Berg, O.\nEbb (2019)", ["Lund, V. M. and Berg, O.\nEbb (2019)"], id="the authors on a line of their own"),
        pytest.param("Ebb and flow\nVi Lund", ["Ebb and flow\nVi Lund"], id="the author below the title"),
        pytest.param("Lund, Ebb\nhttps://lund.io/ebb", ["Lund, Ebb\nhttps://lund.io/ebb"], id="the address below the title"),
        pytest.param("https://a.io/x\nhttps://b.io/y", ["https://a.io/x", "https://b.io/y"], id="an address a line"),
        pytest.param("[1] Lund, Ebb, 2019. [2] Berg, Flow, 2020.", ["Lund, Ebb, 2019.", "Berg, Flow, 2020."], id="numbers in brackets"),
        pytest.param("(1) Lund, Ebb (2) Berg, Flow", ["Lund, Ebb", "Berg, Flow"], id="numbers in round brackets"),
        pytest.param("1. Lund, Ebb 2. Berg, Flow", ["Lund, Ebb", "Berg, Flow"], id="numbers and full stops"),
        pytest.param("[1] Lund, Ebb [3] 2019", ["Lund, Ebb [3] 2019"], id="a number that does not go on"),
        pytest.param("(1) Lund, V. Waves 2019, 12 (2), 45", ["Lund, V. Waves 2019, 12 (2), 45"], id="an issue"),
        pytest.param("Lund 2019 / Berg 2020", ["Lund 2019", "Berg 2020"], id="a slash"),
        pytest.param("Lund, Ebb and Flow / Berg, Salt", ["Lund, Ebb and Flow", "Berg, Salt"], id="a slash before authors"),
        pytest.param("Lund. “Ebb.” Waves / Wellen 2 (2019)", ["Lund. “Ebb.” Waves / Wellen 2 (2019)"], id="a slash in the name of a journal"),
        pytest.param("Lund. “Ebb.” Waves, May / June 2019", ["Lund. “Ebb.” Waves, May / June 2019"], id="a slash between months"),
        pytest.param("'Ebb' | Tidal Institute 2019", ["'Ebb' | Tidal Institute 2019"], id="the name of a site behind a quote"),
        pytest.param("Lund, V. In Tidal Works; Harbour: Oslo, 1990; Vol. 9.", ["Lund, V. In Tidal Works; Harbour: Oslo, 1990; Vol. 9."], id="semicolons before publisher and volume"),
        pytest.param("Lund 'Ebb' | Berg 'Flow'", ["Lund 'Ebb'", "Berg 'Flow'"], id="a bar"),
        pytest.param("Lund (2019) vs. Berg (2020)", ["Lund (2019)", "Berg (2020)"], id="one against the other"),
        pytest.param("Ebb and Flow | Tidal Institute", ["Ebb and Flow | Tidal Institute"], id="the name of a site"),
        pytest.param("Lund / Berg, Ebb (2019)", ["Lund / Berg, Ebb (2019)"], id="a slash between authors"),
        pytest.param("Lund, 'Ebb vs. Flow / Salt vs. Sand' (2019)", ["Lund, 'Ebb vs. Flow / Salt vs. Sand' (2019)"], id="marks in a title"),
        pytest.param("https://a.io/x https://b.io/y", ["https://a.io/x", "https://b.io/y"], id="two addresses"),
        pytest.param("10.1234/aa, 10.1234/bb and 10.1234/cc", ["10.1234/aa", "10.1234/bb", "10.1234/cc"], id="three DOIs"),
        pytest.param("arXiv:2101.00001 arXiv:2101.00002", ["arXiv:2101.00001", "arXiv:2101.00002"], id="two preprints"),
        pytest.param("inbox/a-b.md, inbox/c-d.md", ["inbox/a-b.md", "inbox/c-d.md"], id="two files"),
        pytest.param("[[ebb]] and [[flow]]", ["[[ebb]]", "[[flow]]"], id="two wikilinks"),
        pytest.param("10.1234/aa, https://doi.org/10.1234/aa", ["10.1234/aa, https://doi.org/10.1234/aa"], id="one DOI twice"),
        pytest.param("PMID: 12345678, PMC7654321", ["PMID: 12345678, PMC7654321"], id="two numbers of one work"),
        pytest.param("Lund, Ebb (2019), https://lund.io/ebb (@vilund)", ["Lund, Ebb (2019), https://lund.io/ebb (@vilund)"], id="an address and an account"),
        pytest.param("92-ebb; Lund 2019-05: Tidal works", ["92-ebb", "Lund 2019-05: Tidal works"], id="a file's name before a dated work"),
        pytest.param("lund-notes; Berg 2019", ["lund-notes", "Berg 2019"], id="a file's name of two words"),
        pytest.param("Vi Lund; Bo Berg. Ebb. Waves 2019", ["Vi Lund; Bo Berg. Ebb. Waves 2019"], id="semicolons between full names"),
        pytest.param("Lund 2019 und Berg 2020", ["Lund 2019", "Berg 2020"], id="and in German"),
        pytest.param("Lund (2019) et Berg (2020)", ["Lund (2019)", "Berg (2020)"], id="and in French"),
        pytest.param(" ; ; ", [], id="nothing"),
    ],
)  # fmt: skip
def test_parts_a_text_where_one_work_ends_and_another_begins(text: str, works: list[str]) -> None:
    assert [text[start:end] for start, end in scan_works(text)] == works


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("Synthesis by Vi from: Lund, 'Ebb'", "Lund, 'Ebb'", id="a synthesis and who made it"),
        pytest.param("Vi, from Lund (2019)", "Lund (2019)", id="who read it"),
        pytest.param("vi, based on Lund (2019)", "Lund (2019)", id="what it is based on"),
        pytest.param("Vi synthesis from Lund and Berg", "Lund and Berg", id="no comma"),
        pytest.param("Vi, extracted from a Lund talk", "a Lund talk", id="what it was extracted from"),
        pytest.param("Vi via arXiv 2601.01234 (Ebb)", "arXiv 2601.01234 (Ebb)", id="where it was seen"),
        pytest.param("Source: Lund (2019)", "Lund (2019)", id="a label"),
        pytest.param(
            "Web research compilation, February 2026",
            "Web research compilation, February 2026",
            id="nothing but a remark",
        ),
        pytest.param("Lund, On Tides", "Lund, On Tides", id="no remark"),
        pytest.param("Letters from Oslo (1993)", "Letters from Oslo (1993)", id="a title that has from in it"),
    ],
)
def test_a_remark_on_who_put_a_text_together_is_no_part_of_the_work(text: str, rest: str) -> None:
    assert text[past_noise(text) :] == rest


@given(st.text(alphabet="Ab19 20,;()\n/|'\"“”&.@[]*_é—-", max_size=80))
def test_works_stand_in_order_without_overlap(text: str) -> None:
    works = scan_works(text)
    assert all(0 <= start < end <= len(text) for start, end in works)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(works))
    assert bool(works) == bool(text.strip(" \t\r\n,;:—–-"))
