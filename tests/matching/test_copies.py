"""When two sources are one work."""

import pytest

from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import Corpus
from codex_backfill.notes.note import Source
from tests.matching.invented import source

TITLE = "Night flow finds leaks first"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(source("a", TITLE, "Okafor", "2024-03-11"), source("b", "Night Flow Finds Leaks First", "A. Okafor", "2024-03"), True, id="the same title, archived twice"),
        pytest.param(source("a", TITLE, url="https://okafor.tarn/x"), source("b", "A talk", url="http://www.okafor.tarn/x/"), True, id="the same address under another title"),
        pytest.param(source("a", TITLE, url="https://okafor.tarn/x"), source("b", "A talk", url="https://okafor.tarn/y"), False, id="the same site is not the same address"),
        pytest.param(source("a", TITLE, "Okafor"), source("b", TITLE, "Hollins"), False, id="other authors"),
        pytest.param(source("a", TITLE, date="2024-03-11"), source("b", TITLE, date="2024-09-02"), False, id="another date"),
        pytest.param(source("a", "Proposal 1: dredge"), source("b", "Proposal 2: dredge"), False, id="another number"),
        pytest.param(source("a", TITLE), source("b", "Bread"), False, id="another title"),
        pytest.param(source("a", f"{TITLE}, Part I"), source("b", f"{TITLE}, Part II"), False, id="another part"),
        pytest.param(source("a", f"{TITLE} by sound in a hundred metered areas"), source("b", f"{TITLE} by light in a hundred metered areas"), False, id="one other word in a long title"),
        pytest.param(source("a", f"{TITLE} by sound in a hundred metered areas"), source("b", f"{TITLE} by sond in a hundred metered areas"), True, id="a misspelt word"),
        pytest.param(source("a", TITLE, "Tidal Council"), source("b", TITLE, "Bread Council"), False, id="another organisation"),
        pytest.param(source("a", f"Erratum: {TITLE} by sound in a hundred metered areas of a hundred towns by the sea"), source("b", f"{TITLE} by sound in a hundred metered areas of a hundred towns by the sea"), False, id="what is about the other"),
    ],
)  # fmt: skip
def test_same_work(one: Source, other: Source, same: bool) -> None:
    first, second = Corpus((one, other)).sources
    assert (same_work(first, second), same_work(second, first)) == (same, same)
