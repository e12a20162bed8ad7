"""One work to the string that a citation style makes of it; a style leaves out what the reference does not have."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.benchmarks.works import Person, Work


@dataclass(frozen=True, slots=True)
class Reference:
    """What of a work a citation gives: empty texts and zeros are left out."""

    work: Work
    authors: tuple[Person, ...]
    others: bool
    """Whether the author list is cut short with `et al.`"""
    title: str
    venue: str
    year: str
    pages: bool
    """Whether volume, issue and pages are given."""


def _initials(person: Person, dot: str = ".", gap: str = " ") -> str:
    return gap.join(
        "-".join(part[0] + dot for part in word.strip(".").split("-"))
        for word in person.given.split()
        if word.strip(".")
    )


def _forward(person: Person) -> str:
    return f"{_initials(person)} {person.surname}"


def _tight(person: Person) -> str:
    return f"{_initials(person, '', '').replace('-', '')} {person.surname}"


def _full(person: Person) -> str:
    return f"{person.given} {person.surname}"


def _inverted(person: Person) -> str:
    return f"{person.surname}, {_initials(person)}"


def _inverted_full(person: Person) -> str:
    return f"{person.surname}, {person.given}"


def _vancouver(person: Person) -> str:
    return f"{person.surname} {_initials(person, '', '').replace('-', '')}"


def _surname(person: Person) -> str:
    return person.surname


def _list(ref: Reference, name: Callable[[Person], str], last: str, et_al: str = ", et al.", comma: str = ", ") -> str:
    names = [name(person) for person in ref.authors]
    if ref.others:
        return comma.join(names) + et_al
    return comma.join(names[:-1]) + last + names[-1] if len(names) > 1 else "".join(names)


def _mla(ref: Reference) -> str:
    if not ref.authors:
        return ""
    first, rest = _inverted_full(ref.authors[0]), [_full(person) for person in ref.authors[1:]]
    if ref.others or len(rest) > 2:
        return f"{first}, et al."
    return (
        f"{first}, and {rest[-1]}."
        if len(rest) == 1
        else f"{', '.join([first, *rest[:-1]])}, and {rest[-1]}."
        if rest
        else f"{first}."
    )


def _volume(ref: Reference, form: str) -> str:
    """`form` with {v}, {i}, {p}, {q}; only its pages for a work without a volume, nothing for a book."""
    work = ref.work
    if not ref.pages or not work.pages[0]:
        return ""
    if not work.volume:
        return f"pp. {work.pages[0]}–{work.pages[1]}"
    return form.format(v=work.volume, i=work.issue, p=work.pages[0], q=work.pages[1])


def _in(ref: Reference) -> str:
    """The venue, after `In` when it is a meeting."""
    return f"In {ref.venue}" if ref.venue and not ref.work.volume and not ref.work.publisher else ref.venue


def _sentence(*parts: str, gap: str = ", ", end: str = ".") -> str:
    text = gap.join(part for part in parts if part)
    return text + end if text and text[-1] not in ".?!" else text


def _paragraph(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _wrapped(text: str, pair: str) -> str:
    return text and pair[0] + text + pair[1]


def _apa(ref: Reference) -> str:
    who = _list(ref, _inverted, ", & ")
    place = _sentence(_in(ref), _volume(ref, "{v}({i}), {p}–{q}"))
    return _paragraph(who, _wrapped(ref.year, "()") + ".", _sentence(ref.title), place)


def _mla_entry(ref: Reference) -> str:
    return _paragraph(
        _mla(ref), f"“{_sentence(ref.title)}”", _sentence(ref.venue, _volume(ref, "vol. {v}, no. {i}"), ref.year)
    )


def _chicago_notes(ref: Reference) -> str:
    who = _list(ref, _full, " and ")
    where = _paragraph(_in(ref), _volume(ref, "{v}, no. {i}"), _wrapped(ref.year, "()"))
    return _sentence(who, _wrapped(_sentence(ref.title, end=","), "“”") + " " + where)


def _chicago_dates(ref: Reference) -> str:
    who = _mla(ref)
    return _paragraph(
        who,
        ref.year and ref.year + ".",
        f"“{_sentence(ref.title)}”",
        _sentence(ref.venue, _volume(ref, "{v} ({i}): {p}–{q}"), gap=" "),
    )


def _harvard(ref: Reference) -> str:
    who = _list(ref, _inverted, " and ", " et al.")
    return _sentence(
        _paragraph(who, _wrapped(ref.year, "()"), f"‘{ref.title}’"), ref.venue, _volume(ref, "{v}({i}), pp. {p}–{q}")
    )


def _vancouver_entry(ref: Reference) -> str:
    who = _sentence(_list(ref, _vancouver, ", ", ", et al"))
    return _paragraph(
        who, _sentence(ref.title), _sentence(ref.venue), _sentence(ref.year, _volume(ref, "{v}({i}):{p}-{q}"), gap=";")
    )


def _ieee(ref: Reference) -> str:
    who = _list(ref, _forward, " and ", " et al.")
    where = _in(ref).replace("In ", "in ")
    return _sentence(who, f"“{ref.title},” {where}".strip(), _volume(ref, "vol. {v}, no. {i}, pp. {p}–{q}"), ref.year)


def _acm(ref: Reference) -> str:
    who = _sentence(_list(ref, _full, ", and "))
    where = _sentence(_in(ref), _volume(ref, "{v}, {i} ({y}), {p}–{q}".replace("{y}", ref.year or "n.d.")))
    return _paragraph(who, ref.year and ref.year + ".", _sentence(ref.title), where)


def _springer(ref: Reference) -> str:
    who = _list(ref, _inverted, ", ")
    return _sentence(f"{who}{': ' if who else ''}{ref.title}", end=".") + " " + _paragraph(
        _in(ref).replace("In ", "In: "), _volume(ref, "{v}({i}), {p}–{q}"), _wrapped(ref.year, "()")
    )  # fmt: skip


def _bibtex_like(ref: Reference) -> str:
    who = " and ".join([*map(_inverted_full, ref.authors), *(["others"] if ref.others else [])])
    fields = {
        "author": who,
        "title": ref.title,
        "booktitle" if not ref.work.volume else "journal": ref.venue,
        "year": ref.year,
    }
    body = ", ".join(f"{key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@{'article' if ref.work.volume else 'inproceedings'}{{{ref.work.acronym.lower()}{ref.work.year}, {body}}}"


def _semicolons(ref: Reference) -> str:
    who = _list(ref, _inverted, "; ", "; et al.", "; ")
    return _paragraph(
        who, _sentence(ref.title), _sentence(_paragraph(ref.venue, ref.year), _volume(ref, "{v}, {p}–{q}"))
    )


def _scholar(ref: Reference) -> str:
    who = _list(ref, _tight, ", ", ", …")
    return _paragraph(
        _sentence(ref.title), " - ".join(part for part in (who, _sentence(ref.venue, ref.year, end="")) if part)
    )


def _record(ref: Reference) -> str:
    """The columns of a table of records, as the literature's benchmarks have them."""
    return ", ".join(part for part in (ref.title, _list(ref, _tight, ", ", ", …"), ref.venue, ref.year) if part)


def _dblp(ref: Reference) -> str:
    who = _list(ref, _full, ", ")
    where = _paragraph(ref.venue, _volume(ref, "{v}({i}): {p}-{q}").replace("pp. ", ""), _wrapped(ref.year, "()"))
    return f"{who}{': ' if who else ''}{_sentence(ref.title)} {where}".strip()


def _nature(ref: Reference) -> str:
    who = _list(ref, _inverted, " & ", " et al.")
    return _paragraph(
        who,
        _sentence(ref.title),
        _sentence(_paragraph(ref.venue, _volume(ref, "{v}, {p}–{q}"), _wrapped(ref.year, "()"))),
    )


def _note(ref: Reference) -> str:
    """How a note in a vault cites: surnames, title, year in brackets."""
    who = _list(ref, _surname, " & ", " et al")
    where = _sentence(ref.venue, ref.year, end="")
    return _paragraph(who and who + ",", ref.title, _wrapped(where, "()"))


def _quoted_note(ref: Reference) -> str:
    who = _list(ref, _surname if len(ref.authors) > 2 else _full, " and ", " et al.")
    return _sentence(_paragraph(who, _wrapped(ref.year, "()")), f"'{ref.title}'", ref.venue, end="")


def _year_first(ref: Reference) -> str:
    return _paragraph(_list(ref, _surname, " & ", " et al."), ref.year, ref.title)


def _by(ref: Reference) -> str:
    who = _list(ref, _full, " and ", " et al.")
    return _paragraph(
        ref.title + (", by " + who if who else ""), _wrapped(_sentence(ref.venue, ref.year, end=""), "()")
    )


def _acs_untitled(ref: Reference) -> str:
    who = _list(ref, _inverted, "; ", "; et al.", "; ")
    volume = _volume(ref, "{v}, {p}–{q}").replace("pp. ", "")
    return _sentence(_paragraph("(1)", who, _sentence(_paragraph(ref.venue, ref.year), volume, end="")))


def _aip_untitled(ref: Reference) -> str:
    who = _list(ref, _forward, ", and ", " et al.")
    where = _paragraph(ref.venue, _volume(ref, "{v}, {p}").replace("pp. ", ""), _wrapped(ref.year, "()"))
    return _sentence(f"1 {who}", where)


def _elsevier_untitled(ref: Reference) -> str:
    who = _list(ref, lambda person: _forward(person).replace(". ", ".", 1), ", ", ", et al.")
    where = _paragraph(ref.venue, *([str(ref.work.volume)] if ref.work.volume else []), _wrapped(ref.year, "()"))
    return _sentence(f"[1] {who}", f"{where} {ref.work.pages[0]}")


UNTITLED: Mapping[str, Callable[[Reference], str]] = {
    "acs-untitled": _acs_untitled, "aip-untitled": _aip_untitled, "elsevier-untitled": _elsevier_untitled,
}  # fmt: skip
"""Styles of chemistry and physics, which give no title: venue, volume and pages name the work."""

STYLES: Mapping[str, Callable[[Reference], str]] = {
    "apa": _apa, "mla": _mla_entry, "chicago-notes": _chicago_notes, "chicago-dates": _chicago_dates, "harvard": _harvard,
    "vancouver": _vancouver_entry, "ieee": _ieee, "acm": _acm, "springer": _springer, "nature": _nature, "acs": _semicolons,
    "bibtex": _bibtex_like, "scholar": _scholar, "dblp": _dblp, "record": _record, "note": _note, "quoted-note": _quoted_note,
    "year-first": _year_first, "by": _by,
}  # fmt: skip


def abbreviate(venue: str) -> str:
    """A venue's name as bibliographies shorten it: `Proceedings of the International Conference` is `Proc. Int. Conf.`"""
    short = re.sub(r"\b(?:of|the|on|and|in|for)\s|^The\s", "", venue)
    for word, abbreviation in _ABBREVIATIONS.items():
        short = re.sub(rf"\b{word}\b", abbreviation, short)
    return short


_ABBREVIATIONS = {
    "Proceedings": "Proc.", "International": "Int.", "Conference": "Conf.", "Journal": "J.", "Transactions": "Trans.",
    "Symposium": "Symp.", "Workshop": "Wksp.", "Annual": "Ann.", "Review": "Rev.", "Quarterly": "Q.", "European": "Eur.",
    "Management": "Manag.", "Economic": "Econ.", "Letters": "Lett.", "Studies": "Stud.", "Systems": "Syst.", "Social": "Soc.",
    "Computing": "Comput.", "Information": "Inf.", "Theory": "Theor.", "Research": "Res.",
}  # fmt: skip
