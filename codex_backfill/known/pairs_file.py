"""The text of `known_pairs.csv` to labels, with every error at once, each with its line and column."""

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from codex_backfill.disk.paths import alike_key, inside, look_alikes, refusing, slashed, told_apart
from codex_backfill.disk.system import read_regular
from codex_backfill.errors import UsageError
from codex_backfill.known.labels import Labels
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link

_LISTED = 50
"""How many errors are listed; a file with more is most likely that of another vault."""
_HEADERS = (["claim", "source"], ["claim", "source", "verdict"])
_VERDICTS = ("yes", "no", "no-source")
_SPELLED = {"true": "yes", "false": "no", "no source": "no-source", "no_source": "no-source"}
"""What spreadsheets make of verdicts, and other ways to write them; case aside."""


class _RowError(Exception):
    """What is wrong with a row, and in which of its cells (from 0)."""

    def __init__(self, cell: int, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell


def load(path: Path, vault: Vault, *, any_kind: bool = True) -> Labels:
    """A file of known pairs and the vault whose notes it names to labels; raises UsageError, as `parse` does.

    Unless `any_kind` of file will do, a pipe that a shell makes of a command say, it has to be a regular one.
    """
    with refusing(path):
        raw = path.read_bytes() if any_kind else read_regular(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = raw.count(b"\n", 0, error.start) + 1, raw[error.start]
        what = "UTF-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else f"not UTF-8 (byte 0x{byte:02X})"
        raise UsageError(f"{path}:{line}:1: the file is {what}; save it as UTF-8") from None
    return parse(text, str(path), vault)


def parse(text: str, name: str, vault: Vault) -> Labels:
    """The text of a file of known pairs to labels; `name` is what errors call the file.

    Columns `claim,source` and, if it is there, `verdict`: `yes` (also when empty), `no`, or `no-source`, which has no
    source. Rows that name a note which is there but cannot be read are left out. Raises UsageError with the errors, one
    a line: `known_pairs.csv:5:1: ...`.
    """
    reading = _Reading(vault)
    errors = []
    for line, starts, cells in _rows(text.removeprefix("\ufeff")):
        try:
            reading.take(line, cells)
        except _RowError as error:
            column = starts[min(error.cell, len(starts) - 1)]
            errors.append(f"{name}:{line}:{column}: {error}")
    if errors:
        more = [f"{name}: and {len(errors) - _LISTED} more"] if len(errors) > _LISTED else []
        raise UsageError(*errors[:_LISTED], *more)
    return reading.labels()


class _Reading:
    """The rows taken so far, each with the line that it stands on, against the notes that there are."""

    def __init__(self, vault: Vault) -> None:
        self._claims = {claim.path for claim in vault.claims}
        self._sources = {source.path for source in vault.sources}
        self._unreadable = {problem.path for problem in vault.problems}
        self._alike = {
            "claim": look_alikes(self._claims | self._unreadable),
            "source": look_alikes(self._sources | self._unreadable),
        }
        self._said: dict[tuple[str, str], tuple[int, str]] = {}
        """By claim and source (empty for a claim that has none): on which line, and what."""
        self._linked: dict[str, int] = {}

    def take(self, line: int, cells: dict[str, str] | str) -> None:
        """Takes one row in; raises _RowError when it is wrong in itself or contradicts an earlier one."""
        if isinstance(cells, str):
            raise _RowError(0, cells)
        given = cells.get("verdict") or "yes"
        verdict = _SPELLED.get(given.lower(), given.lower())
        if verdict not in _VERDICTS:
            raise _RowError(2, f"verdict {given!r} is none of {', '.join(_VERDICTS)}")
        claim, source = self._named(0, "claim", cells["claim"], self._claims), ""
        if verdict != "no-source":
            source = self._named(1, "source", cells["source"], self._sources)
        elif cells["source"]:
            raise _RowError(1, "a claim that has no source has none here either; leave the cell empty")
        elif claim in self._linked:
            raise _RowError(0, f"line {self._linked[claim]} names a source of this claim")
        if (claim, source) in self._said:
            first, earlier = self._said[claim, source]
            said = "already" if verdict == earlier else f"otherwise ({earlier})"
            raise _RowError(0, f"said {said} on line {first}")
        if verdict == "yes":
            if (claim, "") in self._said:
                raise _RowError(0, f"line {self._said[claim, ''][0]} says that this claim has no source")
            self._linked.setdefault(claim, line)
        self._said[claim, source] = line, verdict

    def _named(self, cell: int, what: str, path: str, there: set[str]) -> str:
        """The path in a cell to that of the note: to the letter, else the one note whose path is written alike."""
        if not path:
            raise _RowError(cell, f"no {what}")
        if path in there or path in self._unreadable:
            return path
        alike = self._alike[what].get(alike_key(path), ())
        if len(alike) == 1:
            return alike[0]
        if alike:
            raise _RowError(cell, f"{path!r} could be {' or '.join(told_apart(alike))}; write the path to the letter")
        try:
            inside(slashed(path))
        except ValueError as error:
            raise _RowError(cell, f"{path!r} {error}") from None
        near = get_close_matches(path, sorted(there), n=1, cutoff=0.8)
        raise _RowError(cell, f"no {what} {path!r}" + (f"; nearest is {near[0]!r}" if near else ""))

    def labels(self) -> Labels:
        """What the rows say of notes that could be read."""
        of: dict[str, set[Link]] = {verdict: set() for verdict in _VERDICTS}
        readable = {"", *self._sources}
        for (claim, source), (_, verdict) in self._said.items():
            if claim in self._claims and source in readable:
                of[verdict].add(Link(claim, source))
        no_source = frozenset(link.claim for link in of["no-source"])
        return Labels(yes=frozenset(of["yes"]), no=frozenset(of["no"]), no_source=no_source)


def _rows(text: str) -> Iterator[tuple[int, list[int], dict[str, str] | str]]:
    """The rows behind the header: line, the columns where cells start, and the cells, or what is wrong with the row."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = text.split("\n")
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            starts = _starts(lines[line - 1 : reader.line_num], cells)
            if header is None and any(cells):
                header = [cell.strip().lower() for cell in cells]
                if header not in _HEADERS:
                    yield line, [1], _wrong_header(",".join(cells))
                    return
            elif header is not None and any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    yield line, starts, dict(zip(header, (cell.strip() for cell in cells), strict=True))
                elif len(cells) == 2:
                    yield line, starts, dict(zip(header, (cell.strip() for cell in cells), strict=False))
                else:
                    yield line, [1], f"{len(cells)} cells instead of {len(header)}; a cell with a comma needs quotes"
            line = reader.line_num + 1
    except csv.Error as error:
        yield line, [1], f"no CSV: {error}"
    if header is None:
        yield 1, [1], "empty; the first line has to be claim,source or claim,source,verdict"


def _wrong_header(first: str) -> str:
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if first.lower().split(mark)[:2] == ["claim", "source"]:
            return f"the cells are separated by {name}; save it with commas between them"
    return f"the first line is {first!r}; it has to be claim,source or claim,source,verdict"


def _starts(lines: list[str], cells: list[str]) -> list[int]:
    """The column where each cell of a row starts, quotes included, from 1; 1 for cells that span lines."""
    text = "\n".join(lines)
    starts, at = [], 0
    for cell in cells:
        starts.append(at + 1 if "\n" not in text[:at] else 1)
        width = len(cell) if text[at : at + 1] != '"' else len(cell) + cell.count('"') + 2
        at += width + 1
    return starts
