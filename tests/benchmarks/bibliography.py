"""How well ordinary scientific citations find their records, with nothing to learn from: defaults only, answers known.

    python -m tests.benchmarks.bibliography --size 3000 --claims 1000 --noise 1 --absent 0.2 --seed 1

An archive of invented works (`works`), a claim for each citation string (`styles`, `damage`). A share of the strings cites works
that are not in the archive, half of these with a look-alike in it: they must find nothing.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import match
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Match
from codex_backfill.notes.note import Claim, Note, Source, Vault
from codex_backfill.settings import MatchSettings
from tests.benchmarks.damage import cut_short, plain_ascii, recased, renumbered, scan_error, typo
from tests.benchmarks.styles import STYLES, UNTITLED, Reference, abbreviate
from tests.benchmarks.works import Work, invent_works

UNTITLED_SHARE = 0.2
"""How many of the citations of works with a venue are in a style that gives no title."""
KEYED = 0.8
"""How many records give the venue, how many the volume and pages, in keys of their own."""


class Cited(NamedTuple):
    """What one claim cites: its text, the style it is in, what of the work it gives, and the work's source if it is archived."""

    text: str
    style: str
    reference: Reference
    source: str | None

    @property
    def work(self) -> Work:
        return self.reference.work


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A vault of citations and records, and by claim path what each cites."""

    vault: Vault
    archive: dict[str, Work]
    """The works of the archive by the path of their source."""
    cited: dict[str, Cited]

    @property
    def answers(self) -> dict[str, str | None]:
        """Claim path to the path of the one right source, or None where there is none."""
        return {claim: cited.source for claim, cited in self.cited.items()}


def invent(
    size: int = 2000, claims: int = 1000, noise: float = 1.0, absent: float = 0.2, seed: int = 1
) -> Bibliography:
    """An archive of `size` works and `claims` citations, damaged in proportion to `noise` (0 is none, 3 is hardly legible)."""
    rng = random.Random(seed)
    works = invent_works(round(size * (1 + absent / 2)), seed)
    hidden = _hidden(rng, works, len(works) - size)
    archive = [work for work in works if work.number not in hidden]
    paths = {work.number: _path(work) for work in archive}
    twins = _families(works)
    cited = {}
    for number in range(claims):
        lost = rng.random() < absent and bool(hidden)
        work = works[rng.choice(sorted(hidden))] if lost else rng.choice(archive)
        untitled = work.venue and rng.random() < UNTITLED_SHARE
        style = rng.choice(list(UNTITLED if untitled else STYLES))
        text, reference = cite(work, style, noise, rng, fragile=twins[work.family] > 1)
        cited[f"domains/cited/claim-{number:05}.md"] = Cited(text, style, reference, paths.get(work.number))
    notes = tuple(_claim(path, entry, rng) for path, entry in cited.items())
    sources = sorted(
        (_source(paths[work.number], work, rng, dated=twins[work.family] > 1) for work in archive),
        key=lambda source: source.path,
    )
    return Bibliography(Vault(notes, tuple(sources), ()), {paths[work.number]: work for work in archive}, cited)


def _families(works: tuple[Work, ...]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for work in works:
        sizes[work.family] = sizes.get(work.family, 0) + 1
    return sizes


def _hidden(rng: random.Random, works: tuple[Work, ...], count: int) -> frozenset[int]:
    """The works to leave out of the archive: half of them one of a family, whose others stay, half of them alone."""
    sizes = _families(works)
    shuffled = rng.sample(works, len(works))
    kin = {work.family: work.number for work in shuffled if sizes[work.family] > 1}
    near_misses = list(kin.values())[: count // 2]
    alone = [work.number for work in shuffled if sizes[work.family] == 1]
    return frozenset(near_misses + alone[: count - len(near_misses)])


def cite(work: Work, style: str, noise: float, rng: random.Random, fragile: bool = False) -> tuple[str, Reference]:
    """One work to one citation string, and what it gives of the work before damage; a fragile one keeps the year and the words that tell it from its look-alikes."""

    def happens(chance: float) -> bool:
        return rng.random() < chance * noise

    title, year, authors = work.title, str(work.year), work.authors
    venue = work.publisher or rng.choice([work.venue, work.venue, abbreviate(work.venue), work.acronym])
    if style in UNTITLED:
        venue = rng.choice([work.venue, work.venue, abbreviate(work.venue)])
    if not fragile and style not in UNTITLED:
        year = "" if happens(0.08) else _misdated(work.year, rng) if happens(0.05) else year
        title = cut_short(title, rng) if happens(0.05) else title
    others = (len(authors) > 2 and (style == "note" or rng.random() < 0.25)) or (len(authors) > 1 and happens(0.1))
    authors = authors[: 1 if rng.random() < 0.7 else 3] if others and len(authors) > 1 else authors
    others = others and len(authors) < len(work.authors)
    if len(authors) > 1 and happens(0.04):
        authors = authors[::-1]
    if len(authors) > 2 and happens(0.03):
        authors = tuple(rng.sample(authors, len(authors) - 1))
    if happens(0.02) and not fragile and style not in UNTITLED:
        authors = ()
    title = renumbered(title) if rng.random() < 0.3 else title
    title = recased(title, rng) if happens(0.1) else title
    whole = style in UNTITLED
    venue = "" if happens(0.15) and not whole else venue
    ref = Reference(work, authors, others, title, venue, year, pages=whole or rng.random() < 0.5)
    text = {**STYLES, **UNTITLED}[style](ref)
    if happens(0.1):
        text = plain_ascii(text)
    scanned = happens(0.15)
    for _ in range(_count(rng, 0.35 * noise) + (_count(rng, 2.5 * noise) if scanned else 0)):
        text = scan_error(text, rng) if scanned else typo(text, rng)
    return text + (_extras(work, rng) if happens(0.15) else ""), ref


def _misdated(year: int, rng: random.Random) -> str:
    """The year of the preprint or of the journal's issue, more often than that of a reprint or a slip of the hand."""
    return str(year + rng.choice([-2, -1, -1, -1, 1, 1, 1, 2, rng.randint(-12, 12)]))


def _count(rng: random.Random, mean: float) -> int:
    """A number of errors with the given mean, geometrically distributed."""
    count = 0
    while rng.random() < mean / (1 + mean):
        count += 1
    return count


def _extras(work: Work, rng: random.Random) -> str:
    return rng.choice(
        [
            f" Available at http://www.library-{rng.randint(1, 9)}.org/item/{rng.randint(1000, 99999)}", " [Online]", " (in press)",
            f" ISSN {rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}", ", Springfield, USA", f", accessed {rng.randint(1, 28)} May 2026",
            f" Technical Report {work.acronym}-TR-{rng.randint(1, 99):02}", f", pp. {rng.randint(1, 400)}ff.", " — cited in lecture notes",
        ]
    )  # fmt: skip


def _slug(work: Work) -> str:
    words = re.findall(r"[a-z0-9]+", plain_ascii(f"{work.authors[0].surname} {work.title}").lower())
    return "-".join(words[:7])


def _path(work: Work) -> str:
    return f"inbox/archive/{work.year}-00-00-{_slug(work)}-{work.number}.md"


def _note(path: str, fields: dict[str, str], body: str) -> Note:
    return Note(path, "0" * 64, fields, bool(fields), body, None)


def _source(path: str, work: Work, rng: random.Random, dated: bool) -> Source:
    date = rng.choice(
        [
            str(work.year) if dated else "",
            *[f"{work.year}", f"{work.year}", f"{work.year}-00-00", f"{work.year}-01-01"] * 6,
        ]
    )
    author = rng.choice([", ", ", ", "; "]).join(f"{person.given} {person.surname}" for person in work.authors)
    body = f"Published in {work.venue or work.publisher}, {work.year}.\n" if rng.random() < 0.5 else ""
    venue = work.publisher or work.venue
    keys = {rng.choice(["journal", "venue", "booktitle"]): venue} if rng.random() < KEYED else {}
    volume = str(work.volume) if work.volume and rng.random() < KEYED else ""
    pages = f"{work.pages[0]}{rng.choice('-–')}{work.pages[1]}" if work.pages[0] and rng.random() < KEYED else ""
    fields = {"type": "source", "title": work.title, "author": author, "date": date, "volume": volume, "pages": pages}
    given = {key: value for key, value in (fields | keys).items() if value}
    return Source(
        _note(path, given, body), author, (), date, "", "processed", (), (), (), venue=venue if keys else "", volume=volume,
        pages=pages, said=" ".join(given.values()),
    )  # fmt: skip


def _claim(path: str, cited: Cited, rng: random.Random) -> Claim:
    """A claim whose own words are of little help: a number, or a sentence with a word of the cited title in it."""
    about = rng.choice([word for word in cited.work.title.split() if len(word) > 3] or ["it"]).strip(":,").lower()
    title = rng.choice([path[-8:-3], f"the gains from {about} hold only as long as somebody pays for them"])
    note = _note(path, {"type": "claim", "title": title, "source": cited.text}, "")
    return Claim(note, (cited.text,), "", "2026-03-01", (), (), ())


class Tally(NamedTuple):
    """Links against the answers; `misled` are links for claims whose work is not in the archive."""

    right: int
    wrong: int
    missed: int
    misled: int

    @property
    def precision(self) -> float:
        made = self.right + self.wrong
        return self.right / made if made else 1.0

    @property
    def recall(self) -> float:
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed or 1)


def tally(links: Mapping[str, Iterable[str]], cited: Mapping[str, Cited]) -> Tally:
    """Links by claim path, and what each claim cites, to the counts; every link beside the right one is wrong."""
    right = wrong = missed = misled = 0
    for claim, one in cited.items():
        made = set(links.get(claim, ()))
        hit = one.source in made
        right += hit
        wrong += len(made) - hit
        missed += one.source is not None and not hit
        misled += one.source is None and bool(made)
    return Tally(right, wrong, missed, misled)


def _errors(matches: Mapping[str, Match], made: "Bibliography") -> Counter[str]:
    """What became of every claim that is not as it should be; a wrong link says what was taken for what."""
    kinds: Counter[str] = Counter()
    for claim, one in made.cited.items():
        found = matches[claim]
        linked = [candidate.source for candidate in found.links]
        shown = [candidate.source for candidate in found.candidates]
        if one.source in linked or (one.source is None and not linked):
            continue
        if linked:
            taken = made.archive[linked[0]]
            other = f"its {taken.kin}" if taken.family == one.work.family else "an unrelated work"
            kinds[f"linked: {one.work.kin}{'' if one.source else ' (absent)'} taken for {other}"] += 1
        elif one.source in shown:
            kinds[
                f"missed: {found.reason}, right one {'first' if shown[0] == one.source else 'not first'}, {one.work.kin}"
            ] += 1
        else:
            kinds["missed: not among the candidates shown"] += 1
    return kinds


def _example(found: Match, one: Cited) -> str:
    lines = [f"  [{one.style}] {one.text}", f"      right: {one.source or '(absent) ' + one.work.title}"]
    for candidate in found.candidates[:3]:
        parts = ", ".join(f"{part.name} {part.weight:+.1f}" for part in candidate.evidence)
        lines.append(
            f"      {candidate.verdict}/{candidate.reason} {candidate.score:+.2f} {candidate.source} ({parts})"
        )
    return "\n".join(lines)


def main() -> None:
    """Print how well the matcher does with its defaults, by style, with its typical errors."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bibliography", description=__doc__)
    parser.add_argument("--size", type=int, default=2000, help="works in the archive")
    parser.add_argument("--claims", type=int, default=1000, help="citations to resolve")
    parser.add_argument(
        "--noise", type=float, nargs="+", default=[0.0, 1.0, 2.0], help="0 is clean, 1 usual, 3 hardly legible"
    )
    parser.add_argument("--absent", type=float, default=0.2, help="share of citations whose work is not in the archive")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--errors", type=int, default=0, help="how many wrong and missed ones to show with their evidence"
    )
    arguments = parser.parse_args()
    print(f"{'noise':>5} {'style':14} {'claims':>6} {'precision':>9} {'recall':>7} {'F1':>6}  misled")
    for noise in arguments.noise:
        made = invent(arguments.size, arguments.claims, noise, arguments.absent, arguments.seed)
        started = time.perf_counter()
        matches = {found.claim: found for found in match(Matcher(made.vault, Labels(), MatchSettings())).matches}
        seconds = time.perf_counter() - started
        links = {claim: [candidate.source for candidate in found.links] for claim, found in matches.items()}
        styles = {one.style for one in made.cited.values()}
        for style in [*sorted(styles), "all"]:
            some = {claim: one for claim, one in made.cited.items() if style in (one.style, "all")}
            counts = tally(links, some)
            absent = sum(one.source is None for one in some.values())
            print(
                f"{noise:5} {style:14} {len(some):6} {counts.precision:9.3f} {counts.recall:7.3f} {counts.f1:6.3f}"
                f"  {counts.misled} of {absent}"
            )
        print(f"      matched in {seconds:.1f} s")
        for kind, count in _errors(matches, made).most_common():
            print(f"      {count:4} {kind}")
        bad = [claim for claim, one in made.cited.items() if links[claim] != [path for path in [one.source] if path]]
        for claim in bad[: arguments.errors]:
            print(_example(matches[claim], made.cited[claim]))


if __name__ == "__main__":
    main()
