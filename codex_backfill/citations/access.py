"""The day on which somebody looked at a page: it stands in citations of it, and says nothing of when it is from."""

import re

_WORDS = (
    "accessed", "retrieved", "viewed", "visited", "consulted", "checked", "archived(?:\\sfrom\\sthe\\soriginal)?",
    "abgerufen", "aufgerufen", "abgefragt", "eingesehen", "besucht", "zugegriffen", "(?:letzter\\s)?(?:zugriff|abruf)",
    "consultée?", "consultad[oa]", "consulta", "recuperado", "accedido", "visitado", "acessado", "acc?esso",
    "consultato", "visitato", "geraadpleegd", "bezocht", "bekeken", "hämtad", "hämtat", "besökt", "läst", "hentet",
    "lest", "besøgt", "tilgået", "dostęp", "data\\sdostępu", "navštíveno", "luettu", "viitattu", "erişim(?:\\starihi)?",
    "дата\\sобращения", "просмотрено", "訪問日?", "访问日期", "引用日期", "アクセス日",
)  # fmt: skip
"""`Accessed`, and what citations in other languages have for it."""
_SMALL = "on|am|vom|le|el|em|op|il|in|den|dnia|[åa]"
_AHEAD = re.compile(
    rf"(?:(?<!\w)(?:last\s|date\s)?(?:{'|'.join(_WORDS)})(?:\s(?:{_SMALL}))?[\s:,–-]{{0,3}}"
    r"|[\[(](?:cited|cit\.|zit\.|citado|cité)[\s:]{1,2}|\bWeb\.\s)\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s?に?(?:閲覧|アクセス|参照|访问|訪問|查閱|查阅|检索)|\s(?:abgerufen|aufgerufen|geraadpleegd)\b")
_FAR = 40
"""How many characters before the day such words start at most."""


def accessed(text: str, start: int, end: int) -> int | None:
    """A text and the offsets of a day in it to where what says that a page was looked at on it starts.

    `Accessed 3 May 2021`, `[cited 2021 May 3]`, `abgerufen am 3. Mai 2021`; None for any other day.
    """
    ahead = _AHEAD.search(text, max(0, start - _FAR), start)
    return ahead.start() if ahead else start if _BEHIND.match(text, end) else None
