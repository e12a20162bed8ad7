"""Which note an entry belongs to by the ledger, whatever its text names."""

import pytest

from codex_backfill.known.ledger import LinkRow
from codex_backfill.known.ties import entry_ties

HEAT, FURNACE, OVEN = "core/heat.md", "inbox/furnace.md", "inbox/oven.md"
ROW = LinkRow(HEAT, FURNACE, "furnace", "Heat rises")


@pytest.mark.parametrize(
    ("rows", "there", "strangers", "ties"),
    [
        pytest.param(
            [ROW], [HEAT, FURNACE], [], {(HEAT, "furnace"): FURNACE, (FURNACE, "Heat rises"): HEAT}, id="both"
        ),
        pytest.param([ROW], [HEAT], [], {(HEAT, "furnace"): None, (FURNACE, "Heat rises"): HEAT}, id="one is gone"),
        pytest.param(
            [ROW],
            [HEAT, FURNACE],
            [FURNACE],
            {(HEAT, "furnace"): None, (FURNACE, "Heat rises"): HEAT},
            id="another stands in its place",
        ),
        pytest.param([LinkRow(HEAT, FURNACE)], [HEAT, FURNACE], [], {}, id="nothing stood"),
        pytest.param(
            [LinkRow(HEAT, FURNACE, "fire"), LinkRow(HEAT, OVEN, "fire")], [HEAT, FURNACE, OVEN], [], {}, id="two meant"
        ),
        pytest.param(
            [LinkRow(HEAT, FURNACE, "fire"), LinkRow(HEAT, OVEN, "fire")],
            [HEAT, OVEN],
            [],
            {(HEAT, "fire"): OVEN},
            id="two meant, one left",
        ),
    ],
)
def test_ties(rows: list[LinkRow], there: list[str], strangers: list[str], ties: dict[tuple[str, str], str]) -> None:
    assert entry_ties(rows, there, strangers) == ties
