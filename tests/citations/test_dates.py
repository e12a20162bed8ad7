import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.dates import Agreement, PartialDate, compare, find_dates, parse_date, scan_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("2026-03-05", ["2026-03-05"], id="ISO"),
        pytest.param("2015-03-00", ["2015-03"], id="a day of zero is unknown"),
        pytest.param("2015-00-00", ["2015"], id="a month of zero is unknown, and so is its day"),
        pytest.param("2024-11", ["2024-11"], id="ISO without a day"),
        pytest.param("March 5, 2026", ["2026-03-05"], id="month first"),
        pytest.param("Mar. 5th 2026", ["2026-03-05"], id="shortened, an ordinal, no comma"),
        pytest.param("5 March 2026", ["2026-03-05"], id="day first"),
        pytest.param("the 3rd of June 2021", ["2021-06-03"], id="day first, as spoken"),
        pytest.param("05-Mar-2024", ["2024-03-05"], id="joined by hyphens"),
        pytest.param("(Sept 2020)", ["2020-09"], id="month and year in brackets"),
        pytest.param("2012 Mar 5;3(2):11-12", ["2012-03-05"], id="year first, as in Vancouver style"),
        pytest.param("Doe (2019b)", ["2019"], id="a letter tells two papers of one year apart"),
        pytest.param("July 4-8, 2004", ["2004-07-04"], id="a meeting starts on its first day"),
        pytest.param("Aug-Oct 2022", ["2022-08", "2022-10"], id="a range of months has two ends"),
        pytest.param("2026-02 to 2026-04", ["2026-02", "2026-04"], id="a range of ISO months"),
        pytest.param("annual figures 2024-2025", ["2024", "2025"], id="a range of years"),
        pytest.param("the season 2024/25", ["2024", "2025"], id="a range of years, the second one short"),
        pytest.param("Q3 2025", ["2025"], id="a quarter counts as its year"),
        pytest.param("SIGXYZ'97 and ICXX ’04", ["1997", "2004"], id="short years of conferences"),
        pytest.param("ICXX-2004, VLXX2003", ["2004", "2003"], id="years that hang on a conference"),
        pytest.param("31.12.2019", ["2019-12-31"], id="in figures, where only one reading is a date"),
        pytest.param("05/03/2026", ["2026"], id="in figures, where May and March are both possible, only the year"),
        pytest.param("04/04/2026", ["2026-04-04"], id="in figures, where both readings agree"),
        pytest.param("inbox/archive/2026-02-00-some-talk.md", ["2026-02"], id="in a file name"),
        pytest.param("news.net/2025/11/06/rates", ["2025-11-06"], id="in an address"),
        pytest.param("2024-07-18, passed 2024-07-22", ["2024-07-18", "2024-07-22"], id="two dates"),
        pytest.param("first 1999, then 1999 again", ["1999"], id="the same date counts once"),
    ],
)
def test_finds_dates(text: str, dates: list[str]) -> None:
    assert [str(date) for date in find_dates(text)] == dates


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("arXiv 2512.16856", id="an arXiv number"),
        pytest.param("arXiv:2001.01234v2", id="an arXiv number that begins like a year"),
        pytest.param("pp. 1998-2005", id="pages with a sign"),
        pytest.param("12(4):1998–2005", id="pages behind an issue"),
        pytest.param("23(7), 1998-2005", id="pages behind an issue and a comma"),
        pytest.param("localhost:2019", id="a port"),
        pytest.param("Proposal 2014", id="the number of a proposal"),
        pytest.param("DP-02019", id="digits of a longer number"),
        pytest.param("#2014", id="the number of an issue"),
        pytest.param("70+ years", id="a duration"),
        pytest.param("for 2000 years", id="a long duration"),
        pytest.param("2,000 people, 2000 participants", id="heads"),
        pytest.param("$2000 of €1999", id="money"),
        pytest.param("2000+ notes", id="at least so many"),
        pytest.param("version v2019", id="a version"),
        pytest.param("x.com/a/status/20240101", id="digits of a status"),
        pytest.param("health-in-2030-and-beyond", id="a word of a slug"),
        pytest.param("vol. 1985, no. 2001", id="volume and number"),
        pytest.param("1066 and 2187", id="too early or too late for a work in an archive"),
    ],
)
def test_takes_no_other_number_for_a_date(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        pytest.param("2026-03-05", "March 5, 2026", Agreement.DAY, id="to the day"),
        pytest.param("2026-03-05", "March 2026", Agreement.MONTH, id="one has no day"),
        pytest.param("2026-03-05", "2026", Agreement.YEAR, id="one has a year only"),
        pytest.param("2026-03-05", "March 6, 2026", Agreement.CONTRADICTS, id="another day"),
        pytest.param("2026-03", "2026-04-05", Agreement.CONTRADICTS, id="another month"),
        pytest.param("2025", "2026", Agreement.CONTRADICTS, id="another year"),
    ],
)
def test_compares_by_the_finest_part_that_both_have(one: str, other: str, agreement: Agreement) -> None:
    first, second = parse_date(one), parse_date(other)
    assert first is not None
    assert second is not None
    assert compare(first, second) is agreement
    assert compare(second, first) is agreement


def test_a_field_without_a_date_has_none() -> None:
    assert parse_date("undated") is None


@given(
    st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "(%b %d %Y)", "x, %d %B, %Y.", "%Y/%m/%d/x"]),
)
def test_every_day_is_read_back_from_every_spelling(day: datetime.date, form: str) -> None:
    assert find_dates(day.strftime(form)) == (PartialDate(day.year, day.month, day.day),)


@given(st.text(alphabet="0129-/.,:;()'’ MarAug5of", max_size=60))
def test_dates_stand_in_order_without_overlap(text: str) -> None:
    spans = [(start, end) for start, end, _ in scan_dates(text)]
    assert spans == sorted(spans)
    assert all(one == other or one[1] <= other[0] for one, other in itertools.pairwise(spans))
