"""Rounds of people and the tool on one vault: after each sync the promises hold."""

import os
import random
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.cli import sync_write
from codex_backfill.cli.command import Options
from codex_backfill.cli.commands.sync import sync
from codex_backfill.cli.commands.undo import undo
from codex_backfill.cli.memory import RunMemory
from codex_backfill.cli.reading import read_pairs, reconciled, remembered
from codex_backfill.cli.run import match, read_vault, recall
from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import lock
from codex_backfill.disk.system import System
from codex_backfill.editing import entry as one_entry
from codex_backfill.editing.edit import Addition, Proved
from codex_backfill.editing.field import add
from codex_backfill.errors import Locked
from codex_backfill.matching.matcher import Matcher
from codex_backfill.notes.note import Claim, Problem, Source, Vault
from codex_backfill.notes.standing_links import Link, links_of
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from codex_backfill.sync.brakes import Brake
from codex_backfill.sync.codes import Code
from codex_backfill.sync.findings import find
from codex_backfill.sync.three_way import Step
from codex_backfill.terminal.console import Console

SEED = 20260214
MOST = 20
"""Notes, claims and sources together, above which somebody deletes some."""
FIELDS = {"claim": "sourced_from", "source": "claims_extracted"}
WORDS = (
    "amber basalt cinder delta ember fjord gravel harbor inlet jetty kelp lagoon marsh narrows oxbow pebble quarry reef "
    "shoal tarn upland vale weir yarrow zephyr alder birch cedar dune estuary fen glacier heath isthmus juniper knoll"
).split()
NAMES = "Abara Brandt Castel Duarte Eklund Farouk Grieg Hanae Ibsen Jarvi Kowal Lindh Mbeki Noor Okoro Pires".split()


@dataclass
class Person:
    """Somebody who edits the vault by hand, and remembers what they want of it."""

    root: Path
    random: random.Random
    wants: set[tuple[int, int]] = field(default_factory=set)
    """Pairs of claim and source that were put in by hand, by the notes' numbers."""
    rejects: set[tuple[int, int]] = field(default_factory=set)
    """Pairs that were taken out by hand."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Every note's number, which it keeps whatever it is called, by its path now."""
    changed: dict[int, set[str]] = field(default_factory=dict)
    """What was changed of each note since the last run: its body, title or path."""
    touched: set[tuple[int, int]] = field(default_factory=set)
    """Pairs of which an end was taken out by hand, or by undo."""
    made: int = 0

    def read(self) -> Vault:
        return load(self.root, Settings())

    def pick(self, notes: tuple[Any, ...]) -> Any:
        return self.random.choice(notes) if notes else None

    def some_words(self, count: int) -> str:
        return " ".join(self.random.sample(WORDS, count))

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())
        self.made += 1
        self.numbers[path] = self.made

    def add_source(self) -> None:
        title, author = self.some_words(4).title(), f"{self.random.choice('ABCDEF')}. {self.random.choice(NAMES)}"
        empty = self.random.choice(
            ["", "", "claims_extracted: []\n", "claims_extracted:\n", "claims_extracted: []  # none yet\n"]
        )
        day = f"20{self.random.randint(10, 25)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        self.write(
            f"inbox/queue/{title.lower().replace(' ', '-')}.md",
            f'---\ntype: source\ntitle: "{title}"\nauthor: {author}\ndate: {day}\n{empty}---\n\n{self.some_words(20)}\n',
        )

    def add_claim(self) -> None:
        source = self.pick(self.read().sources)
        title, says = self.some_words(5).capitalize(), self.some_words(3)
        if source and self.random.random() < 0.8:
            says = f"{source.author}, '{source.title}' ({source.date})"
        mark = f"claim_id: c-{self.made}\n" if self.random.random() < 0.5 else ""
        newline = self.random.choice(["\n", "\n", "\r\n"])
        text = f'---\ntype: claim\ntitle: {title}\n{mark}source: "{says}"\n---\n\n{self.some_words(25)}{newline}'
        self.write(f"core/{title.lower().replace(' ', '-')}.md", text.replace("\n", newline).replace("\r\r", "\r"))

    def edit_body(self) -> None:
        note = self.any_note()
        if note:
            with (self.root / note.path).open("ab") as file:
                file.write(f"{self.some_words(3)}".encode())
            self.change(note.path, "body")

    def edit_title(self) -> None:
        note = self.any_note()
        if note:
            path = self.root / note.path
            path.write_bytes(
                re.sub(rb"(?m)^title: .*?(\r?)$", rb"title: " + self.some_words(5).encode() + rb"\1", path.read_bytes())
            )
            self.change(note.path, "title")

    def rename(self) -> None:
        note = self.any_note()
        if note:
            new = f"{Path(note.path).parent}/{self.some_words(3).replace(' ', '-')}.md"
            self.move(note.path, new)
            self.change(new, "name")

    def respell_name(self) -> None:
        """Renames a note in blanks or case alone."""
        note = self.any_note()
        if note:
            folder, _, name = note.path.rpartition("/")
            new = self.random.choice([name.replace("-", " "), name.replace(" ", "-"), name[0].upper() + name[1:]])
            if new != name:
                self.move(note.path, f"{folder}/{new}")
                self.change(f"{folder}/{new}" if f"{folder}/{new}" in self.numbers else note.path, "name")

    def delete_beside_a_look_alike(self) -> None:
        """Deletes a source, and puts another work beside its place, under a name that is like it."""
        source = self.pick(self.read().sources)
        if source:
            (self.root / source.path).unlink()
            self.forget(self.numbers.pop(source.path))
            folder, _, name = source.path.rpartition("/")
            alike = name.replace("-", " ") if "-" in name else name.replace(" ", "_")
            if f"{folder}/{alike}" not in self.numbers:
                title = self.some_words(4).title()
                self.write(
                    f"{folder}/{alike}", f'---\ntype: source\ntitle: "{title}"\nauthor: Q. Else\n---\n\nOther.\n'
                )

    def commit(self) -> None:
        """Commits all, as people do in between."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "notes")

    def archive(self) -> None:
        queued = tuple(s for s in self.read().sources if s.path.startswith("inbox/queue/"))
        source = self.pick(queued)
        if source:
            self.move(source.path, source.path.replace("queue", "archive"))
            if self.random.random() < 0.5:
                path = self.root / source.path.replace("queue", "archive")
                path.write_bytes(path.read_bytes().replace(b"type: source", b"type: source\nstatus: processed", 1))

    def change(self, path: str, what: str) -> None:
        """Notes what was changed; a note changed in everything at once is another one to whoever looks an hour later."""
        number = self.numbers[path]
        changed = self.changed.setdefault(number, set())
        changed.add(what)
        if changed >= {"body", "title", "name"} and b"claim_id:" not in (self.root / path).read_bytes():
            self.forget(number)
            self.made += 1
            self.numbers[path] = self.made

    def forget(self, number: int) -> None:
        self.wants = {pair for pair in self.wants if number not in pair}
        self.rejects = {pair for pair in self.rejects if number not in pair}

    def move(self, old: str, new: str) -> None:
        if (self.root / new).exists():
            return
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        self.numbers[new] = self.numbers.pop(old)

    def delete(self) -> None:
        note = self.any_note()
        if note:
            (self.root / note.path).unlink()
            self.forget(self.numbers.pop(note.path))

    def any_note(self) -> Claim | Source | None:
        vault = self.read()
        found: Claim | Source | None = self.pick((*vault.claims, *vault.sources))
        return found

    def pair(self, link: Link) -> tuple[int, int]:
        return self.numbers[link.claim], self.numbers[link.source]

    def unlink(self) -> None:
        """Takes one end of a link out."""
        vault = self.read()
        stand = links_of(vault)
        ends = [
            *((link, link.claim, "claim") for link in stand.in_claims),
            *((link, link.source, "source") for link in stand.in_sources),
        ]
        if ends:
            link, path, kind = self.random.choice(sorted(ends))
            self.take_out(vault, link, path, kind)

    def take_out(self, vault: Vault, link: Link, path: str, kind: str) -> None:
        stand = links_of(vault)
        entry = (stand.in_claims if kind == "claim" else stand.in_sources).get(link)
        if entry:
            self.edit(path, one_entry.remove((self.root / path).read_bytes(), path, FIELDS[kind], entry))
            self.wants.discard(self.pair(link))
            self.rejects.add(self.pair(link))
            self.touched.add(self.pair(link))

    def relink(self) -> None:
        """Puts one end of a link in, in a spelling of their own."""
        vault = self.read()
        claim, source = self.pick(vault.claims), self.pick(vault.sources)
        if claim is None or source is None:
            return
        link = Link(claim.path, source.path)
        if link in links_of(vault).links:
            return
        if self.random.random() < 0.5:
            path, kind, text = (
                claim.path,
                "claim",
                self.random.choice([f"[[{source.note.stem}]]", source.path, source.title]),
            )
        else:
            path, kind, text = (
                source.path,
                "source",
                self.random.choice([claim.title, f"{claim.note.stem}.md", f"[[{claim.note.stem}]]"]),
            )
        self.edit(path, add((self.root / path).read_bytes(), Addition(path, FIELDS[kind], (text,), kind == "claim")))
        self.rejects.discard(self.pair(link))
        self.wants.add(self.pair(link))

    def conflict(self) -> None:
        """Takes one end of a link out and respells the other."""
        vault = self.read()
        stand = links_of(vault)
        whole = sorted(stand.in_claims.keys() & stand.in_sources.keys())
        if not whole:
            return
        link = self.random.choice(whole)
        self.take_out(vault, link, link.source, "source")
        self.rejects.discard(self.pair(link))
        entry = stand.in_claims[link]
        stem = Path(link.source).stem
        self.edit(
            link.claim,
            one_entry.replace((self.root / link.claim).read_bytes(), link.claim, "sourced_from", entry, f"[[{stem}]]"),
        )

    def edit(self, path: str, proved: Proved | Problem) -> None:
        assert not isinstance(proved, Problem), proved
        (self.root / path).write_bytes(proved.after)


WEIGHTS: dict[Callable[[Person], None], int] = {
    Person.add_source: 3,
    Person.add_claim: 5,
    Person.edit_body: 2,
    Person.edit_title: 3,
    Person.rename: 3,
    Person.archive: 2,
    Person.delete: 1,
    Person.unlink: 4,
    Person.relink: 4,
    Person.conflict: 1,
    Person.respell_name: 2,
    Person.delete_beside_a_look_alike: 1,
    Person.commit: 1,
}


def contents(root: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def without_links(raw: bytes) -> bytes:
    """A note's bytes without the two fields, as they are written here."""
    pattern = rb"(?m)^(?:sourced_from|claims_extracted):[^\n]*\n(?:[ \t]*- [^\n]*\n)*"
    return re.sub(pattern, b"", raw, count=1)


def git(root: Path, *words: str) -> None:
    """Asks git for something in a vault; a commit of nothing may fail."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.hooksPath=/dev/null"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=False, capture_output=True)


def run_sync(root: Path) -> int:
    return sync(Options(root, None, None, "text", Console(quiet=True)), None, None, list(Brake), False, False, False)


def killed(root: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync in another process that dies, without a chance to tidy up, once it has replaced that many files."""
    child = os.fork()
    if child == 0:
        left = [after]
        replace = System.replace

        def dying(old: Any, new: Any) -> None:
            if left[0] == 0:
                os._exit(9)
            left[0] -= 1
            replace(old, new)

        monkeypatch.setattr(System, "replace", staticmethod(dying))
        try:
            run_sync(root)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def check_promises(person: Person, before: dict[str, bytes]) -> None:
    after = contents(person.root)
    own = {path for path in before.keys() | after.keys() if path.startswith(".codex-backfill/")}
    assert before.keys() - own == after.keys() - own, "a file came or went"
    for path in after.keys() - own:
        assert without_links(before[path]) == without_links(after[path]), f"bytes outside the fields changed: {path}"
    memory, settings = RunMemory(person.root), Settings()
    vault = read_vault(person.root, settings, memory.parser)
    assert vault == person.read(), "the cache gives what reading gives"
    past = recall(person.root, vault, settings, read_pairs(person.root, vault), is_asked_for=False)
    remembered = match(memory.matcher(vault, past.labels, settings.match), past)
    assert remembered == match(Matcher(vault, past.labels, settings.match), past), "the cache gives what matching gives"
    stand, record = past.standing, past.record
    found = reconciled(record, vault)
    open_links = {one.link for one in found.links if one.outcome.step in (Step.DISPUTE, Step.WAIT, Step.HOLD)}
    halves = stand.in_claims.keys() ^ stand.in_sources.keys()
    assert halves - open_links == set(), "the two directions do not agree"
    held = {path for link in open_links for path in (link.claim, link.source)}
    drift = {Code.NOT_IN_CLAIM, Code.NOT_IN_SOURCE, Code.MOVED, Code.DAMAGED_LEDGER}
    assert not {f for f in find(vault, stand, found, record.damage) if f.code in drift and f.path not in held}
    whole = {person.pair(link) for link in stand.in_claims.keys() & stand.in_sources.keys()}
    assert (whole & person.rejects) == set(), "what a person took out is back"
    present = {
        person.pair(link) for link in {*stand.links, *open_links} if {link.claim, link.source} <= person.numbers.keys()
    }
    assert person.wants - present == set(), "what a person put in is gone"


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """A note as an editor, a full disk or a slip of the hand leaves it for a while."""
    return chance.choice(
        [b"", b"x" + raw, b"\n" + raw, b"<!-- moved -->\n" + raw, raw.replace(b"\n", b"\r"), b"\0" * 40]
    )


def unread_for_a_round(person: Person) -> None:
    """One note cannot be read while a sync runs: nothing is concluded from it."""
    note = person.any_note()
    if note is None:
        return
    path = person.root / note.path
    raw = path.read_bytes()
    stand = links_of(person.read())
    naming = {link.source: entry.text for link, entry in stand.in_sources.items() if link.claim == note.path}
    naming |= {link.claim: entry.text for link, entry in stand.in_claims.items() if link.source == note.path}
    path.write_bytes(damaged(raw, person.random))
    assert run_sync(person.root) == 0
    for other, text in naming.items():
        assert text.encode() in (person.root / other).read_bytes(), f"{text} was taken out of {other}"
    path.write_bytes(raw)


def take_back(person: Person) -> None:
    """The last run is undone: what it wrote waits for the person from then on."""
    before = whole_links(person)
    undo(Options(person.root, None, None, "text", Console(quiet=True)))
    gone = before - whole_links(person)
    person.touched |= gone
    person.rejects |= gone - person.wants


def whole_links(person: Person) -> set[tuple[int, int]]:
    """The links that stand in both notes, by the notes' numbers."""
    settings = Settings()
    stand = remembered(person.root, read_vault(person.root, settings), settings).standing
    whole = stand.in_claims.keys() & stand.in_sources.keys()
    return {person.pair(link) for link in whole if {link.claim, link.source} <= person.numbers.keys()}


class ClocksApart(datetime):
    """The clock of a machine that is years ahead or behind, each time it is asked."""

    chance = random.Random(SEED)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "ClocksApart":
        return cls(cls.chance.randint(2001, 2099), 1, 1, tzinfo=tz)


@dataclass
class Seen:
    """How often what happened."""

    rounds: int = 0
    locked: int = 0
    killed: int = 0
    unread: int = 0
    undone: int = 0
    linked: int = 0


def soak(root: Path, seed: int, rounds: int, monkeypatch: pytest.MonkeyPatch) -> Seen:
    """An empty folder, a seed and a number of rounds to how often what happened; AssertionError for a broken promise."""
    monkeypatch.setattr(sync_write, "datetime", ClocksApart)
    # Whoever kills a process leaves what it had written to the kernel; power cuts are tested elsewhere.
    monkeypatch.setattr(System, "fsync", staticmethod(lambda fd: None))
    chance = random.Random(seed)
    person = Person(root, chance)
    git(root, "init", "-q")
    for _ in range(6):
        person.add_source()
    for _ in range(8):
        person.add_claim()
    run_sync(root)
    seen = Seen()
    for _ in range(rounds):
        stood = whole_links(person)
        for act in chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=chance.randint(1, 3)):
            act(person)
        while len(person.numbers) > MOST:
            person.delete()
        person.changed.clear()
        before = contents(root)
        trouble = chance.random()
        if trouble < 0.08:
            with lock(root, "another", state=state_folder(root)), pytest.raises(Locked):
                run_sync(root)
            assert contents(root) == before
            seen.locked += 1
        elif trouble < 0.2:
            killed(root, chance.randint(0, 3), monkeypatch)
            seen.killed += 1
        elif trouble < 0.3:
            unread_for_a_round(person)
            seen.unread += 1
        assert run_sync(root) == 0
        check_promises(person, before)
        assert run_sync(root) == 0  # takes out the tool's entries for notes that were gone in the first one
        check_promises(person, before)
        settled = contents(root)
        assert run_sync(root) == 0
        assert contents(root) == settled, "a third sync is no no-op"
        gone = {pair for pair in stood - whole_links(person) if {*pair} <= {*person.numbers.values()}}
        assert gone <= person.touched, "a link is gone that nobody took out"
        if chance.random() < 0.08:
            take_back(person)
            seen.undone += 1
            assert run_sync(root) == 0
            check_promises(person, contents(root))
        seen.rounds += 1
        seen.linked += len(links_of(person.read()).in_claims)
    return seen
