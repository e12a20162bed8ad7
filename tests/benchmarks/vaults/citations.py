"""Works to the text that a hurried person writes under `source:`."""

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.benchmarks.vaults.works import Work

AGENTS = ("Wren", "Marlow", "Tansy", "Sluice")
PLACEHOLDERS = ("", "TODO", "some-source", "https://example.com/article", "unknown")

MISDATED = 0.05
"""How many citations by year give the one before or after: that of a preprint, or of when it was read."""


def cite(rng: Random, cited: Sequence[Work]) -> str | list[str]:
    """The works that a claim rests on, the first one foremost, to the text (or list of texts) that names them."""
    texts = [_one(rng, work) for work in cited]
    prefix = rng.choices(
        ("", f"{rng.choice(AGENTS)}, from ", f"Synthesis by {rng.choice(AGENTS)} from: "), (75, 20, 5)
    )[0]
    if len(texts) > 1 and rng.random() < 0.1:
        return texts
    joined = "; ".join(texts) if rng.random() < 0.8 else " and ".join(texts)
    return joined if joined.startswith(("http", "inbox/")) else prefix + joined


def nothing(rng: Random) -> str:
    """What stands there when nobody knows or wants to say: placeholders, own work, syntheses."""
    return rng.choice(
        (
            *PLACEHOLDERS,
            f"{rng.choice(AGENTS)}, original synthesis, {rng.choice(('spring', 'autumn'))} 2024",
            "web research compilation, February 2024",
            "working group notes",
        )
    )


def _one(rng: Random, work: Work) -> str:
    names, year = work.cited_as, work.day.year + (rng.choice((-1, 1)) if rng.random() < MISDATED else 0)
    styles: list[tuple[int, Callable[[], str]]] = [
        (22, lambda: f"{_people(names)} ({year}), '{work.title}'"),
        (10, lambda: f"{_people(names)} {year}, {_short(rng, work)}"),
        (8, lambda: f'{work.authors[0]}, "{work.title}", {work.day:%B %Y}'),
        (8, lambda: f"{', '.join(work.authors)} - {work.title}"),
        (6, lambda: f"{work.title} ({year})"),
        (6, lambda: f"{work.authors[0]}, {work.day.isoformat()}"),
        (5, lambda: f"{_people(names)}, {_short(rng, work)}, {work.day:%b %Y}"),
        (4, lambda: f"{work.title.lower()}"),
        (3, lambda: work.url),
        (3, lambda: f"inbox/archive/{work.stem}.md"),
        (2, lambda: work.stem),
        (2, lambda: work.stem.removeprefix(f"{work.dated}-")),
        (1, work.day.isoformat),
        (14, lambda: f"{_people(names)} {_loosely(rng, work)}, {work.day:%B %Y}"),
        (14, lambda: f"{_loosely(rng, work)} ({_people(names)}, {year})"),
        (9, lambda: f"{_people(names)} {year} {_loosely(rng, work)}"),
        (9, lambda: f"{_loosely(rng, work)}, {work.day.isoformat()}"),
    ]
    if work.arxiv:
        styles.append((25, lambda: f"{_people(names)}, {_short(rng, work)} (arXiv:{work.arxiv}, {work.day:%B %Y})"))
    if work.handle:
        styles.append((60, lambda: f"{work.authors[0]} ({work.handle}), {work.day.isoformat()}"))
    if work.kind in ("launch", "proposal"):
        styles.append((60, lambda: f"{work.title.replace(': ', ', ')}, {work.day.isoformat()}"))
    return rng.choices([style for _, style in styles], [weight for weight, _ in styles])[0]()


def _people(names: Sequence[str]) -> str:
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)


def _loosely(rng: Random, work: Work) -> str:
    """A work by what it is and speaks of, as one remembers it: a word or two of its title, and the numbers in it, among
    others of its own."""
    title = [word for word in work.title.split() if len(word) > 3]
    said = [*rng.sample(title, min(len(title), rng.choice((1, 2, 2, 3)))), *rng.sample(work.names, rng.choice((0, 1)))]
    said += rng.sample([word for word in rng.choice(work.findings).split() if word.isalpha()], rng.choice((0, 1, 2)))
    rng.shuffle(said)
    said += re.findall(r"[A-Za-z]+ \d+", work.title)
    kind = rng.choice(("coverage", "analysis", "announcement", "data", "interview", "piece", work.kind, work.kind))
    return rng.choice((f"{kind} on {' '.join(said)}", f"{' '.join(said)} {kind}", f"{kind} of {' '.join(said)}"))


def _short(rng: Random, work: Work) -> str:
    words = work.title.split(":")[0].split()
    return " ".join(words[: rng.randrange(2, 5)])
