import pytest

from codex_backfill.citations.bylines import Style, names_end, scan_names


@pytest.mark.parametrize(
    ("text", "style", "rest"),
    [
        pytest.param("Lund, V. M., & Berg, B. (2019). Tides", Style.INVERTED, "(2019). Tides", id="APA"),
        pytest.param("LUND, V. and BERG, B. Tides", Style.INVERTED, "Tides", id="surnames in capitals"),
        pytest.param("Lund, V., Bo Berg, and Cy Dahl. Tides", Style.INVERTED, ". Tides", id="Chicago inverts the first only"),
        pytest.param("Lund, Vi, and Bo Berg. “Tides”", Style.WRITTEN, ". “Tides”", id="MLA"),
        pytest.param("Lund, Vi M. “Tides”", Style.WRITTEN, ". “Tides”", id="MLA, one author"),
        pytest.param("Lund, Vi, et al. “Tides”", Style.WRITTEN, " “Tides”", id="MLA, many authors"),
        pytest.param("Lund VM, Berg B. Tides of war. Press", Style.VANCOUVER, ". Tides of war. Press", id="Vancouver"),
        pytest.param("VM Lund, B Berg - Tides", Style.INITIALS, " - Tides", id="Scholar"),
        pytest.param("V. M. Lund and B. Berg, “Tides”", Style.INITIALS, ", “Tides”", id="IEEE"),
        pytest.param("Vi M. Lund, Bo Berg: Tides", Style.FULL, ": Tides", id="DBLP"),
        pytest.param("Lund, Berg & Dahl 2019 Tides", Style.BARE, " 2019 Tides", id="surnames and a year"),
        pytest.param("Lund, The Tide (2019)", Style.BARE, ", The Tide (2019)", id="a title begins with an article"),
        pytest.param("Lund, High Tide (2019)", Style.BARE, ", High Tide (2019)", id="no full name follows a bare surname"),
        pytest.param("Lund et al, Tides", Style.BARE, ", Tides", id="et al."),
        pytest.param("Lund's 'Tides'", Style.BARE, " 'Tides'", id="possessive"),
        pytest.param("Lund (@vilund), on Tides", Style.BARE, ", on Tides", id="a handle behind the name"),
        pytest.param("Lund, V. (Ed.), Tides", Style.INVERTED, ", Tides", id="an editor"),
    ],
)  # fmt: skip
def test_a_list_of_names_ends_where_something_else_begins(text: str, style: Style, rest: str) -> None:
    names = scan_names(text)
    assert names[0].style is style
    assert text[names_end(text, names) :].lstrip() == rest.lstrip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Tides of War", id="an article"),
        pytest.param("Tides and other waves", id="a title that goes on in small letters"),
        pytest.param("Brain and Self-based AI", id="what is joined to no name is none"),
        pytest.param("a note", id="small letters"),
        pytest.param("2019", id="a year"),
    ],
)
def test_a_title_is_no_list_of_names(text: str) -> None:
    assert scan_names(text) == []


def test_certain_names_have_initials() -> None:
    assert scan_names("High Tide, 2019", certain=True) == []
    assert [name.style for name in scan_names("V Lund, B Berg, 2019", certain=True)] == [Style.INITIALS, Style.INITIALS]
