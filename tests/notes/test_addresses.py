import pytest

from codex_backfill.notes.addresses import paths_at


@pytest.mark.parametrize(
    ("address", "path"),
    [
        pytest.param("obsidian://open?vault=Tides&file=inbox%2Farchive%2FTidal%20Notes", "inbox/archive/Tidal Notes", id="Obsidian"),
        pytest.param("obsidian://open?vault=My+Tides&file=inbox/Ebb+Flow.md", "inbox/Ebb Flow.md", id="Obsidian, plus for blanks"),
        pytest.param("obsidian://open?file=inbox%2FGr%C3%B6%C3%9Fe%23Top", "inbox/Größe", id="Obsidian, a heading and umlauts"),
        pytest.param("obsidian://vault/Tides/inbox/archive/ebb", "inbox/archive/ebb", id="Obsidian's short form"),
        pytest.param("obsidian://advanced-uri?vault=Tides&filepath=inbox%2Febb.md", "inbox/ebb.md", id="Obsidian, a plug-in's form"),
        pytest.param("https://github.com/vi/tides/blob/main/inbox/a%20b.md?plain=1#L3", "inbox/a b.md", id="GitHub"),
        pytest.param("https://raw.githubusercontent.com/vi/tides/main/inbox/ebb.md", "inbox/ebb.md", id="GitHub, raw"),
        pytest.param("https://raw.githubusercontent.com/vi/tides/refs/heads/main/inbox/ebb.md", "inbox/ebb.md", id="GitHub, raw, in full"),
        pytest.param("https://gitlab.com/tidal/harbour/tides/-/blob/main/inbox/ebb.md", "inbox/ebb.md", id="GitLab, a group in a group"),
        pytest.param("https://codeberg.org/vi/tides/src/branch/main/inbox/ebb.md", "inbox/ebb.md", id="Forgejo"),
    ],
)  # fmt: skip
def test_an_address_gives_the_path(address: str, path: str) -> None:
    assert paths_at(address)[0] == path


@pytest.mark.parametrize(
    ("address", "paths"),
    [
        pytest.param("file:///home/vi/tides/inbox/ebb.md", ("home/vi/tides/inbox/ebb.md", "vi/tides/inbox/ebb.md", "tides/inbox/ebb.md", "inbox/ebb.md"), id="a file on a disk"),
        pytest.param("file:///C:/tides/inbox/ebb%20flow.md", ("C:/tides/inbox/ebb flow.md", "tides/inbox/ebb flow.md", "inbox/ebb flow.md"), id="a file on Windows"),
        pytest.param("obsidian:///home/tides/inbox/ebb", ("home/tides/inbox/ebb", "tides/inbox/ebb", "inbox/ebb"), id="Obsidian by the disk"),
        pytest.param("obsidian://open?vault=Tides&file=ebb", ("ebb",), id="a file name alone"),
        pytest.param("https://lund.io/blob", (), id="another address"),
        pytest.param("https://github.com/vi/tides", (), id="a repository"),
        pytest.param("obsidian://open?vault=Tides", (), id="a vault"),
        pytest.param("inbox/ebb.md", (), id="a path"),
    ],
)  # fmt: skip
def test_the_vault_can_lie_anywhere_below(address: str, paths: tuple[str, ...]) -> None:
    assert paths_at(address) == paths
