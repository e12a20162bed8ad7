"""What a YAML parser finds wrong to words for the person who has to mend it."""

_QUOTE = "a quotation mark opens here and is never closed"
_COLON = "a colon and a blank inside a plain value: put the value in quotation marks"
COLON_IN_BRACKETS = "a colon inside a plain value between brackets: put the value in quotation marks"
_LIST = "a list that opens with [ lacks a comma or its ]"
_KEYS = "a mapping that opens with { lacks a comma or its }"
_SECOND = "a second YAML document, or a directive, starts here"
_INDENT = "this line is neither a key nor a part of what stands above it: its indentation does not fit"
_BLOCK = "what follows | or > is not +, - or a digit from 1 to 9"
_TAG = "a tag (a word that starts with !) that cannot be read"
_NAME = "a name must follow & or * directly"
_ESCAPE = "an escape that YAML does not know: double the backslash, or use single quotation marks"

_BY_PROBLEM = {
    "mapping values are not allowed in this context": _COLON,
    "mapping keys are not allowed in this context": "a key may not stand here: put it on a line of its own",
    "block sequence entries are not allowed in this context": "a list may not start here: put it on a line of its own",
    "did not find expected ',' or ']'": _LIST,
    "did not find expected ',' or '}'": _KEYS,
    "did not find expected '-' indicator": "this line is not an item of the list above: its indentation does not fit",
    "did not find expected key": _INDENT,
    "did not find expected node content": "a value is missing here",
    "did not find expected <document start>": _SECOND,
    "did not find expected alphabetic or numeric character": _NAME,
    "did not find expected comment or line break": _BLOCK,
    "did not find expected hexdecimal number": _ESCAPE,
    "could not find expected ':'": "a line without a colon where a key should stand",
    "found another document": _SECOND,
    "found a tab character that violates indentation": "a tab indents this line: use blanks",
    "found a tab character where an indentation space is expected": "a tab indents this line: use blanks",
    "found an indentation indicator equal to 0": _BLOCK,
    "found character that cannot start any token": "a value may not start so: quote it; where a tab stands, put blanks",
    "found invalid Unicode character escape code": _ESCAPE,
    "found undefined tag handle": _TAG,
    "found unexpected ':'": COLON_IN_BRACKETS,
    "found unexpected document indicator": _QUOTE,
    "found unknown escape character": _ESCAPE,
}
_BY_CONTEXT = {
    "while scanning a quoted scalar": _QUOTE,
    "while parsing a flow sequence": _LIST,
    "while parsing a flow mapping": _KEYS,
    "while scanning a block scalar": _BLOCK,
    "while parsing a tag": _TAG,
    "while scanning a tag": _TAG,
    "while scanning an anchor": _NAME,
    "while scanning an alias": _NAME,
}
"""The messages of libyaml 0.2 (scanner.c, parser.c) that frontmatter can bring about, and what a person would say."""


def reason(context: str | None, problem: str | None) -> str:
    """What a parser was doing, and what it met there, to what is wrong in a person's words."""
    return _BY_PROBLEM.get(problem or "") or _BY_CONTEXT.get(context or "") or "this is no valid YAML"
