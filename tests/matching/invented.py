"""Short ways to claims and sources that nobody wrote, for the tests of matching."""

import json
import random
from collections.abc import Mapping
from typing import Any

from codex_backfill.known.labels import Labels
from codex_backfill.notes.note import Claim, Note, Source, Vault
from codex_backfill.notes.standing_links import Link


class Shelf:
    """What keeps a value for the next run, as a file does."""

    def __init__(self, text: str = "{}") -> None:
        self.text = text

    def load(self) -> Mapping[str, Any]:
        """The value."""
        kept: dict[str, Any] = json.loads(self.text)
        return kept

    def save(self, value: Mapping[str, Any]) -> None:
        """Takes a new value."""
        self.text = json.dumps(value)


def claim(
    path: str = "c",
    cites: str | tuple[str, ...] = "",
    body: str = "",
    *,
    title: str = "",
    created: str = "",
    domains: tuple[str, ...] = (),
) -> Claim:
    """A claim below `domains/` with the citations that it gives."""
    fields = {"title": title} if title else {}
    note = Note(f"domains/{path}.md", "", fields, False, body, None)
    return Claim(note, (cites,) if isinstance(cites, str) and cites else tuple(cites), "", created, domains, (), ())


def source(
    path: str = "s",
    title: str = "",
    author: str = "",
    date: str = "",
    *,
    body: str = "",
    url: str = "",
    processed: str = "",
    status: str = "",
    domains: tuple[str, ...] = (),
) -> Source:
    """A source below `inbox/archive/`."""
    note = Note(f"inbox/archive/{path}.md", "", {"title": title} if title else {}, False, body, None)
    return Source(note, author, (url,) if url else (), date, processed, status, domains, (), ())


def vault(*notes: Claim | Source) -> Vault:
    """A vault of some claims and sources."""
    claims = tuple(note for note in notes if isinstance(note, Claim))
    return Vault(claims, tuple(note for note in notes if isinstance(note, Source)), ())


def link(claim_name: str, source_name: str) -> Link:
    """The link of two notes by the names that `claim` and `source` take."""
    return Link(f"domains/{claim_name}.md", f"inbox/archive/{source_name}.md")


WORDS = (
    "harbour mussel lichen tide gannet burrow salt pentosan rye crust oven levy permit parcel tenant vacancy leak meter valve "
    "audit lot draw board quorum ballot proposal dredge basin ferry timetable orchard graft scion rootstock frost bloom hive "
    "nectar swarm queen drone comb kiln glaze clay wedge shard slip flint loom warp weft heddle shuttle dye madder indigo"
).split()
NAMES = (
    "Abara Baek Castellane Demir Eklund Farouk Grieg Hollins Ito Jansky Kestrel Lindqvist Marrow Nakata Okafor".split()
)


def archive(number: int, seed: int) -> tuple[Source, ...]:
    """Some sources with look-alikes among them: titles share words, authors and dates recur, some are archived twice."""
    rng = random.Random(seed)
    found: list[Source] = []
    for at in range(number):
        if found and rng.random() < 0.1:
            twin = rng.choice(found)
            found.append(source(f"{at:02}-again", twin.title, twin.author, twin.date, body=twin.note.body))
            continue
        title = " ".join(rng.sample(WORDS, rng.randint(2, 5))).capitalize()
        date = f"{rng.randint(2019, 2022)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        found.append(
            source(
                f"{at:02}-{title.split()[0].lower()}",
                rng.choice([title, title, f"{title} {rng.randint(1, 3)}"]),
                rng.choice(NAMES),
                rng.choice([date, date[:7], date[:4], ""]),
                body=" ".join(rng.choices(WORDS, k=rng.choice([0, 60, 120]))),
                processed=rng.choice([date, ""]),
                status=rng.choice(["processed", "unprocessed", "null-result", ""]),
            )
        )
    return tuple(found)


def citing(sources: tuple[Source, ...], number: int, seed: int) -> tuple[Vault, Labels]:
    """Claims that cite some of the sources, more or less exactly, or nothing that is there; and what is right."""
    rng = random.Random(seed)
    claims, right = [], set()
    for at in range(number):
        named = rng.sample(sources, rng.choice([0, 1, 1, 1, 2]))
        texts = []
        for one in named:
            words = one.title.split()
            words = words if rng.random() < 0.7 else words[:-1] or words
            texts.append(
                rng.choice(
                    [
                        f"{one.author}, '{' '.join(words)}' ({one.date})",
                        f"{one.author} {one.date}: {' '.join(words)}",
                        one.note.stem,
                    ]
                )
            )
        texts = texts or [rng.choice(["", "conversations, spring 2020", f"{rng.choice(NAMES)} (2018)"])]
        body = " ".join(
            word for one in named for word in rng.sample(one.note.body.split(), min(40, len(one.note.body.split())))
        )
        body += " " + " ".join(rng.choices(WORDS, k=rng.choice([0, 50])))
        claims.append(claim(f"{at:03}", "; ".join(texts), body, created=rng.choice(["2020-01-01", ""])))
        right |= {Link(claims[-1].path, one.path) for one in named}
    return Vault(tuple(claims), sources, ()), Labels(frozenset(right))
