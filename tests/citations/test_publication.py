import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.parse import parse
from codex_backfill.citations.publication import find_publication, page_range


def place(text: str) -> tuple[str, str, str, str]:
    [citation] = parse(text)
    return citation.venue, citation.volume, citation.issue, citation.pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lund, V. M.; van Houten, B. J. Am. Tidal Soc. 2019, 133, 19759.", ("J. Am. Tidal Soc", "133", "", "19759"), id="ACS without a title"),
        pytest.param("(4) Lund, V. M.; van Houten, B. Tidal Reviews 2019, 12 (3), 45–67.", ("Tidal Reviews", "12", "3", "45-67"), id="ACS, numbered, with an issue"),
        pytest.param("7 V.M. Lund, B. van Houten, and O. Berg, J. Appl. Waves 84, 4797 (2019).", ("J. Appl. Waves", "84", "", "4797"), id="AIP without a title"),
        pytest.param("3 V.M. Lund and B. van Houten, Handbook of Flow 265 (2001).", ("Handbook of Flow", "", "", "265"), id="AIP, a page of a book"),
        pytest.param("[12] V. Lund, B. van Houten, J. Neurosci. Methods 43 (2012) 1445–1450.", ("J. Neurosci. Methods", "43", "", "1445-1450"), id="Elsevier, J. is no first name"),
        pytest.param("[12] V. Lund, B. van Houten, Waves Part B: Shores 43 (2012) 1445–1450.", ("Waves Part B: Shores", "43", "", "1445-1450"), id="Elsevier without titles"),
        pytest.param("[12] V. Lund, B. van Houten, J. Waves 43 (2012) 1984.", ("J. Waves", "43", "", "1984"), id="a page that looks like a year"),
        pytest.param("[12] V. Lund, B. van Houten, Open Waves 2015 (2015) 17.", ("Open Waves", "2015", "", "17"), id="a volume for each year"),
        pytest.param("3 V.M. Lund, Handbook of Flow xxiii (2001).", ("Handbook of Flow", "", "", "xxiii"), id="AIP, a page in Roman"),
        pytest.param("[1] V. Lund, Harbours of the North (2009) 51.", ("Harbours of the North", "", "", "51"), id="Elsevier, a page of a book"),
        pytest.param("Lund VM, van Houten B. Ebb and flow: a survey. J Waves. 2019 Jun;12(3):1035-41.", ("J Waves", "12", "3", "1035-1041"), id="Vancouver, the last page shortened"),
        pytest.param("Lund VM, van Houten B. Ebb and flow: a survey. Oslo: Fjord Press; 2019. p. 45-67.", ("Oslo: Fjord Press", "", "", "45-67"), id="Vancouver, pages of a book"),
        pytest.param("Lund, V. M., & van Houten, B. (2019). Ebb and flow. Journal of Waves, 12(3), 45–67.", ("Journal of Waves", "12", "3", "45-67"), id="APA"),
        pytest.param("Lund, V. M. (2019). Ebb and flow. *Journal of Waves*, *12*(3), 45–67.", ("Journal of Waves", "12", "3", "45-67"), id="APA, set in italics"),
        pytest.param("Lund, V. M. (2019). Ebb and flow. Annals of the North Sea, 12(suppl_1), e5411.", ("Annals of the North Sea", "12", "suppl_1", "e5411"), id="APA, a supplement and an article's number"),
        pytest.param("Lund, V. (2019). Ebb and flow: Northern shores. Tidal Systems--Design and Testing.", ("Tidal Systems--Design and Testing", "", "", ""), id="APA, a venue and no more"),
        pytest.param("Lund, V.M. & Berg, O., 2019. Ebb and flow. Journal of Waves, 12(3), pp.250–263.", ("Journal of Waves", "12", "3", "250-263"), id="Harvard"),
        pytest.param("Lund, V.M., 2019. Ebb and flow. Waves Today, 212-213, pp.730–734.", ("Waves Today", "212-213", "", "730-734"), id="Harvard, a double volume"),
        pytest.param("Lund, Vi M., and Bo Berg. 2019. “Ebb and Flow.” Journal of Waves 12 (3) (June 28): 45–67.", ("Journal of Waves", "12", "3", "45-67"), id="Chicago, author and date"),
        pytest.param("Vi M. Lund, “Ebb and Flow,” Journal of Waves 12, no. 3 (2019): 45–67.", ("Journal of Waves", "12", "3", "45-67"), id="Chicago, notes"),
        pytest.param("[1]V. M. Lund, “Ebb and flow,” Journal of Waves, vol. 12, no. 03, p. 535, Dec. 2019.", ("Journal of Waves", "12", "03", "535"), id="IEEE"),
        pytest.param("V. M. Lund, “Ebb and flow,” in Proc. Int. Conf. Waves, 2019, pp. 45–67.", ("Proc. Int. Conf. Waves", "", "", "45-67"), id="IEEE, a conference"),
        pytest.param("V. M. Lund, “Ebb and flow,” TIDES, 2019.", ("TIDES", "", "", ""), id="IEEE, a venue and no more"),
        pytest.param("Lund, Vi M., et al. “Ebb and Flow.” Journal of Waves 63.4-5 (2019): 209–220.", ("Journal of Waves", "63", "4-5", "209-220"), id="MLA 7"),
        pytest.param("Lund, Vi. “Ebb and Flow.” Journal of Waves, vol. 12, no. 3, 2019, pp. 45–67.", ("Journal of Waves", "12", "3", "45-67"), id="MLA 8"),
        pytest.param("Lund, Vi. “Ebb and Flow.” Journal of Waves 8 (2019): n. pag.", ("Journal of Waves", "8", "", ""), id="MLA, no pages"),
        pytest.param("Lund, V. M. & Berg, O. Ebb and flow. Nat. Waves 12, 45–67 (2019).", ("Nat. Waves", "12", "", "45-67"), id="Nature"),
        pytest.param("Vi Lund, Bo Berg: Ebb and Flow. J. Waves 12(3): 45-67 (2019)", ("J. Waves", "12", "3", "45-67"), id="DBLP"),
        pytest.param("Lund V, Ebb and flow. Waves of the North, 12, 3 (2019), 52-80.", ("Waves of the North", "12", "3", "52-80"), id="ACM"),
        pytest.param("Lund, V., Berg, O.: Ebb and flow. In: Proceedings of Waves. LNCS, vol. 123, pp. 45–67 (2019)", ("LNCS", "123", "", "45-67"), id="Springer"),
        pytest.param("Lund, Vi. Ebb and flow. The Wave. 2019. 361. 9355. 432", ("The Wave", "361", "9355", "432"), id="parts joined by full stops"),
        pytest.param("Lund V., 2005, « Flux et reflux », Revue des marées, Vol. 8, n° 1, p. 7-22.", ("Revue des marées", "8", "1", "7-22"), id="French"),
        pytest.param("Lund, V.: Ebbe und Flut. In: Zeitschrift für Gezeiten, Bd. 12 (1987), H. 3, S. 45–67.", ("Zeitschrift für Gezeiten", "12", "3", "45-67"), id="German"),
        pytest.param("Lund V. Flujo y reflujo. Revista de Mareas, núm. 4, págs. 45-67, 2019", ("Revista de Mareas", "", "4", "45-67"), id="Spanish"),
        pytest.param("@article{lund19, author = {Lund, Vi}, title = {Ebb and {Flow}}, journal = {J. Waves}, volume = 12, number = {3}, pages = {45--67}}", ("J. Waves", "12", "3", "45-67"), id="BibTeX"),
        pytest.param("Lund, 'Ebb and Flow', March 2019", ("", "", "", ""), id="nothing of the kind"),
        pytest.param("Lund (@vilund), Proposal 14 on tides, Feb 16, 2019", ("", "", "", ""), id="a number that is no volume"),
    ],
)  # fmt: skip
def test_every_style_gives_venue_volume_issue_and_pages(text: str, expected: tuple[str, str, str, str]) -> None:
    assert place(text) == expected


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param("45–67", "45-67", id="an en dash"),
        pytest.param("pp. 45 -- 67", "45-67", id="a label, two hyphens, blanks"),
        pytest.param("1035-41", "1035-1041", id="the last page shortened"),
        pytest.param("191–191", "191", id="one page given as two"),
        pytest.param("e131–e132", "e131-e132", id="pages with a letter"),
        pytest.param("no-no", "", id="no page"),
        pytest.param("n. pag.", "", id="not paginated"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_pages_have_one_spelling(text: str, pages: str) -> None:
    assert page_range(text) == pages


def test_a_page_that_looks_like_a_year_is_no_date() -> None:
    [citation] = parse("7 V.M. Lund, J. Appl. Waves 84, 1984 (2019).")
    assert [str(date) for date in citation.dates] == ["2019"]


@given(st.text(alphabet="Ab19 20,;()'.:–-pvnoS*”/\x00", max_size=80), st.integers(0, 10))
def test_a_venue_is_part_of_the_text(text: str, begin: int) -> None:
    assert find_publication(text, text, begin).venue in text
