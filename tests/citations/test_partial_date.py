import pytest

from codex_backfill.citations.dates import parse_date
from codex_backfill.citations.partial_date import Agreement, compare


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        pytest.param("2026-03-05", "March 5, 2026", Agreement.DAY, id="to the day"),
        pytest.param("2026-03-05", "March 2026", Agreement.MONTH, id="one has no day"),
        pytest.param("2026-03-05", "2026", Agreement.YEAR, id="one has a year only"),
        pytest.param("2026-03-05", "March 6, 2026", Agreement.ANOTHER_DAY, id="another day"),
        pytest.param("2026-03", "2026-04-05", Agreement.ANOTHER_MONTH, id="another month"),
        pytest.param("2025", "2026", Agreement.NEXT_YEAR, id="the next year"),
        pytest.param("2024-03-05", "2026-03-05", Agreement.ANOTHER_YEAR, id="another year"),
    ],
)
def test_compares_by_the_finest_part_that_both_have(one: str, other: str, agreement: Agreement) -> None:
    first, second = parse_date(one), parse_date(other)
    assert first is not None
    assert second is not None
    assert compare(first, second) is agreement
    assert compare(second, first) is agreement
