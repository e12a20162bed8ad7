"""What is known, by claim."""

from codex_backfill.known.labels import Labels
from tests.matching.invented import link


def test_by_claim() -> None:
    labels = Labels(frozenset({link("a", "s"), link("a", "t"), link("b", "s")}), frozenset({link("c", "s")}))
    assert labels.sources == {
        "domains/a.md": {"inbox/archive/s.md", "inbox/archive/t.md"},
        "domains/b.md": {"inbox/archive/s.md"},
    }
    assert labels.refused == {"domains/c.md": {"inbox/archive/s.md"}}
