"""Notes that are there and do not read as what they were, so that nothing is concluded from what they lack."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from codex_backfill.disk.git import Git
from codex_backfill.known.ledger import LinkRow
from codex_backfill.notes.files import is_absent, read_bytes
from codex_backfill.notes.frontmatter import FrontmatterError, decode, load, split
from codex_backfill.notes.note import Problem, Vault


def with_unread(
    root: Path, vault: Vault, rows: Iterable[LinkRow], named: frozenset[str], link_fields: Collection[str]
) -> Vault:
    """A vault's folder, the vault as it reads, the rows of the ledger under the paths of the last run, and the paths
    that known pairs and decisions name, to the vault without the notes that cannot be read as what they were.

    Those are among its problems instead: notes in which links stood and that have no frontmatter any more, whose
    frontmatter no longer says that they are a claim or a source, or that a program keeps elsewhere; and named ones that
    have no frontmatter.
    """
    held = {row.link.at(side) for row in rows for side in row.ends}
    there = {note.path: note.note for note in vault.notes}
    bare = {path for path in held & there.keys() if not there[path].has_keys}
    missing = {*held, *(named & vault.others.keys())} - there.keys() - {problem.path for problem in vault.problems}
    alike = {_folded(path) for path in there} if missing else set[str]()
    missing = {path for path in missing if _folded(path) not in alike}  # a system may give one file under both names
    found = _elsewhere(root, {path for path in missing & held if is_absent(root, path)})
    for path in sorted((bare | missing) - found.keys()):
        problem = _trouble(root, path, path in held, vault.others.get(path, "the settings leave it out"), link_fields)
        if problem:
            found[path] = problem
    if not found:
        return vault
    return replace(
        vault,
        claims=tuple(claim for claim in vault.claims if claim.path not in found),
        sources=tuple(source for source in vault.sources if source.path not in found),
        problems=tuple(sorted([*vault.problems, *found.values()])),
    )


def _elsewhere(root: Path, absent: Collection[str]) -> dict[str, Problem]:
    """Linked notes that are not in their place to those that nobody deleted, each with where it is instead."""
    if not absent:
        return {}
    left_out = Git(str(root)).kept_back()
    found = {}
    for path in absent:
        folder, _, name = path.rpartition("/")
        if path in left_out:
            found[path] = Problem(path, 1, 1, "git's sparse checkout leaves it out, though links stood in it")
        elif not is_absent(root, f"{folder}/.{name}.icloud"):
            found[path] = Problem(
                path, 1, 1, "iCloud has it elsewhere and left a placeholder, though links stood in it"
            )
    return found


def _trouble(root: Path, path: str, held: bool, why_not: str, link_fields: Collection[str]) -> Problem | None:
    if is_absent(root, path):
        return None
    raw = read_bytes(root, path)
    if isinstance(raw, Problem):
        return raw
    links = "links stood in it" if held else "known pairs or decisions name it"
    if not raw.strip():
        return Problem(path, 1, 1, f"empty, though {links}")
    try:
        if split(decode(raw)) is None:
            return Problem(path, 1, 1, f"no frontmatter, though {links}")
        if not held:
            return None
        entries = [entry for field in link_fields for entry in load(raw).entries(field)]
    except FrontmatterError as error:
        return error.problem(path)
    # Whoever took the links out of it, too, meant that it is none any more.
    return (
        Problem(path, entries[0].line, entries[0].column, f"links stand in it, though {why_not}") if entries else None
    )


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
