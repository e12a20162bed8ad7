"""A pointer that names a source to the letter, in any form that vaults have, gives that source; nothing else does."""

import pytest

from codex_backfill.notes.note import Note, Source
from codex_backfill.notes.pointers import Pointers


def source(path: str, title: str = "", **ids: str) -> Source:
    note = Note(path, "", {"title": title} if title else {}, False, "", None)
    return Source(note, "", (), "", "", "", (), (), (), ids={key: (value,) for key, value in ids.items()})


FILES = ["raw/tide-gates.md", "raw/kilns.md", "wiki/kilns.md", "wiki/Night flow.md", "wiki/here.md"]
POINTERS = Pointers(
    [
        source("raw/tide-gates.md", "Tide gates close late", doi="10.5555/gates"),
        source("raw/Ito 2019, Kilns.md", citekey="ito2019"),
        source("raw/kilns.md"),
        source("raw/@baek2020.md", "Salt"),
        source("raw/202103041210 On terns.md"),
        source("raw/b.md", "Night flow"),
        source("raw/one/twin.md", id="twin"),
        source("raw/two/twin.md", id="twin"),
        source("raw/lit.book.terns.md"),
    ],
    FILES,
)
GATES, ITO, KILNS, BAEK = "raw/tide-gates.md", "raw/Ito 2019, Kilns.md", "raw/kilns.md", "raw/@baek2020.md"


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        pytest.param("raw/tide-gates.md", [GATES], id="a path"),
        pytest.param("../raw/tide-gates", [GATES], id="a path from the note"),
        pytest.param("raw/tide-gates.md, raw/Ito 2019, Kilns.md", [GATES, ITO], id="paths side by side"),
        pytest.param("raw/tide-gates.md:12-40; raw/kilns.md#p3", [GATES, KILNS], id="paths with places in them"),
        pytest.param("see raw/Ito 2019, Kilns.md for both", [ITO], id="a path with blanks amid a sentence"),
        pytest.param("as obsidian://open?vault=v&file=raw%2Ftide-gates says", [GATES], id="Obsidian's address amid a sentence"),
        pytest.param("<https://github.com/me/v/blob/main/raw/tide-gates.md#L3>", [GATES], id="an address on a forge"),
        pytest.param("file:///home/me/v/raw/Ito%202019,%20Kilns.md", [ITO], id="an address on a disk"),
        pytest.param("https://github.com/me/v/blob/main/elsewhere/tide-gates.md", [], id="another folder on a forge"),
        pytest.param("tide-gates", [GATES], id="a file name"),
        pytest.param("Tide gates close late", [GATES], id="a title"),
        pytest.param("[[tide-gates|Gates]], p. 3, and [[Ito 2019, Kilns]]", [GATES, ITO], id="wikilinks in a text"),
        pytest.param("see [gates](../raw/tide-gates.md) (2024)", [GATES], id="a Markdown link in a text"),
        pytest.param("see [gates][1]\n\n[1]: ../raw/tide-gates.md", [GATES], id="a Markdown link by reference"),
        pytest.param("[Tide gates close late](https://gates.tarn)", [], id="the words of a link name nothing"),
        pytest.param("[@ito2019, p. 3; see @baek2020]", [ITO, BAEK], id="citekeys, of a field and of a file name"),
        pytest.param("`[@ito2019]` and ``[[kilns]]``", [], id="code names nothing"),
        pytest.param("ito2019", [ITO], id="a citekey alone"),
        pytest.param("10.5555/gates", [GATES], id="a DOI alone"),
        pytest.param("ito2019; 10.5555/gates, p. 4", [ITO, GATES], id="a list of plain keys, with a page"),
        pytest.param("ito2019, and what Moor said", [], id="a key amid words is no list of keys"),
        pytest.param("[x]({{ site.baseurl }}/raw/tide-gates.html)", [GATES], id="a page that Jekyll makes"),
        pytest.param("[x]({% link raw/tide-gates.md %}) [y]({{ '/raw/kilns/' | relative_url }})", [GATES, KILNS], id="Jekyll's tags"),
        pytest.param("[[202103041210]]", ["raw/202103041210 On terns.md"], id="the number of a Zettelkasten"),
        pytest.param("Moor said that tide gates close late", [], id="words of a title in a text are for the matcher"),
        pytest.param("[[Night flow]]", [], id="a note of this very name is meant, no source of this title"),
        pytest.param("[[kilns]]", [KILNS], id="in a citation a name means the source"),
        pytest.param("[[twin]]", [], id="two sources have the name"),
        pytest.param("twin", [], id="and the key"),
        pytest.param("mail ito@ito2019.tarn", [], id="an address of mail is no citekey"),
        pytest.param("[[as told|lit.book.terns#On the sea]]", ["raw/lit.book.terns.md"], id="Dendron's link, words first"),
        pytest.param("[[elsewhere|kilns]] and [[wiki/kilns|lit.book.none]]", [], id="the words of a wikilink name nothing else"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_what_a_citation_names(text: str, paths: list[str]) -> None:
    assert list(POINTERS.cited(text, "wiki/here.md")) == paths


def test_a_link_in_the_body_by_a_shared_name_may_mean_the_other_note() -> None:
    body = "[[kilns]], [[raw/kilns]], [[tide-gates]]\n```\n[[Ito 2019, Kilns]]\n```\n"
    assert POINTERS.linked(body, "wiki/here.md") == (KILNS, GATES)
