"""Digests hold still for what we write and move for what a person writes."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from codex_backfill.notes.digest import citations_digest, digest
from codex_backfill.notes.note import Claim, Note, Value

LINKS = ("sourced_from", "claims_extracted")


def note(
    fields: Mapping[str, Value], body: str = "\nTides lag the moon.\n", path: str = "domains/sea/tides.md"
) -> Note:
    return Note(path, "0" * 64, fields, bool(fields), body, None)


def claim(*citations: str) -> Claim:
    return Claim(note({"title": "Tides"}), citations, "", "", (), (), ())


PLAIN: dict[str, Value] = {"title": "Tides", "tags": ("sea", None), "nested": {"a": "1", "b": "2"}}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(note({**PLAIN, "sourced_from": "inbox/archive/a.md"}), id="a link that we wrote"),
        pytest.param(note({**PLAIN, "claims_extracted": ("a", "b")}), id="a list of links"),
        pytest.param(note(PLAIN, path="core/elsewhere.md"), id="another path"),
        pytest.param(note(dict(reversed(PLAIN.items()))), id="another order of the keys"),
        pytest.param(note(PLAIN, body="\r\nTides lag the moon.\r\n"), id="Windows line endings"),
        pytest.param(note(MappingProxyType({**PLAIN, "nested": MappingProxyType({"a": "1", "b": "2"})})), id="frozen"),
    ],
)
def test_what_says_the_same_has_the_same_digest(other: Note) -> None:
    assert digest(other, LINKS) == digest(note(PLAIN), LINKS)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(note({**PLAIN, "title": "Tide"}), id="another title"),
        pytest.param(note({**PLAIN, "tags": ("sea", "")}), id="an empty text in place of no value"),
        pytest.param(note({**PLAIN, "tags": "sea"}), id="a text in place of a list"),
        pytest.param(note({**PLAIN, "source": "Cartwright"}), id="a new field"),
        pytest.param(note(PLAIN, body="\nTides lead the moon.\n"), id="another body"),
        pytest.param(note({"title": "Tides"}, body='tags: ["sea"]'), id="a field moved into the body"),
    ],
)
def test_what_says_something_else_has_another_digest(other: Note) -> None:
    assert digest(other, LINKS) != digest(note(PLAIN), LINKS)


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert digest(note({"title": "Tides 🌊"}), LINKS) == "cf3edd47e70f8d84"


def test_the_source_text_is_known_again_however_it_is_folded() -> None:
    assert citations_digest(claim("Cartwright,\n  Tides (1999)").citations) == citations_digest(
        ["Cartwright, Tides (1999)"]
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(["a; b"], ["a", "b"], id="one text or a list of two"),
        pytest.param(["a", "b"], ["b", "a"], id="another order"),
        pytest.param([], [""], id="none or an empty one"),
    ],
)
def test_other_source_texts_have_other_digests(one: list[str], other: list[str]) -> None:
    assert citations_digest(one) != citations_digest(other)
