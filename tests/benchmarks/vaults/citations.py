"""Works to the text that a hurried person writes under `source:`."""

from collections.abc import Callable, Sequence
from random import Random

from tests.benchmarks.vaults.works import Work

AGENTS = ("Wren", "Marlow", "Tansy", "Sluice")
PLACEHOLDERS = ("", "TODO", "some-source", "https://example.com/article", "unknown")


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
    names = work.cited_as
    styles: list[tuple[int, Callable[[], str]]] = [
        (22, lambda: f"{_people(names)} ({work.day.year}), '{work.title}'"),
        (10, lambda: f"{_people(names)} {work.day.year}, {_short(rng, work)}"),
        (8, lambda: f'{work.authors[0]}, "{work.title}", {work.day:%B %Y}'),
        (8, lambda: f"{', '.join(work.authors)} - {work.title}"),
        (6, lambda: f"{work.title} ({work.day.year})"),
        (6, lambda: f"{work.authors[0]}, {work.day.isoformat()}"),
        (5, lambda: f"{_people(names)}, {_short(rng, work)}, {work.day:%b %Y}"),
        (4, lambda: f"{work.title.lower()}"),
        (3, lambda: work.url),
        (3, lambda: f"inbox/archive/{work.stem}.md"),
        (2, lambda: work.stem),
        (1, work.day.isoformat),
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


def _short(rng: Random, work: Work) -> str:
    words = work.title.split(":")[0].split()
    return " ".join(words[: rng.randrange(2, 5)])
