import pytest

from codex_backfill.citations.bylines import scan_names
from codex_backfill.citations.unquoted_titles import cleaned, names_behind, readings, readings_behind


@pytest.mark.parametrize(
    ("region", "titles"),
    [
        pytest.param("On tides. Journal of Waves", ["On tides"], id="a full stop"),
        pytest.param("On tides (Oslo, 2019)", ["On tides"], id="a bracket"),
        pytest.param("On tides, Journal of Waves, 12", ["On tides"], id="a venue behind a comma"),
        pytest.param("On tides in WAVES", ["On tides"], id="a meeting"),
        pytest.param("On tides, 12(3), 4-5", ["On tides"], id="volume and issue"),
        pytest.param("Tides: A Survey", ["Tides: A Survey", "Tides"], id="a subtitle may be left out"),
        pytest.param("Tides, Waves and Foam", ["Tides, Waves and Foam", "Tides"], id="a comma may end it"),
        pytest.param("Tidal Institute - On Tides", ["Tidal Institute", "On Tides"], id="a dash, with the title on either side"),
        pytest.param("Why tides? Evidence from Oslo. Waves", ["Why tides? Evidence from Oslo", "Why tides?"], id="a question"),
        pytest.param("Tides (Part II). Waves", ["Tides (Part II", "Tides"], id="a bracket that belongs to it"),
        pytest.param("Ch. 6 of the tides", ["Ch. 6 of the tides"], id="an abbreviation"),
        pytest.param(" . ", [], id="nothing"),
    ],
)  # fmt: skip
def test_reads_where_a_title_may_end(region: str, titles: list[str]) -> None:
    assert [cleaned(title) for title in readings(region)] == titles


def test_a_title_stands_in_brackets_only_when_nothing_else_follows() -> None:
    assert readings_behind(" (On Tides)", bracketed=True) == ["On Tides"]
    assert readings_behind(" (On Tides)", bracketed=False) == []
    assert readings_behind(" (Oslo) On Tides", bracketed=True) == ["On Tides"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("On tides. VM Lund, B Berg - Waves", "On tides", id="behind a full stop"),
        pytest.param("On tides, VM Lund, B Berg, Waves", "On tides", id="behind a comma"),
        pytest.param("High Tide, VM Lund, B Berg, Waves", "High Tide", id="a title that looks like a name"),
        pytest.param("High Tide: A Survey, VM Lund, Waves", "High Tide: A Survey", id="and has a subtitle"),
        pytest.param("Vi M. Lund, B. Berg. On Tides", "", id="names first, and one of them in full"),
        pytest.param("On tides, by somebody", "", id="no names with initials"),
    ],
)
def test_a_title_can_stand_before_its_authors(text: str, title: str) -> None:
    end, _ = names_behind(text, scan_names(text))
    assert text[:end] == title
