"""Sources are made ready once for as long as they stay as they are, and what is kept of that is only ever a shortcut."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from codex_backfill.known.labels import Labels
from codex_backfill.matching import kept_corpus
from codex_backfill.matching.all_claims import match
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.notes.note import Vault
from codex_backfill.settings import MatchSettings
from tests.matching.invented import Shelf, archive, citing

_Item = TypeVar("_Item")

VAULT, _ = citing(archive(25, 1), 20, 2)


def is_read(vault: Vault, shelf: Shelf) -> bool:
    """Whether a run that knows of none before it but by a shelf reads all sources; it has to find what others find."""
    told: list[str] = []

    def progress(items: Iterable[_Item], what: str, unit: str, total: int | None = None) -> Iterator[_Item]:
        told.append(what)
        return iter(items)

    found = match(
        RememberingMatcher(
            vault, Labels(), MatchSettings(), {}, {"corpus": shelf, "citations": Shelf()}.__getitem__, progress=progress
        )
    )
    assert found == match(Matcher(vault, Labels(), MatchSettings()))
    return "reading sources" in told


def test_sources_are_made_ready_once_until_one_of_them_changes() -> None:
    shelf = Shelf()
    assert is_read(VAULT, shelf)
    assert not is_read(VAULT, shelf)
    assert not is_read(replace(VAULT, claims=VAULT.claims[1:]), shelf)
    first, *others = VAULT.sources
    changed = replace(VAULT, sources=(replace(first, author="Gannet"), *others))
    assert is_read(changed, shelf)
    assert not is_read(changed, shelf)


@pytest.mark.parametrize("part", ["corpus", "index"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda part: [], id="nothing"),
        pytest.param(lambda part: part[:-1], id="less"),
        pytest.param(lambda part: "text", id="texts"),
        pytest.param(lambda part: 7, id="numbers"),
    ],
)
def test_what_is_of_another_shape_is_as_good_as_nothing(part: str, change: Callable[[Any], Any]) -> None:
    shelf = Shelf()
    is_read(VAULT, shelf)
    kept = json.loads(shelf.text)
    kept[part] = [change(one) for one in kept[part]]
    assert is_read(VAULT, Shelf(json.dumps(kept)))


def test_more_than_there_is_room_for_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_corpus, "MOST", 100)
    shelf = Shelf()
    assert is_read(VAULT, shelf)
    assert shelf.text == "{}"
