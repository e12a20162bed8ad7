"""The plan file of each version as it was written then: every later version reads it and applies it."""

import json
from pathlib import Path

import pytest

from codex_backfill.editing.plan_file import load
from codex_backfill.editing.saved_plan import Condition, condition, ensure_whole, planned_file
from codex_backfill.errors import UsageError
from codex_backfill.notes import vault
from codex_backfill.settings import Settings

GOLDEN = Path(__file__).parent / "golden"
VAULT = GOLDEN / "vault"
"""The notes that the plans are for."""


@pytest.mark.parametrize("name", ["plan-1.json"])
def test_a_plan_of_each_version_is_read_and_can_be_applied(name: str) -> None:
    saved = load((GOLDEN / name).read_text(encoding="utf-8"), name)
    ensure_whole(saved, vault.load(VAULT, Settings()), Settings())
    assert [condition(VAULT, file, lambda link: True) for file in saved.files] == [Condition.BEFORE] * 2
    claim, source = (planned_file(VAULT, file, lambda link: True).after.decode() for file in saved.files)
    assert "\nsourced_from: inbox/archive/furnace.md\n---\n# Heat" in claim
    assert '\nclaims_extracted:\n  - "Heat rises"\n---\n' in source


def test_the_plan_of_this_version_is_written_to_the_letter() -> None:
    text = (GOLDEN / "plan-1.json").read_text(encoding="utf-8")
    assert load(text, "plan").dump() == text


def test_a_plan_of_a_later_version_is_named() -> None:
    data = json.loads((GOLDEN / "plan-1.json").read_text(encoding="utf-8"))
    later = json.dumps({**data, "format": 2, "mood": "hopeful"})
    with pytest.raises(UsageError, match=r"^plan\.json:1:1: written by a later version of codex-backfill \(format 2\)"):
        load(later, "plan.json")
