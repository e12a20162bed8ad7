"""A small invented literature on the sea, and undecided matches on it, as many as a test wants."""

import itertools
import math
import random
from dataclasses import dataclass
from functools import cached_property

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.answers import NO_ANSWERS
from codex_backfill.known.texts import Texts
from codex_backfill.matching.result import Candidate, Evidence, Match, Verdict
from codex_backfill.notes.note import Claim, Note, Source, Vault
from codex_backfill.review.page import page
from codex_backfill.review.page_data import PageHead, Queue
from codex_backfill.review.queue import ReviewItem, review_items

THRESHOLD = 0.8
FIELDS = ("sourced_from", "claims_extracted")

WORKS = [
    ("Tides: A Scientific History", "David E. Cartwright", "1999-02-11", "cartwright-tides-a-scientific-history"),
    ("On the Tides of the Port of London", "J. W. Lubbock", "1830-06-17", "lubbock-tides-port-of-london"),
    ("On the Tides of the Port of Liverpool", "J. W. Lubbock", "1836", "lubbock-tides-port-of-liverpool"),
    ("Essay Towards a First Approximation to a Map of Cotidal Lines", "William Whewell", "1833-05-02", "whewell-map"),
    ("Researches on the Tides, Third Series", "William Whewell", "1836-03-10", "whewell-researches-3"),
    ("Researches on the Tides, Fourth Series", "William Whewell", "1836-06-16", "whewell-researches-4"),
    ("Tide-Predicting Machines", "P. Hughes, A. Wall", "2007", "hughes-wall-tide-predicting-machines"),
    ("The Tide Gauge", "William Thomson", "1882-03", "thomson-the-tide-gauge"),
    ("Harmonic Analysis of Tidal Observations", "G. H. Darwin", "1883", "darwin-harmonic-analysis"),
    ("Leçons de mécanique céleste, III: théorie des marées", "Henri Poincaré", "1910", "poincare-theorie-des-marees"),
    ("Storm Surges and the Thames Barrier", "Ruth Penhaligon", "2016-11-04", "penhaligon-storm-surges-thames"),
    ("The North Sea Flood, Fifty Years On", "Ruth Penhaligon", "2003-01-31", "penhaligon-north-sea-flood"),
]
SAYINGS = [
    ("Port tide tables were sold as trade secrets before they were science", "Cartwright, Tides (1999), ch. 7", 0),
    ("Dock masters' notebooks gave the first long series of high waters", "Lubbock on the London docks, Phil Trans", 1),
    ("Cotidal lines turn around points where the tide vanishes", "Whewell's map of cotidal lines, 1833", 3),
    ("Brass and pulleys predicted D-Day's tides better than any formula by hand", "Hughes & Wall, tide predictors", 6),
    ("A tide is a sum of a few dozen rhythms and a port is its amplifier", "G.H. Darwin 1883; Thomson, tide gauge", 8),
    ("Citizen observers can run a global experiment when the protocol fits on one page", "Whewell, Researches", 4),
    ("Surge and tide do not add because shallow water makes them talk to each other", "R. Penhaligon, 2016", 10),
    ("Warnings fail at the last mile, not in the forecast", "synthesis of flood reports", 11),
    ("Every barrier moves the flood to whoever has none", "", 10),
    ("Basin shape decides whether two tides a day survive to the coast", "Poincaré, théorie des marées", 9),
]
PLACES = ["at Liverpool", "in the Severn", "at Saint-Malo", "in the Bay of Fundy", "at Cuxhaven", "in the Wadden Sea"]
BODY = (
    "\n# {title}\n\nHarbour after harbour tells the same story: {lower}. The evidence is older than the theory.\n\n"
    "## Why it holds\n\n- Long series beat clever guesses.\n- Ports differ by depth, breadth and the shape of what lies beyond.\n"
)


def _source(work: tuple[str, str, str, str], copy: int) -> Source:
    title, author, date, stem = work
    if copy:
        title, stem = f"{title}, part {copy + 1}", f"{stem}-{copy + 1}"
    body = f"\n# {title}\n\n{author} gathers what was known of it by {date[:4]}, harbour by harbour, with tables.\n"
    note = Note(f"inbox/archive/{date}-{stem}.md", "", {"title": title}, False, body, title)
    return Source(note, author, (f"https://example.org/{stem}",), date, "", "", (), (), ())


def _claim(number: int, title: str, cited: str) -> Claim:
    round_ = number // len(SAYINGS)
    title = f"{title} {PLACES[round_ % len(PLACES)]}" + (f", {1800 + round_}" if round_ >= len(PLACES) else "")
    folder = ["domains/tides", "domains/floods", "core/observation", "foundations/mechanics"][number % 4]
    body = BODY.format(title=title, lower=title[0].lower() + title[1:])
    note = Note(f"{folder}/{title.lower().replace(' ', '-')[:60]}-{number}.md", "", {"title": title}, False, body, None)
    return Claim(note, (cited,) if cited else (), f"What {number} harbours have in common.", "2031-04-05", (), (), ())


def _candidates(sources: list[Source], right: int, chance: random.Random) -> tuple[Candidate, ...]:
    places = [right, *(place for place in range(len(sources)) if place != right)]
    chosen = [places[0], *chance.sample(places[1:], 4)]
    found = []
    for rank, place in enumerate(chosen):
        evidence = [
            Evidence("prior", "any pair", -5.5),
            Evidence("author", "exact", round(chance.uniform(2, 4.5), 2), sources[place].author),
            Evidence("title", "near", round(chance.uniform(1, 5) - rank, 2), sources[place].title),
            Evidence("text", "some words", round(chance.uniform(-0.5, 2), 2), "harbour, tide, series"),
            Evidence(
                "date", "contradicts" if rank % 2 else "same year", -1.4 if rank % 2 else 1.2, sources[place].date
            ),
        ]
        score = sum(part.weight for part in evidence)
        probability = 1 / (1 + math.exp(-score))
        found.append(Candidate(sources[place].path, score, probability, Verdict.REVIEW, "near-tie", tuple(evidence)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.source)))


@dataclass(frozen=True)
class Sample:
    """A vault with its undecided matches."""

    vault: Vault
    items: tuple[ReviewItem, ...]
    texts: Texts

    @cached_property
    def titles(self) -> dict[str, str]:
        """The claims' titles, by path."""
        return {one.path: one.title for one in self.vault.claims}

    def diff(self, claim: str, source: str) -> str:
        """A patch of the shape that `editing.diff` gives."""
        title = self.titles[claim]
        return (
            f"diff --git a/{claim} b/{claim}\n--- a/{claim}\n+++ b/{claim}\n@@ -2,3 +2,4 @@\n type: claim\n"
            f" title: {title}\n created: 2031-04-05\n+sourced_from: {source}\n"
            f"diff --git a/{source} b/{source}\n--- a/{source}\n+++ b/{source}\n@@ -3,3 +3,5 @@\n status: processed\n"
            f" tags: [sea, tides]\n+claims_extracted:\n+  - {title}\n ---\n"
        )

    def propose(self, claim: str, source: str) -> PreviewedLink:
        """What a yes would write: nothing stands against it."""
        return PreviewedLink(self.diff(claim, source))

    @property
    def queue(self) -> Queue:
        """All of it, to be asked about."""
        return Queue(self.items, self.vault.sources, self.texts)

    def page(self, vault: str = "harbour-notes", id: str = "sample") -> str:
        """The page that asks about all of it."""
        return page(PageHead(vault, id, "ann", "5 April 2031", THRESHOLD), self.queue, self.propose)


def make_sample(number: int) -> Sample:
    """So many claims, each with five candidates; most wait for a person."""
    chance = random.Random(number)
    sources = [_source(work, copy) for copy, work in itertools.product(range(max(1, number // 60)), WORKS)]
    claims, matches = [], []
    for at in range(number):
        title, cited, right = SAYINGS[at % len(SAYINGS)]
        claims.append(_claim(at, title, cited))
        candidates = _candidates(sources, right, chance)
        verdict = [Verdict.REVIEW, Verdict.REVIEW, Verdict.REVIEW, Verdict.REVIEW, Verdict.ACCEPTED][at % 5]
        reason = ["near-tie", "below-threshold", "near-tie", "after-no", "clear"][at % 5]
        matches.append(Match(claims[-1].path, verdict, reason, candidates))
    vault = Vault(tuple(sorted(claims, key=lambda c: c.path)), tuple(sorted(sources, key=lambda s: s.path)), ())
    items = review_items(matches, {claim.path: claim for claim in claims}, NO_ANSWERS, THRESHOLD)
    return Sample(vault, items, Texts.of(vault, FIELDS))
