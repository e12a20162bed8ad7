"""How many of the true links the candidate search finds: `python -m tests.benchmarks.recall VAULT ANSWERS`."""

import csv
import sys
from pathlib import Path

from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.index import Index
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings


def lost(vault: Path, answers: Path) -> tuple[list[tuple[str, str]], int]:
    """A vault and its answers (`claim,source`) to the links that no search found, and to how many links there are.

    Answers about notes that cannot be read, and claims that are to stay unlinked, are left out.
    """
    read = load(vault, Settings())
    corpus = Corpus(read.sources)
    index = Index(corpus)
    numbers = {source.path: number for number, source in enumerate(corpus.sources)}
    wanted: dict[str, list[str]] = {}
    with answers.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["source"] in numbers:
                wanted.setdefault(row["claim"], []).append(row["source"])
    missed, total = [], 0
    for claim in read.claims:
        found = set(index.find(corpus.read(claim)).candidates()) if claim.path in wanted else set()
        for source in wanted.get(claim.path, ()):
            total += 1
            if numbers[source] not in found:
                missed.append((claim.path, source))
    return missed, total


if __name__ == "__main__":
    missed, total = lost(Path(sys.argv[1]), Path(sys.argv[2]))
    for claim, source in missed:
        print(f"lost: {claim} -> {source}")
    print(f"candidates found for {total - len(missed)} of {total} links ({(total - len(missed)) / max(total, 1):.4f})")
