"""Where a list of names stands in a text, in the usual styles.

`Smith, J. M., & Doe, B.`, `Smith JM, Doe B`, `Jane M. Doe and Bo van Dijk`, `Doe, Jane, and Bo Li`, `JM Smith, B Doe`,
`Smith, Doe & Lee`, `Smith et al.`
"""

import re
from enum import StrEnum
from typing import NamedTuple


class Style(StrEnum):
    """How a name is spelled."""

    INVERTED = "inverted"
    """`Smith, J. M.`"""
    WRITTEN = "written"
    """`Smith, John M.`"""
    VANCOUVER = "vancouver"
    """`Smith JM`"""
    INITIALS = "initials"
    """`J. M. Smith` or `JM Smith`"""
    FULL = "full"
    """`John M. Smith`"""
    BARE = "bare"
    """`Smith`, or any one word in capitals"""


class Name(NamedTuple):
    """A name in a text: where it starts and ends, and its style."""

    start: int
    end: int
    style: Style


PARTICLES = (
    "van", "von", "de", "der", "den", "het", "la", "le", "di", "da", "du", "del", "della", "delle", "dos", "das",
    "do", "ten", "ter", "bin", "ibn", "al", "el", "af", "zu", "zum", "y",
)  # fmt: skip
"""Small words that belong to the surname behind them."""
_UPPER = r"(?![a-zß-öø-ÿа-яёєіїґα-ωάέήίόύώ])[^\W\d_]"
_WORD = rf"{_UPPER}(?:[^\W\d_]|['’-](?=[^\W\d_]{{2}})){{1,40}}(?!\w)"
_LOUD = "VAN|VON|DE|DEL|DELLA|DER|DEN|DA|DI|DO|DU|DOS|DAS|LA|LE|EL|AL|TEN|TER"
"""The same where surnames are in capitals."""
_SURNAME = (
    rf"(?:(?:{'|'.join(PARTICLES)}|{_LOUD}|[Vv]an|[Vv]on|D[eiua]|L[ae]|St\.?|Ó)\s|al-){{0,3}}(?:[dlDLO]['’])?{_WORD}"
)
_DOUBLE = rf"{_SURNAME}(?:[\s-]{_WORD})?"
_INITIAL = rf"{_UPPER}\.?(?![^\W\d_])"
_INITIALS = rf"{_INITIAL}(?:[\s.-]{{0,2}}{_INITIAL}){{0,3}}"
_OWN_INITIALS = rf"{_INITIAL}(?:[\s.-]{{0,2}}(?!J\.\s[A-Z][a-z]{{1,8}}\.|A\s[a-zß-öø-ÿ]){_INITIAL}){{0,3}}"
"""In `Doe, B. J. Am. Chem. Soc.` the `J.` belongs to the journal, in `Doe, B. A survey` the `A` to the title."""
_SUFFIX = r"(?:,?\s(?:Jr\.?|Sr\.?|II|III|IV)(?=\W|$))?"
_NOT_A_NAME = (
    r"(?!(?:An|The|On|In|Of|To|Towards?|How|Why|What|When|Where|Who|Is|Are|Do|Does|Can|From|For|With|Against|Beyond|Some|"
    r"Using|Understanding|Revisiting|More|Comments?|Proc|Proceedings|Journal|Trans|Transactions|Vol|Volume|Chapters?|Ch|"
    r"University|Press|Report|Available|Retrieved)\b)"
)
_NOT_INITIALS = (
    r"(?!(?:AI|AR|CEO|DAO|DNA|EU|GDP|HIV|ICO|II|III|IT|IV|LLM|LP|ML|NFT|NLP|PR|RL|SQL|TV|UK|UN|US|VI|VR|XML)\b)"
)
_DATED = r"(?:0{4,40}|(?:1[5-9]|20)\d\d)"
_NOT_A_JOURNAL = (
    rf"(?![JQ]\.?\s(?:(?:{_UPPER}\w{{0,20}}\.?|of|the|and|&|in|for)\s){{0,6}}{_UPPER}\w{{0,20}}\.?,?\s"
    rf"\(?(?:{_DATED}\)?[,;:]?\s?)?(?!{_DATED})\d)"
)
"""`J. Am. Waves 12`: capitals up to a volume; dates are years or, blanked, noughts."""
_BARE_END = (
    r"(?=\s*(?:$|[,;(\[\"“«*_—–/]|\.(?:\s|$)|(?:and|&|with|via|und|et|och|og|и)\s|[ec]\w\.?\s?a[l1]\b|\d{4})"
    r"|\s(?:['‘]|[+-]\s)|['’]s\s)"
)
_END = rf"(?=\s*:\s|{_BARE_END[3:]}"
_NOT_SHORT = rf"(?!(?!(?:{_LOUD})\s)[A-Z]{{1,3}}\s)"
_GIVEN = rf"{_WORD}(?:\s{_INITIALS})?"
_NAMES = {
    Style.INVERTED: (
        rf"{_NOT_SHORT}{_DOUBLE},\s?{_NOT_INITIALS}(?!A\s[a-zß-öø-ÿ]){_OWN_INITIALS}(?:(?<=\.)|(?!\s{_WORD})){_SUFFIX}"
    ),
    Style.WRITTEN: (
        rf"{_NOT_SHORT}{_NOT_A_NAME}{_SURNAME},\s{_NOT_A_NAME}{_GIVEN}"
        rf"(?=\.\s|,\set\sal|,\sand\s(?!(?:Van|Von|De|La)\s){_GIVEN}\s{_DOUBLE}{_END}|,?\s(?:and|&)\s{_DOUBLE},\s{_GIVEN}{_END}"
        rf"|,\s{_WORD}\s(?:{_INITIAL}\s)?{_WORD},\s(?:and\s)?{_WORD}\s)"
    ),
    Style.VANCOUVER: (
        rf"{_NOT_SHORT}{_DOUBLE}\s{_NOT_INITIALS}(?:(?:[А-ЯЁ]\.\s?){{1,3}}(?<=\.)|(?:{_UPPER}\.\s?){{2,3}}(?<=\.)(?=\s?\w)"
        rf"|(?:{_UPPER}\.[\s-]?){{1,3}}(?<=\.)(?=\s?(?:[,;(&]|(?:and|et|und)\s|\d{{4}}|$))|(?:{_UPPER}){{1,3}}(?!\w){_END})"
    ),
    Style.INITIALS: (
        rf"{_NOT_A_NAME}{_NOT_A_JOURNAL}(?:{_INITIALS}\s?{_DOUBLE}|{_NOT_INITIALS}(?:(?:{_UPPER}){{2}}|(?:{_UPPER}){{3}}(?=\s{_WORD},\s[A-Z]{{1,3}}\s))\s{_SURNAME})"
        rf"{_SUFFIX}{_END}"
    ),
    Style.FULL: rf"{_NOT_A_NAME}{_WORD}\s(?:(?:{_INITIAL}|{_WORD})\s){{0,2}}{_SURNAME}{_SUFFIX}{_END}",
    Style.BARE: rf"{_NOT_A_NAME}{_SURNAME}(?!\s?\(\w{{1,8}}\)[^\W\d_]){_BARE_END}",
}
_CONTINUED = {
    Style.INVERTED: (Style.INVERTED, Style.INITIALS, Style.FULL),
    Style.WRITTEN: (Style.INVERTED, Style.WRITTEN, Style.INITIALS, Style.FULL),
    Style.VANCOUVER: (Style.VANCOUVER,),
    Style.INITIALS: (Style.INITIALS,),
    Style.FULL: (Style.INITIALS, Style.FULL),
    Style.BARE: (Style.BARE,),
}
"""Which styles can follow the first name's: `Smith, J., and Jane Doe`, but no title behind a bare surname."""


_PATTERNS = {style: re.compile(pattern) for style, pattern in _NAMES.items()}
"""Tried in turn: one pattern for each choice among them would take longer to compile than a vault's names to read."""
_NO_TITLE = rf"(?!\s(?!(?:{'|'.join(PARTICLES)}|and|et|und|with|eds?|editors?)\b)[a-zß-öø-ÿ])"
_MIDDLE_INITIAL = re.compile(
    rf"{_WORD}\s(?:[A-Z]\.\s){{1,3}}{_SURNAME}(?:[,:]{_NO_TITLE}|\.\s|\.?\s(?:(?:and|&|et)\s(?!(?!(?:{'|'.join(PARTICLES)}|al)\b)[a-zß-öø-ÿ])|[\d'\"“‘(]))"
)
"""`Jane M. Doe, Bo Li` is no `Jane M`; `Doe J. Tides, winds and waves` is one."""
_FIRST = tuple(Style)
_CERTAIN = (Style.INVERTED, Style.VANCOUVER, Style.INITIALS)
_AND = re.compile(r"\s*(?:[,;]\s*(?:and\s+|&\s*)?|(?:&|\b(?:and|with|und|et|och|og|и)\b|\+|/)\s*|\.,?\s+(?:and|&)\s+)")
_ET_AL = re.compile(r"[\s,;]*(?:\b[ec]\w\.?\s?a[l1]\b\.?|\band\s(?:others|colleagues|coauthors)\b|…|\.\.\.)")
_REMARK = re.compile(
    rf"\s*(?:\((?:@|[Ee]ds?\b)[^()]{{0,60}}\)|,?\s?\b[Ee]d(?:itor)?s?\.|\({_WORD}(?:\s{_WORD}){{0,3}}\)(?=\s*[,'\"“—]))|['’]s(?=\s)"
)


_AND_OTHERS = re.compile(
    r"(?<=[\w.])(?:,?\s(?:u\.\s?a\.|e\.\s?a\.|m\.\s?fl\.|&\sal\.?|et\s(?:coll|col|autres)\b\.?|y\s(?:otros|otras|cols?\.)"
    r"|e\s(?:outros|altri|colaboradores)\b|и\s(?:др|соавт)\.|та\sін\.|i\s(?:in|wsp)\.|a\s(?:kol|spol)\.|ve\s(?:ark|diğ)\."
    r"|und\s(?:andere|Mitarbeiter)\b|en\sanderen\b|och\sandra\b|ja\smuut\b)|\s?(?:等人?|ほか|外)(?![^\W\d_]))"
)
"""`et al.` as German, Dutch, Swedish, French, Spanish, Portuguese, Italian, Russian, Ukrainian, Polish, Czech, Turkish,
Finnish, Chinese and Japanese have it."""


def with_et_al(text: str) -> str:
    """A text with `et al.` for all that says the same in other languages."""
    return _AND_OTHERS.sub(" et al.", text)


def scan_names(text: str, start: int = 0, certain: bool = False) -> list[Name]:
    """The list of names that begins at `start`; empty when the text goes on differently there.

    `certain` takes only names with initials, which hardly anything else looks like.
    """
    names: list[Name] = []
    joint = ""
    styles = _CERTAIN if certain else _FIRST
    if not certain and text.startswith("A ", start):  # an article, more often than not
        return names
    if _MIDDLE_INITIAL.match(text, start):
        styles = tuple(style for style in styles if style is not Style.VANCOUVER)
    while name := _name(text, start, styles):
        names.append(name)
        styles = _CONTINUED[names[0].style]
        start = _past(_REMARK, text, name.end)
        if _ET_AL.match(text, start) or not (then := _AND.match(text, start)):
            return names
        start, joint = then.end(), then[0].strip()
    if joint not in ("", ",", ";"):  # `Zeng, Brain and Behaviour`: what is joined to no name is none
        names.pop()
    return names


def _name(text: str, start: int, styles: tuple[Style, ...]) -> Name | None:
    for style in styles:
        if found := _PATTERNS[style].match(text, start):
            return Name(start, found.end(), style)
    return None


def names_end(text: str, names: list[Name]) -> int:
    """Where a list of names ends, behind its remarks and its `et al.`"""
    return _past(_REMARK, text, _past(_ET_AL, text, _past(_REMARK, text, names[-1].end)))


def _past(pattern: "re.Pattern[str]", text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
