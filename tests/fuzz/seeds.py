"""Notes to start from: as people write them, and as only YAML allows; and entries that are hard to write."""

CLAIM = """\
---
type: claim
domain: harbours
description: "Tide tables were wrong for a decade: nobody checked them against the gauge"
confidence: likely
source: "Okafor, 'Gauges and Tables' (2019); harbour log"
created: 2024-02-30
tags: [tides, gauges]
---

# tide tables drift

Body with --- in it.

---

sourced_from: not here
"""

SOURCE = """\
---
type: source
title: "Gauges and Tables"
author: Ada Okafor
url: https://example.org/gauges#top
date: 2019-05-00
status: processed
claims_extracted:
  - "tide tables drift because nobody reads the gauge"
  - 'it''s the moon: always'
  - plain-name.md
priority: high
---

Text.
"""

HEADS = (
    "type: claim\ntitle: Slow water\nsourced_from: inbox/archive/slow-water.md\ncreated: 2023-01-01\n",
    "type: claim\nsourced_from:\n  - inbox/archive/one.md\n  - inbox/archive/two.md   # the longer one\ntags: []\n",
    "type: claim\nsourced_from:\n",
    "type: claim\nsourced_from: ~\nrelated: [[slow water]]\n",
    "type: claim\nsourced_from: [[Slow water|the essay]]\nnext: 1\n",
    "type: claim\nsourced_from: 'inbox/queue/it''s here.md'  # checked\nnext: 1\n",
    "type: claim\nsourced_from: >-\n  inbox/archive/long\n  name.md\n\nnext: 1\n",
    "type: source\nclaims_extracted: []\nnotes: |\n  # not a comment\n  - not an item\n\n  last line\n",
    "type: source\nclaims_extracted: [] # none so far\nsummary: >+\n  kept\n\n\n",
    "type: source\nclaims_extracted: null\nsummary: |+\n  text\n  # looks like a comment\n\n",
    "type: source\nclaims_extracted:   # to do\n\n# more to say\nstatus: new\n",
    "type: source\nclaims_extracted: [first thing, \"second, thing\", 'third']\n",
    'type: source\nclaims_extracted: [\n    "first",\n    "second", # with a note\n  ]\nstatus: new\n',
    "type: source\nclaims_extracted: [\n  first,\n  second # no comma here\n  ]\nstatus: new\n",
    "type: source\nclaims_extracted: [a\n  , b\n  , c\n  ]\n",
    "type: source\nclaims_extracted: [first, second,]\nurls: [https://example.org/a, https://example.org/b]\n",
    "type: source\nclaims_extracted:\n- first\n-   'second'\n# the end of the list\n\ntags: [x]\n",
    "type: source\nclaims_extracted:\n    - first\n    -\n      second\n      over two lines\n",
    "type: source\nclaims_extracted:\n  - |\n    literal\n    # item\n\n  - >+\n    kept\n\nstatus: new\n",
    'type: source\nclaims_extracted:\n  - [[A wikilink]]\n  - "[[Quoted|alias]]"\n  - Title: with a colon\n',
    "type: source\nclaims_extracted:\n  -\n  - ~\n  - last\n\n\n",
    "  type: source\n  title: Indented\n  claims_extracted:\n    - first\n  status: new\n",
    "  type: source\n  title: Indented\n",
    "type: source\ntitle: Ends\n...\n",
    "# only a comment\n",
    "",
    "base: &base {status: new, by: ada}\ntype: source\n<<: *base\nby: &who bo\nreviewer: *who\n",
    '? type\n: source\n? [complex, key]\n: value\n"title": quoted key\n',
    "type: !!str source\ntitle: !local tagged\nclaims_extracted:\n  - !!str tagged\n  - &item anchored\nsame: *item\n",
    "meta:\n  claims_extracted: [nested]\n  sourced_from: nested\nclaims_extracted_old: x\nSourced_From: y\n",
    'title: Tides \U0001f30a and caf\u00e9s\nauthor: "Ada\tOkafor"\nclaims_extracted:\n  - \u00e9t\u00e9\n',
    'title: a line\u2028separator\nclaims_extracted:\n- "next\u0085line"\n',
    "title:\tTabbed\ntags:\t[a,\tb]\t\nclaims_extracted:\n  - first\t\n",
)

NOTES = (
    CLAIM,
    SOURCE,
    CLAIM.replace("\n", "\r\n"),
    SOURCE.replace("\n", "\r\n"),
    "\ufeff" + SOURCE,
    SOURCE.replace("\n", "\r\n", 8),
    *(f"---\n{head}---\nBody.\n" for head in HEADS),
    *(f"---\n{head}---" for head in HEADS[::3]),
    *(f"--- \t\n{head}---  \n".replace("\n", "\r\n") for head in HEADS[::2]),
)

ENTRIES = (
    "inbox/archive/2019-gauges.md",
    "inbox/archive/it's here.md",
    "tide tables drift because nobody reads the gauge, ever",
    'a title: with a colon, a # and "quotes"',
    "[[Slow water]]",
    "yes",
    "12:30",
    "2020-01-01",
    "- dashed",
    "100% & *starred* {braced} [bracketed], `ticked` @home",
    " padded ",
    "back\\slash\tand tab",
    "\U0001f30a caf\u00e9\u2028new",
    "0x1F",
    "it''s",
)
