"""What long work says of how far it is: the form in which it is handed to those who do the work."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Items to the same items, shown while they are gone through; `Console.progress` is one."""

    def __call__(self, items: Iterable[Item], what: str, unit: str, total: int | None = None) -> Iterable[Item]:
        """`what` is done with the items and `unit` is what they are (`matching`, `claims`); `total` is how many there
        are, where they have no length."""


def silent(items: Iterable[Item], what: str, unit: str, total: int | None = None) -> Iterable[Item]:
    """The progress that shows nothing."""
    return items
