"""The file that sets a vault's settings: every error at once, unknown keys with the nearest right one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_backfill.disk.paths import refusing, slashed
from codex_backfill.disk.system import read_regular
from codex_backfill.errors import UsageError
from codex_backfill.settings import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "codex-backfill.toml"


def load(path: Path, *, required: bool) -> Settings:
    """A settings file to settings; the defaults when it is not there and not `required`.

    Raises UsageError with every error at once, each with the line of its key.
    """
    with refusing(path):
        if not required and not path.exists():
            return Settings()
        text = (path.read_bytes() if required else read_regular(path)).decode("utf-8-sig")
    return parse(text, str(path))


def parse(text: str, name: str) -> Settings:
    """The text of a settings file to settings; `name` stands in the messages of the UsageError it raises."""
    import json

    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Settings).validate_json(json.dumps(_data(text, name), default=str))
    except ValidationError as errors:
        messages = sorted(message for error in errors.errors() for message in _messages(error, text, name))
        raise UsageError(*messages) from None


def given(path: Path) -> dict[str, Any]:
    """A settings file to what people set in it, by key: `{"claims.folders": ["notes"]}`; nothing where there is none.

    It tells a change that people made from one that a new version of the defaults makes. Raises UsageError.
    """
    with refusing(path):
        if not path.exists():
            return {}
        return dict(_flat(_data(path.read_text(encoding="utf-8-sig"), str(path))))


def defaults() -> dict[str, Any]:
    """What every setting is where nobody sets it, by key, as `given` has them."""
    import json

    return dict(_flat(json.loads(json.dumps(asdict(Settings())))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _data(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, at = str(error).rstrip(")").partition(" (at ")
        line, column = [int(number) for number in re.findall(r"\d+", at)] or (text.count("\n") + 1, 1)
        raise UsageError(f"{name}:{line}:{column}: {message}") from None
    for section in ("claims", "sources"):  # a trailing / or a \ is no reason to complain
        if isinstance(table := data.get(section), dict) and isinstance(folders := table.get("folders"), list):
            table["folders"] = [slashed(folder) if isinstance(folder, str) else folder for folder in folders]
    return data


def _messages(error: "ErrorDetails", text: str, name: str) -> Iterator[str]:
    keys = [str(key) for key in error["loc"]]
    if error["type"] == "value_error":  # what `checks` found: key by key
        for line in error["msg"].removeprefix("Value error, ").split("\n"):
            key, _, reason = line.partition(": ")
            at = [*keys, *key.split(".")]
            yield f"{name}:{_line(text, at)}:1: {'.'.join(at)}: {reason}"
        return
    where = f"{name}:{_line(text, keys)}:1"
    if error["type"] != "unexpected_keyword_argument":
        yield f"{where}: {'.'.join(keys)}: {error['msg']}"
        return
    nearest = "".join(f"; the nearest is {key!r}" for key in _nearest(keys))
    yield f"{where}: unknown key {'.'.join(keys)!r}{nearest}"


def _nearest(keys: list[str]) -> list[str]:
    """An unknown key to the right one: one like it beside it, its namesake anywhere, the most like beside it."""
    from difflib import get_close_matches

    *parents, last = keys
    known = [path.rpartition(".") for path in _paths(Settings())]
    beside = sorted(name for above, _, name in known if above == ".".join(parents))
    anywhere = ["".join(path) for path in known if path[2] == last]
    return get_close_matches(last, beside, 1) or anywhere[:1] or get_close_matches(last, beside, 1, 0.0)


def _paths(section: object, above: str = "") -> Iterator[str]:
    """All keys of a section and below it, with dots between them."""
    for part in fields(section) if is_dataclass(section) else ():
        yield f"{above}{part.name}"
        yield from _paths(getattr(section, part.name), f"{above}{part.name}.")


def _line(text: str, keys: list[str]) -> int:
    """The line of a key below its table's header, from 1; of the deepest part of it that can be found."""
    lines, at = text.splitlines(), 0
    for depth in range(len(keys) - 1, 1, -1):  # `[claims.keys]` stands anywhere, be it above `[claims]`
        table = re.compile(rf"\s*\[\s*{re.escape('.'.join(keys[:depth]))}\s*\]")
        if (found := next((number for number, line in enumerate(lines) if table.match(line)), None)) is not None:
            at, keys = found, keys[depth:]
            break
    for key in keys:
        pattern = re.compile(rf"""\s*(?:\[\s*["']?{re.escape(key)}["']?\s*\]|["']?{re.escape(key)}["']?\s*[.=])""")
        at = next((number for number in range(at, len(lines)) if pattern.match(lines[number])), at)
    return at + 1
