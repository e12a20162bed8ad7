"""Adding entries: what changes in a note, to the byte, and what has to stay as it is.

The tables hold what stands between the fences: «this» is put in, ‹this› is taken out, and everything else stays.
"""

import re

import pytest

from codex_backfill.editing.edit import Addition, Proved
from codex_backfill.editing.field import add
from codex_backfill.editing.proof import splice
from codex_backfill.notes.frontmatter import decode, load
from codex_backfill.notes.note import Problem

TITLE = "a new claim"
NEW = '«claims_extracted:\n  - "a new claim"\n»'

NEW_LISTS = [
    pytest.param(NEW, id="in an empty frontmatter"),
    pytest.param("# to be filled in\n" + NEW, id="below a comment that stands alone"),
    pytest.param("# to be filled in\n\n# some day\n" + NEW + "\n\n", id="below comments and above blank lines"),
    pytest.param("type: source\n" + NEW, id="at the end"),
    pytest.param("type: source\n" + NEW + "\n\n", id="above trailing blank lines"),
    pytest.param("type: source\n" + NEW + "   \n", id="above trailing lines of blanks"),
    pytest.param("type: source\n# that is all\n" + NEW, id="below a comment at the end"),
    pytest.param("tags:\n  - x\n  # - y\n" + NEW, id="below an indented comment at the end"),
    pytest.param("type: source\n" + NEW + "...\n", id="above the document's end mark"),
    pytest.param("type: source\n" + NEW + "\n...\n", id="above a blank line and the document's end mark"),
    pytest.param("title: x\n" + NEW + "... # done\n", id="above an end mark with a comment"),
    pytest.param("type: source\nnotes: |+\n  kept\n\n\n" + NEW, id="below the blank lines that a |+ keeps"),
    pytest.param("type: source\nnotes: >+\n  kept\n\n" + NEW, id="below the blank lines that a >+ keeps"),
    pytest.param("type: source\nnotes: |+\n  kept\n" + NEW, id="below a |+ that keeps nothing"),
    pytest.param("type: source\nnotes: |+\n\n\n" + NEW, id="below a |+ of blank lines only"),
    pytest.param(
        "type: source\nnotes: |+\n  kept\n\n" + NEW + "...\n", id="above the end mark and below what a |+ keeps"
    ),
    pytest.param(
        "type: source\nnotes: |+\n  kept\n\n# said\n" + NEW, id="below a comment under the blank lines of a |+"
    ),
    pytest.param("type: source\nnotes: |\n  text\n" + NEW + "\n\n", id="above the blank lines under a |"),
    pytest.param("type: source\nnotes: >-\n  text\n  more\n" + NEW + "\n", id="above the blank lines under a >-"),
    pytest.param(
        "type: source\nnotes: |\n  text\n  # no comment\n" + NEW, id="below a literal that ends like a comment"
    ),
    pytest.param("type: source\nnotes: |\n  text\n  - no item\n" + NEW, id="below a literal that ends like a list"),
    pytest.param(
        "type: source\nnotes: |\n  text\n  claims_extracted: x\n" + NEW, id="below a literal that ends like a key"
    ),
    pytest.param("type: source\nnotes: |\n  text\n# a comment\n" + NEW, id="below a literal and a comment"),
    pytest.param("type: source\nnotes: |2\n    text\n" + NEW, id="below a literal with an indentation indicator"),
    pytest.param("type: source\nnotes: |\n" + NEW, id="below an empty literal"),
    pytest.param("type: source\nnotes: |\n  text\n     \n" + NEW, id="below a literal whose last line is blanks"),
    pytest.param("type: source\nnotes: one\n  two\n\n  three\n" + NEW, id="below a plain text over lines"),
    pytest.param('type: source\nnotes: "one\n  two\n"\n' + NEW, id="below quotes over lines"),
    pytest.param("type: source\ntags: [\n  a,\n  b\n]\n" + NEW, id="below brackets over lines"),
    pytest.param("type: source\nmeta: {\n  a: b }\n" + NEW, id="below braces over lines"),
    pytest.param("type: source\nnotes:\n" + NEW, id="below a key without a value"),
    pytest.param("type: source\nnotes: # none\n" + NEW, id="below a key with a comment for a value"),
    pytest.param("type: source\nmeta:\n  by:\n    name: x\n" + NEW, id="below a nested mapping"),
    pytest.param("type: source\nparts:\n  - name: x\n    size: 3\n" + NEW, id="below a list of mappings"),
    pytest.param("type: source\n? notes\n: text\n" + NEW, id="below a key with a question mark"),
    pytest.param("type: source\n? notes\n" + NEW, id="below a key with a question mark and no value"),
    pytest.param('type: source\n"notes": text\n' + NEW, id="below a quoted key"),
    pytest.param("type: source\n? [a, b]\n: text\n" + NEW, id="below a key that is a list"),
    pytest.param("base: &base {a: b}\n<<: *base\n" + NEW, id="below a merge that does not bring it"),
    pytest.param("by: &who Ada\nfor: *who\n" + NEW, id="below anchors and aliases"),
    pytest.param("type: source\nwhen: !!timestamp 2020-01-01\nhow: !mine {a: b}\n" + NEW, id="below tags"),
    pytest.param("by: ada\nby: bo\n" + NEW, id="below keys that appear twice"),
    pytest.param("type: source\ndate: 2015-03-00\n" + NEW, id="below a date that is none"),
    pytest.param(
        "type: source\nClaims_Extracted:\n  - x\n«  - a new claim\n»title: y\n", id="into the field in another case"
    ),
    pytest.param("type: source\nclaims-extracted: [x]\n" + NEW, id="below a look-alike with a hyphen"),
    pytest.param("type: source\nclaims_extracted_by: ada\n" + NEW, id="below a longer look-alike"),
    pytest.param('type: source\n"claims_extracted ": x\n' + NEW, id="below a look-alike with a blank"),
    pytest.param("type: source\n# claims_extracted: []\n" + NEW, id="below a comment that looks like it"),
    pytest.param("meta:\n  claims_extracted: []\n" + NEW, id="below a nested key of that name"),
    pytest.param("key: claims_extracted\n" + NEW, id="below a value of that name"),
    pytest.param("keys:\n  - claims_extracted:\n" + NEW, id="below an item of that name"),
    pytest.param("meta: {claims_extracted: []}\n" + NEW, id="below a flow mapping with that key"),
    pytest.param(
        '  type: source\n  title: x\n«  claims_extracted:\n    - "a new claim"\n»', id="as far in as the root is"
    ),
    pytest.param(
        '  type: source\n  tags:\n    - x\n«  claims_extracted:\n    - "a new claim"\n»',
        id="as far in as the root and its lists are",
    ),
    pytest.param(
        'type: source\ntags:\n- x\n«claims_extracted:\n- "a new claim"\n»',
        id="with a list as its neighbour's: not indented",
    ),
    pytest.param(
        'type: source\ntags:\n    - x\n«claims_extracted:\n    - "a new claim"\n»',
        id="with a list as its neighbour's: four in",
    ),
    pytest.param(
        'type: source\ntags:\n  -   x\n«claims_extracted:\n  -   "a new claim"\n»',
        id="with a list as its neighbour's: wide dashes",
    ),
    pytest.param(
        'tags:\n- x\nby:\n   - ada\n«claims_extracted:\n   - "a new claim"\n»', id="with a list as the last neighbour's"
    ),
    pytest.param("tags: [x]\n" + NEW, id="with a list of its own beside brackets"),
    pytest.param('type: source\r\n«claims_extracted:\r\n  - "a new claim"\r\n»', id="with carriage returns"),
    pytest.param(
        'type: source\r\ntags:\r\n- x\r\n«claims_extracted:\r\n- "a new claim"\r\n»',
        id="with carriage returns, list and all",
    ),
    pytest.param(
        'notes: |+\r\n  kept\r\n\r\n«claims_extracted:\r\n  - "a new claim"\r\n»',
        id="with carriage returns below what a |+ keeps",
    ),
    pytest.param(
        'type: source\ntitle: x\r\n«claims_extracted:\r\n  - "a new claim"\r\n»',
        id="with a carriage return where the last line has one",
    ),
    pytest.param("type: source\r\ntitle: x\n" + NEW, id="without a carriage return where the last line has none"),
    pytest.param("title: tides 🌊 e\u0301\n" + NEW, id="below emoji and combining marks"),
    pytest.param('title: "one\x85two"\n' + NEW, id="below a NEL within quotes"),
    pytest.param("title: one\u2028two\n" + NEW, id="below a line separator within a plain text"),
    pytest.param("title: one\ufefftwo\n" + NEW, id="below a byte order mark within a text"),
    pytest.param("title:\tone\nby: ada\t\n" + NEW, id="below tabs for blanks"),
    pytest.param('title: "one\ttwo"\n' + NEW, id="below a tab within quotes"),
    pytest.param('title: "one\\ftwo"\n' + NEW, id="below a form feed escaped"),
    pytest.param("urls: [https://example.org/a, https://example.org/b]\n" + NEW, id="below addresses in brackets"),
    pytest.param("a:b: c\n" + NEW, id="below a key of one word and a colon"),
    pytest.param("time: 12:30\n" + NEW, id="below a text with a colon and no blank"),
    pytest.param('"": x\n' + NEW, id="below a key that is empty"),
    pytest.param("~: x\n" + NEW, id="below a key that is null"),
    pytest.param(
        'tags:\n- x\n  y\n-\n  z\n«claims_extracted:\n- "a new claim"\n»',
        id="below a sequence not indented whose items span lines",
    ),
]

EMPTY_FIELDS = [
    pytest.param('claims_extracted:\n«  - "a new claim"\n»next: 1\n', id="nothing"),
    pytest.param('type: source\nclaims_extracted:\n«  - "a new claim"\n»', id="nothing, at the end"),
    pytest.param('claims_extracted:   \n«  - "a new claim"\n»next: 1\n', id="nothing but blanks"),
    pytest.param('claims_extracted:  # none yet\n«  - "a new claim"\n»next: 1\n', id="nothing but a comment"),
    pytest.param(
        'claims_extracted:\n«  - "a new claim"\n»  # - an example\n\n# next\nnext: 1\n',
        id="nothing, with comment lines below",
    ),
    pytest.param('claims_extracted :\n«  - "a new claim"\n»next: 1\n', id="nothing, with a blank before the colon"),
    pytest.param('claims_extracted:\n«- "a new claim"\n»tags:\n- x\n', id="nothing, with a neighbour's list shape"),
    pytest.param('  claims_extracted:\n«    - "a new claim"\n»  next: 1\n', id="nothing, indented"),
    pytest.param('claims_extracted:\r\n«  - "a new claim"\r\n»next: 1\r\n', id="nothing, with carriage returns"),
    pytest.param('"claims_extracted":\n«  - "a new claim"\n»next: 1\n', id="nothing, with a quoted key"),
    pytest.param('claims_extracted:\n«  - "a new claim"\n»...\n', id="nothing, above the end mark"),
    pytest.param('claims_extracted:‹ ~›«\n  - "a new claim"»\nnext: 1\n', id="a tilde"),
    pytest.param('claims_extracted:‹     ~›«\n  - "a new claim"»\nnext: 1\n', id="a tilde, far to the right"),
    pytest.param('claims_extracted: ‹~›«["a new claim"]» # none yet\nnext: 1\n', id="a tilde with a comment"),
    pytest.param('claims_extracted:\n  ‹~›«["a new claim"]»\nnext: 1\n', id="a tilde on the next line"),
    pytest.param('claims_extracted:‹ null›«\n  - "a new claim"»\nnext: 1\n', id="null"),
    pytest.param('claims_extracted:‹ Null›«\n  - "a new claim"»\nnext: 1\n', id="Null"),
    pytest.param('claims_extracted:‹ NULL›«\n  - "a new claim"»  \nnext: 1\n', id="NULL and blanks"),
    pytest.param('claims_extracted:‹ null›«\r\n  - "a new claim"»\r\nnext: 1\r\n', id="null with carriage returns"),
    pytest.param('claims_extracted: ‹null›«["a new claim"]» # none\n', id="null with a comment"),
    pytest.param('claims_extracted:‹ ""›«\n  - "a new claim"»\nnext: 1\n', id="empty double quotes"),
    pytest.param("claims_extracted: ‹''›«[\"a new claim\"]» # none\n", id="empty single quotes and a comment"),
    pytest.param('claims_extracted:‹ []›«\n  - "a new claim"»\nnext: 1\n', id="brackets"),
    pytest.param('type: source\nclaims_extracted:‹ []›«\n  - "a new claim"»\n', id="brackets at the end"),
    pytest.param('claims_extracted:‹ [  ]›«\n  - "a new claim"»\nnext: 1\n', id="brackets around blanks"),
    pytest.param('claims_extracted:‹ []›«\n  - "a new claim"»  \nnext: 1\n', id="brackets and blanks"),
    pytest.param('claims_extracted: ‹[]›«["a new claim"]» # none yet\nnext: 1\n', id="brackets with a comment"),
    pytest.param(
        'tags:\n- x\nclaims_extracted:‹ []›«\n- "a new claim"»\n', id="brackets with a neighbour's list shape"
    ),
    pytest.param('  claims_extracted:‹ []›«\n    - "a new claim"»\n  next: 1\n', id="brackets, indented"),
    pytest.param('claims_extracted:‹ []›«\r\n  - "a new claim"»\r\nnext: 1\r\n', id="brackets with carriage returns"),
    pytest.param('claims_extracted:\n  ‹[]›«["a new claim"]»\nnext: 1\n', id="brackets on the next line"),
    pytest.param('claims_extracted: [«"a new claim"»\n  ]\nnext: 1\n', id="brackets over two lines"),
    pytest.param('claims_extracted: [«"a new claim"» # none yet\n  ]\nnext: 1\n', id="brackets around a comment"),
    pytest.param('? claims_extracted\n: [«"a new claim"»]\n', id="brackets below a question mark"),
    pytest.param("'claims_extracted':‹ []›«\n  - \"a new claim\"»\n", id="brackets with a quoted key"),
]

BLOCK_LISTS = [
    pytest.param("claims_extracted:\n  - one\n  - two\n«  - a new claim\n»next: 1\n", id="plain items"),
    pytest.param('claims_extracted:\n  - "one"\n«  - "a new claim"\n»', id="double quotes"),
    pytest.param("claims_extracted:\n  - 'one'\n  - 'two'\n«  - 'a new claim'\n»", id="single quotes"),
    pytest.param("claims_extracted:\n  - 'one: two'\n  - three\n«  - a new claim\n»", id="plain and quoted items"),
    pytest.param("claims_extracted:\n- one\n«- a new claim\n»next: 1\n", id="not indented"),
    pytest.param("claims_extracted:\n    - one\n«    - a new claim\n»next: 1\n", id="four in"),
    pytest.param("claims_extracted:\n - one\n« - a new claim\n»next: 1\n", id="one in"),
    pytest.param("claims_extracted:\n-   one\n-   two\n«-   a new claim\n»", id="wide dashes"),
    pytest.param("claims_extracted:\n-   one\n- two\n«- a new claim\n»", id="dashes of several widths"),
    pytest.param("  claims_extracted:\n    - one\n«    - a new claim\n»  next: 1\n", id="an indented root"),
    pytest.param("claims_extracted:\r\n  - one\r\n«  - a new claim\r\n»next: 1\r\n", id="carriage returns"),
    pytest.param(
        "claims_extracted:\n  - one\r\n«  - a new claim\r\n»next: 1\n", id="a carriage return on the last item's line"
    ),
    pytest.param(
        "claims_extracted:\r\n  - one\n«  - a new claim\n»next: 1\r\n", id="no carriage return on the last item's line"
    ),
    pytest.param("type: source\nclaims_extracted:\n  - one\n«  - a new claim\n»", id="the end of the frontmatter"),
    pytest.param("claims_extracted:\n  - one\n«  - a new claim\n»\n\nnext: 1\n", id="blank lines below"),
    pytest.param("claims_extracted:\n\n  - one\n\n  - two\n«  - a new claim\n»\nnext: 1\n", id="blank lines between"),
    pytest.param("claims_extracted:\n  - one # said\n«  - a new claim\n»next: 1\n", id="a comment on the last line"),
    pytest.param("claims_extracted: # all of them\n  - one\n«  - a new claim\n»", id="a comment on the key's line"),
    pytest.param(
        "claims_extracted:\n  # first\n  - one\n  # second\n  - two\n«  - a new claim\n»", id="comments between"
    ),
    pytest.param("claims_extracted:\n  - one\n«  - a new claim\n»  # - two\n# next\nnext: 1\n", id="comments below"),
    pytest.param("claims_extracted:\n  - one  \n«  - a new claim\n»next: 1\n", id="blanks at the end of lines"),
    pytest.param("claims_extracted:\n  - one\t\n«  - a new claim\n»next: 1\n", id="a tab at the end of the line"),
    pytest.param("claims_extracted:\n  -\n    one\n«  - a new claim\n»next: 1\n", id="an item on the next line"),
    pytest.param("claims_extracted:\n  - # said\n    one\n«  - a new claim\n»next: 1\n", id="an item below a comment"),
    pytest.param(
        "claims_extracted:\n  - one\n    two\n    three\n«  - a new claim\n»next: 1\n", id="an item over lines"
    ),
    pytest.param('claims_extracted:\n  - "one\n\n    two"\n«  - "a new claim"\n»next: 1\n', id="quotes over lines"),
    pytest.param('claims_extracted:\n  - |\n    one\n    # no comment\n«  - "a new claim"\n»next: 1\n', id="a literal"),
    pytest.param('claims_extracted:\n  - |\n    one\n«  - "a new claim"\n»\nnext: 1\n', id="a literal and blank lines"),
    pytest.param(
        'claims_extracted:\n  - |+\n    one\n\n«  - "a new claim"\n»next: 1\n',
        id="a literal that keeps its blank lines",
    ),
    pytest.param(
        'claims_extracted:\n  - >+\n    one\n\n«  - "a new claim"\n»# next\nnext: 1\n',
        id="a folded text that keeps its blank lines, then a comment",
    ),
    pytest.param(
        'claims_extracted:\n  - >-\n    one\n    two\n«  - "a new claim"\n»\nnext: 1\n', id="a folded text that strips"
    ),
    pytest.param('claims_extracted:\n  - |\n«  - "a new claim"\n»next: 1\n', id="an empty literal"),
    pytest.param("claims_extracted:\n  - one\n  -\n«  - a new claim\n»next: 1\n", id="nothing in the last item"),
    pytest.param(
        "claims_extracted:\n  - one\n  - # two\n«  - a new claim\n»next: 1\n",
        id="nothing in the last item but a comment",
    ),
    pytest.param('claims_extracted:\n  -\n«  - "a new claim"\n»next: 1\n', id="nothing in the only item"),
    pytest.param('claims_extracted:\n  - ~\n«  - "a new claim"\n»next: 1\n', id="a null item"),
    pytest.param('claims_extracted:\n  - ""\n«  - "a new claim"\n»next: 1\n', id="an empty string"),
    pytest.param('claims_extracted:\n  - [[One]]\n  - [[Two|2]]\n«  - "a new claim"\n»', id="unquoted wikilinks"),
    pytest.param('claims_extracted:\n  - "[[One]]"\n«  - "a new claim"\n»', id="quoted wikilinks"),
    pytest.param(
        'claims_extracted:\n  - One: two\n«  - "a new claim"\n»next: 1\n', id="an unquoted title with a colon"
    ),
    pytest.param("claims_extracted:\n  - &one one\n«  - a new claim\n»same: *one\n", id="an anchored item"),
    pytest.param('by: &one one\nclaims_extracted:\n  - *one\n«  - "a new claim"\n»', id="an item that is an alias"),
    pytest.param("claims_extracted:\n  - !!str one\n«  - a new claim\n»", id="a tagged item"),
    pytest.param(
        "claims_extracted:\n  - 2020-01-01\n  - 42\n«  - a new claim\n»", id="items that are dates and numbers"
    ),
    pytest.param("claims_extracted:\n  - one\n  - one\n«  - a new claim\n»", id="an item twice"),
    pytest.param("? claims_extracted\n: - one\n«  - a new claim\n»next: 1\n", id="a question mark before the key"),
    pytest.param(
        "? claims_extracted\n:\n  - one\n«  - a new claim\n»next: 1\n",
        id="a question mark before the key, the list below",
    ),
    pytest.param('"claims_extracted":\n  - one\n«  - a new claim\n»', id="a quoted key"),
    pytest.param("&key claims_extracted:\n  - one\n«  - a new claim\n»", id="an anchored key"),
    pytest.param("claims_extracted:\n  - one\n«  - a new claim\n»...\n", id="the end mark below"),
    pytest.param("claims_extracted:\n  - 🌊 été\n«  - a new claim\n»", id="emoji and accents"),
    pytest.param(
        'claims_extracted:\n  - "one\u2028two"\n«  - "a new claim"\n»next: 1\n',
        id="an item that looks like the end of a line to some",
    ),
]

FLOW_LISTS = [
    pytest.param("claims_extracted: [one«, a new claim»]\n", id="one item"),
    pytest.param("claims_extracted: [one, two«, a new claim»]\nnext: 1\n", id="two items"),
    pytest.param("claims_extracted: [one,two«,a new claim»]\n", id="no blank behind the comma"),
    pytest.param("claims_extracted: [one , two«, a new claim»]\n", id="a blank before the comma"),
    pytest.param("claims_extracted: [ one, two«, a new claim» ]\n", id="blanks inside the brackets"),
    pytest.param('claims_extracted: ["one", "two"«, "a new claim"»]\n', id="double quotes"),
    pytest.param("claims_extracted: ['one', 'two'«, 'a new claim'»]\n", id="single quotes"),
    pytest.param("claims_extracted: [one, two«, a new claim»,]\n", id="a trailing comma"),
    pytest.param("claims_extracted: [one, two«, a new claim», ]\n", id="a trailing comma and a blank"),
    pytest.param("claims_extracted: [one«, a new claim»] # said\n", id="a comment behind"),
    pytest.param("claims_extracted:\n  [one, two«, a new claim»]\nnext: 1\n", id="brackets on the next line"),
    pytest.param("claims_extracted: [\n  one,\n  two«,\n  a new claim»\n]\nnext: 1\n", id="an item on each line"),
    pytest.param(
        "claims_extracted: [\n    one,\n    two,«\n    a new claim,»\n]\n",
        id="an item on each line and a trailing comma",
    ),
    pytest.param(
        "claims_extracted: [\n  one,\n  two«,\n  a new claim»]\n",
        id="an item on each line, the bracket behind the last",
    ),
    pytest.param(
        "claims_extracted: [\n  one,\n  two,«\n  a new claim,»]\n",
        id="an item on each line, comma and bracket behind the last",
    ),
    pytest.param("claims_extracted: [\n  one«,\n  a new claim»\n  ]\n", id="one item on its line"),
    pytest.param(
        "claims_extracted: [\n  one, # first\n  two«,» # second\n«  a new claim\n»  ]\n", id="a comment on each line"
    ),
    pytest.param(
        "claims_extracted: [\n  one, # first\n  two, # second\n«  a new claim,\n»  ]\n",
        id="a comment on each line and a trailing comma",
    ),
    pytest.param(
        "claims_extracted: [\n  one,\n  two«,\n  a new claim»\n  # three\n  ]\n", id="a comment below the last item"
    ),
    pytest.param(
        "claims_extracted: [\n  one,«\n  a new claim,»\n  # two\n  ]\n", id="a comment below a trailing comma"
    ),
    pytest.param("claims_extracted: [\n  one\n  , two«, a new claim»\n  ]\n", id="commas at the start of lines"),
    pytest.param("claims_extracted: [one, two,\n  three, four«, a new claim»]\n", id="lines that are wrapped"),
    pytest.param('claims_extracted: [one, "two\n  three"«, a new claim»]\n', id="an item over lines"),
    pytest.param("claims_extracted: [\r\n  one,\r\n  two«,\r\n  a new claim»\r\n]\r\n", id="carriage returns"),
    pytest.param("claims_extracted: [\n\tone,\n\ttwo«,\n\ta new claim»\n]\n", id="tabs before items"),
    pytest.param('claims_extracted: [[[One]], [[Two]]«, "a new claim"»]\n', id="unquoted wikilinks"),
    pytest.param('claims_extracted: [~«, "a new claim"»]\n', id="a null item"),
    pytest.param("claims_extracted: [one: two, three«, a new claim»]\n", id="an unquoted title with a colon"),
    pytest.param("claims_extracted: [https://example.org/a«, a new claim»]\n", id="an address"),
    pytest.param("? claims_extracted\n: [one«, a new claim»]\n", id="a question mark before the key"),
    pytest.param("  claims_extracted: [one«, a new claim»]\n", id="an indented root"),
]

SINGLE_VALUES = [
    pytest.param("claims_extracted:«\n  -» one two\n«  - a new claim\n»next: 1\n", id="a plain text"),
    pytest.param("type: source\nclaims_extracted:«\n  -» one\n«  - a new claim\n»", id="a plain text at the end"),
    pytest.param('claims_extracted:«\n  -» "one: two"\n«  - "a new claim"\n»', id="double quotes"),
    pytest.param("claims_extracted:«\n  -» 'one'\n«  - 'a new claim'\n»", id="single quotes"),
    pytest.param("claims_extracted:«\n  -» one # said\n«  - a new claim\n»next: 1\n", id="a comment"),
    pytest.param("claims_extracted:«\n  -»   one  \n«  - a new claim\n»next: 1\n", id="blanks before and behind"),
    pytest.param("claims_extracted:«\n-» one\n«- a new claim\n»tags:\n- x\n", id="a neighbour's list shape"),
    pytest.param("  claims_extracted:«\n    -» one\n«    - a new claim\n»  next: 1\n", id="an indented root"),
    pytest.param("claims_extracted:«\r\n  -» one\r\n«  - a new claim\r\n»next: 1\r\n", id="carriage returns"),
    pytest.param('claims_extracted:«\n  -» [[One]]\n«  - "a new claim"\n»', id="an unquoted wikilink"),
    pytest.param(
        'claims_extracted:«\n  -» [[One|1]] # said\n«  - "a new claim"\n»', id="an unquoted wikilink with an alias"
    ),
    pytest.param('claims_extracted:«\n  -» "3"\n«  - "a new claim"\n»', id="a quoted number"),
    pytest.param("claims_extracted:«\n  -» '2020-01-01'\n«  - 'a new claim'\n»", id="a quoted date"),
    pytest.param("claims_extracted:\n  «- »one\n«  - a new claim\n»next: 1\n", id="a text on the next line"),
    pytest.param("claims_extracted: # said\n  «- »one\n«  - a new claim\n»next: 1\n", id="a text below a comment"),
    pytest.param("claims_extracted:«\n-» one\n  two\n«- a new claim\n»next: 1\n", id="a plain text over lines"),
    pytest.param('claims_extracted:«\n-» "one\n two"\n«- "a new claim"\n»next: 1\n', id="quotes over lines"),
    pytest.param('claims_extracted:«\n-» >-\n  one\n  two\n«- "a new claim"\n»\nnext: 1\n', id="a folded text"),
    pytest.param(
        'claims_extracted:«\n-» >+\n  one\n\n«- "a new claim"\n»next: 1\n',
        id="a folded text that keeps its blank lines",
    ),
    pytest.param(
        "claims_extracted:«\n  -» 2020-01-01-one.md\n«  - a new claim\n»",
        id="a text that starts like a path with a date",
    ),
    pytest.param("'claims_extracted':«\n  -» one\n«  - a new claim\n»", id="a quoted key"),
]

CLAIMS = [
    pytest.param("type: claim\n«sourced_from: inbox/archive/new.md\n»", ["inbox/archive/new.md"], id="a new field"),
    pytest.param(
        "type: claim\n«sourced_from: inbox/archive/new work.md\n»",
        ["inbox/archive/new work.md"],
        id="a new field with blanks in the path",
    ),
    pytest.param(
        'type: claim\n«sourced_from: "inbox/archive/new: work.md"\n»',
        ["inbox/archive/new: work.md"],
        id="a new field with a path that needs quotes",
    ),
    pytest.param('type: claim\n«sourced_from: "[[new work]]"\n»', ["[[new work]]"], id="a new field with a wikilink"),
    pytest.param(
        "type: claim\n«sourced_from:\n  - inbox/archive/new.md\n  - inbox/queue/newer.md\n»",
        ["inbox/archive/new.md", "inbox/queue/newer.md"],
        id="a new field with two sources",
    ),
    pytest.param(
        'type: claim\n«sourced_from:\n  - "[[new]]"\n  - "[[newer]]"\n»',
        ["[[new]]", "[[newer]]"],
        id="a new field with two wikilinks",
    ),
    pytest.param(
        "notes: |+\n  kept\n\n«sourced_from: inbox/archive/new.md\n»",
        ["inbox/archive/new.md"],
        id="a new field below what a |+ keeps",
    ),
    pytest.param(
        "type: claim\n«sourced_from: inbox/archive/new.md\n»...\n",
        ["inbox/archive/new.md"],
        id="a new field above the end mark",
    ),
    pytest.param(
        "type: claim\r\n«sourced_from: inbox/archive/new.md\r\n»",
        ["inbox/archive/new.md"],
        id="a new field, with carriage returns",
    ),
    pytest.param(
        "  type: claim\n«  sourced_from: inbox/archive/new.md\n»", ["inbox/archive/new.md"], id="a new field, indented"
    ),
    pytest.param("sourced_from:« inbox/archive/new.md»\nnext: 1\n", ["inbox/archive/new.md"], id="nothing there"),
    pytest.param(
        "sourced_from:« inbox/archive/new.md»   # to do\n", ["inbox/archive/new.md"], id="nothing but a comment there"
    ),
    pytest.param(
        "sourced_from:« inbox/archive/new.md»  \nnext: 1\n", ["inbox/archive/new.md"], id="nothing but blanks there"
    ),
    pytest.param(
        "sourced_from:\n«  - inbox/archive/new.md\n  - inbox/queue/newer.md\n»next: 1\n",
        ["inbox/archive/new.md", "inbox/queue/newer.md"],
        id="nothing there for two sources",
    ),
    pytest.param("sourced_from: ‹~›«inbox/archive/new.md»\n", ["inbox/archive/new.md"], id="a tilde"),
    pytest.param(
        "sourced_from: ‹null›«inbox/archive/new.md» # to do\n", ["inbox/archive/new.md"], id="null and a comment"
    ),
    pytest.param(
        "sourced_from:\n  ‹~›«inbox/archive/new.md»\n", ["inbox/archive/new.md"], id="a tilde on the next line"
    ),
    pytest.param(
        "? sourced_from\n: ‹~›«inbox/archive/new.md»\n", ["inbox/archive/new.md"], id="a tilde under a question mark"
    ),
    pytest.param('sourced_from: ‹""›«"inbox/archive/new.md"»\n', ["inbox/archive/new.md"], id="empty quotes"),
    pytest.param(
        "sourced_from: ‹''›«'inbox/archive/it''s new.md'»  # to do\n",
        ["inbox/archive/it's new.md"],
        id="empty single quotes",
    ),
    pytest.param("sourced_from:‹ []›«\n  - inbox/archive/new.md»\n", ["inbox/archive/new.md"], id="an empty list"),
    pytest.param(
        "sourced_from: ‹[]›«[inbox/archive/new.md]» # to do\n",
        ["inbox/archive/new.md"],
        id="an empty list and a comment",
    ),
    pytest.param(
        "sourced_from:«\n  -» inbox/archive/old.md\n«  - inbox/archive/new.md\n»",
        ["inbox/archive/new.md"],
        id="another path",
    ),
    pytest.param(
        "sourced_from:«\n  -» inbox/archive/old.md # checked\n«  - inbox/archive/new.md\n»next: 1\n",
        ["inbox/archive/new.md"],
        id="another path and a comment",
    ),
    pytest.param(
        "sourced_from:«\n  -» inbox/archive/old.md\n«  - inbox/archive/new.md\n  - inbox/queue/newer.md\n»",
        ["inbox/archive/new.md", "inbox/queue/newer.md"],
        id="another path, for two sources",
    ),
    pytest.param('sourced_from:«\n  -» "[[old]]"\n«  - "[[new]]"\n»', ["[[new]]"], id="a wikilink"),
    pytest.param('sourced_from:«\n  -» [[old]]\n«  - "[[new]]"\n»', ["[[new]]"], id="an unquoted wikilink"),
    pytest.param(
        "sourced_from:\n- inbox/archive/old.md\n«- inbox/archive/new.md\n»", ["inbox/archive/new.md"], id="a list"
    ),
    pytest.param(
        "sourced_from:\n- inbox/archive/old.md\n«- inbox/archive/new.md\n»",
        ["inbox/archive/old.md", "inbox/archive/new.md"],
        id="a list with one of two",
    ),
    pytest.param(
        "sourced_from: [inbox/archive/old.md«, inbox/archive/new.md»]\n", ["inbox/archive/new.md"], id="brackets"
    ),
    pytest.param(
        "type: claim\n«sourced_from: inbox/archive/new.md\n»",
        ["inbox/archive/new.md", "inbox/archive/new.md"],
        id="the same asked for twice",
    ),
    pytest.param(
        "<<: {sourced_from: x.md}\nsourced_from:«\n  -» y.md\n«  - inbox/archive/new.md\n»",
        ["inbox/archive/new.md"],
        id="a merge that is overridden",
    ),
]

QUOTED_ITEMS = [
    pytest.param("plain words", "plain words", id="words stay plain"),
    pytest.param("a, b; c (d)!", "a, b; c (d)!", id="commas and brackets stay plain in a block"),
    pytest.param("it's plain", "it's plain", id="an apostrophe stays plain"),
    pytest.param("inbox/archive/x.md", "inbox/archive/x.md", id="a path stays plain"),
    pytest.param("2020-01-01-notes.md", "2020-01-01-notes.md", id="a name that starts with a date stays plain"),
    pytest.param(
        "\u00e9t\u00e9 \u2014 na\u00efve", "\u00e9t\u00e9 \u2014 na\u00efve", id="accents and dashes stay plain"
    ),
    pytest.param("a: b", '"a: b"', id="a colon and a blank"),
    pytest.param("a:", '"a:"', id="a colon at the end"),
    pytest.param("a #b", '"a #b"', id="a comment sign"),
    pytest.param("- a", '"- a"', id="a dash"),
    pytest.param("? a", '"? a"', id="a question mark"),
    pytest.param("[[a]]", '"[[a]]"', id="a wikilink"),
    pytest.param("{a}", '"{a}"', id="braces"),
    pytest.param("@a", '"@a"', id="an at sign"),
    pytest.param("`a`", '"`a`"', id="a backtick"),
    pytest.param("%a", '"%a"', id="a percent sign"),
    pytest.param("&a", '"&a"', id="an ampersand"),
    pytest.param("*a*", '"*a*"', id="an asterisk"),
    pytest.param("!a", '"!a"', id="an exclamation mark"),
    pytest.param("|", '"|"', id="a bar"),
    pytest.param("> a", '"> a"', id="a quotation"),
    pytest.param('"a"', '"\\"a\\""', id="double quotes"),
    pytest.param("'a'", "\"'a'\"", id="single quotes"),
    pytest.param(" a ", '" a "', id="blanks around it"),
    pytest.param("a\tb", '"a\\tb"', id="a tab"),
    pytest.param("a\nb", '"a\\nb"', id="a line break"),
    pytest.param("a\u2028b", '"a\\u2028b"', id="a line separator"),
    pytest.param("a\u0085b", '"a\\x85b"', id="a next line"),
    pytest.param("\ufeffa", '"\\ufeffa"', id="a byte order mark"),
    pytest.param("a\u00a0b", '"a\u00a0b"', id="a no-break space"),
    pytest.param("a\u200db", '"a\u200db"', id="a joiner"),
    pytest.param("C:\\a", '"C:\\\\a"', id="a backslash"),
    pytest.param("yes", '"yes"', id="a flag of YAML 1.1"),
    pytest.param("Off", '"Off"', id="a flag in capitals"),
    pytest.param("n", '"n"', id="a flag of one letter"),
    pytest.param("true", '"true"', id="a flag of YAML 1.2"),
    pytest.param("null", '"null"', id="null"),
    pytest.param("~", '"~"', id="a tilde"),
    pytest.param("1984", '"1984"', id="a number"),
    pytest.param("1e3", '"1e3"', id="an exponent"),
    pytest.param("0o17", '"0o17"', id="an octal number"),
    pytest.param("1_000", '"1_000"', id="a number with underscores"),
    pytest.param("12:30", '"12:30"', id="a time"),
    pytest.param("2020-01-01", '"2020-01-01"', id="a date"),
    pytest.param("2020-01-01 10:00:00", '"2020-01-01 10:00:00"', id="a date and time"),
    pytest.param(".inf", '".inf"', id="infinity"),
    pytest.param("<<", '"<<"', id="a merge key"),
    pytest.param("=", '"="', id="a value key"),
    pytest.param("---", '"---"', id="a fence"),
    pytest.param("...", '"..."', id="an end mark"),
]

STANDING = [
    pytest.param("claims_extracted:\n  - a new claim\n", TITLE, id="plain"),
    pytest.param("claims_extracted:\n  - 'a new claim'\n", TITLE, id="single quotes"),
    pytest.param('claims_extracted: ["a new claim"]\n', TITLE, id="brackets"),
    pytest.param("claims_extracted: a new claim\n", TITLE, id="a single value"),
    pytest.param("claims_extracted:\n  - a new\n    claim\n", TITLE, id="folded over lines"),
    pytest.param("claims_extracted:\n  - >\n    a new\n    claim\n", TITLE, id="a folded block"),
    pytest.param("by: &x a new claim\nclaims_extracted:\n  - *x\n", TITLE, id="an alias in the list"),
    pytest.param("claims_extracted:\n  - &x a new claim\n", TITLE, id="an anchored item"),
    pytest.param("claims_extracted:\n  - !!str a new claim\n", TITLE, id="a tagged item"),
    pytest.param("claims_extracted:\n  - [[a new claim]]\n", "[[a new claim]]", id="an unquoted wikilink in the list"),
    pytest.param("claims_extracted: [[a new claim]]\n", "[[a new claim]]", id="an unquoted wikilink alone"),
    pytest.param("claims_extracted: [[[a new claim]]]\n", "[[a new claim]]", id="an unquoted wikilink in brackets"),
    pytest.param("claims_extracted:\n  - new: a claim\n", "new: a claim", id="an unquoted title with a colon"),
    pytest.param("claims_extracted: [new: a claim]\n", "new: a claim", id="one in brackets"),
    pytest.param("claims_extracted:\n  - 42\n", "42", id="a number for a title"),
    pytest.param("claims_extracted:\n  - ' a new claim '\n", TITLE, id="blanks around it"),
]

NOTES = [  # whole ones, with the new list at @@
    pytest.param(b"---\na: b\n@@---\n", id="an ordinary note"),
    pytest.param(b"\xef\xbb\xbf---\na: b\n@@---\nBody\n", id="a byte order mark"),
    pytest.param(b"---\na: b\n@@---", id="nothing below the fence, not even a line's end"),
    pytest.param(b"---\na: b\n@@---\nBody", id="no final line's end"),
    pytest.param(b"---\na: b\n@@---\n\n\n\n", id="blank lines for a body"),
    pytest.param(b"--- \t\na: b\n@@---\t \nBody\n", id="blanks behind the fences"),
    pytest.param(b"---\n@@---\nBody\n", id="fences that touch"),
    pytest.param(b"---\na: b\n@@---\nBody\n---\nc: d\n---\n", id="fences in the body"),
    pytest.param(b"---\na: |\n  ---\n@@---\nBody\n", id="an indented fence"),
    pytest.param(b"---\na: b\n#---\n@@---\nBody\n", id="a fence in a comment"),
    pytest.param(b"---\na: b\n@@---\n\xff\xfe \x80\xc3 Latin-1: \xe9\n", id="a body that is not UTF-8"),
    pytest.param(b"---\na: b\n@@---\n\x00\x0b\x1c\x85\r\r\n", id="a body with control characters"),
    pytest.param(b"---\na: b\n@@---\n\xed\xa0\x80\n", id="a body with half a surrogate pair"),
]


@pytest.mark.parametrize("row", NEW_LISTS)
def test_a_new_list_goes_to_the_end(row: str) -> None:
    _check(row, "claims_extracted", TITLE)


@pytest.mark.parametrize("row", EMPTY_FIELDS)
def test_an_empty_field_is_filled(row: str) -> None:
    _check(row, "claims_extracted", TITLE)


@pytest.mark.parametrize("row", BLOCK_LISTS)
def test_a_block_list_grows_as_it_is_written(row: str) -> None:
    _check(row, "claims_extracted", TITLE)


@pytest.mark.parametrize("row", FLOW_LISTS)
def test_a_list_in_brackets_grows_as_it_is_written(row: str) -> None:
    _check(row, "claims_extracted", TITLE)


@pytest.mark.parametrize("row", SINGLE_VALUES)
def test_a_single_value_becomes_the_first_of_a_list(row: str) -> None:
    _check(row, "claims_extracted", TITLE)


@pytest.mark.parametrize(("row", "paths"), CLAIMS)
def test_a_claim_gets_its_sources(row: str, paths: list[str]) -> None:
    _check(row, "sourced_from", *paths)


@pytest.mark.parametrize(("entry", "token"), QUOTED_ITEMS)
def test_an_item_is_quoted_where_it_could_be_misread(entry: str, token: str) -> None:
    _check(f"claims_extracted:\n  - one\n«  - {token}\n»", "claims_extracted", entry)


@pytest.mark.parametrize(("head", "entry"), STANDING)
def test_an_entry_that_stands_is_not_added_again(head: str, entry: str) -> None:
    assert add(_note(head), Addition("x.md", "claims_extracted", (entry,), scalar=False)) == Proved((), _note(head))


@pytest.mark.parametrize("row", NOTES)
def test_all_around_the_frontmatter_stays(row: bytes) -> None:
    after = row.replace(b"@@", b"claims_extracted:\n  - a-new-claim\n")
    assert _added(row.replace(b"@@", b""), "claims_extracted", "a-new-claim") == after


def test_several_entries_come_in_their_order() -> None:
    _check("claims_extracted: [b«, c, a»]\n", "claims_extracted", "c", "b", "a", "c")


def test_a_new_list_is_quoted_alike_throughout() -> None:
    new = '«claims_extracted:\n  - "one"\n  - "two words"\n»'
    _check("type: source\n" + new, "claims_extracted", "one", "two words")


def test_a_body_of_many_megabytes_is_only_copied() -> None:
    body = b"a line of text, nothing more\n" * 400_000
    assert _added(b"---\na: b\n---\n" + body, "f", "x").endswith(b"f: x\n---\n" + body)


def _check(row: str, field: str, *entries: str) -> None:
    before = _note(re.sub("(?s)«.*?»|[‹›]", "", row))
    after = _note(re.sub("(?s)‹.*?›|[«»]", "", row))
    assert _added(before, field, *entries) == after
    assert add(after, Addition("x.md", field, entries, scalar=field == "sourced_from")) == Proved((), after)
    standing = {entry.text for entry in load(after).entries(field)}
    assert standing >= set(entries)


def _added(raw: bytes, field: str, *entries: str) -> bytes:
    proved = add(raw, Addition("x.md", field, entries, scalar=field != "claims_extracted"))
    assert not isinstance(proved, Problem), proved.reason
    assert splice(decode(raw), proved.edits) == decode(proved.after)
    return proved.after


def _note(head: str) -> bytes:
    return f"---\n{head}---\n\nBody with --- and claims_extracted: in it.\n".encode()
