"""Text with the marks of TeX, HTML and typesetting to the plain characters that they stand for."""

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|u|a|p|br|span|small|scp|mml:\w{1,12}|jats:\w{1,12})\b[^<>]{0,200}>", re.I
)
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327", "k": "\u0328", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
"""TeX's commands for accents (The TeXbook, chapter 9) and the combining characters that do the same."""
_ACCENT = re.compile(
    r"\{?\\(?:([`'^~\"=.])\s?|([uvHrckdb])(?=[\s{])\s?)(?:\{\s?(\\[ij]|[^\W\d_])\s?\}|(\\[ij]\b|[^\W\d_]))\}?"
)
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ldots": "…", "dots": "…", "textendash": "–",
    "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
}  # fmt: skip
_LETTER = re.compile(rf"\{{?\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\s?\{{\}}|\}}|\s)?")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_COMMAND = re.compile(
    r"\\(?:emph|text[a-z]{2,6}|math[a-z]{2,6}|url|enquote|textquote|uppercase|[a-z]{1,2}series|it|bf|sc|em)\b\s?"
)
"""Commands that change how their argument looks, not what it says."""
_MATH_LETTER = re.compile(r"\$\\?([^\s$\\]{1,40})\$")
_BRACED = re.compile(r"\{([^{}]{0,200})\}")
_DEEPEST = 3
"""How many braces within braces are taken away: `{{{Ebb}}}`."""
_BIBTEX = re.compile(r"\s*@\w{2,20}\s*[{(]")
_BLANKS = re.compile(r"\s{2,}")
"""Runs of blanks: one will do, or an empty line."""
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, characters of no width and marks of direction."""
_COMPATIBLE = re.compile("[\ufb00-\ufb06\uff01-\uff5e\u3000\u2010\u2011]+")
"""Ligatures, forms of full width, and hyphens that only look like one."""
_SPACING_ACCENT = re.compile(r"([´`¨ˆ˜ˇ])\s?([A-Za-z])")
_COMBINING = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c"}


def plain(text: str) -> str:
    """A text to the same as a person reads it.

    HTML entities and tags, TeX's accents, letters and braces, ligatures, forms of full width, decomposed letters and
    invisible characters give way to what they show. A BibTeX entry keeps its braces, which are its syntax.
    """
    text = _BLANKS.sub(_blank, text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "{" in text:
        text = _without_tex(text)
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]).replace("\u2010", "-"), text)
    text = _SPACING_ACCENT.sub(lambda found: found[2] + _COMBINING[found[1]], text)
    return unicodedata.normalize("NFC", text)


def _blank(run: "re.Match[str]") -> str:
    return "\n" * min(2, run[0].count("\n")) or " "


def _without_tex(text: str) -> str:
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
        text = _COMMAND.sub("", text)
        text = _ESCAPED.sub(r"\1", text)
    if "{" in text and not _BIBTEX.match(text):
        text = _MATH_LETTER.sub(r"\1", text)
        for _ in range(_DEEPEST):
            text = _BRACED.sub(r"\1", text)
    return text


def _accented(found: "re.Match[str]") -> str:
    letter = (found[3] or found[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])
