import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.authors import Author, AuthorKind, authors_named, parse_authors
from codex_backfill.citations.bylines import scan_names


def people(text: str) -> list[str]:
    return [", ".join(part for part in author[:2] if part) for author in parse_authors(text)]


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        pytest.param("Vi Lund", ["lund, vi"], id="one name"),
        pytest.param("Vi M. Lund, Bo Berg and Cy Dahl", ["lund, vi m", "berg, bo", "dahl, cy"], id="names written out"),
        pytest.param("Lund, V. M., & Berg, B.", ["lund, v m", "berg, b"], id="APA"),
        pytest.param("V. M. Lund and B. Berg", ["lund, v m", "berg, b"], id="initials first"),
        pytest.param("Vi Lund\nBo Berg\n", ["lund, vi", "berg, bo"], id="a line each"),
        pytest.param("Dr. Vi Lund, PhD, Bo Berg, Ph.D.", ["lund, vi", "berg, bo"], id="degrees"),
        pytest.param("VAN DIJK, V.; LUND, B.", ["van dijk, v", "lund, b"], id="capitals"),
        pytest.param("VM Lund, B Berg", ["lund, v m", "berg, b"], id="initials first, run together"),
        pytest.param("Lund VM, Berg B, van den Dahl CE", ["lund, v m", "berg, b", "van den dahl, c e"], id="Vancouver"),
        pytest.param("Lund, Vi and Berg, Bo", ["lund, vi", "berg, bo"], id="BibTeX"),
        pytest.param("Lund, Vi; Berg, Bo A.", ["lund, vi", "berg, bo a"], id="a library's list"),
        pytest.param("Lund, V.; Berg, B.", ["lund, v", "berg, b"], id="semicolons and initials"),
        pytest.param("Lund, Vi M., and Bo Berg", ["lund, vi m", "berg, bo"], id="MLA inverts the first only"),
        pytest.param("Lund, Berg, Dahl", ["lund", "berg", "dahl"], id="surnames"),
        pytest.param("Lund & McAdam", ["lund", "mcadam"], id="two surnames"),
        pytest.param("Parker, Van Houten & Berg", ["parker", "van houten", "berg"], id="a particle among surnames"),
        pytest.param("Lund et al", ["lund"], id="et al."),
        pytest.param("Lund, V., Berg, B., et al.", ["lund, v", "berg, b"], id="et al. behind a list"),
        pytest.param("J.-P. Lund", ["lund, j p"], id="initials of a double name"),
        pytest.param("Vi Lund Jr.", ["lund, vi"], id="junior"),
        pytest.param("Ludwig van Houten, Ana de la Cruz", ["van houten, ludwig", "de la cruz, ana"], id="particles"),
        pytest.param("Şükrü Yılmaz, Þóra Ólafsdóttir, Łukasz Żak", ["yilmaz, sukru", "olafsdottir, thora", "zak, lukasz"], id="diacritics"),
        pytest.param("Kit O’Hara", ["o'hara, kit"], id="a curly apostrophe is straight"),
        pytest.param("Vi Lund via Bo Berg", ["lund, vi", "berg, bo"], id="somebody seen through somebody else"),
        pytest.param("by Vi Lund", ["lund, vi"], id="by"),
        pytest.param("Vi Lund (@vilund), co-founder of Tidal", ["lund, vi", "vilund"], id="a handle and a role"),
        pytest.param("@vilund (Tidal founder)", ["vilund"], id="a handle and a role in brackets"),
        pytest.param("Vi Lund (Northgate University)", ["lund, vi", "northgate university"], id="an affiliation comes last"),
        pytest.param("Vi Lund <vi@lund.se>", ["lund, vi"], id="a mail address"),
        pytest.param("Multiple sources (Tidewater Post, lund.io)", ["tidewater post", "lund io"], id="what stands behind multiple sources"),
        pytest.param("research (generated for the vault)", [], id="nobody"),
        pytest.param("Various authors", [], id="nobody in particular"),
        pytest.param("Tidal Research Institute / Bureau of Waves", ["tidal research institute", "bureau of waves"], id="organisations"),
        pytest.param("tidewater.io", ["tidewater io"], id="a site"),
        pytest.param("", [], id="nothing"),
        pytest.param("Lund, Lund", ["lund"], id="the same one counts once"),
    ],
)  # fmt: skip
def test_reads_authors(text: str, authors: list[str]) -> None:
    assert people(text) == authors


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("Vi Lund", AuthorKind.PERSON, id="a person"),
        pytest.param("Vi McAdam", AuthorKind.PERSON, id="capitals inside a surname"),
        pytest.param("Galactic Tidal Research", AuthorKind.ORGANISATION, id="a word for organisations"),
        pytest.param("TidalDAO", AuthorKind.ORGANISATION, id="capitals inside a word"),
        pytest.param("NOAA", AuthorKind.ORGANISATION, id="an acronym"),
        pytest.param("tidal.io", AuthorKind.ORGANISATION, id="a domain"),
        pytest.param("@vilund", AuthorKind.HANDLE, id="a handle"),
    ],
)
def test_tells_who_an_author_is(name: str, kind: AuthorKind) -> None:
    assert [author.kind for author in parse_authors(name)] == [kind]


def test_a_list_in_a_citation_brings_its_brackets_along() -> None:
    text = "Vi Lund (@vilund), Bo Berg (Tidal Institute), 'On Tides'"
    assert authors_named(text, scan_names(text)) == (
        Author("lund", "vi"),
        Author("berg", "bo"),
        Author("vilund", "", AuthorKind.HANDLE),
        Author("tidal institute", "", AuthorKind.ORGANISATION),
    )


@pytest.mark.parametrize("text", ["Jean-Paul Lund", "J.-P. Lund", "JP Lund", "Lund, J. P.", "Lund JP"])
def test_initials_are_the_same_however_they_are_written(text: str) -> None:
    [author] = parse_authors(text)
    assert author.surname == "lund"
    assert [name[0] for name in author.given.split()] == ["j", "p"]


@pytest.mark.parametrize("text", ["J. P", "J. P. M", "Ö. A"])
def test_initials_alone_are_a_name(text: str) -> None:
    assert [author.surname for author in parse_authors(text)] == [text.lower()[0].replace("ö", "o")]


@given(st.text(alphabet="ABab é.,;&()@'- andvia", max_size=60))
def test_authors_are_folded_and_named(text: str) -> None:
    for author in parse_authors(text):
        assert author.surname == author.surname.lower().strip() != ""
