"""A claim's body to the texts in it that say where it comes from: lists below headings, labelled lines, footnotes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from codex_backfill.notes.markdown import Heading, headings, visible
from codex_backfill.notes.pointers import citekeys

_IN_OTHER_LANGUAGES = {
    "sources": (
        "source, quelle, quellen, quellenangaben, fuente, fuentes, fonte, fontes, fonti, bron, "
        "bronnen, källa, källor, kilde, kilder, lähde, lähteet, zdroj, zdroje, źródło, źródła, "
        "forrás, források, πηγή, πηγές, источник, источники, джерело, джерела, kaynak, kaynaklar, "
        "nguồn, sumber, स्रोत, مصدر, مصادر, المصادر, מקור, מקורות, 来源, 來源, 出处, 出處, 出典, 情報源, 資料, 출처"
    ),
    "references": (
        "reference, referenz, referenzen, literatur, verweise, référence, références, referencia, "
        "referencias, referência, referências, riferimento, riferimenti, referentie, referenties, "
        "verwijzingen, referens, referenser, referanse, referanser, referencer, viitteet, odkazy, "
        "odniesienia, ссылка, ссылки, посилання, kaynakça, tài liệu tham khảo, referensi, संदर्भ, "
        "مراجع, المراجع, 参考, 參考, 参考文献, 參考文獻, 参考资料, 參考資料, 参照, 참고, 참고문헌, 참고 문헌"
    ),
    "citations": (
        "citation, zitat, zitate, beleg, belege, nachweis, nachweise, cita, citas, citação, citações, "
        "citazione, citazioni, citaat, citaten, citat, cytaty, цитата, цитаты, alıntı, alıntılar, 引用, "
        "引文, 引用文献, 인용"
    ),
    "bibliography": (
        "works cited, literature cited, literaturverzeichnis, quellenverzeichnis, bibliographie, "
        "bibliografía, bibliografia, bibliografie, litteratur, kirjallisuus, literatura, "
        "библиография, литература, список литературы, бібліографія, βιβλιογραφία, 书目, 書目, 参考书目, 參考書目, "
        "文献, 文獻"
    ),
}
"""What says the same as the four default headings, one of them or several, in the languages that most vaults are in."""
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)]|\[\d{1,3}\])[ \t]+")
_NO_TEXT = re.compile(r"[\s>|:=_*-]*(?:<[^<>]*>)?[\s>|:=_*-]*\Z")
"""A rule, the line below a table's head, a lone tag."""
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*((?:[^\n]*)(?:\n(?:[ ]{2,}|\t)[^\n]*)*)", re.MULTILINE)
_MARKS = "*_"


class InBody(NamedTuple):
    """What a body says of where it comes from: its citations' texts, and the citekeys in it, in their order."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]


def in_body(body: str, words: Sequence[str], *, is_cited: bool) -> InBody:
    """A body, the words that stand above or before citations, and whether the note cites elsewhere, to what it says."""
    return InBody(cited_in_body(body, words, is_cited=is_cited), tuple(citekeys(body)))


def cited_in_body(body: str, words: Sequence[str], *, is_cited: bool = False) -> tuple[str, ...]:
    """A body, and the words that stand above or before citations, to the citations' texts, in their order.

    A labelled line below a later heading says where that section is from, which may have been added: it counts only
    where the note itself says nothing, neither above nor in its frontmatter (`is_cited`).
    """
    shown = visible(body)
    marks = list(headings(shown))
    found = _below_headings(shown, marks, words)
    for _, start, end in reversed(found):  # what stands below a heading is not read again
        shown = f"{shown[:start]}{' ' * (end - start)}{shown[end:]}"
    texts = [(start, text) for items, start, _ in found for text in items]
    labelled = [*_labelled(shown, words)]
    left = [mark for mark in marks if not any(start <= mark.start < end for _, start, end in found)]
    own = [one for one in labelled if len(left) < 2 or one[0] < left[1].start]
    texts += [*(own if own or is_cited else labelled), *_footnotes(shown)]
    return tuple(dict.fromkeys(text for _, text in sorted(texts, key=lambda one: one[0]) if text))


def _below_headings(shown: str, marks: Sequence[Heading], words: Sequence[str]) -> list[tuple[list[str], int, int]]:
    """The items of each section with such a heading, and where the section starts and ends."""
    pattern = _heading_pattern(tuple(words))
    sections: list[tuple[list[str], int, int]] = []
    for at, heading in enumerate(marks):
        if pattern.fullmatch(heading.text) and not (sections and heading.start < sections[-1][2]):
            later = (other.start for other in marks[at + 1 :] if other.level <= heading.level)
            end = next(later, len(shown))
            sections.append((_items(shown[heading.end : end]), heading.end, end))
    return sections


def _items(section: str) -> list[str]:
    """A section's lines to its items: what is indented below an item without a bullet of its own belongs to it."""
    items: list[str] = []
    for line in section.splitlines():
        if _NO_TEXT.match(line) or line.lstrip().startswith("#"):
            continue
        bullet = _BULLET.match(line)
        if not bullet and items and line[:1] in " \t":
            items[-1] = f"{items[-1]} {line.strip()}"
        else:
            items.append(line[bullet.end() if bullet else 0 :].strip())
    return items


def _labelled(shown: str, words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """`**Source:** x`, `source:: x`, `> Source: x`; where nothing follows on the line, the list below it."""
    for found in _label_pattern(tuple(words)).finditer(shown):
        text = found["text"].strip()
        if text:
            yield found.start(), text.rstrip(_MARKS).strip() if found["open"] else text
            continue
        for line in shown[found.end() + 1 :].splitlines():
            if not (bullet := _BULLET.match(line)):
                break
            yield found.start(), line[bullet.end() :].strip()


def _footnotes(shown: str) -> Iterator[tuple[int, str]]:
    for found in _FOOTNOTE.finditer(shown):
        yield found.start(), " ".join(found[1].split())


@lru_cache(maxsize=8)
def _heading_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    """One of the words, numbered, behind an adjective (`Primary sources`), before another (`Sources and notes`)."""
    then = r"(?:[ ]?(?:and|&|/|und|et|y|e|和|与)[ ]?[^\W\d_]+)?"
    return re.compile(rf"[\W\d_]*(?:[^\W\d_]+[ ]){{0,2}}(?:{_either(words)}){then}[\W\d_]*", re.IGNORECASE)


@lru_cache(maxsize=8)
def _label_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    """The start of a line, then one of the words, plain or emphasised, with a colon or two."""
    return re.compile(
        rf"^[ \t>]*(?:[-*+][ \t]+|\d{{1,3}}[.)][ \t]+)?(?P<open>[*_]{{0,3}})(?:{_either(words)})"
        r"[*_]{0,3}[ \t]*(?:::?|：)(?![:/])[*_]{0,3}[ \t]*(?P<text>[^\n]*)$",
        re.IGNORECASE | re.MULTILINE,
    )


def _either(words: Sequence[str]) -> str:
    """Words, and what says the same in other languages, to a pattern of any of them, the longest first."""
    others = (_IN_OTHER_LANGUAGES.get(word.casefold(), "") for word in words)
    every = {*(word.strip() for word in words), *(word for line in others for word in line.split(", "))}
    return "|".join(re.escape(word) for word in sorted(every, key=lambda word: (-len(word), word)) if word)
