"""The names in an author string or at the start of a citation to comparable authors."""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Who an author is, as far as the spelling tells."""

    PERSON = "person"
    ORGANISATION = "organisation"
    HANDLE = "handle"


class Author(NamedTuple):
    """One author: `surname` and `given` in folded form (see `fold`); only a person has a given name or initials."""

    surname: str
    """The surname with its particles, the whole name of an organisation, or a handle without its `@`."""
    given: str = ""
    kind: Kind = Kind.PERSON

    @property
    def initials(self) -> str:
        """The first letters of the given names, run together: `jp` for `jean-paul` and for `j p`."""
        return "".join(part[0] for part in re.split(r"[\s-]+", self.given) if part)


_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "’": "'"})


def fold(text: str) -> str:
    """A text without case, diacritics, strokes and ligatures: `Šimić-Ørsted` is `simic-orsted`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)


_UPPER = r"(?![a-zß-öø-ÿ])[^\W\d_]"
_WORD = rf"{_UPPER}(?:[^\W\d_]|['’-](?=[^\W\d_]))+(?!\w)"
_PARTICLES = (
    "van von de der den het la le di da du del della delle dos das do ten ter bin ibn al el af zu zum vom y".split()
)
_PARTICLE = rf"(?:{'|'.join(_PARTICLES)}|[Vv]an|[Vv]on|D[eiua]|L[ae]|St\.?)"
_SURNAME = rf"(?:{_PARTICLE}\s){{0,3}}(?:[dlDLO]['’])?{_WORD}"
_INITIAL = rf"{_UPPER}\.?(?![^\W\d_])"
_INITIALS = rf"{_INITIAL}(?:[\s.-]{{0,2}}{_INITIAL}){{0,3}}"
_SUFFIX = r"(?:,?\s(?:Jr\.?|Sr\.?|II|III|IV)(?=\W|$))?"
_NOT_NAMES = (
    "A|An|The|On|In|Of|To|Towards?|How|Why|What|When|Where|Who|Is|Are|Do|Does|Can|From|For|With|Against|Beyond|Some|"
    "Using|Understanding|Proc|Proceedings|Journal|Vol|Volume|Chapter|Ch|University|Press|Report|Available|Retrieved"
)
_END = r"(?=\s*(?:$|[,;:(\[\"“‘«*_—–/]|\.(?:\s|$)|'(?=\w)|(?:and|&|with|via|\+|-)\s|et\.?\s?al\b|\d{4}))"
_INVERTED = rf"{_SURNAME}(?:[\s-]{_WORD})?,\s?{_INITIALS}{_SUFFIX}"
_VANCOUVER = rf"{_SURNAME}(?:[\s-]{_WORD})?\s(?-i:[A-Z]{{1,3}})(?![\w.])"
_NORMAL = rf"(?!(?:{_NOT_NAMES})\b)(?:{_INITIALS}\s?|{_WORD}\s)(?:(?:{_INITIAL}|{_WORD})\s){{0,2}}{_SURNAME}{_SUFFIX}"
_NAME = re.compile(
    rf"(?P<inverted>{_INVERTED})|(?:(?P<vancouver>{_VANCOUVER})|(?P<normal>{_NORMAL})|(?P<bare>(?!(?:{_NOT_NAMES})\b){_SURNAME})){_END}"
)
_AND = re.compile(
    r"(?:\s*,)?\s*(?:&|\band\b|\bwith\b|\+)\s*|\s*[,;/]\s*(?:and\s+|&\s*)?|\.,?\s+(?=(?:and|&)\s)(?:and|&)\s+"
)
_ET_AL = re.compile(
    r"[\s,]*(?:\bet\.?\s*al\b\.?|\band\s+(?:others|colleagues|coauthors)\b|\bu\.\s?a\.|…|\.\.\.)", re.IGNORECASE
)
_REMARKS = re.compile(r"\s*(?:\((?:@|[Ee]ds?\.?\b)[^()]{0,60}\)|,?\s*\b[Ee]ds?\.)")
_ALWAYS_NAME = frozenset(["inverted", "vancouver"])


def scan_names(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The list of names that begins at `start`, as offsets of each name; empty when the text goes on differently."""
    names: list[tuple[int, int]] = []
    style = ""
    position = start
    while name := _NAME.match(text, position):
        found = name.lastgroup or ""
        if style == "bare" and found == "normal" and names:  # `Hayek, Open Society`: surnames alone, then a title
            break
        style = style or found
        names.append(name.span())
        position = name.end()
        if remark := _REMARKS.match(text, position):
            position = remark.end()
        if _ET_AL.match(text, position) or not (then := _AND.match(text, position)):
            break
        position = then.end()
    return names


def names_end(text: str, names: list[tuple[int, int]]) -> int:
    """Where the list of names ends, behind its remarks and its `et al.`."""
    end = names[-1][1]
    for trailing in (_REMARKS, _ET_AL, _REMARKS):
        if more := trailing.match(text, end):
            end = more.end()
    return end


_DROPPED = re.compile(
    r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+ | https?://\S+ | \bet\.?\s*al\b\.? | \band\s+(?:others|colleagues)\b | \b[Ee]ds?\.",
    re.VERBOSE,
)
_NOBODY = re.compile(
    r"(?:multiple|various|several|unknown|anonymous|n/?a|tbd|tbc|none|staff|many|different)\b.{0,40}|(?:multiple |various )?"
    r"(?:authors?|sources?|research|analysis|team|editors?|contributors?|aggregated|web research|synthesis)(?:\s(?:tbc|tbd))?",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:research|university|universit\w+|college|institut\w*|foundation|fund|inc|llc|ltd|gmbh|corp\w*|compan(?:y|ies)|labs?|"
    r"dao|capital|partners|ventures|journal|magazine|times|post|news|press|media|committee|commission|council|agency|bureau|"
    r"department|ministry|office|centers?|centres?|collective|project|team|group|association|society|bank|finance|network|"
    r"school|report|reports|services|organi[sz]ation|union|alliance|initiative|industries|entertainment|studios?|protocol|"
    r"podcast|blog|house of|parliament|government|academy|consortium|federation|authority|administration|of|for|the)\b|"
    r"\w\.\w|[A-Z]{3,}|[a-z][A-Z]|\d",
)
_HANDLE = re.compile(r"@(\w{2,30})")
_ROLES = re.compile(
    r"^(?:by|with|via|from|hosted by|edited by|dr\.?|prof\.?|professor|sir|mr\.?|mrs\.?|ms\.?)\s+", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?:[;|/\n]|\s&\s(?!co\b|company|sons|partners)|\b(?:and|with|via)\b|,)\s*", re.IGNORECASE)


def parse_authors(text: str) -> tuple[Author, ...]:
    """An author string, with roles, affiliations and handles or without, to its authors in order, each once."""
    if "(" in text or "[" in text:
        inside = re.findall(r"[(\[]([^()\[\]]*)[)\]]", text)
        outside = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text)
        texts = [outside, *(part for part in inside if part[:1].isupper() or part[:1] == "@" or "@" in part)]
        return tuple(dict.fromkeys(author for part in texts for author in parse_authors(part.translate(_NO_BRACKETS))))
    text = _DROPPED.sub(" ", text)
    found: list[Author] = []
    for handle in _HANDLE.findall(text):
        found.append(Author(handle.lower(), "", Kind.HANDLE))
    text = _HANDLE.sub(" ", text).strip(" ,;.")
    names = scan_names(text)
    if names and names_end(text, names) >= len(text.rstrip(" .,;")):
        found[:0] = [_author(text[start:end]) for start, end in names]
        if inverted := _two_words_inverted(text):
            found[: len(names)] = inverted
    else:
        found[:0] = [_author(part) for part in _PARTS.split(text) if _names_somebody(part)]
    return tuple(dict.fromkeys(author for author in found if author.surname))


_NO_BRACKETS = str.maketrans("()[]", "    ")


def _names_somebody(part: str) -> bool:
    part = part.strip()
    return bool(part) and not _NOBODY.fullmatch(part) and (part[0].isupper() or " " not in part)


def _two_words_inverted(text: str) -> list[Author] | None:
    """`Smith, John and Doe, Jane` and `Smith, John, and Jane Doe`: surnames first, with given names written out."""
    parts = re.split(r"\s+(?:and|&)\s+|\s*;\s*", text)
    if len(parts) > 1 and all(
        re.fullmatch(rf"{_SURNAME},\s{_WORD}(?:\s{_INITIALS})?", part.strip(" ,")) for part in parts
    ):
        return [
            Author(fold(last), fold(first.strip(" .")))
            for last, _, first in (p.strip(" ,").partition(", ") for p in parts)
        ]
    return None


def _author(name: str) -> Author:
    name = _ROLES.sub("", name.strip(" .,'\"")).strip()
    if not name or _NOBODY.fullmatch(name):
        return Author("")
    last, comma, first = name.partition(",")
    if comma:
        return Author(_plain(last), _plain(first))
    words = name.split()
    if len(words) == 1:
        organisation = _ORGANISATION.search(name)
        return Author(_plain(name), "", Kind.ORGANISATION if organisation else Kind.PERSON)
    if re.fullmatch(r"[A-Z]{1,3}", words[-1]) and not re.fullmatch(r"[A-Z.]{1,3}", words[0]) and len(words) <= 3:
        return Author(_plain(" ".join(words[:-1])), " ".join(words[-1].lower()))
    if _ORGANISATION.search(name):
        return Author(_plain(name), "", Kind.ORGANISATION)
    while len(words) > 2 and fold(words[-1]).strip(".") in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return Author(_plain(" ".join(words[cut:])), _plain(" ".join(words[:cut])))


def _plain(name: str) -> str:
    """A folded name without dots: initials stand apart, so that `J.-P.` and `J P` are one."""
    return re.sub(r"[\s.,-]+", " ", fold(name)).strip()
