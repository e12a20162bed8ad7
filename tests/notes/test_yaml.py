"""YAML to nodes: the C parser beside the pure one, spans in real text, and input that is meant to do harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.resolver import implicit_resolvers

from codex_backfill.notes.yaml import parse, parse_slowly
from codex_backfill.notes.yaml_nodes import Node, YamlError, is_text, value

VALUES = [
    pytest.param("", None, id="nothing"),
    pytest.param("# a comment\n", None, id="a comment"),
    pytest.param("a: b\n", {"a": "b"}, id="a mapping"),
    pytest.param(
        "a: 2015-03-00\nb: 010\nc: yes\n", {"a": "2015-03-00", "b": "010", "c": "yes"}, id="scalars stay text"
    ),
    pytest.param("a: ~\nb: null\nc: Null\nd:\ne: NULL\n", dict.fromkeys("abcde"), id="null is no value"),
    pytest.param("a: ''\nb: 'null'\nc: \"~\"\n", {"a": "", "b": "null", "c": "~"}, id="quotes are values"),
    pytest.param("a: !!str\nb: !!str ~\n", {"a": "", "b": "~"}, id="tagged texts are values"),
    pytest.param("a: [b, [c], {d: e}]\n", {"a": ("b", ("c",), {"d": "e"})}, id="flow collections"),
    pytest.param("a:\n- b\n-\n- - c\n", {"a": ("b", None, ("c",))}, id="block lists"),
    pytest.param("a: b\na: c\n", {"a": "c"}, id="of equal keys the last one stands"),
    pytest.param("? [a, b]\n: c\nd: e\n", {"d": "e"}, id="a key that is a list is left out"),
    pytest.param("a: &x b\nc: *x\n*x : d\n", {"a": "b", "c": "b", "b": "d"}, id="aliases are what they stand for"),
    pytest.param("a: &x [b]\nc: [*x, *x]\n", {"a": ("b",), "c": (("b",), ("b",))}, id="aliases of lists too"),
    pytest.param("<<: {a: b}\n", {"<<": {"a": "b"}}, id="nothing is merged"),
    pytest.param("a: |\n  b\n\n", {"a": "b\n"}, id="a literal"),
    pytest.param("a: >+\n  b\n  c\n\n", {"a": "b c\n\n"}, id="a folded text that keeps blank lines"),
    pytest.param('a: "\\u00e9\\n\\L"\n', {"a": "\u00e9\n\u2028"}, id="escapes"),
    pytest.param(
        "a: [https://x.org/b, c:d]\n", {"a": ("https://x.org/b", "c:d")}, id="colons amid plain texts in brackets"
    ),
    pytest.param("a: b\u2028c\nd: e\x85f\n", {"a": "b\u2028c", "d": "e\x85f"}, id="LS and NEL end no line"),
    pytest.param("a: b\r\nc:\r\n- d\r\n", {"a": "b", "c": ("d",)}, id="carriage returns"),
    pytest.param("a: \U0001f30a \u00e9\n", {"a": "\U0001f30a \u00e9"}, id="emoji"),
    pytest.param("a: b\n...\n", {"a": "b"}, id="an end mark"),
    pytest.param("a: b\n... # c\n# d\n", {"a": "b"}, id="comments behind an end mark"),
]

ERRORS = [
    pytest.param(
        "a: b: c\n", 4, "a colon and a blank inside a plain value: put the value in quotation marks", id="broken"
    ),
    pytest.param('a: "b\n', 3, "a quotation mark opens here and is never closed", id="quotes that do not close"),
    pytest.param("a: *b\n", 3, "alias *b stands for no anchor", id="an alias for no anchor"),
    pytest.param("a: &b [*b ]\n", 7, "alias *b stands inside its own anchor", id="an alias inside its anchor"),
    pytest.param("a: &b c\nd: &b e\n", 11, "anchor &b appears twice", id="an anchor twice"),
    pytest.param("a: b\n...\n---\nc: d\n", 9, "a second YAML document starts here", id="two documents"),
    pytest.param("--- # a\nb: c\n", 0, "a second YAML document starts here", id="a document start"),
    pytest.param("a: b\0c\n", 4, "character U+0000, which YAML does not allow here", id="NUL"),
    pytest.param(
        "\ufeffa: b\n", 0, "character U+FEFF, which YAML does not allow here", id="a byte order mark at the start"
    ),
    pytest.param("a: \udce9\n", 3, "not UTF-8: byte 0xE9", id="a byte that is not UTF-8"),
    pytest.param("a: \ud800\n", 3, "character U+D800, which YAML does not allow here", id="half a pair of surrogates"),
    pytest.param("a: " + 65 * "[" + 65 * "]", 66, "nested more than 64 deep", id="too deep"),
    pytest.param((1 << 20) * " " + "a", 1 << 20, "more than 1,048,576 characters of YAML", id="too long"),
    pytest.param("a: [" + 100_001 * "b," + "]", 200_002, "more than 100,000 values, aliases unfolded", id="too many"),
    pytest.param(
        "? " + 70_000 * "k" + "\n: *v\n", 70_005, "alias *v stands for no anchor", id="a long key is no error itself"
    ),
]


@pytest.mark.parametrize(("yaml", "held"), VALUES)
def test_values_are_composed_and_never_constructed(yaml: str, held: object) -> None:
    assert value(parse(yaml).root) == held
    assert value(parse_slowly(yaml).root) == held


@pytest.mark.parametrize(("yaml", "index", "reason"), ERRORS)
def test_an_error_says_where_and_why(yaml: str, index: int, reason: str) -> None:
    with pytest.raises(YamlError) as error:
        parse(yaml)
    assert (error.value.index, error.value.reason) == (index, reason)


@pytest.mark.parametrize("depth", [3_000, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[a: ", "{? "])
@pytest.mark.parametrize("read", [parse, parse_slowly])
def test_deep_nesting_is_given_up_early(read: object, opening: str, depth: int) -> None:
    assert callable(read)
    with pytest.raises(YamlError, match=r"nested more than 64 deep|more than 131,072 characters"):
        read(depth * opening)


def test_an_alias_bomb_is_not_unfolded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"b{n}: &b{n} [*{o} , *{o} ]\n" for n, o in enumerate(["a", *[f"b{n}" for n in range(60)]])
    )
    with pytest.raises(YamlError, match="more than 100,000 values, aliases unfolded"):
        parse(bomb)


def test_aliases_within_bounds_are_unfolded() -> None:
    held = value(parse("a: &a [" + 99 * "x," + "]\nb: [" + 900 * "*a ," + "]\n").root)
    assert isinstance(held, dict)
    assert held["b"] == 900 * (99 * ("x",),)


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_spans_hold_in_any_text(line: str) -> None:
    before = line.join(["\ufeff\U0001f30a above", ""])
    yaml = line.join(
        [
            "\u00e9: &x \U0001f30a # c",
            "",
            '"k": [a, "b", *x ]',
            "l:",
            "  - one",
            "  -",
            "  # c",
            "  - |",
            "    t",
            "",
            "",
        ]
    )
    text = before + yaml + "below"
    root = parse(text, len(before), len(before) + len(yaml)).root
    assert root is not None
    (_, first), (quoted, flow), (_, block) = root.pairs
    shown = [text[node.start : node.end] for node in (first, quoted, flow, *flow.items, *block.items[:2])]
    assert shown == ["&x \U0001f30a", '"k"', '[a, "b", *x ]', "a", '"b"', "*x", "one", ""]
    assert text[block.start :].startswith("- one")
    assert text[: block.items[1].end].endswith("-")
    assert text[block.items[2].end :] == "below"


def test_a_document_ends_before_its_end_mark() -> None:
    assert parse("a: b\n\n...\n").end == len("a: b\n\n")
    assert parse("a: b\n\n").end == len("a: b\n\n")


@pytest.mark.parametrize("plain", "a x.md 2020-01-01-x 1st 12:30h 0xyz a1 yess nulls 2020-13 1.5.x e5 -a".split())
def test_plain_texts_that_every_version_reads_as_text(plain: str) -> None:
    assert is_text(plain)


_NO_TEXTS = """~ null NULL y No TRUE off 1 -1 +1 0o7 017 0x1F 0b11 1_0 1e3 1. .5 . 1.2.3 .inf -.INF .NaN 12:30 1:30:59.5
    2020-1-1 2020-01-01 2020-01-01T10:00:00Z << ="""


@pytest.mark.parametrize("plain", ["", "2020-01-01 1:2:3 +1", *_NO_TEXTS.split()])
def test_plain_texts_that_some_version_reads_otherwise(plain: str) -> None:
    assert not is_text(plain)


@settings(max_examples=800)
@given(st.text("0123456789.:-+_eExXobnyYtTfFaANuUlLrsSiIZ~<= ", max_size=8))
def test_a_text_is_called_text_only_if_no_version_resolves_it(plain: str) -> None:
    if is_text(plain):
        assert not [tag for _, tag, pattern, first in implicit_resolvers if plain[0] in first and pattern.match(plain)]


_PIECES = [
    "a",
    "b: ",
    "c:",
    "\n",
    "\n  ",
    "\n- ",
    "\n  - ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    '"',
    "'",
    "#",
    " # x",
    "|",
    ">-",
    "|+",
]
_PIECES += [
    "&x ",
    "*x",
    "!t ",
    "~",
    "...",
    "\n...\n",
    "\r\n",
    "\\",
    "\u00e9",
    "\U0001f30a",
    "k: v\n",
    "? ",
    "%",
    "@",
    " ",
    "<<: ",
]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_the_c_parser_reads_what_the_pure_one_reads(yaml: str) -> None:
    try:
        held = parse(yaml)
    except YamlError:
        return  # the pure one is more tolerant: of keys that are empty, of what follows an end mark
    try:
        reference = parse_slowly(yaml)
    except YamlError:
        assert "|" in yaml or ">" in yaml or "...\n..." in yaml  # the C parser takes `|#`, and a second end mark
        return
    assert _bare(held.root) == _bare(reference.root)


def _bare(node: Node | None) -> object:
    if node is None:
        return None
    return node.kind, node.text, node.style, node.anchor, node.tag, [_bare(item) for item in node.items]
