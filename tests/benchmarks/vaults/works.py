"""A lexicon to the works that notes are about: papers, reports, threads, proposals, with look-alikes among them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.benchmarks.vaults.lexicon import Lexicon, word, zipf

_GIVEN = ("Ada", "Bo", "Clara", "Duncan", "Emil", "Femi", "Greta", "Hana", "Ilse", "Jonas", "Mina", "Odile", "Petra")
_BODIES = ("Foundation", "Institute", "Board", "Trust", "Council")
_KINDS = ("paper", "essay", "report", "thread", "launch", "proposal", "article")
_SHARES = (30, 20, 14, 10, 10, 8, 8)
_PERSONAL = frozenset({"paper", "essay", "thread"})
_EPOCH = date(2016, 1, 4)
_LATEST = date(2025, 9, 1)
"""After the last of them came out."""
_BATCHES = timedelta(days=2)
"""From one day on which a dozen sources are worked through to the next."""
_OF_AFFAIRS = 0.5
"""How many works report on what an earlier one reported on."""
_OPEN = 8
"""How many affairs are reported on at a time."""
_LATER = (0, 0, 0, 1, 2, 6, 25, 90)
"""How many days after the first of its affair a work comes out."""
_BUSY = 0.3
"""How many affairs begin on one of a few busy days."""
_IN_TITLE = 0.3
"""How many works have the foremost name of their affair in their title."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a source note archives, or what a claim cites without its being in the vault."""

    kind: str
    title: str
    authors: tuple[str, ...]
    day: date
    precision: str
    """How much of the date is known: day, month or year."""
    number: int
    topic: int
    subject: tuple[str, ...]
    """The rare words that make this work the one it is."""
    findings: tuple[str, ...]
    terms: tuple[str, ...] = ()
    """The words of its topic that it uses: no work uses all of them."""
    names: tuple[str, ...] = ()
    """Who and what it speaks of; other works of its topic speak of some of them, too."""
    processed: date = _EPOCH
    """The day on which it was worked through, with others of its batch."""
    stem: str = ""
    """The file name of its note, without `.md`."""

    @property
    def cited_as(self) -> list[str]:
        """How the authors are cited: persons by their last name, bodies by all of it."""
        return [author.split()[-1] for author in self.authors] if self.kind in _PERSONAL else list(self.authors)

    @property
    def _host(self) -> str:
        return "".join(c for c in self.authors[0].lower() if c.isalnum())

    @property
    def handle(self) -> str:
        return f"@{self._host}" if self.kind == "thread" else ""

    @property
    def arxiv(self) -> str:
        return f"{self.day:%y%m}.{90_000 + self.number % 9_999}" if self.kind == "paper" else ""

    @property
    def url(self) -> str:
        return f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else f"https://{self._host}.tarn/{self.number}"

    @property
    def dated(self) -> str:
        """The date as a note writes it: `2021-05-17`, `2021-05-00` or `2021-00-00`."""
        shown = self.day.isoformat()
        return {"day": shown, "month": shown[:8] + "00", "year": shown[:5] + "00-00"}[self.precision]


@dataclass(frozen=True, slots=True)
class _Affair:
    """What several works report on: an event, a product, a dispute; they share names that no other work has."""

    topic: int
    names: tuple[str, ...]
    day: date
    """When the first of them came out."""


def _day(rng: Random) -> date:
    return _EPOCH + timedelta(days=int(3400 * rng.random() ** 0.5))


def works(lexicon: Lexicon, count: int) -> Iterator[Work]:
    """A lexicon to `count` works, with authors and platforms that few of them share and most do not."""
    rng = Random(f"{lexicon.seed}/works")
    people = [f"{rng.choice(_GIVEN)} {word(at).title()}" for at in range(4_000, 4_000 + max(40, count // 2))]
    bodies = [f"{word(at).title()} {rng.choice(_BODIES)}" for at in range(9_000, 9_000 + max(8, count // 20))]
    by_fame, by_size = zipf(len(people), 0.8), zipf(len(bodies))
    by_topic = zipf(lexicon.topics, 0.7)
    proposals: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    reports: list[Work] = []
    affairs: list[_Affair] = []
    busy = [_day(rng) for _ in range(10)]
    batches = zipf(max(6, count // 24))
    number = 0
    while number < count:
        number += 1
        kind = rng.choices(_KINDS, _SHARES)[0]
        if affairs and rng.random() < _OF_AFFAIRS:
            affair = rng.choice(affairs[-_OPEN:])
        else:
            topic = rng.choices(range(lexicon.topics), cum_weights=by_topic)[0]
            day = rng.choice(busy) if rng.random() < _BUSY else _day(rng)
            affair = _Affair(topic, tuple(rng.sample(lexicon.words[2_000:], 12)), day)
            affairs.append(affair)
        topic = affair.topic
        body = rng.choices(bodies, cum_weights=by_size)[0]
        own = tuple(dict.fromkeys([*rng.sample(lexicon.topic_words[topic], 4), *lexicon.rare(rng, 8)]))
        if rng.random() < _IN_TITLE:
            own = (affair.names[0], *own[1:])
        work = Work(
            kind=kind,
            title=_title(rng, lexicon, topic, own),
            authors=(body,),
            day=affair.day + timedelta(days=rng.choice(_LATER)),
            precision=rng.choices(("day", "month", "year"), (86, 8, 6))[0],
            number=number,
            topic=topic,
            subject=own,
            findings=tuple(_finding(rng, lexicon, topic, own) for _ in range(4)),
            terms=tuple(rng.sample(lexicon.topic_words[topic], 60)),
            names=tuple(
                dict.fromkeys(
                    [*rng.sample(lexicon.names[topic], 14), *lexicon.rare(rng, 24), *rng.sample(affair.names, 7)]
                )
            ),
            processed=_LATEST + _BATCHES * rng.choices(range(len(batches)), cum_weights=batches)[0],
        )
        if kind in _PERSONAL:
            many = rng.choice((1, 2, 2, 3)) if kind == "paper" else 1
            work = replace(work, authors=tuple(dict.fromkeys(rng.choices(people, cum_weights=by_fame, k=many))))
        elif kind == "article":
            work = replace(work, authors=(f"{bodies[number % 7].split()[0]} Herald",))
        elif kind == "launch":  # one platform, one pattern; only the name differs
            title = f"Tidemark: {own[-1].title()} {own[-2].title()} pledge drive opens"
            work = replace(work, authors=("tidemark.tarn",), title=title)
        elif kind == "proposal":
            proposals[body] += rng.choice((1, 1, 2, 9))
            work = replace(work, title=f"{body}: Proposal {proposals[body]}")
        elif reports and rng.random() < 0.35:
            last = rng.randrange(max(0, len(reports) - 40), len(reports))
            work = reports[last] = _next_edition(reports[last], work)
        else:
            work = replace(work, title=f"{own[0].title()} {own[1].title()} Report {work.day.year}")
            reports.append(work)
        yield _named(work, stems)
        if kind == "article" and rng.random() < 0.3 and number < count:  # one event, reported twice
            number += 1
            title = _title(rng, lexicon, topic, own[::-1])
            day = work.day + timedelta(days=rng.choice((0, 1, 2)))
            press = (f"{bodies[number % 5].split()[0]} Press Agency",)
            yield _named(replace(work, authors=press, title=title, day=day, number=number), stems)


def slug(text: str) -> str:
    """A text to lower-case words joined by hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _next_edition(last: Work, fresh: Work) -> Work:
    """Last year's report and a fresh one to the next edition: its title but for the year, half of its words."""
    day = last.day.replace(day=min(28, last.day.day), year=last.day.year + 1)
    return replace(
        fresh,
        title=last.title.replace(str(last.day.year), str(day.year)),
        authors=last.authors,
        day=day,
        topic=last.topic,
        terms=(*last.terms[:40], *fresh.terms[:20]),
        names=(*last.names[:9], *fresh.names[:9]),
        subject=(*last.subject[:6], *fresh.subject[:5]),
    )


def _named(work: Work, stems: Counter[str]) -> Work:
    """The file name that a person would give it; a number where that name is taken."""
    stem = f"{work.dated}-{slug(work.cited_as[0])}-{'-'.join(slug(work.title).split('-')[:5])}"
    stems[stem] += 1
    return replace(work, stem=stem if stems[stem] == 1 else f"{stem}-{stems[stem]}")


def _title(rng: Random, lexicon: Lexicon, topic: int, own: tuple[str, ...]) -> str:
    near = rng.choice(lexicon.topic_words[topic])
    title = rng.choice(
        (
            f"{own[0]} and {own[1]}: {near} in the {own[2]} of {own[3].title()}",
            f"how {own[4]} changes {own[0]} {near}",
            f"what {own[0]} {own[1]} actually does",
            f"{own[-1].title()} {own[0]}: evidence from {rng.randrange(12, 900)} {near} cases",
            f"the {near} {own[1]} of {own[-1].title()}",
        )
    )
    return title[0].upper() + title[1:]


def _finding(rng: Random, lexicon: Lexicon, topic: int, own: tuple[str, ...]) -> str:
    a, b, c = rng.sample(own, 3)
    near, far = rng.sample(lexicon.topic_words[topic], 2)
    return rng.choice(
        (
            f"{a} {near} rose by {rng.randrange(3, 97)}% where {b} {c} was {far}",
            f"{rng.randrange(1, 99)} of {rng.randrange(100, 5000)} {near} {a} show {b} before {c} {far}",
            f"{far} {a} falls with {b} because {near} {c} holds it",
            f"without {a} no {near} {b} reaches {c} {far} within {rng.randrange(2, 60)} days",
        )
    )
