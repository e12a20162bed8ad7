"""Vault and ledger to findings: everything in which the two directions, or the vault and the ledger, differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from codex_backfill.disk.paths import told_apart
from codex_backfill.known.ledger import PATH as LEDGER
from codex_backfill.known.renames import Moves
from codex_backfill.notes.names import unwrap
from codex_backfill.notes.note import Claim, Entry, Problem, Source, Vault
from codex_backfill.notes.out_of_reach import OutOfReach
from codex_backfill.notes.standing_links import Side, StandingLinks, Stray
from codex_backfill.sync.codes import Code
from codex_backfill.sync.reconcile import Decided, Reconciliation
from codex_backfill.sync.three_way import End, Step


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place in a note, the code of what is wrong there, and a message; lines and columns count from 1."""

    path: str
    line: int
    column: int
    code: Code
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


def find(
    vault: Vault, standing: StandingLinks, reconciliation: Reconciliation, damage: Problem | None = None
) -> tuple[Finding, ...]:
    """What stands in a vault, what the ledger makes of it, and what is wrong with the ledger, to findings, sorted."""
    notes = vault.by_path
    found = [Finding(p.path, p.line, p.column, Code.UNREADABLE, f"{p.reason}; {p.outcome}") for p in vault.problems]
    if damage:
        found.append(Finding(damage.path, damage.line, damage.column, Code.DAMAGED_LEDGER, damage.reason))
    for decided in reconciliation.links:
        found += _of_link(decided, standing)
    outdated = {(item.path, item.entry): item for item in reconciliation.outdated}
    for item in outdated.values():
        now = notes[item.named]
        name = f"called {now.title!r}" if item.named == item.old else f"at {item.named}"
        found.append(_at(item.path, item.entry, Code.MOVED, f"{item.entry.text!r} is now {name}"))
    meant = _meant(reconciliation, notes)
    paths = _by_file_name(notes.values())
    out_of_reach, unread = OutOfReach(vault), {problem.path for problem in vault.problems}
    for stray in standing.strays:
        named, end = meant.get((stray.path, stray.entry), (None, End.LOST))
        beyond = named or (None if stray.names else out_of_reach.named(stray.entry.text, stray.path))
        if (stray.path, stray.entry) not in outdated and end is not End.UNREADABLE and beyond not in unread:
            found.append(_of_stray(stray, named, beyond, reconciliation.moves, paths, out_of_reach))
    return tuple(sorted(set(found)))


def _of_link(decided: Decided, standing: StandingLinks) -> Iterator[Finding]:
    link, step, reason = decided.link, decided.outcome.step, decided.outcome.reason
    in_claim, in_source = standing.in_claims.get(link), standing.in_sources.get(link)
    if step is Step.DISPUTE and in_source and not in_claim:
        yield _at(link.source, in_source, Code.CONFLICTING, f"link with {link.claim}: {reason}")
    elif step is Step.DISPUTE:
        yield _at(link.claim, in_claim or _TOP, Code.CONFLICTING, f"link with {link.source}: {reason}")
    elif step in (Step.COMPLETE, Step.WITHDRAW, Step.HOLD) and in_claim and not in_source:
        yield _at(link.claim, in_claim, Code.NOT_IN_SOURCE, f"{link.source} does not list this claim")
    elif step in (Step.COMPLETE, Step.WITHDRAW, Step.HOLD) and in_source and not in_claim:
        yield _at(link.source, in_source, Code.NOT_IN_CLAIM, f"{link.claim} does not name this source")
    elif step is Step.WITHDRAW and in_claim and in_source:
        yield _at(link.claim, in_claim, Code.CONFLICTING, f"link with {link.source}: {reason}")
    elif decided.row and (step is Step.FORGET or (step is Step.WITHDRAW and not decided.gone)):
        yield Finding(LEDGER, 1, 1, Code.STALE_LEDGER, f"{link.claim} -> {link.source}: {reason}")


def _of_stray(
    stray: Stray,
    meant: str | None,
    beyond: str | None,
    moves: Moves,
    paths: Mapping[str, list[str]],
    out_of_reach: OutOfReach,
) -> Finding:
    text, reach = stray.entry.text, unwrap(stray.entry.text)
    if len(stray.names) > 1:
        return _at(stray.path, stray.entry, Code.AMBIGUOUS, f"{text!r} could be {_either(stray.names)}")
    if meant and meant in moves.unclear:
        return _at(stray.path, stray.entry, Code.MOVED, f"{text!r} could be {_either(moves.unclear[meant])} now")
    if meant:
        told = "in whose place another note stands" if meant in moves.strangers else "which is gone"
        if meant in out_of_reach.why:
            told = f"which is no claim or source any more: {out_of_reach.why[meant]}"
        return _at(stray.path, stray.entry, Code.DELETED, f"{text!r} was {meant}, {told}")
    if beyond:
        told = f"{beyond}, which is no claim or source: {out_of_reach.why[beyond]}"
        return _at(stray.path, stray.entry, Code.DANGLING, f"{text!r} names {told}")
    if "/" in reach and len(there := paths.get(_file_name(reach), [])) == 1:
        return _at(stray.path, stray.entry, Code.MOVED, f"{text!r} is now at {there[0]}")
    return _at(stray.path, stray.entry, Code.DANGLING, f"{text!r} names no note")


def _meant(
    reconciliation: Reconciliation, notes: Mapping[str, Claim | Source]
) -> dict[tuple[str, Entry], tuple[str, End]]:
    """The entries that the ledger remembers, by the note they stand in, to the note that each meant and how it is."""
    meant = {}
    for decided in reconciliation.links:
        for side in Side:
            text = decided.row.entry(side) if decided.row else None
            path = decided.link.at(side)
            for entry in notes[path].entries if path in notes else ():
                if entry.text == text:
                    meant[path, entry] = decided.link.at(side.other), decided.case.end(side.other)
    return meant


def _by_file_name(notes: Iterable[Claim | Source]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for note in notes:
        table.setdefault(_file_name(note.path), []).append(note.path)
    return table


def _file_name(path: str) -> str:
    return PurePosixPath(path).name.casefold().removesuffix(".md")


def _either(paths: Iterable[str]) -> str:
    return " or ".join(told_apart(paths))


_TOP = Entry("", 1, 1)


def _at(path: str, entry: Entry, code: Code, message: str) -> Finding:
    return Finding(path, entry.line, entry.column, code, message)
