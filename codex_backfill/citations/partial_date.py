"""A date of which the month and the day may be unknown, and how two of them agree."""

from enum import IntEnum
from typing import NamedTuple


class Agreement(IntEnum):
    """How two dates compare, from worst to best."""

    ANOTHER_YEAR = 0
    ANOTHER_DAY = 1
    """In the same year, both known to the day."""
    NEXT_YEAR = 2
    """The year before or after."""
    ANOTHER_MONTH = 3
    """In the same year, one of them not known to the day."""
    YEAR = 4
    MONTH = 5
    DAY = 6


class PartialDate(NamedTuple):
    """A date of which the month and the day may be unknown; a day is only ever known together with its month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, reduced to the known parts: `2026`, `2026-03`, `2026-03-05`."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part is not None)])


def compare(one: PartialDate, other: PartialDate) -> Agreement:
    """Two dates to how they agree, from `YEAR` on on the finest part that both have, or what contradicts."""
    if one.year != other.year:
        return Agreement.NEXT_YEAR if abs(one.year - other.year) == 1 else Agreement.ANOTHER_YEAR
    if one.month is None or other.month is None:
        return Agreement.YEAR
    if one.day is not None and other.day is not None:
        return Agreement.DAY if one == other else Agreement.ANOTHER_DAY
    return Agreement.MONTH if one.month == other.month else Agreement.ANOTHER_MONTH
