"""What holds of every addition, whatever the frontmatter: generated heads and entries, read back by both parsers."""

import json
from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.editing.edit import Addition, Edit, Proved
from codex_backfill.editing.entry import remove, replace
from codex_backfill.editing.field import add
from codex_backfill.editing.proof import splice
from codex_backfill.notes.frontmatter import decode, load, split
from codex_backfill.notes.note import Problem, Value
from codex_backfill.notes.yaml import parse, parse_slowly
from codex_backfill.notes.yaml_nodes import Document, value

FIELD = "links"
_WORDS = st.sampled_from(
    ["tide", "gauges", "a b", "x.md", "in/x-y.md", "caf\u00e9", "\U0001f30a", "it's", "one, two", "n", "7"]
)
_TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda text: text.strip() == text != "")
ENTRIES = st.lists(_WORDS | _TEXTS, min_size=1, max_size=3, unique=True)


def _plain(word: str) -> str:
    return word if word.isascii() and word[0].isalpha() and "'" not in word and word != "n" else _single(word)


def _single(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _double(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


_ITEMS = st.builds(lambda write, word: write(word), st.sampled_from([_plain, _single, _double]), _WORDS)
_FLOW_ITEMS = st.builds(lambda write, word: write(word), st.sampled_from([_single, _double]), _WORDS)
_LISTS = st.builds(
    lambda indent, gap, items, remark: "".join(f"\n{indent}-{gap}{item}{remark}" for item in items),
    st.sampled_from(["", "  ", "    "]),
    st.sampled_from([" ", "   "]),
    st.lists(_ITEMS, min_size=1, max_size=4),
    st.sampled_from(["", "  ", " # said"]),
)
_FLOWS = st.builds(
    lambda items, layout: layout(items),
    st.lists(_FLOW_ITEMS, max_size=4),
    st.sampled_from(
        [
            lambda items: f" [{', '.join(items)}]",
            lambda items: f" [ {' , '.join(items)} ] # said",
            lambda items: " [\n" + "".join(f"    {item}, # said\n" for item in items) + "  ]",
            lambda items: " [\n" + ",\n".join(f"  {item}" for item in items) + "\n  ]",
        ]
    ),
)
_BLOCKS = st.builds(
    lambda header, lines: f" {header}\n" + "\n".join(lines),
    st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]),
    st.lists(st.sampled_from(["  text", "  # none", "  - x", "", "  k: v"]), min_size=1, max_size=4).map(
        lambda x: ["  t", *x]
    ),
)
_SINGLES = _ITEMS.map(lambda item: f" {item}")
_NOTHING = st.sampled_from(["", " # none", " ~", " null # none", ' ""', "   "])
LINKS = st.one_of(_LISTS, _FLOWS, _SINGLES, _NOTHING).map(lambda text: f"{FIELD}:{text}")
OTHERS = st.builds(
    lambda key, text: f"{key}:{text}",
    st.sampled_from(["title", "tags", '"links x"', "link", "by"]),
    st.one_of(_LISTS, _FLOWS, _SINGLES, _NOTHING, _BLOCKS, st.sampled_from(["\n  links: x", " {links: x}", " !t x"])),
)
_BETWEEN = st.sampled_from(["# said", "", "# links: x"])


@st.composite
def notes(draw: st.DrawFn) -> bytes:
    """A note with other keys and perhaps the field, comments and blank lines between, in one of three line endings."""
    parts = ["kind: note", *draw(st.lists(OTHERS | _BETWEEN, max_size=4))]
    if draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), draw(LINKS))
    head = "".join(f"{part}\n" for part in parts) + draw(st.sampled_from(["", "", "\n\n", "...\n", "# end\n"]))
    lines = f"---\n{head}---\nlinks: x\n---\n".split("\n")
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n"]]))
    return "".join(line + ends[n % len(ends)] for n, line in enumerate(lines[:-1])).encode()


@given(notes(), ENTRIES, st.booleans())
def test_adding_gives_the_old_data_and_the_links_and_no_other_byte(
    raw: bytes, entries: list[str], scalar: bool
) -> None:
    addition = Addition("x.md", FIELD, tuple(entries), scalar)
    proved = add(raw, addition)
    assert not isinstance(proved, Problem), proved
    after = proved.after
    assert decode(after) == splice(decode(raw), proved.edits)
    assert _reversed(decode(raw), proved.edits) == decode(raw)
    assert add(after, addition) == Proved((), after)
    new = [entry for entry in entries if entry not in [standing.text.strip() for standing in load(raw).entries(FIELD)]]
    for read in (parse, parse_slowly):
        before, now = _data(raw, read), _data(after, read)
        held, holds = _listed(before.pop(FIELD, None)), now.pop(FIELD)
        assert list(before.items()) == list(now.items())
        assert _listed(holds) == [*held, *new]


@given(notes(), ENTRIES, st.data())
def test_what_was_added_can_be_removed_and_replaced_alone(raw: bytes, entries: list[str], data: st.DataObject) -> None:
    added = add(raw, Addition("x.md", FIELD, tuple(entries), scalar=False))
    assert not isinstance(added, Problem)
    after = added.after
    entry = data.draw(st.sampled_from([entry for entry in load(after).entries(FIELD) if entry.text]))
    others = [other.text for other in load(after).entries(FIELD) if other != entry]
    for proved, left in [
        (remove(after, "x.md", FIELD, entry), others),
        (replace(after, "x.md", FIELD, entry, "new: one"), [*others, "new: one"]),
    ]:
        if isinstance(proved, Problem):
            assert any(why in proved.reason for why in ("cannot be written", "block of text", "comment"))
            continue
        result = proved.after
        assert sorted(other.text for other in load(result).entries(FIELD)) == sorted(left)
        assert {**_data(result, parse_slowly), FIELD: None} == {**_data(after, parse_slowly), FIELD: None}


@given(
    st.sampled_from([b"---\n", b"---\nlinks:", b"---\nlinks: [", b"---\nlinks:\n  - "]),
    st.binary(max_size=60),
    st.sampled_from([b"\n---\n", b"]\n---", b""]),
)
def test_any_bytes_are_edited_or_refused_but_never_raise(start: bytes, body: bytes, end: bytes) -> None:
    raw = start + body + end
    proved = add(raw, Addition("x.md", FIELD, ("x",), scalar=False))
    assert isinstance(proved, Problem) or len(proved.after) >= len(raw) - len(b" null")


def _reversed(text: str, edits: tuple[Edit, ...]) -> str:
    """The text after the edits, with what was put in taken out and what was taken out put in."""
    back, shift = [], 0
    for edit in edits:
        at = edit.start + shift
        back.append(Edit(at, at + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return splice(splice(text, edits), back)


def _data(raw: bytes, read: Callable[[str, int, int], Document]) -> dict[str, Value]:
    text = decode(raw)
    block = split(text)
    assert block is not None
    held = value(read(text, block.start, block.end).root)
    assert held is None or isinstance(held, Mapping)
    return dict(held or {})


def _listed(held: Value) -> list[Value]:
    if held is None or held == "":
        return []
    return list(held) if isinstance(held, tuple) else [held]
