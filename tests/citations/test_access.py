"""The day on which somebody looked at a page is none of the work's own."""

import pytest

from codex_backfill.citations.parse import parse

LOOKED = [
    "Retrieved May 3, 2021, from https://lund.io/ebb", "(accessed 3 May 2021)", "Accessed 2021-05-03.", "[cited 2021 May 3]",
    "[last visited on 3 May 2021]", "Archived from the original on 3 May 2021.", "Web. 3 May 2021.", "abgerufen am 3. Mai 2021",
    "Zugriff am 03.05.2021", "consulté le 3 mai 2021", "Consultado el 3 de mayo de 2021", "Acesso em: 3 maio 2021",
    "ultimo accesso 3 maggio 2021", "geraadpleegd op 3 mei 2021", "hämtad 2021-05-03", "dostęp 3.05.2021",
    "дата обращения: 03.05.2021", "2021年5月3日閲覧", "2021年5月3日访问", "am 3. Mai 2021 abgerufen",
]  # fmt: skip


@pytest.mark.parametrize("looked", LOOKED)
def test_a_page_is_of_its_own_day(looked: str) -> None:
    [citation] = parse(f"Lund, V. M. (2019). Ebb and flow. {looked}")
    assert [date.year for date in citation.dates] == [2019]
    assert citation.titles[0] == "Ebb and flow"


@pytest.mark.parametrize("looked", LOOKED)
def test_where_no_other_day_is_given_there_is_none(looked: str) -> None:
    [citation] = parse(f"Lund, V. M. Ebb and flow. {looked}")
    assert citation.dates == ()


@pytest.mark.parametrize(
    "text", ["Lund, Ebb and flow, 3 May 2021", "Lund, The cited 2021 May", "Lund (3 May 2021), Web of tides"]
)
def test_any_other_day_is_the_works(text: str) -> None:
    [citation] = parse(text)
    assert [(date.year, date.month) for date in citation.dates] == [(2021, 5)]
