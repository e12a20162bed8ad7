"""Candidates to learn from, as a sparse table that is summed along its lines and along its columns."""

from collections.abc import Callable, Sequence
from operator import itemgetter, mul

_Picks = tuple[Callable[[Sequence[float]], tuple[float, ...]], tuple[float, ...]]
"""What takes some places out of a sequence, and what stands at these places in a line of the table."""


class Examples:
    """Candidates to learn from, as a table with a line for each: its measured numbers and a 1 for the prior, sparse."""

    def __init__(self, lines: Sequence[Sequence[float]], right: Sequence[bool]) -> None:
        rows = [[(at, value) for at, value in enumerate((*line, 1.0)) if value] for line in lines]
        self._take(rows, right, len(lines[0]) + 1 if lines else 1)

    def _take(self, rows: list[list[tuple[int, float]]], right: Sequence[bool], width: int) -> None:
        self.rows, self.right, self.width = rows, right, width
        columns: list[list[tuple[int, float]]] = [[] for _ in range(width)]
        for number, row in enumerate(rows):
            for at, value in row:
                columns[at].append((number, value))
        self._across = [_picks(row) for row in rows]
        self._down = [_picks(column) for column in columns] if rows else []

    def among(self, numbers: Sequence[int]) -> "Examples":
        """Some of them, by number."""
        some = Examples((), ())
        some._take([self.rows[number] for number in numbers], [self.right[number] for number in numbers], self.width)
        return some

    def scores(self, weights: Sequence[float]) -> list[float]:
        """Weights to the score of every example."""
        return [sum(map(mul, values, pick(weights))) for pick, values in self._across]

    def pulls(self, errors: Sequence[float]) -> list[float]:
        """An error for every example to what they add up to by weight."""
        return [sum(map(mul, values, pick(errors))) for pick, values in self._down] or [0.0] * self.width


def _picks(line: Sequence[tuple[int, float]]) -> _Picks:
    if len(line) < 2:  # an itemgetter of fewer than two places gives no tuple
        line = [*line, (0, 0.0), (0, 0.0)]
    places, values = zip(*line, strict=True)
    return itemgetter(*places), values
