"""The proof refuses whatever is not the old data with the one wanted difference, even if it looks harmless."""

import pytest

from codex_backfill.editing.edit import Edit, Proved
from codex_backfill.editing.proof import Expected, prove, splice
from codex_backfill.notes.frontmatter import FrontmatterError, load

HEAD = "---\na: b\nf: [x, y] # c\nz: |\n  t\n---\nBody\n"


def _edit(before: str, after: str) -> Edit:
    start = HEAD.index(before)
    return Edit(start, start + len(before), after)


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        pytest.param(_edit("y]", "y, new]"), (0, 1, "new"), id="an item more"),
        pytest.param(_edit("x, ", ""), (1,), id="an item less"),
        pytest.param(_edit("x", "new"), ("new", 1), id="another item"),
        pytest.param(_edit("[x, y]", "new"), "new", id="one text"),
        pytest.param(_edit("[x, y]", ""), "", id="nothing"),
        pytest.param(_edit("f: [x, y] # c\n", ""), None, id="no field"),
        pytest.param(_edit("# c", "# d"), (0, 1), id="another comment, which is no data"),
    ],
)
def test_what_is_wanted_is_proved(edit: Edit, wanted: Expected) -> None:
    proved = prove(load(HEAD.encode()), [edit], "f", wanted)
    assert proved == Proved((edit,), splice(HEAD, [edit]).encode())


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        pytest.param(_edit("y]", "y, new]"), (0, 1, "m"), id="another text than wanted"),
        pytest.param(_edit("y]", "y, 1]"), (0, 1, "1"), id="a text that reads as a number"),
        pytest.param(_edit("y]", "y, !t new]"), (0, 1, "new"), id="a tagged text"),
        pytest.param(_edit("y]", "y, &n new]"), (0, 1, "new"), id="an anchored text"),
        pytest.param(_edit("y]", "y, [new]]"), (0, 1, "new"), id="a list for a text"),
        pytest.param(_edit("y]", "y, new, o]"), (0, 1, "new"), id="more than wanted"),
        pytest.param(_edit("x, y]", "y, x, new]"), (0, 1, "new"), id="items in another order"),
        pytest.param(_edit("x, y]", "'x', y, new]"), (0, 1, "new"), id="an old item quoted"),
        pytest.param(_edit("[x", "&f [x"), (0, 1), id="an anchor on the list"),
        pytest.param(_edit("[x", "!t [x"), (0, 1), id="a tag on the list"),
        pytest.param(_edit("f:", "'f':"), (0, 1), id="the key quoted"),
        pytest.param(_edit("f:", "g:"), (0, 1), id="another key"),
        pytest.param(_edit("a: b", "a: c"), (0, 1), id="another value elsewhere"),
        pytest.param(_edit("a: b", "a: 'b'"), (0, 1), id="another style elsewhere"),
        pytest.param(_edit("a: b\n", ""), (0, 1), id="a key less"),
        pytest.param(_edit("z:", "y: n\nz:"), (0, 1), id="a key more"),
        pytest.param(_edit("a: b\n", "a: b\nf: n\n"), (0, 1), id="the field twice"),
        pytest.param(_edit("  t\n", "  t\n\n  u\n"), (0, 1), id="a literal that grew"),
        pytest.param(_edit("y]", "y"), (0, 1), id="broken YAML"),
        pytest.param(_edit("a: b", "---"), (0, 1), id="a fence"),
        pytest.param(_edit("Body", "Bodies"), (0, 1), id="another body"),
        pytest.param(_edit("f: [x, y] # c\n", ""), (0, 1), id="no field where one is wanted"),
    ],
)
def test_anything_else_is_refused(edit: Edit, wanted: Expected) -> None:
    with pytest.raises(FrontmatterError, match="'f' cannot be written here"):
        prove(load(HEAD.encode()), [edit], "f", wanted)


@pytest.mark.parametrize("head", ["n: |#\n  t\n", "n: >-#\n  t\n", "t:\n\ufeff - x\n"])
def test_where_parsers_do_not_agree_nothing_is_proved(head: str) -> None:
    raw = f"---\n{head}---\n".encode()
    at = len(f"---\n{head}")
    with pytest.raises(FrontmatterError, match="'f' cannot be written here"):
        prove(load(raw), [Edit(at, at, "f: x\n")], "f", "x")
