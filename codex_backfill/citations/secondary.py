"""Text to what it is of another work: its erratum, a reply to it, a review of it."""

import re

_AUTHORS = r"(?:(?:the\s)?authors?['’]?s?['’]?\s|an?\s)?"
_FORMS = {
    "correction": (
        rf"{_AUTHORS}(?:(?:errat|corrigend|addend)(?:um|a)|berichtigung(?:en)?|corrections?)\b(?=\W|\s(?:to|for)\b)"
        r"(?!\s(?!to\b|for\b|for:)\w)"
    ),
    "retraction": (
        r"retract(?:ion|ed)(?:\s(?:note|notice|article))?(?=\s?[:)\]]|\sto\b)|withdrawn(?=:)|expression\sof\sconcern"
    ),
    "reply": (
        rf"{_AUTHORS}(?:reply|replies|response|rejoinder|antwort|erwiderung|réponse)(?=\sto\b|\s?[:.;,)\]\"”’']|$)"
    ),
    "comment": rf"{_AUTHORS}(?:comments?|commentary|discussion|kommentar|commentaire)(?=\son\b|\s?[:;)\]\"”’']|$)",
    "review": (
        r"book\sreviews?\b|reviews?(?=\sof:|\sof\s[\"“‘'«])|rezension(?=\W)|reseña|recensione?(?=\W)|compte\srendu"
    ),
    "protocol": r"(?:study\s|trial\s|research\s)?protocol(?=\s?[)\].:\"”’']|$)",
    "slides": r"(?:presentation\s)?slides(?=\s?[)\].:\"”’']|$)|slide\sdeck|folien(?=\s?[)\]])",
    "abstract": r"cheminform\sabstract|(?:extended\s)?abstract(?=\s?[:)\]])",
    "supplement": r"supplement(?:ary|al)?\s(?:materials?|information)|supplement(?=\sto\b)",
}
_ANY = "|".join(f"(?P<{kind}>{form})" for kind, form in _FORMS.items())
_ABOUT = re.compile(rf"(?:^|[.:;,?!(\[*_\"“”‘’'»–—-]\s{{0,2}}|\d[\])]?\s)(?:{_ANY})", re.IGNORECASE)
"""What opens the title of a work about another, or closes it: `Erratum: ...`, `... (Reply)`, `...: authors' reply`."""


def about(text: str) -> frozenset[str]:
    """A text, a title or a citation, to what it names itself of another work: `correction`, `reply`, `review`, ..."""
    return frozenset(found.lastgroup for found in _ABOUT.finditer(text) if found.lastgroup)
