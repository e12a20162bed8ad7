"""A vault's claims and sources to what comparisons look at, worked out once for every note."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from codex_backfill.matching.authors import Author, Kind, parse_authors
from codex_backfill.matching.citations import Citation, parse
from codex_backfill.matching.dates import PartialDate, find_dates, parse_date
from codex_backfill.matching.identifiers import Identifier, find_identifiers, is_placeholder
from codex_backfill.matching.tokens import Vocabulary, fold, split
from codex_backfill.notes.note import Claim, Source, Vault

Vector = Mapping[int, float]
"""Word numbers to weights; the squares of all weights, those cut off included, add up to 1."""

BODY_WORDS = 256
"""How many of a body's words, the ones with the most weight, stand for it."""

_WIKILINK = re.compile(r"!?\[\[([^\[\]|#]*)[^\[\]]*\]\]")
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_FROM_ELSEWHERE = re.compile(r"^\W{0,4}sources?\W{0,4}\[\[", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(
    r"^\W{0,6}(?:relevant notes|related(?: claims| notes)?|topics|see also|cross-references)\W{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, eq=False)
class CitedWork:
    """One citation of a claim, as comparisons look at it."""

    text: str
    """Its words, folded, joined by single blanks."""
    words: frozenset[int]
    title: str
    """The words of its title when its text marks or clearly sets off one, folded; else empty."""
    people: frozenset[str]
    """Surnames of the persons among its authors, folded."""
    dates: tuple[PartialDate, ...]
    identifiers: frozenset[Identifier]
    numbers: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimSide:
    """A claim as comparisons look at it."""

    path: str
    works: tuple[CitedWork, ...]
    cited: Vector
    """All words of its citations."""
    topic: Vector
    """The words of its title and description."""
    text: Vector
    """The words of its title, description and body, without what it says other sources have added."""
    linked: frozenset[str]
    """File names that wikilinks in its text name, folded."""
    domains: tuple[str, ...]
    created: int | None
    """A day's number (`date.toordinal`)."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceSide:
    """A source as comparisons look at it."""

    path: str
    name: str
    """The file name, folded, as identifiers of kind `file` spell it."""
    title: str
    """The words of the title, folded, joined by single blanks."""
    title_words: tuple[int, ...]
    author_words: tuple[int, ...]
    name_words: tuple[int, ...]
    people: frozenset[str]
    head: Vector
    """The words of title, author and file name."""
    text: Vector
    """The words of head, tags and body."""
    date: PartialDate | None
    identifiers: frozenset[Identifier]
    domains: tuple[str, ...]
    processed: int | None
    status: str
    numbers: frozenset[int]


class Corpus:
    """Every claim and source of a vault, ready to be compared, and how rare each word is among them."""

    def __init__(self, vault: Vault) -> None:
        self.vocabulary = Vocabulary()
        claims = sorted(vault.claims, key=lambda claim: claim.path)
        sources = sorted(vault.sources, key=lambda source: source.path)
        heads = [_Head(source, self.vocabulary) for source in sources]
        bodies = [self._source_words(source, head) for source, head in zip(sources, heads, strict=True)]
        texts = [self._claim_words(claim) for claim in claims]
        words = len(self.vocabulary.words)
        self.head_rarity = _rarity((head.words for head in heads), len(sources), words)
        """By word: the natural logarithm of how many times fewer heads have it than there are sources."""
        self.rarity = _rarity(
            (*bodies, *({**text, **cited} for _, text, cited in texts)), len(sources) + len(claims), words
        )
        """The same among the texts of all claims and sources."""
        self.surprise = 2.0 * math.log(len(sources) + 2)
        """Twice what it takes to tell one source from all others: the unit in which shared words are counted."""
        self.sources = tuple(map(self._source, sources, heads, bodies))
        self.claims = tuple(map(self._claim, claims, texts))

    def _source_words(self, source: Source, head: "_Head") -> Counter[int]:
        counts = self.vocabulary.count(f"{_WIKILINK.sub(' ', source.note.body)} {' '.join(source.tags)}")
        counts.update(head.words)
        return counts

    def _claim_words(self, claim: Claim) -> tuple[Counter[int], Counter[int], Counter[int]]:
        topic = self.vocabulary.count(f"{_subject(claim)} {claim.description}")
        text = self.vocabulary.count(_WIKILINK.sub(" ", own_text(claim.note.body)))
        text.update(topic)
        return topic, text, self.vocabulary.count(" ".join(claim.citations))

    def _vector(self, counts: Mapping[int, int], limit: int | None = None) -> Vector:
        rarity = self.rarity
        weights = {
            word: (1.0 if times == 1 else 1.0 + math.log(times)) * rarity[word]
            for word, times in counts.items()
            if word < len(rarity)
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        if limit is not None and len(weights) > limit:
            weights = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:limit])
        return {word: weight / length for word, weight in weights.items()}

    def _source(self, source: Source, head: "_Head", body: Counter[int]) -> SourceSide:
        address = " ".join((*source.urls, source.title, source.author))
        return SourceSide(
            path=source.path,
            name=fold(source.note.stem),
            title=" ".join(split(source.title)),
            title_words=tuple(dict.fromkeys(head.title)),
            author_words=tuple(dict.fromkeys(head.author)),
            name_words=tuple(dict.fromkeys(head.name)),
            people=_people(parse_authors(source.author)),
            head=self._vector(dict.fromkeys(head.words, 1)),
            text=self._vector(body, BODY_WORDS),
            date=parse_date(source.date) or parse_date(source.note.stem[:10]),
            identifiers=frozenset(find_identifiers(address)),
            domains=tuple(map(fold, source.domains)),
            processed=_day(source.processed_date),
            status=fold(source.status),
            numbers=_numbers(head.title, self.vocabulary),
        )

    def _claim(self, claim: Claim, words: tuple[Counter[int], Counter[int], Counter[int]]) -> ClaimSide:
        topic, text, cited = words
        return ClaimSide(
            path=claim.path,
            works=tuple(self._work(work) for citation in claim.citations for work in _works(citation)),
            cited=self._vector(dict.fromkeys(cited, 1)),
            topic=self._vector(dict.fromkeys(topic, 1)),
            text=self._vector(text, BODY_WORDS),
            linked=frozenset(fold(name.rpartition("/")[2]) for name in _WIKILINK.findall(claim.note.body)),
            domains=tuple(map(fold, claim.domains)),
            created=_day(claim.created),
        )

    def _work(self, work: Citation) -> CitedWork:
        words = self.vocabulary.read(work.text)
        return CitedWork(
            text=" ".join(split(work.text)),
            words=frozenset(words),
            title=" ".join(split(work.titles[0])) if len(work.titles) > 1 else "",
            people=_people(work.authors),
            dates=work.dates,
            identifiers=frozenset(work.identifiers),
            numbers=_numbers(words, self.vocabulary),
        )


def own_text(body: str) -> str:
    """A claim's body to the part that is its own: without the list of related notes at its end, and without sections
    whose first lines say that they were added from another source (`*Source: [[2026-02-25-...]]*`)."""
    if related := _RELATED.search(body, 200):
        body = body[: related.start()]
    if not _FROM_ELSEWHERE.search(body):
        return body
    starts = [0, *(heading.start() for heading in _HEADING.finditer(body)), len(body)]
    sections = (body[start:end] for start, end in zip(starts, starts[1:], strict=False))
    return "".join(section for section in sections if not _FROM_ELSEWHERE.search(section[:300]))


def cosine(one: Vector, other: Vector) -> float:
    """Two vectors to the cosine of their angle, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[word] for word, weight in one.items() if word in other])


class _Head:
    """The words of a source's title, author and file name."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.title = vocabulary.read(source.title)
        self.author = vocabulary.read(source.author)
        self.name = [word for word in vocabulary.read(source.note.stem) if not vocabulary.words[word].isdigit()]
        self.words = dict.fromkeys((*self.title, *self.author, *self.name), 1)


def _rarity(texts: Iterable[Iterable[int]], total: int, words: int) -> list[float]:
    standing = [0] * words
    for text in texts:
        for word in text:
            standing[word] += 1
    return [max(0.0, math.log((total + 1) / (count + 0.5))) for count in standing]


def _subject(claim: Claim) -> str:
    """What a claim says in one line: its file name, which is a sentence in most vaults, and its title when it differs."""
    return claim.note.stem if fold(claim.title) == fold(claim.note.stem) else f"{claim.note.stem} {claim.title}"


def _works(citation: str) -> tuple[Citation, ...]:
    return () if is_placeholder(citation) else parse(citation)


def _people(authors: Sequence[Author]) -> frozenset[str]:
    return frozenset(author.surname for author in authors if author.kind is Kind.PERSON)


def _numbers(words: Iterable[int], vocabulary: Vocabulary) -> frozenset[int]:
    """The words that are short numbers: of a proposal, a part, an edition; not years."""
    return frozenset(word for word in words if len(text := vocabulary.words[word]) < 4 and text.isdigit())


def _day(text: str) -> int | None:
    """A date's text to the number of its day; None when it is no full date."""
    for found in find_dates(text)[:1]:
        if found.month and found.day:
            try:
                return Day(*found).toordinal()
            except ValueError:
                return None
    return None


Progress = Callable[[Sequence[ClaimSide]], Iterable[ClaimSide]]
