import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.dates import find_dates, parse_date, scan_dates, without_dates
from codex_backfill.citations.partial_date import PartialDate


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
        pytest.param("2nd edition, 2021", ["2021"], id="an edition is no day"),
        pytest.param("7th symposium, 2011", ["2011"], id="nor is a meeting's number"),
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
        pytest.param(
            "05/03/2026", ["2026-05-03", "2026-03-05"], id="in figures, where May and March are both possible"
        ),
        pytest.param("04.05.2024", ["2024-05-04"], id="in figures with full stops, the day is first"),
        pytest.param("4. 5. 2024", ["2024-05-04"], id="in figures, spaced"),
        pytest.param("04-05-2024", ["2024-04-05", "2024-05-04"], id="in figures with hyphens"),
        pytest.param("04.05.24", ["2024-05-04"], id="in figures, a short year"),
        pytest.param("2024/5/4", ["2024-05-04"], id="year first, without zeros"),
        pytest.param("2024.05.04", ["2024-05-04"], id="year first, full stops"),
        pytest.param("20240504", ["2024-05-04"], id="run together"),
        pytest.param("tide_20240504.mp3", ["2024-05-04"], id="run together in the name of a file"),
        pytest.param("4 May '24", ["2024-05-04"], id="a short year with an apostrophe"),
        pytest.param("May 4th, ’24", ["2024-05-04"], id="month first, a short year"),
        pytest.param("May '98", ["1998-05"], id="a month and a short year"),
        pytest.param("4-May-24", ["2024-05-04"], id="a short year without an apostrophe"),
        pytest.param("4. Mai 2024", ["2024-05-04"], id="German"),
        pytest.param("den 4. März 2024", ["2024-03-04"], id="German, an umlaut"),
        pytest.param("4. Maerz 2024, 4. Marz 2023", ["2024-03-04", "2023-03-04"], id="German without its umlaut"),
        pytest.param("Juni 2024", ["2024-06"], id="German, no day"),
        pytest.param("vom 4. bis 8. Mai 2024", ["2024-05-04"], id="German, several days"),
        pytest.param("le 1er février 2024", ["2024-02-01"], id="French, an ordinal"),
        pytest.param("4 AOÛT 2024", ["2024-08-04"], id="French, capitals"),
        pytest.param("du 4 au 8 mai 2024", ["2024-05-04"], id="French, several days"),
        pytest.param("4 de mayo de 2024", ["2024-05-04"], id="Spanish"),
        pytest.param("1.º de mayo del 2024", ["2024-05-01"], id="Spanish, an ordinal"),
        pytest.param("mayo de 2024", ["2024"], id="a month that is also a name, without a day, is left out"),
        pytest.param("septiembre de 2024", ["2024-09"], id="Spanish, no day"),
        pytest.param("4 de março de 2024", ["2024-03-04"], id="Portuguese"),
        pytest.param("4 set. 2024", ["2024-09-04"], id="Portuguese, shortened"),
        pytest.param("1º maggio 2024", ["2024-05-01"], id="Italian"),
        pytest.param("4 mei 2024", ["2024-05-04"], id="Dutch"),
        pytest.param("4 мая 2024 г.", ["2024-05-04"], id="Russian"),
        pytest.param("с 4 по 8 мая 2024", ["2024-05-04"], id="Russian, several days"),
        pytest.param("2024年5月4日", ["2024-05-04"], id="Chinese and Japanese"),
        pytest.param("2024年12月", ["2024-12"], id="Chinese and Japanese, no day"),
        pytest.param("2024 年", ["2024"], id="Chinese and Japanese, a year"),
        pytest.param("令和6年5月4日", ["2024-05-04"], id="Japanese, by era"),
        pytest.param("平成元年", ["1989"], id="the first year of an era"),
        pytest.param("2024년 5월 4일", ["2024-05-04"], id="Korean"),
        pytest.param("2024. 5. 4.", ["2024-05-04"], id="year first, spaced"),
        pytest.param("Waves. 2024. 5. 4. 12-13", ["2024"], id="a volume and an issue behind the year"),
        pytest.param("Waves. 2024. 5. 4.", ["2024"], id="the same, no pages"),
        pytest.param("2024. május 4.", ["2024-05-04"], id="Hungarian"),
        pytest.param("5 września 2024", ["2024-09-05"], id="Polish"),
        pytest.param("5. září 2024", ["2024-09-05"], id="Czech"),
        pytest.param("5 Eylül 2024", ["2024-09-05"], id="Turkish"),
        pytest.param("5. syyskuuta 2024", ["2024-09-05"], id="Finnish"),
        pytest.param("5 Σεπτεμβρίου 2024", ["2024-09-05"], id="Greek"),
        pytest.param("5 вересня 2024", ["2024-09-05"], id="Ukrainian"),
        pytest.param("28 September – 2 October 2020", ["2020-09-28", "2020-10-02"], id="a range over two months"),
        pytest.param("28 Dec 2020 to 2 Jan 2021", ["2020-12-28", "2021-01-02"], id="a range over two years"),
        pytest.param("28 Dec – 2 Jan 2021", ["2020-12-28", "2021-01-02"], id="the same, with one year"),
        pytest.param("2024-05-04/2024-05-08", ["2024-05-04", "2024-05-08"], id="an interval as ISO 8601 has it"),
        pytest.param("Life on Mars 2019", ["2019"], id="a planet"),
        pytest.param("Proposal 14, 2024", ["2024"], id="a number before a year"),
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
        pytest.param("PMID: 20240504", id="a number of eight digits"),
        pytest.param("release 12.03.247 and 1.2.24", id="a version of a program"),
        pytest.param(
            "5 mbaŋtoo 2024", id="a day in a language that is not known: its year alone would agree with too much"
        ),
        pytest.param("den 5. elembi 2024", id="the same, an ordinal"),
        pytest.param("45.13.2024", id="figures that are no date"),
        pytest.param("1066 and 2187", id="too early or too late for a work in an archive"),
    ],
)
def test_takes_no_other_number_for_a_date(text: str) -> None:
    assert find_dates(text) == ()


def test_a_field_without_a_date_has_none() -> None:
    assert parse_date("undated") is None


@given(
    st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "(%b %d %Y)", "x, %d %B, %Y.", "%Y/%m/%d/x"]),
)
def test_every_day_is_read_back_from_every_spelling(day: datetime.date, form: str) -> None:
    assert find_dates(day.strftime(form)) == (PartialDate(day.year, day.month, day.day),)


def test_a_text_without_its_dates_keeps_its_length() -> None:
    assert without_dates("Ebb (4 mai 2024), Flow") == "Ebb (          ), Flow"


@given(st.text(alphabet="0129-/.,:;()'’ MarAug5of", max_size=60))
def test_dates_stand_in_order_without_overlap(text: str) -> None:
    spans = [(start, end) for start, end, _ in scan_dates(text)]
    assert spans == sorted(spans)
    assert all(one == other or one[1] <= other[0] for one, other in itertools.pairwise(spans))
