"""What a text cites is read once, in this run or an earlier one, and is the same either way."""

import json

import pytest

from codex_backfill.matching import cited_works
from codex_backfill.matching.cited_works import Citations, read_works
from tests.matching.invented import archive, citing

VAULT, _ = citing(archive(25, 1), 40, 2)
TEXTS = (
    *(text for claim in VAULT.claims for text in claim.citations),
    "Müller & O'Neil, *The 2nd Tide*, J. Harb. 12(3), 101-9 (2020-05-04), doi:10.1000/x, https://example.net/a; WHO 2019",
    "Erratum to 'Gannets', part II, ISBN 978-3-16-148410-0",
    "",
)


def read() -> Citations:
    """All texts, read."""
    citations = Citations()
    for text in citations.unread(TEXTS):
        citations.add(text, read_works(text))
    return citations


def test_what_was_kept_is_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Citations(json.loads(json.dumps(read().rows)))
    assert kept.unread(TEXTS) == []
    works = {text: read_works(text) for text in TEXTS}
    monkeypatch.delattr(cited_works, "parse")
    assert {text: kept.works(text) for text in TEXTS} == works
    assert not kept.is_new


def test_what_is_no_longer_cited_is_not_kept() -> None:
    kept = Citations(read().rows)
    kept.unread([*TEXTS[:5], "Gannet 1999"])
    kept.works("Gannet 1999")
    assert kept.is_new
    assert kept.rows.keys() == {*TEXTS[:5], "Gannet 1999"}


def test_more_than_there_is_room_for_is_neither_read_ahead_nor_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cited_works, "MOST", 10)
    citations = Citations()
    assert citations.unread(TEXTS) == ()
    assert citations.works(TEXTS[0]) == read_works(TEXTS[0])
    assert not citations.is_new
