"""Four kinds of data whose answers are known, measured once: what defaults are learned from, and what they are tried on.

Two kinds are invented (`vaults`, `bibliographies`), two lie beside the project, where they are there at all: `codex` is a
real knowledge base, `references` are real reference strings with their records. Of every kind two to four tenths of the
works that are cited are not there; those that are there are taken out in a second try.
"""

import csv
import hashlib
import pickle
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, count
from pathlib import Path

from codex_backfill.known.labels import Labels
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.features import FEATURES
from codex_backfill.matching.index import Index
from codex_backfill.matching.learn import Block, block
from codex_backfill.matching.parallel import cores, spread
from codex_backfill.notes.note import Claim, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from tests.benchmarks.bibliography import Bibliography, invent
from tests.benchmarks.vaults.folder import write

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
"""Where the real kinds lie."""
KINDS = ("vaults", "bibliographies", "codex", "references")
UNTITLED = frozenset(
    "american-chemical-society american-institute-of-physics american-institute-of-physics-noise elsevier-without-titles".split()
)
"""Styles of reference that give no title."""
_VERSIONS = ("first", "journal version")
"""The kinds of invented works that can be one work under one title."""
YEARLESS = 4
"""One in how many invented citations gives no year, as records that were scraped from the web do."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MEASURED_BY = ("codex_backfill/citations", "codex_backfill/notes", "codex_backfill/matching", "tests/benchmarks")
_NOT_MEASURED_BY = frozenset(
    "default_weights.py fit.py learn.py matcher.py verdicts.py self_check.py remembering.py learn_defaults.py learning_curve.py".split()
)
"""Code that what was measured does not rest on."""

Answers = Mapping[str, frozenset[str]]
"""Claims to sources, by path."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A vault of which everything is known: claims that are not among the answers have no source in it."""

    vault: Vault
    answers: Answers
    rows: Mapping[str, str]
    """By claim, the row of a report that it belongs to."""
    neither: Answers
    """Links that are neither right nor wrong."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A claim's candidates with its true sources there (none where it has none) and taken out."""

    collection: int
    """The number of its collection among those of its kind."""
    row: str
    block: Block
    works: frozenset[tuple[int, int]]
    """Which two of the candidates are one work, the lower number first."""

    def same(self, one: int, other: int) -> bool:
        """Whether two candidates are one work."""
        return (min(one, other), max(one, other)) in self.works


def collections(kind: str) -> Iterator[Collection]:
    """The collections of a kind; none where its data are not there."""
    makers: dict[str, Callable[[], Iterator[Collection]]] = {
        "vaults": _vaults,
        "bibliographies": _bibliographies,
        "codex": _codex,
        "references": _references,
    }
    return makers[kind]()


def measured(kind: str, cache: Path) -> list[Tried]:
    """A kind's claims with what is measured of their candidates, kept in `cache` as long as the code stays the same."""
    file = cache / f"{kind}-{_code()}.pickle"
    if file.exists():
        found: list[Tried] = pickle.loads(file.read_bytes())
        return found
    found = [tried for number, one in enumerate(collections(kind)) for tried in measure(one, number)]
    cache.mkdir(parents=True, exist_ok=True)
    for old in cache.glob(f"{kind}-*.pickle"):
        old.unlink()
    file.write_bytes(pickle.dumps(found))
    return found


def measure(collection: Collection, number: int = 0) -> Iterator[Tried]:
    """A collection to its claims, each compared with its candidates; its number among those of its kind tells names apart."""
    corpus = Corpus(collection.vault.sources)
    index = Index(corpus)
    labels = Labels(frozenset(Link(claim, source) for claim, of in collection.answers.items() for source in of))

    def tried(claim: Claim) -> Tried:
        found = block(corpus, index, corpus.read(claim), labels)
        neither = frozenset(corpus.number[path] for path in collection.neither.get(claim.path, ()))
        found = replace(found, claim=f"{number}/{claim.path}", copies=found.copies | neither)
        numbers = sorted({one.source for one in (*found.present, *found.absent)})
        works = (pair for pair in combinations(numbers, 2) if same_work(*(corpus.sources[one] for one in pair)))
        return Tried(number, collection.rows[claim.path], found, frozenset(works))

    return spread(tried, collection.vault.claims, cores())


def _vaults() -> Iterator[Collection]:
    for seed in (1, 2):
        with tempfile.TemporaryDirectory(prefix="codex-backfill-") as name:
            folder = Path(name)
            write(folder, 800, seed)
            vault = load(folder / "vault", Settings())
            yield _collection("invented vaults", vault, _pairs(folder / "answers.csv", vault))


def _bibliographies() -> Iterator[Collection]:
    for noise in (0.0, 1.0, 2.0):
        made = invent(2500, 700, noise, absent=0.3, seed=1)
        answers = {claim: frozenset({source}) for claim, source in made.answers.items() if source}
        vault = replace(made.vault, claims=tuple(map(_perhaps_yearless, count(), made.vault.claims)))
        yield _collection(f"invented bibliographies, noise {noise:.0f}", vault, answers, _versions(made))


def _versions(made: Bibliography) -> Answers:
    """The other version of each cited work, of a meeting and of a journal: a citation of one may be of the other."""
    archived: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for path, work in made.archive.items():
        if work.kin in _VERSIONS:
            archived[work.family, work.title].add(path)
    return {
        claim: frozenset(archived[cited.work.family, cited.work.title] - {cited.source or ""})
        for claim, cited in made.cited.items()
        if cited.work.kin in _VERSIONS
    }


def _codex() -> Iterator[Collection]:
    folder = SHARED / "codex"
    if folder.exists():
        vault = load(folder / "vault", Settings())
        known, plausible = (_pairs(folder / name, vault) for name in ("known_pairs.csv", "plausible_pairs.csv"))
        yield _collection("codex", vault, known, plausible)


def _references() -> Iterator[Collection]:
    folder = SHARED / "references"
    if not folder.exists():
        return
    with (folder / "sources.csv").open(newline="", encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    with (folder / "citations.csv").open(newline="", encoding="utf-8") as file:
        strings = list(csv.DictReader(file))
    where = {record["id"]: f"inbox/archive/{at:05}.md" for at, record in enumerate(records)}
    cited = {f"domains/refs/{at:05}.md": string for at, string in enumerate(strings)}
    with tempfile.TemporaryDirectory(prefix="codex-backfill-") as name:
        root = Path(name)
        for record in records:
            given = {"title": record["title"], "author": record["author"], "date": record["date"]}
            given |= {key: record[key] for key in ("journal", "volume", "pages") if record[key]}
            head = {"type": "source", **given, "status": "processed"}
            _save(root / where[record["id"]], head, f"# {record['title']}\n")
        for number, (path, string) in enumerate(cited.items()):
            head = {"type": "claim", "domain": "refs", "source": string["text"]}
            _save(root / path, head, f"# finding {number}\n\nText.\n")
        vault = load(root, Settings())
    yield Collection(
        vault,
        {path: frozenset({where[string["source"]]}) for path, string in cited.items() if string["source"]},
        {
            path: f"{string['set']}, {'without' if string['style'] in UNTITLED else 'with'} titles"
            for path, string in cited.items()
        },
        {path: frozenset(where[other] for other in string["also"].split()) for path, string in cited.items()},
    )


def _collection(row: str, vault: Vault, answers: Answers, neither: Answers | None = None) -> Collection:
    return Collection(vault, answers, dict.fromkeys((claim.path for claim in vault.claims), row), neither or {})


def _perhaps_yearless(number: int, claim: Claim) -> Claim:
    if number % YEARLESS:
        return claim
    return replace(claim, citations=tuple(_YEAR.sub("", text) for text in claim.citations))


def _pairs(file: Path, vault: Vault) -> Answers:
    """A file of claims and sources to those whose notes can be read."""
    claims, sources = ({note.path for note in notes} for notes in (vault.claims, vault.sources))
    found: defaultdict[str, set[str]] = defaultdict(set)
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["claim"] in claims and row["source"] in sources:
                found[row["claim"]].add(row["source"])
    return {claim: frozenset(of) for claim, of in found.items()}


def _save(path: Path, head: Mapping[str, str], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    quoted = (
        f'{key}: "{value}"'
        for key, value in ((k, v.replace("\\", "\\\\").replace('"', '\\"')) for k, v in head.items())
    )
    path.write_text("\n".join(["---", *quoted, "---", "", body]), encoding="utf-8")


def _code() -> str:
    """A digest of the code that measures, and of the names of what it measures."""
    digest = hashlib.sha256(" ".join(FEATURES).encode())
    for folder in _MEASURED_BY:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if file.name not in _NOT_MEASURED_BY:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
