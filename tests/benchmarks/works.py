"""A seed to an invented bibliography: thousands of works with the look-alikes that real ones have.

Words, names and venues follow Zipf's law. A *family* is a work with what is easily mistaken for it: its journal version
under the same title, an extended abstract, a second edition, a follow-up, comments on it, a paper of the same group about
something close by. A *series* shares its title but for a number or a year.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 1968, 2025


@dataclass(frozen=True, slots=True)
class Person:
    """An author: given names (`Jean-Paul R.`) and surname (`van den Berg`)."""

    given: str
    surname: str


@dataclass(frozen=True, slots=True)
class Work:
    """One bibliographic record; works of one `family` are near copies of each other."""

    number: int
    family: int
    title: str
    authors: tuple[Person, ...]
    venue: str
    acronym: str
    year: int
    volume: int
    issue: int
    pages: tuple[int, int]
    publisher: str = ""
    """Only for books, which have no volume or pages then."""
    kin: str = "alone"
    """What it is in its family: `first`, or how it goes back to the first; `series`; `alone`."""


class Deck:
    """Texts to draw from at random, the first most often: the chance of rank r is proportional to 1 / (r + 3)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(texts))))

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.texts, cum_weights=self._weights)[0]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of research: its own words, venues (`name|acronym`) and the people who publish in it, in teams."""

    words: Mapping[str, Deck]
    venues: Deck
    teams: tuple[tuple[Person, ...], ...]


_PATTERNS = Deck(
    [
        "{kind} {thing}", "{thing} in {place}", "{gerund} {thing} with {means}", "{quality} {thing}", "{means} for {kind} {thing}",
        "a {quality} approach to {kind} {thing}", "{coined}: {gerund} {kind} {thing} in {place}", "{thing} and {thing}",
        "{gerund} {quality} {thing} using {means}", "on the {general} of {kind} {thing}", "{thing}: a survey",
        "{general} and {general} of {thing}", "{coined}: a {quality} {general} for {thing}", "towards {quality} {thing}",
        "{gerund} {thing}: {general} from {place}", "{means} and {kind} {thing}", "an {general} of {thing} in {place}",
        "{kind} {thing}: {general}, {general}, and {general}", "what {thing} tell us about {kind} {thing}", "the {general} of {thing}",
        "{quality} {gerund} of {kind} {thing} over {place}", "is {kind} {thing} {quality}? evidence from {place}",
        "how {thing} shape {thing}", "beyond {means}: {gerund} {thing}", "{means} considered {quality}", "why {thing} fail in {place}",
        "{thing} without {means}", "from {means} to {means}: {gerund} {kind} {thing}", "the case for {quality} {thing}",
    ]
)  # fmt: skip
_SERIES = Deck(
    [
        "Report on the {ordinal} Workshop on {Thing}", "Guest Editors' Introduction: {Thing}", "Editorial", "Letter from the Editor",
        "{Thing} Challenge {year}: Overview and Results", "State of {Thing} {year}", "Book Review Column",
        "{Thing}, Part {roman}", "{Thing}. Part {letter}", "{Thing} Handbook, Volume {n}", "{Thing} Outlook, Q{q} {year}",
        "{Thing} FY{year} Annual Report", "{Thing} Talk, Episode {n}", "Proposal {n}: {Thing}", "{Thing} Toolkit {q}.{n}",
        "{Thing} Monthly, {month} {year}", "Book Notices", "{Thing} Handbook, {ordinal} Edition",
    ]
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V")
_MONTHS = "January February March April May June July August September October November December".split()
_PUBLISHERS = Deck(
    ["Northgate University Press", "Hartwell & Sons", "Veldkamp Verlag", "Academic House", "Tidewater Books"]
)
_MEETINGS = ("International Conference", "IEEE Symposium", "Workshop", "World Congress", "European Conference")
_MEETING = re.compile(r"Proceedings|Conference|Symposium|Workshop|Annual Meeting|Advances")
_SMALL = frozenset("a an the of in on for with and or to from over about using without beyond by as at is".split())


def _vocabulary() -> dict[str, Deck]:
    table = tomllib.loads(Path(__file__).with_name("bibliography.toml").read_text(encoding="utf-8"))
    return {key: Deck(_items(text)) for key, text in table.items() if isinstance(text, str)} | {
        f"{name}.{key}": Deck(_items(text)) for name, field in table["field"].items() for key, text in field.items()
    }


def _items(text: str) -> list[str]:
    return [" ".join(item.split()) for item in text.split(",")]


def title_case(text: str) -> str:
    """A sentence to Title Case, as bibliographies of computing print it."""
    words = text.split(" ")
    return " ".join(
        word if i and word in _SMALL and not words[i - 1].endswith((":", "?")) else word[:1].upper() + word[1:]
        for i, word in enumerate(words)
    )


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _title(rng: random.Random, words: Mapping[str, Deck]) -> str:
    text = re.sub(r"\{(\w+)\}", lambda slot: words[slot[1]].draw(rng), _PATTERNS.draw(rng))
    text = re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", re.sub(r"\b([Aa])n (?=[^aeiou])", r"\1 ", text))
    return title_case(text) if rng.random() < 0.7 else text[:1].upper() + text[1:]


def _fields(rng: random.Random, vocabulary: Mapping[str, Deck], size: int) -> list[Field]:
    names = list(dict.fromkeys(key.partition(".")[0] for key in vocabulary if "." in key))
    fields = []
    for name in names:
        people = [
            Person(vocabulary["given"].draw(rng) + rng.choice(["", "", f" {rng.choice('ABCDEFGHJKLMPRST')}."]), surname)
            for surname in (vocabulary["surname"].draw(rng) for _ in range(max(6, size // len(names) // 3)))
        ]
        teams = tuple(tuple(rng.sample(people, rng.choice([1, 2, 2, 3, 3, 4, 5, 6]))) for _ in people)
        own = {key: vocabulary[f"{name}.{key}s"] for key in ("thing", "kind", "place")} | {
            "means": vocabulary[f"{name}.means"]
        }
        shared = {"general": "general", "quality": "qualities", "gerund": "gerunds", "coined": "coined"}
        words = own | {slot: vocabulary[key] for slot, key in shared.items()}
        fields.append(Field(words, vocabulary[f"{name}.venues"], teams))
    return fields


def _base(rng: random.Random, field: Field) -> Work:
    team = field.teams[min(int(rng.paretovariate(0.5)) - 1, len(field.teams) - 1)]
    authors = team if rng.random() < 0.6 else tuple(rng.sample(team, rng.randint(1, len(team))))
    year = LAST_YEAR - min(int(rng.expovariate(1 / 14)), LAST_YEAR - FIRST_YEAR)
    work = Work(0, 0, _title(rng, field.words), authors, "", "", year, 0, 0, (0, 0))
    if rng.random() < 0.06:
        return replace(work, publisher=_PUBLISHERS.draw(rng))
    return _published(rng, field, work)


def _published(rng: random.Random, field: Field, work: Work, journal: bool | None = None) -> Work:
    for _ in range(5):  # some fields have journals only
        venue, _, acronym = field.venues.draw(rng).partition("|")
        is_journal = _MEETING.search(venue) is None
        if journal in (None, is_journal):
            break
    if not is_journal and rng.random() < 0.5:  # a meeting of its own
        subject, nth = title_case(field.words["thing"].draw(rng)), _ordinal(rng.randint(1, 30))
        venue, acronym = (
            f"{work.year} {nth} {rng.choice(_MEETINGS)} on {subject}",
            "".join(w[0] for w in subject.split()),
        )
    first = rng.randint(1, 900)
    return replace(
        work, venue=venue, acronym=acronym, publisher="", pages=(first, first + rng.randint(3, 38)),
        volume=max(1, work.year - rng.randint(1960, 1967)) if is_journal else 0, issue=rng.randint(1, 6) if is_journal else 0,
    )  # fmt: skip


def _journal_version(rng: random.Random, field: Field, work: Work) -> Work:
    return _published(rng, field, replace(work, year=work.year + rng.randint(1, 3)), journal=True)


def _extended_abstract(rng: random.Random, field: Field, work: Work) -> Work:
    return _published(
        rng, field, replace(work, title=f"{work.title} (Extended Abstract)", year=work.year - 1), journal=False
    )


def _follow_up(rng: random.Random, field: Field, work: Work) -> Work:
    title = rng.choice(["{} II", "{} Revisited", "Revisiting {}", "{}: Ten Years Later", "{}, Part 2", "More on {}"])
    return _published(rng, field, replace(work, title=title.format(work.title), year=work.year + rng.randint(1, 10)))


def _comment(rng: random.Random, field: Field, work: Work) -> Work:
    title = rng.choice(
        [
            'Comments on "{}"', "A Note on {}", 'Response to "{}"', "Correction to: {}", "Erratum: {}", "Corrigendum to {}",
            "Reply to {}", "{}: Authors' Reply", "Book Review: {}", "Retraction: {}", "{} (Discussion)", "ChemInform Abstract: {}",
        ]
    )  # fmt: skip
    own = title.startswith(("Correction", "Erratum", "Corrigendum", "Retraction", "ChemInform", "{}: Authors"))
    authors = work.authors if own else field.teams[rng.randrange(len(field.teams))][:2]
    year = work.year + (rng.randint(0, 1) if own else 1)
    return _published(rng, field, replace(work, title=title.format(work.title), authors=authors, year=year), True)


def _namesake(rng: random.Random, field: Field, work: Work) -> Work:
    """The same title by others."""
    authors = field.teams[rng.randrange(len(field.teams))][:3]
    year = work.year + rng.choice([0, 0, 0, rng.randint(-6, 6)])
    return _published(rng, field, replace(work, authors=authors, year=year))


def _recurring(rng: random.Random, field: Field, work: Work) -> Work:
    """The same title by the same people in the same place, some years on: a column, a yearly report."""
    later = work.year + rng.randint(1, 8)
    volume = work.volume + later - work.year if work.volume else 0
    first = rng.randint(1, 900) if work.pages[0] else 0
    return replace(work, year=later, volume=volume, pages=(first, first + rng.randint(1, 9)) if first else (0, 0))


def _sibling(rng: random.Random, field: Field, work: Work) -> Work:
    """Another chapter of the same book, or paper of the same issue, by the same authors."""
    return _behind(rng, replace(work, title=_title(rng, field.words)))


def _behind(rng: random.Random, work: Work) -> Work:
    """A work in the same place, on the pages behind."""
    first = work.pages[1] + 1 if work.pages[0] else 0
    return replace(work, pages=(first, first + rng.randint(3, 30)) if first else (0, 0))


def _elsewhere(rng: random.Random, field: Field, work: Work) -> Work:
    """The same work done in another place, or without something."""
    place = title_case(field.words["place"].draw(rng))
    title = rng.choice(["{} in {place}", "{}: The Case of {place}", "{} with {place}", "{} without {place}"])
    return _published(rng, field, replace(work, title=title.format(work.title, place=place)))


def _edition(rng: random.Random, field: Field, work: Work) -> Work:
    title, publisher = f"{work.title}, 2nd Edition", work.publisher or _PUBLISHERS.draw(rng)
    return replace(
        work, title=title, year=work.year + rng.randint(3, 9), publisher=publisher, venue="", acronym="", volume=0
    )


def _neighbour(rng: random.Random, field: Field, work: Work) -> Work:
    """A paper of the same group whose title differs in one phrase."""
    for slot in rng.sample(["thing", "place", "means", "kind", "quality"], 5):
        for phrase in field.words[slot].texts:
            if re.search(rf"\b{re.escape(phrase)}\b", work.title, re.IGNORECASE):
                other = title_case(field.words[slot].draw(rng))
                title = re.sub(rf"\b{re.escape(phrase)}\b", lambda _: other, work.title, count=1, flags=re.IGNORECASE)  # noqa: B023
                if rng.random() < 0.4:  # the next one in the same issue
                    return _behind(rng, replace(work, title=title))
                return _published(rng, field, replace(work, title=title, year=work.year + rng.randint(-2, 2)))
    return _follow_up(rng, field, work)


_RELATIVES: tuple[tuple[str, float, Callable[[random.Random, Field, Work], Work]], ...] = (
    ("journal version", 0.07, _journal_version),
    ("extended abstract", 0.03, _extended_abstract),
    ("follow-up", 0.05, _follow_up),
    ("comment", 0.04, _comment),
    ("namesake", 0.03, _namesake),
    ("sibling", 0.05, _sibling),
    ("recurring", 0.03, _recurring),
    ("elsewhere", 0.03, _elsewhere),
    ("edition", 0.02, _edition),
    ("neighbour", 0.12, _neighbour),
)


def _series(rng: random.Random, field: Field) -> Iterator[Work]:
    pattern, thing = _SERIES.draw(rng), title_case(field.words["thing"].draw(rng))
    start, first = _base(rng, field), rng.randint(1, 9)
    for number in range(rng.randint(2, 5)):
        year = min(start.year + number, LAST_YEAR)
        title = pattern.format(
            ordinal=_ordinal(first + number), Thing=thing, year=start.year if "month" in pattern else year, n=first + number,
            roman=_ROMAN[number], letter="ABCDE"[number], q=number % 4 + 1 if "Q{q}" in pattern else first,
            month=_MONTHS[(first + number) % 12],
        )  # fmt: skip
        authors = start.authors if rng.random() < 0.4 else field.teams[rng.randrange(len(field.teams))][:3]
        yield _published(rng, field, replace(start, title=title, year=year, authors=authors))


def invent_works(size: int, seed: int) -> tuple[Work, ...]:
    """At least `size` works, of which no two have the same title, first author and year; the same ones for the same seed."""
    rng = random.Random(seed)
    fields = _fields(rng, _vocabulary(), size)
    works: list[Work] = []
    seen: set[tuple[str, str, int]] = set()
    family = 0
    while len(works) < size:
        field = rng.choice(fields)
        if rng.random() < 0.03:
            members = [replace(work, kin="series") for work in _series(rng, field)]
        else:
            members = [base := _base(rng, field)]
            members += [
                replace(relative(rng, field, base), kin=kin)
                for kin, chance, relative in _RELATIVES
                if rng.random() < chance
            ]
            if len(members) > 1:
                members[0] = replace(base, kin="first")
        family += 1
        for work in members:
            key = (work.title.casefold(), work.authors[0].surname, work.year)
            if key not in seen and work.year <= LAST_YEAR + 5:
                seen.add(key)
                works.append(replace(work, number=len(works), family=family))
    return tuple(works)
