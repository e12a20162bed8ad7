"""Whatever is edited between two runs, the second finds and explains what it would if there had been no first."""

import json
import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import match
from codex_backfill.matching.beside import Linked
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.notes.note import Claim, Entry, Source, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings
from tests.matching.invented import Shelf, archive, citing

LINKS = {f"domains/{at:03}.md": Linked(others=frozenset({f"inbox/archive/{at}.md"})) for at in range(15)}


@dataclass
class Person:
    """Somebody who edits a vault, what they know of it, and what is kept of the runs so far."""

    rng: random.Random
    claims: list[Claim]
    sources: list[Source]
    labels: Labels
    spare: list[Claim | Source]
    """Notes that are not there yet, or no longer."""
    settings: MatchSettings = field(default_factory=MatchSettings)
    kept: dict[str, Any] = field(default_factory=dict)
    shelves: defaultdict[str, Shelf] = field(default_factory=lambda: defaultdict(Shelf))

    def note(self) -> tuple[list[Any], int]:
        """Some note: the list that it is in, and its place there."""
        notes: list[Any] = self.rng.choice([self.claims, self.sources])
        return notes, self.rng.randrange(len(notes))

    def write_body(self) -> None:
        """A word more in a note, which other notes have, or none."""
        notes, at = self.note()
        note = notes[at].note
        word = self.rng.choice(["gannet", "harbour", f"unheard{self.rng.random()}"])
        notes[at] = replace(notes[at], note=replace(note, body=f"{note.body} {word}"))

    def write_title(self) -> None:
        """Another title."""
        notes, at = self.note()
        note = notes[at].note
        title = f"Gannets {self.rng.randint(0, 9)}"
        notes[at] = replace(notes[at], note=replace(note, fields={**note.fields, "title": title}))

    def write_citation(self) -> None:
        """Another citation in a claim."""
        at = self.rng.randrange(len(self.claims))
        self.claims[at] = replace(self.claims[at], citations=(f"Okafor {self.rng.randint(2019, 2022)}",))

    def write_record(self) -> None:
        """Another author and date of a source."""
        at = self.rng.randrange(len(self.sources))
        year = str(self.rng.randint(2019, 2022))
        self.sources[at] = replace(self.sources[at], author="Okafor", date=year)

    def link(self) -> None:
        """A link more in a note."""
        notes, at = self.note()
        note = replace(notes[at].note, sha256=str(self.rng.random()))
        notes[at] = replace(notes[at], note=note, entries=(Entry("x", 1, 1),))

    def rename(self) -> None:
        """Another name for a note."""
        notes, at = self.note()
        folder, _, name = notes[at].path.rpartition("/")
        path = f"{folder}/{self.rng.choice('az')}{name}"
        if path not in {one.path for one in notes}:
            notes[at] = replace(notes[at], note=replace(notes[at].note, path=path))

    def add(self) -> None:
        """A note more."""
        if self.spare:
            one = self.spare.pop(self.rng.randrange(len(self.spare)))
            notes: list[Any] = self.claims if isinstance(one, Claim) else self.sources
            notes.append(one)

    def drop(self) -> None:
        """A note less."""
        notes, at = self.note()
        self.spare.append(notes.pop(at))

    def say_yes(self) -> None:
        """Another known pair."""
        yes = self._link()
        self.labels = replace(self.labels, yes=self.labels.yes | {yes}, no=self.labels.no - {yes})

    def say_no(self) -> None:
        """A pair that is wrong."""
        no = self._link()
        self.labels = replace(self.labels, yes=self.labels.yes - {no}, no=self.labels.no | {no})

    def say_nothing_there(self) -> None:
        """A claim without a source."""
        none = self.labels.no_source | {self.rng.choice(self.claims).path}
        self.labels = replace(self.labels, no_source=none)

    def take_back(self) -> None:
        """A known pair less."""
        self.labels = Labels(frozenset(sorted(self.labels.yes)[1:]))

    def set(self) -> None:
        """Other settings."""
        chosen: list[dict[str, Any]] = [{}, {"gap": 9.0}, {"threshold": 0.9}, {"weights": {"title": 2.0}}]
        self.settings = MatchSettings(**self.rng.choice(chosen))

    def run(self) -> None:
        """A run that remembers, which has to find what one finds that does not."""
        vault = Vault(tuple(self.claims), tuple(self.sources), ())
        plain = Matcher(vault, self.labels, self.settings, workers=1)
        shelf, workers = self.shelves.__getitem__, self.rng.choice([1, 2])
        matcher = RememberingMatcher(vault, self.labels, self.settings, self.kept, shelf, workers=workers)
        found = match(matcher, links=LINKS)
        assert found == match(plain, links=LINKS)
        for one in found.matches[::9]:
            assert matcher.explained(one) == plain.explained(one)
        outcome = found if self.rng.random() < 0.8 else None  # else as a command does that asks for single claims
        self.kept = json.loads(json.dumps(matcher.rows(outcome)))
        matcher.keep_citations()

    def _link(self) -> Link:
        return Link(self.rng.choice(self.claims).path, self.rng.choice(self.sources).path)


EDITS = (
    *(Person.write_body, Person.write_title, Person.write_citation, Person.write_record, Person.link, Person.rename),
    *(Person.add, Person.drop, Person.say_yes, Person.say_no, Person.say_nothing_there, Person.take_back, Person.set),
)


@settings(max_examples=6)
@given(st.integers(0, 10_000), st.sampled_from([0, 30]))
def test_a_run_finds_what_the_first_one_would(seed: int, pairs: int) -> None:
    rng = random.Random(seed)
    vault, labels = citing(archive(25, seed), 60, seed + 1)
    known = Labels(frozenset(sorted(labels.yes)[:pairs]))
    spare: list[Claim | Source] = [*vault.claims[50:], *vault.sources[20:]]
    person = Person(rng, list(vault.claims[:50]), list(vault.sources[:20]), known, spare)
    person.run()
    for _ in range(6):
        for edit in rng.choices(EDITS, k=rng.randint(0, 3)):
            edit(person)
        person.run()
