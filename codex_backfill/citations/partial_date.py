"""A date of which the month and the day may be unknown, and how two of them agree."""

from enum import StrEnum
from typing import NamedTuple


class Agreement(StrEnum):
    """How two dates compare, by the finest part that both have."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CONTRADICTS = "contradicts"


class PartialDate(NamedTuple):
    """A date of which the month and the day may be unknown; a day is only ever known together with its month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, reduced to the known parts: `2026`, `2026-03`, `2026-03-05`."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part is not None)])


def compare(one: PartialDate, other: PartialDate) -> Agreement:
    """Two dates to their agreement on the finest part that both have, or to a contradiction in any such part."""
    agreement = Agreement.CONTRADICTS
    for level, mine, yours in zip((Agreement.YEAR, Agreement.MONTH, Agreement.DAY), one, other, strict=True):
        if mine is None or yours is None:
            break
        if mine != yours:
            return Agreement.CONTRADICTS
        agreement = level
    return agreement
