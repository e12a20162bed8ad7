"""A vault's sources to what comparisons look at, worked out once for each; claims are read against them one by one."""

import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from codex_backfill.citations import claim_text
from codex_backfill.citations.authors import AuthorKind, parse_authors
from codex_backfill.citations.dates import day_number, find_dates, without_dates
from codex_backfill.citations.identifiers import find_identifiers, undated
from codex_backfill.citations.plain_text import plain
from codex_backfill.citations.secondary import about
from codex_backfill.citations.series import find_parts
from codex_backfill.citations.tokens import Vocabulary, fold, spelling, split
from codex_backfill.matching.cited_works import ReadWork, numbers, organisations, page_ends, people, place, read_works
from codex_backfill.matching.packed import packed, unpacked
from codex_backfill.matching.rarity import Rare, counted, rarities, rarity
from codex_backfill.matching.sides import CitedWork, ClaimSide, SourceSide
from codex_backfill.matching.vector import FINE, STEPS, PackedVector, Vector
from codex_backfill.notes.note import Claim, Source
from codex_backfill.terminal.progress import Progress, silent

_Item = TypeVar("_Item")

BODY_WORDS = 256
"""How many of a source's words, the ones with the most weight, stand for it."""
CLAIM_WORDS = 128
"""The same for a claim."""
_ISO_DATE = len("2026-03-01")
_NONE: frozenset[Any] = frozenset()
"""Held once for all sources, which have few of most things."""
_FEW = 255
"""Counts that are no more than this are held in a byte."""


class Corpus:
    """All sources of a vault, by path, ready to be compared, and how rare each word is among them.

    It can be made from the `rows` of another one of the same sources, too; then a source is read when it is asked for.
    """

    sources: Sequence[SourceSide]

    def __init__(self, sources: Iterable[Source], progress: Progress = silent, rows: Any = None) -> None:
        ordered = sorted(sources, key=lambda source: source.path)
        self.number = {source.path: number for number, source in enumerate(ordered)}
        """The place in `sources` by path."""
        total = len(ordered)
        self.surprise = 2.0 * math.log(total + 2)
        """Twice what it takes to tell one source from all the others, in nats: what rarities are measured by."""
        self.unseen = rarity(total, 0)
        """The rarity of a word that no source has, in nats."""
        if rows is None:
            self._work_out(ordered, progress)
        else:
            self._take(ordered, rows)

    def _work_out(self, ordered: Sequence[Source], progress: Progress) -> None:
        total = len(ordered)
        self.vocabulary = Vocabulary()
        heads = [array("I", _Head(source, self.vocabulary).words) for source in ordered]  # titles, which take no time
        records = [self._record(source, head) for source, head in zip(ordered, heads, strict=True)]
        paired = progress(zip(ordered, records, strict=True), "reading sources", "sources", len(ordered))
        texts = [self._text(source, record) for source, record in paired]
        known = len(self.vocabulary.words)
        self.head_rarity = rarities(heads, total, known)
        """By word: how many nats it tells to find it in a head, the logarithm of all sources by those that have it."""
        self.rarity = rarities((words for words, _ in texts), total, known)
        """The same for finding it anywhere in a source (inverse document frequency, Spärck Jones 1972)."""
        self.record_rarity = rarities(records, total, known)
        """The same for finding it in what the frontmatter says."""
        described = progress(zip(ordered, records, _taken(texts), strict=True), "indexing", "sources", total)
        self.sources = tuple(self._source(*parts) for parts in described)
        self.rare = Rare(total, counted(self.sources))

    def _take(self, ordered: Sequence[Source], rows: Any) -> None:
        words, weighed, counts = rows
        self.vocabulary = Vocabulary(words)
        self.head_rarity, self.rarity, self.record_rarity = (unpacked("d", text).tolist() for text in weighed)
        lengths = {len(self.vocabulary.words), len(self.head_rarity), len(self.rarity), len(self.record_rarity)}
        if len(lengths) > 1:
            raise ValueError("words of which some have no rarity")
        self.rare = Rare(len(ordered), counts)
        self.sources = _Sides(ordered, self._read)

    @property
    def rows(self) -> Any:
        """What another one of the same sources can be made from, for JSON; to be asked for before a claim is read."""
        weighed = self.head_rarity, self.rarity, self.record_rarity
        return self.vocabulary.rows, [packed(array("d", nats)) for nats in weighed], self.rare.rows

    def _record(self, source: Source, head: "array[int]") -> "array[int]":
        """The words of all that a source's frontmatter says, whatever the keys, and of its file name."""
        said = self.vocabulary.read(source.said)
        return array("I", sorted({*said, *head}))

    def _text(self, source: Source, record: "array[int]") -> tuple["array[int]", "array[int]"]:
        """A source's words and how often it has each: packed, since all sources' are held at once."""
        counts = self.vocabulary.count(claim_text.WIKILINK.sub(" ", source.note.body))
        for word in record:
            counts[word] += 1
        return array("I", counts), array("I" if max(counts.values(), default=0) > _FEW else "B", counts.values())

    def _read(self, source: Source) -> SourceSide:
        record = self._record(source, array("I", _Head(source, self.vocabulary).words))
        return self._source(source, record, self._text(source, record))

    def _vector(self, counts: Mapping[int, int], kept: int = BODY_WORDS) -> Vector:
        """Counted words to weights, (1 + ln times) * rarity to unit length, heaviest first and no more than `kept`."""
        rarity, log = self.rarity, math.log
        weights = {
            word: rarity[word] if times == 1 else (1.0 + log(times)) * rarity[word] for word, times in counts.items()
        }
        length = math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
        heaviest = sorted(weights, key=weights.__getitem__, reverse=True)[:kept]
        scale = FINE / length
        return {word: STEPS[int(weights[word] * scale + 0.5)] for word in heaviest}

    def _learn_words(self) -> None:
        """Words that no source has are as rare as can be."""
        unseen = [self.unseen] * (len(self.vocabulary.words) - len(self.rarity))
        self.rarity += unseen
        self.head_rarity += unseen
        self.record_rarity += unseen

    def _source(self, source: Source, record: "array[int]", text: tuple["array[int]", "array[int]"]) -> SourceSide:
        head = _Head(source, self.vocabulary)
        authors = parse_authors(source.author)
        return SourceSide(
            path=source.path,
            name=(name := fold(source.note.stem)),
            undated=undated(name),
            title=spelling(plain(source.title)),
            title_words=tuple(dict.fromkeys(head.title)),
            author_words=tuple(dict.fromkeys(head.author)),
            people=people(authors) or _NONE,
            organisations=organisations(authors) or _NONE,
            head=self._vector(head.words),
            packed=PackedVector.of(self._vector(dict(zip(*text, strict=True)))),
            dates=tuple(dict.fromkeys((*find_dates(source.date)[:1], *find_dates(source.note.stem[:_ISO_DATE])))),
            identifiers=frozenset(
                find_identifiers(" ".join((*source.urls, *_named(source), source.title, source.author)))
            )
            or _NONE,
            domains=tuple(map(fold, source.domains)),
            processed=day_number(source.processed_date),
            status=fold(source.status),
            numbers=numbers(without_dates(source.title)) or _NONE,
            record=record,
            said="".join((*(self.vocabulary.words[word] for word in head.words), *split(source.venue))),
            length=math.sqrt(sum([self.record_rarity[word] ** 2 for word in record])) or 1.0,
            surnames=tuple(dict.fromkeys(author.surname for author in authors if author.kind is AuthorKind.PERSON)),
            venue=tuple(split(source.venue)),
            volume=place(source.volume),
            issue=place(source.issue),
            pages=page_ends(source.pages),
            parts=find_parts(source.title) or _NONE,
            about=about(source.title) or _NONE,
        )

    def read(self, claim: Claim, read: Callable[[str], Iterable[ReadWork]] = read_works) -> ClaimSide:
        """A claim as comparisons look at it, its words weighed by how rare they are among the sources.

        `read` gives the works that a citation's text names.
        """
        texts = claim_text.citations(claim)
        own = claim_text.own_text(claim.note.body)
        topic = self.vocabulary.count(f"{claim_text.subject(claim)} {claim.description}")
        text = self.vocabulary.count(claim_text.WIKILINK.sub(" ", own))
        for word in topic:
            text[word] += 1
        cited = dict.fromkeys(self.vocabulary.read(" ".join(texts)), 1)
        works = tuple(self._work(work) for text in texts for work in read(text))
        linked = _linked(own)
        self._learn_words()
        return ClaimSide(
            path=claim.path,
            works=works,
            cited=self._vector(cited),
            topic=self._vector(dict.fromkeys(topic, 1)),
            text=self._vector(text, CLAIM_WORDS),
            linked=linked,
            added=_linked(claim.note.body) - linked if own != claim.note.body else frozenset(),
            domains=tuple(map(fold, claim.domains)),
            created=day_number(claim.created),
        )

    def _work(self, work: ReadWork) -> CitedWork:
        return CitedWork(
            text=work.spelled,
            words=dict.fromkeys(self.vocabulary.read(work.text)),
            titles=work.titles,
            title_words=tuple(dict.fromkeys(self.vocabulary.read(work.title))),
            people=work.people,
            organisations=work.organisations,
            dates=work.dates,
            identifiers=work.identifiers,
            numbers=work.numbers,
            tokens=work.tokens,
            parts=work.parts,
            about=work.about,
            venue=work.venue,
            volume=work.volume,
            pages=work.pages,
        )


class _Head:
    """The words of a source's title, author and file name; of the last, not the numbers, which are its date."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.title = vocabulary.read(plain(source.title))
        self.author = vocabulary.read(source.author)
        name = (word for word in vocabulary.read(source.note.stem) if not vocabulary.words[word].isdigit())
        self.words = dict.fromkeys((*self.title, *self.author, *name), 1)


class _Sides(Sequence[SourceSide]):
    """Sources as comparisons look at them, each read when it is asked for first."""

    def __init__(self, sources: Sequence[Source], read: Callable[[Source], SourceSide]) -> None:
        self._sources, self._read = sources, read
        self._known: dict[int, SourceSide] = {}

    def __len__(self) -> int:
        return len(self._sources)

    def __getitem__(self, number: Any) -> Any:
        side = self._known.get(number)
        if side is None:
            side = self._known[number] = self._read(self._sources[number])
        return side


def _taken(items: list[_Item]) -> Iterator[_Item]:
    """A list to its items; it lets go of each as soon as that is taken."""
    items.reverse()
    while items:
        yield items.pop()


def _named(source: Source) -> Iterable[str]:
    """What names a source to the letter, as texts say it: `doi: 10.1000/x`."""
    return (f"{key}: {text}" for key, texts in source.ids.items() for text in texts)


def _linked(body: str) -> frozenset[str]:
    return frozenset(fold(name.rpartition("/")[2]) for name in claim_text.WIKILINK.findall(body))
