import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.parse import Citation, parse
from codex_backfill.citations.plain_text import plain


def only(text: str) -> Citation:
    [citation] = parse(text)
    return citation


def surnames(citation: Citation) -> list[str]:
    return [author.surname for author in citation.authors]


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        pytest.param("Lund, V. M., & van Houten, B. (2019). Ebb and flow: a survey. Journal of Waves, 12(3), 45–67.", ["lund", "van houten"], id="APA"),
        pytest.param("Lund, Vi M., and Bo van Houten. “Ebb and Flow: A Survey.” Journal of Waves, vol. 12, no. 3, 2019.", ["lund", "van houten"], id="MLA"),
        pytest.param("Vi M. Lund and Bo van Houten, “Ebb and Flow: A Survey,” Journal of Waves 12, no. 3 (2019).", ["lund", "van houten"], id="Chicago, notes"),
        pytest.param("Lund, Vi M., and Bo van Houten. 2019. “Ebb and Flow: A Survey.” Journal of Waves 12 (3): 45–67.", ["lund", "van houten"], id="Chicago, author and date"),
        pytest.param("Lund, V. M. and van Houten, B. (2019) ‘Ebb and flow: a survey’, Journal of Waves, 12(3), pp. 45–67.", ["lund", "van houten"], id="Harvard"),
        pytest.param("Lund VM, van Houten B. Ebb and flow: a survey. J Waves. 2019;12(3):45-67.", ["lund", "van houten"], id="Vancouver"),
        pytest.param("V. M. Lund and B. van Houten, “Ebb and flow: A survey,” in Proc. Int. Conf. Waves, 2019, pp. 45–67.", ["lund", "van houten"], id="IEEE"),
        pytest.param("Vi M. Lund and Bo van Houten. 2019. Ebb and Flow: A Survey. In Proceedings of WAVES, 45–67.", ["lund", "van houten"], id="ACM"),
        pytest.param("Lund, V.M., van Houten, B.: Ebb and flow: a survey. In: Waves 2019. LNCS, vol. 123, pp. 45–67 (2019)", ["lund", "van houten"], id="Springer"),
        pytest.param(r"Lund, V. M. & van H{\"o}uten, B. Ebb and flow: a survey. J. Waves 12, 45–67 (2019).", ["lund", "van houten"], id="TeX"),
        pytest.param("Lund, V. M. &amp; van H&#246;uten, B. Ebb and flow: a survey. J. Waves 12, 45–67 (2019).", ["lund", "van houten"], id="HTML entities"),
        pytest.param("Lund, V. M. & van Houten, B. Ebb and flow: a survey. J. Waves 12, 45–67 (2019).", ["lund", "van houten"], id="Nature"),
        pytest.param("Lund, V. M.; van Houten, B. Ebb and Flow: A Survey. J. Waves 2019, 12, 45–67.", ["lund", "van houten"], id="ACS"),
        pytest.param("@article{lund19, author = {Lund, Vi M. and van Houten, Bo}, title = {Ebb and {Flow}: A Survey}, year = {2019}}", ["lund", "van houten"], id="BibTeX"),
        pytest.param("Vi M. Lund, Bo van Houten: Ebb and Flow: A Survey. J. Waves 12(3): 45-67 (2019)", ["lund", "van houten"], id="DBLP"),
        pytest.param("Ebb and flow: a survey. VM Lund, B van Houten - Journal of Waves, 2019", ["lund", "van houten"], id="Scholar"),
        pytest.param("Ebb and flow: a survey, VM Lund, B van Houten, Journal of Waves, 2019", ["lund", "van houten"], id="a row of a table"),
        pytest.param("Ebb and Flow: A Survey, by Vi Lund and Bo van Houten (Waves, 2019)", ["lund", "van houten"], id="title first"),
        pytest.param("Lund & van Houten, Ebb and Flow: A Survey (Waves 2019)", ["lund", "van houten"], id="a note's short form"),
        pytest.param("Lund & van Houten 2019 Ebb and Flow: A Survey", ["lund", "van houten"], id="year in the middle"),
        pytest.param("Lund et al. (2019), 'Ebb and Flow: A Survey', Waves", ["lund"], id="et al. and quotes"),
        pytest.param("Vi, from Lund's *Ebb and Flow: A Survey* (2019)", ["lund"], id="a remark first, emphasis, possessive"),
        pytest.param("Lund (@vilund), Ebb and Flow: A Survey, Feb 16, 2019", ["lund", "vilund"], id="a handle"),
    ],
)  # fmt: skip
def test_every_style_gives_authors_title_and_year(text: str, authors: list[str]) -> None:
    citation = only(text)
    assert surnames(citation) == authors
    assert citation.titles[0].lower() == "ebb and flow: a survey"
    assert {date.year for date in citation.dates} == {2019}


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        pytest.param("Lund u. a. (2019): Ebbe", ["lund"], "Ebbe", id="and others in German"),
        pytest.param("Lund e.a. (2019), 'Eb'", ["lund"], "Eb", id="in Dutch"),
        pytest.param("Lund m.fl. 2019, Ebb", ["lund"], "Ebb", id="in Swedish"),
        pytest.param("Lund et coll., Marées, 2019", ["lund"], "Marées", id="in French"),
        pytest.param("Lund y otros (2019). Mareas", ["lund"], "Mareas", id="in Spanish"),
        pytest.param("Лунд и др. Отлив, 2019", ["lund"], "Отлив", id="in Russian"),
        pytest.param("Lund i in. (2019), Odpływ", ["lund"], "Odpływ", id="in Polish"),
        pytest.param("王小明等, 潮汐研究, 2019", ["王小明"], "潮汐研究", id="in Chinese"),
        pytest.param("Müller, K. u.a. Ebbe. Wellen 2019", ["muller"], "Ebbe", id="behind an initial"),
        pytest.param("Иванов П. А., Петров Б. В. Отлив. 2021", ["ivanov", "petrov"], "Отлив", id="Russian, initials behind the name"),
        pytest.param("Ivanov P. A. Otliv i priliv. 2021", ["ivanov"], "Otliv i priliv", id="the same, romanised"),
        pytest.param("Forsé M., Tronca L., 2005, Marées", ["forse", "tronca"], "Marées", id="French, initials behind the name"),
        pytest.param("John R. R. Tolkien, Ebb (1954)", ["tolkien"], "Ebb", id="two initials in the middle"),
        pytest.param("De La Cruz, 'Ebb' (2021)", ["de la cruz"], "Ebb", id="particles with capitals"),
        pytest.param("Sammy Davis, Jr. 'Ebb' (1963)", ["davis"], "Ebb", id="Jr. behind a comma"),
        pytest.param("Hans Müller und Bo Berg, Ebbe (2019)", ["muller", "berg"], "Ebbe", id="and in German"),
        pytest.param("Lund V. Tides, ebbs and floods. Oslo: Fjord; 2019.", ["lund"], "Tides, ebbs and floods", id="Vancouver, a book with commas in its title"),
        pytest.param("Lund V. Tides: of winds. Oslo: Fjord; 2019.", ["lund"], "Tides: of winds", id="Vancouver, a subtitle"),
        pytest.param("J. Lund. Ebb and flow. Neural Waves, 2019.", ["lund"], "Ebb and flow", id="J. is a first name"),
        pytest.param("V. Berg and J. Lund. Tides. Fjord Press, 2019.", ["berg", "lund"], "Tides", id="J. behind another name"),
        pytest.param("V. Berg, J. Lund, and Q. Falk. Ebb and flow. J. Waves, 12:44, 2019.", ["berg", "lund", "falk"], "Ebb and flow", id="J. is a first name, and a journal"),
        pytest.param("V. Lund, B. Berg, Tides and their causes, Water Research 12 (2019) 45–67.", ["lund", "berg"], "Tides and their causes", id="Elsevier, a venue of plain words"),
        pytest.param("Winds, tides, and harbours by Vi Lund (2019)", ["lund"], "Winds, tides, and harbours", id="a title with commas first"),
        pytest.param("Winds, tides, and harbours. V Lund, B Berg - Nature, 2019", ["lund", "berg"], "Winds, tides, and harbours", id="the same, Scholar"),
        pytest.param("Lund, on tides in harbours (2019)", ["lund"], "on tides in harbours", id="a title in small letters"),
        pytest.param("Lund, A survey of leaks (2019)", ["lund"], "A survey of leaks", id="an article is no initial"),
        pytest.param("Lund, V.; St. Clair, B.; Falk, É. Tides. J. Waves 2019, 12, 45.", ["lund", "st clair", "falk"], "Tides", id="a saint among authors"),
        pytest.param("Victor Lund: Tides in harbours, J. Hydraul. Eng., 2019", ["lund"], "Tides in harbours", id="a journal behind the title is no author"),
        pytest.param("Vi B. Lund, Bo Berg, 'Ebb', 2019", ["lund", "berg"], "Ebb", id="a middle initial"),
        pytest.param("Vi B. Lund, and Bo van Houten: Ebb, 2019", ["lund", "van houten"], "Ebb", id="a middle initial, then a small word"),
        pytest.param("Lund VM, van Houten B, editors. Ebb and flow. Oslo: Fjord; 2019.", ["lund", "van houten"], "Ebb and flow", id="editors in full"),
    ],
)  # fmt: skip
def test_names_of_all_kinds_of_people(text: str, authors: list[str], title: str) -> None:
    citation = only(text)
    assert surnames(citation) == authors
    assert citation.titles[0] == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Lund, How Tides Turn (1996)", "How Tides Turn", id="capitals that are no name"),
        pytest.param("Lund, Sea Change (1996)", "Sea Change", id="two capitals that could be one"),
        pytest.param("Lund, Tides (1948)", "Tides", id="one word"),
        pytest.param("Lund (Salt and Sand)", "Salt and Sand", id="in brackets behind the name"),
        pytest.param("Tidal Institute, Care in 2025: Trends and Numbers (2025)", "Care in 2025: Trends and Numbers", id="a year inside"),
        pytest.param("Lund, V. State of the Tide 1994. Waves 12, 1994", "State of the Tide 1994", id="a year at its end"),
        pytest.param("Lund, V. (1999). Who needs tides? Evidence from Oslo. Waves.", "Who needs tides? Evidence from Oslo", id="a question and its answer"),
        pytest.param("Lund, V. (1999). Who needs tides? Journal of Waves, 3.", "Who needs tides?", id="a question and a journal"),
        pytest.param("Lund, V. Ebb (Extended Abstract). WAVES 1999", "Ebb (Extended Abstract", id="a suffix in brackets"),
        pytest.param("Lund, V. (1999). Response to “Ebb and Flow”. Waves.", "Response to “Ebb and Flow", id="a title in a title"),
        pytest.param("Lund, 'Don't Fight the Sailors' Tide' (Waves, 2020)", "Don't Fight the Sailors' Tide", id="apostrophes in quotes"),
        pytest.param("Northgate Report 2026 (many-harbour committee, 2026)", "Northgate Report", id="a title without an author"),
        pytest.param("Vi via arXiv 2601.01234 (EbbNet: Flows for Everyone, Jan 2026)", "EbbNet: Flows for Everyone", id="only an identifier outside the brackets"),
    ],
)  # fmt: skip
def test_the_first_reading_is_the_title(text: str, title: str) -> None:
    assert only(text).titles[0] == title


STYLES = {
    "APA": "{apa} (2019). {title}. Journal of Waves, 12(3), 45–67.",
    "Vancouver": "{vancouver}. {title}. J Waves. 2019;12(3):45-67.",
    "Vancouver, a book": "{vancouver}. {title}. Oslo: Fjord Press; 2019.",
    "BibTeX's plain": "{plain}. {title}. Journal of Waves, 12(3):45–67, 2019.",
    "Elsevier": "{plain}, {title}, Journal of Waves 12 (2019) 45–67.",
    "Nature": "{apa} {title}. Nature 12, 45–67 (2019).",
    "ACS": "{semicolons} {title}. J. Tidal Eng. 2019, 12, 45–67.",
    "Springer": "{vancouver} (2019) {title}. Journal of Waves 12:45–67",
    "ABNT": "{loud} {title}. Water Research, v. 12, n. 3, p. 45–67, 2019.",
    "DBLP": "Vi Lund, John van Dijk: {title}. J. Waves 12(3): 45-67 (2019)",
}
NAMED = {
    "apa": "Lund, V., & van Dijk, J.", "vancouver": "Lund V, van Dijk J", "plain": "V. Lund and J. van Dijk",
    "semicolons": "Lund, V.; van Dijk, J.", "loud": "LUND, V.; VAN DIJK, J.",
}  # fmt: skip
TITLES = [
    "Hydrodynamics", "Leaky pipes", "Night flow: loggers and leak detection", "Guns, leaks, and steel pipes in networks",
    "The 2003 heat wave and its victims", "Leak (re)detection in pipes", "Pipes – a history of leaks", "A survey of leaks in pipes",
    "On ‘night flow’ as a sign of leaks", "Of mice and pipes", "The Hydraulic Basis of Night Flow", "DNA and RNA in U.S. rivers",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("style", STYLES)
def test_a_title_is_read_whatever_stands_in_it(style: str, title: str) -> None:
    citation = only(STYLES[style].format(title=title, **NAMED))
    assert (surnames(citation), citation.titles[0]) == (["lund", "van dijk"], title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Lund's essay ‘Ebb’ argues that tides turn, 2019", "Ebb", id="of a kind"),
        pytest.param("Lund 'Ebb' drawing on tables (2019)", "Ebb", id="behind its author"),
        pytest.param("In 'Ebb' by Lund, 2019", "Ebb", id="behind a small word"),
    ],
)
def test_what_is_quoted_is_the_title_where_no_title_goes_on_around_it(text: str, title: str) -> None:
    assert parse(text)[0].titles[0] == title


def test_the_last_reading_is_everything_but_dates_and_identifiers() -> None:
    citation = only("Vi, from Lund, 'Ebb' report (lund.io/ebb, March 2019)")
    assert citation.titles == ("Ebb", "Vi, from Lund, 'Ebb' report")


def test_a_second_title_has_the_author_of_the_first() -> None:
    assert [(surnames(one), one.titles[0]) for one in parse("Vi Lund, 'Ebb' (1995); 'Flow' (1998); Berg, 'Foam'")] == [
        (["lund"], "Ebb"),
        (["lund"], "Flow"),
        (["berg"], "Foam"),
    ]


def test_years_of_a_title_are_no_dates_of_the_work() -> None:
    assert [str(date) for date in only("Lund, 'The 2028 Tide' (Feb 2026)").dates] == ["2026-02"]


def test_several_sources_are_named_in_the_brackets_behind_them() -> None:
    assert surnames(only("Multiple sources (Tidewater Post, Lund Times), January 2026")) == [
        "tidewater post",
        "lund times",
    ]


def test_identifiers_come_along() -> None:
    assert [one.value for one in only("Lund, Ebb (arXiv 2601.01234v2, Jan 2026)").identifiers] == ["2601.01234"]


@given(st.text(alphabet="ABab12 09é.,;:()'\"“”&@[]*_/-—", max_size=120))
def test_citations_are_parts_of_the_text_in_order(text: str) -> None:
    read = plain(text).replace("*", " ")
    at = 0
    for citation in parse(text):
        at = read.index(citation.text.replace("*", " "), at) + len(citation.text)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(title.strip() for one in parse(text) for title in one.titles)
