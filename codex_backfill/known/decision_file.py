"""The file of decisions: one answer a line, sorted, checked as a whole, and replaced in one step."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from codex_backfill.disk.atomic import replace_in_vault
from codex_backfill.disk.lock import alone
from codex_backfill.disk.paths import inside, read_in_vault, refusing
from codex_backfill.errors import UsageError
from codex_backfill.known.decisions import PATH, Answer, Clash, Decision, later
from codex_backfill.known.merge_marks import both_sides

_NO_NAMES = {"", ".", ".."}


def stamp(moment: datetime) -> str:
    """A moment with its time zone to the text that decisions carry; OverflowError for one before the year 1 or so."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n\r]*$")]
NotePath = Annotated[Line, AfterValidator(inside)]


class DecisionRow(BaseModel):
    """One line, as it may come in; what an answer typed by hand leaves out is filled in by `decide`."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    claim: NotePath
    source: NotePath | None = None
    verdict: Answer
    by: Line | None = None
    at: AwareDatetime | None = None
    score: float | None = None
    claim_digest: Line | None = None
    source_digest: Line | None = None


_ROWS = TypeAdapter(list[DecisionRow])

Complete = Callable[[Decision], Decision | tuple[str, str]]
"""An answer, with empty texts for what was left out, to the whole one, or to the key that is wrong and why."""


def load(root: Path) -> tuple[Decision, ...]:
    """A vault's folder to the answers in its file, as they stand there; none when there is no such file.

    Raises UsageError that names every bad line, and for a file that is empty, as an editor leaves it for a moment: no
    run writes such a one. Both sides of a merge may stand in the file.
    """
    with refusing(f"{PATH}:1:1"):
        try:
            text = read_in_vault(root, PATH).decode()
        except FileNotFoundError:
            return ()
    if not text.strip():
        raise UsageError(f"{PATH}:1:1: empty, so that no answer would hold any more; if that is meant, delete it")
    return parse(text, PATH, _whole)


def _whole(decision: Decision) -> Decision | tuple[str, str]:
    left_out = next((key for key in ("by", "at", "claim_digest", "source_digest") if not getattr(decision, key)), None)
    return ("claim", f"{left_out!r} is missing; `decide` fills in what an answer leaves out") if left_out else decision


def parse(text: str, name: str, complete: Complete) -> tuple[Decision, ...]:
    """Lines of answers, the name to call them by, and what completes an answer, to decisions in the lines' order.

    Of a merge that git left unfinished, the lines of both sides are read. Raises UsageError with one
    `name:line:column: reason` for each bad line; then none of them is to be kept.
    """
    lines = [(number, line) for number, line in both_sides(text.split("\n")) if line.strip()]
    rows = _rows([line for _, line in lines])
    decisions, errors = [], []
    for (number, line), row in zip(lines, rows, strict=True):
        found = _decision(line, row, complete) if isinstance(row, DecisionRow) else row
        if isinstance(found, Decision):
            decisions.append(found)
        else:
            errors += [f"{name}:{number}:{column}: {reason}" for column, reason in found]
    if errors:
        raise UsageError(*errors, f"{name}: nothing was kept")
    return tuple(decisions)


_Wrong = list[tuple[int, str]]
"""The columns (from 1) and reasons of what is wrong with a line."""


def _rows(lines: Sequence[str]) -> Sequence[DecisionRow | _Wrong]:
    """Lines to their rows; all at once, which takes a third of the time, or where one is wrong each by itself."""
    try:
        rows = _ROWS.validate_json(f"[{','.join(lines)}]")
    except (ValidationError, UnicodeEncodeError):
        rows = []
    return rows if len(rows) == len(lines) else [_row(line) for line in lines]


def _row(line: str) -> DecisionRow | _Wrong:
    try:
        return DecisionRow.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        return [(error.colno, f"not JSON: {error.msg}")]
    except RecursionError:
        return [(1, "not an answer: nested too deeply")]
    except ValidationError as error:
        return [_reason(line, dict(detail)) for detail in error.errors()]


def _decision(line: str, row: DecisionRow, complete: Complete) -> Decision | _Wrong:
    if (row.source is None) != (row.verdict is Answer.NO_SOURCE):
        wrong = "no-source is said of a claim, without a source" if row.source else f"{row.verdict} needs a source"
        return [(_column(line, "source" if row.source else "verdict"), wrong)]
    try:
        at = stamp(row.at) if row.at else ""
    except OverflowError:
        return [(_column(line, "at"), f"at {row.at} lies before the year 1 or behind the year 9999 in UTC")]
    given = Decision(
        row.claim, row.source, row.verdict, row.by or "", at, row.score, row.claim_digest or "", row.source_digest or ""
    )
    completed = complete(given)
    if isinstance(completed, Decision):
        return completed
    key, reason = completed
    return [(_column(line, key), reason)]


def _reason(line: str, detail: dict[str, Any]) -> tuple[int, str]:
    key = str(detail["loc"][0]) if detail["loc"] else ""
    kind, given = detail["type"], detail["input"]
    shown = json.dumps(given, ensure_ascii=False, default=str)[:60]
    match kind:
        case "missing":
            return 1, f"{key!r} is missing"
        case "extra_forbidden":
            return _column(line, key), f"unknown key {key!r}; an answer has {', '.join(DecisionRow.model_fields)}"
        case "enum":
            return _column(line, key), f"verdict {shown} is none of {', '.join(sorted(Answer))}"
        case "model_type":
            return 1, f"not an answer but {shown}"
        case "value_error":
            return _column(line, key), f"{key} {shown} {detail['ctx']['error']}"
        case _:
            return _column(line, key), f"{key} {shown}: {detail['msg']}"


def _column(line: str, key: str) -> int:
    return line.find(f'"{key}"') + 1 or 1


def dump(decisions: Iterable[Decision]) -> str:
    """Merged decisions to the file's text: a JSON object a line, in the order given, keys in one order."""
    return "".join(json.dumps(fields(decision), ensure_ascii=False) + "\n" for decision in decisions)


def fields(decision: Decision) -> dict[str, object]:
    """A decision to the row of the file that keeps it."""
    return asdict(decision) | {"score": None if decision.score is None else round(decision.score, 3)}


def changed(raw: bytes | None, given: Sequence[Decision], moved: Mapping[Decision, Decision]) -> bytes | None:
    """The file's bytes, new answers, and those whose notes have other paths now, to the file's bytes with them.

    Raises UsageError when the file holds bad lines.
    """
    if not given and not moved:
        return raw
    lines = parse((raw or b"").decode(), PATH, _whole)
    return dump(later([moved.get(line, line) for line in lines], given)[0]).encode()


def keep(root: Path, given: Sequence[Decision], taken_back: Sequence[Decision] = ()) -> tuple[Clash, ...]:
    """A vault's folder, new answers, and answers just given that no longer are, to the answers thereby overruled.

    What others wrote into the file meanwhile stays. The new file is on disk before the old one gives way, so that a
    crash leaves one or the other. Raises UsageError when the file holds bad lines, or cannot be written.
    """
    with refusing(PATH, "written", "what was given just now is not kept"), alone(root):
        before = load(root)
        left = [decision for decision in before if decision not in taken_back]
        after, overruled = later(left, given)
        text = dump(after)
        if text != dump(before):
            replace_in_vault(root, PATH, text.encode() or None)
    return overruled
