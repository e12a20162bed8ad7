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


@given(st.text(alphabet="Ab19 20,;()'\"“”&.@[]*_é—-", max_size=80))
def test_works_stand_in_order_without_overlap(text: str) -> None:
    works = scan_works(text)
    assert all(0 <= start < end <= len(text) for start, end in works)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(works))
    assert bool(works) == bool(text.strip(" \t\r\n,;:—–-"))
