"""What a user would otherwise run over the same files, each as a script of its own: `python rivals.py NAME VAULT`.

Prints how many files it went through. Nothing is imported before it is needed: start-up is part of what is compared.
"""

import os
import sys
from collections.abc import Callable, Iterator

FOLDERS = ("domains", "core", "foundations", "inbox/archive", "inbox/queue")


def notes(vault: str) -> Iterator[bytes]:
    """A vault to the bytes of the notes below its default folders, hidden ones left out."""
    for folder in FOLDERS:
        for here, folders, names in os.walk(os.path.join(vault, folder)):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if name.endswith(".md") and not name.startswith("."):
                    with open(os.path.join(here, name), "rb") as file:
                        yield file.read()


def frontmatter(raw: bytes) -> str | None:
    """A note's bytes to the text between its fences; None where there are none."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    end = text.find("\n---", 3)
    return text[4 : end + 1] if text.startswith("---\n") and end > 0 else None


def floor(vault: str) -> int:
    """What no command that does the job can do without: imports, reading, and composing each frontmatter once in C."""
    from contextlib import suppress

    import rapidfuzz
    import typer
    from ruamel.yaml.cyaml import CSafeLoader
    from ruamel.yaml.error import YAMLError

    assert rapidfuzz and typer
    count = 0
    for raw in notes(vault):
        if yaml := frontmatter(raw):
            count += 1
            with suppress(YAMLError):  # broken notes cost time like others
                CSafeLoader(yaml).get_single_node()
    return count


def round_trip(vault: str) -> int:
    """Each frontmatter loaded once as ruamel.yaml's users load it to change it: by its round-trip loader."""
    from contextlib import suppress

    from ruamel.yaml import YAML

    yaml = YAML()
    count = 0
    for raw in notes(vault):
        if text := frontmatter(raw):
            count += 1
            with suppress(Exception):  # impossible dates and duplicate keys raise all kinds of errors
                yaml.load(text)
    return count


def all_pairs(vault: str) -> int:
    """Every claim's source text against every source's author and title by RapidFuzz, on one core."""
    from rapidfuzz import fuzz, process, utils
    from ruamel.yaml.cyaml import CSafeLoader
    from ruamel.yaml.error import YAMLError

    texts: tuple[list[str], list[str]] = [], []
    for raw in notes(vault):
        try:
            root = CSafeLoader(frontmatter(raw) or "").get_single_node()
        except YAMLError:
            continue
        fields = {key.value: str(value.value) for key, value in root.value} if root else {}
        is_claim = fields.get("type") == "claim"
        words = fields.get("source", "") if is_claim else f"{fields.get('author', '')} {fields.get('title', '')}"
        texts[not is_claim].append(utils.default_process(words))
    claims, sources = texts
    try:
        process.cdist(claims, sources, scorer=fuzz.token_set_ratio)
    except ImportError:  # cdist needs numpy; the same comparisons row by row need no more time
        for claim in claims:
            process.extract(claim, sources, scorer=fuzz.token_set_ratio, limit=None)
    return len(claims) * len(sources)


RIVALS: dict[str, Callable[[str], int]] = {rival.__name__: rival for rival in (floor, round_trip, all_pairs)}

if __name__ == "__main__":
    print(RIVALS[sys.argv[1]](sys.argv[2]))
