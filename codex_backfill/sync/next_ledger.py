"""What a run found and wrote to what the ledger remembers of it."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from codex_backfill.known.decisions import Answer, Decision, Said
from codex_backfill.known.ledger import Counts, Ledger, LinkRow, NoteRow
from codex_backfill.known.past import Record
from codex_backfill.known.renames import identify
from codex_backfill.notes.digest import digest as digest_of
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.settings import Settings
from codex_backfill.sync.basis import rests_on_absence
from codex_backfill.sync.changes import Changes, Mend, with_entries_of
from codex_backfill.sync.reconcile import Decided, Reconciliation, entries_by_link
from codex_backfill.sync.three_way import End, Step

NO_DECISIONS: Mapping[Link, Decision] = {}
_UNDECIDED = (Step.WAIT, Step.HOLD, Step.DISPUTE)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run wrote."""

    plan: str
    """The name that it goes by."""
    added: frozenset[tuple[Side, Link]]
    mended: Collection[Mend]
    undone: frozenset[Link]
    """Links of which something was to be written and was not."""
    scores: Mapping[Link, float]
    """Of the links that were matched."""
    own: frozenset[Link] = frozenset()
    """Links known to have been found and written by an earlier run, though the ledger does not have them."""


def next_ledger(
    record: Record,
    found: Reconciliation,
    changes: Changes,
    vault: Vault,
    settings: Settings,
    *,
    counts: Counts,
    answers: Mapping[Link, Decision] = NO_DECISIONS,
    scores: Mapping[Link, float] | None = None,
    only_adds: bool = False,
) -> Ledger:
    """What was known, found, and is changed in the vault, what the brakes compare, and the answers that were read off
    the notes, to the new ledger, as it is once all of that is written.

    `scores` are those of a saved plan, in place of its matches. A run that `only_adds` leaves it to the next `sync` to
    take out what people took out: such links are remembered as they were.
    """
    made = {change.path: change.after for change in changes.files if change.after is not None}
    after = with_entries_of(vault, made, settings)
    waiting = {one.link for one in found.links if only_adds and (rests_on_absence(one) or one.outcome.remove)}
    added = {
        (Side.CLAIM if file.path == link.claim else Side.SOURCE, link)
        for file in changes.plan.files
        for link in file.links
    }
    if scores is None:
        scores = {planned.link: planned.score for planned in changes.plan.links if planned.score is not None}
    said = {**record.said}
    said |= {
        link: Said(given.verdict is Answer.YES, given.digest, inferred=True, at=given.at)
        for link, given in answers.items()
    }
    digests = repr([(file.path, hashlib.sha256(file.after or b"").hexdigest()) for file in changes.files])
    return remember(
        record.ledger,
        found,
        after,
        record.standing.names,
        done=Done(
            plan=hashlib.sha256(digests.encode()).hexdigest()[:8],
            added=frozenset(added),
            mended=changes.mends,
            undone=frozenset(changes.refused | waiting),
            scores={link: round(score, 3) for link, score in scores.items()},
            own=record.own_links,
        ),
        said=said,
        digest=lambda note: digest_of(note.note, settings.link_fields),
        run=counts,
    )


def remember(
    before: Ledger,
    found: Reconciliation,
    after: Vault,
    names: Mapping[Side, Names],
    *,
    done: Done,
    said: Mapping[Link, Said],
    digest: Callable[[Claim | Source], str],
    run: Counts,
) -> Ledger:
    """The ledger of the last run under the present paths, what was decided, the vault as it now stands with its names,
    and what was written, to the new ledger.

    What only changed beside the links, a note's text or the counts, is no reason for a new ledger: then it is `before`.
    """
    standing = entries_by_link(after, names, found)
    respelled = {(mend.side, mend.link): mend for mend in done.mended if mend.new is not None}
    known = {decided.link: decided for decided in found.links}
    rows = []
    for link in sorted({*known, *(link for _, link in standing)}):
        decided = known.get(link)
        old = decided.row if decided else None
        if decided and (decided.outcome.step in _UNDECIDED or link in done.undone):
            rows += [_waiting(decided, said.get(link))] if old else []
            continue
        texts = {side: [entry.text for entry in standing.get((side, link), [])] for side in Side}
        if not any(texts.values()):
            continue
        chosen: dict[Side, str | None] = {}
        ours = []
        for side in Side:
            last = old.entry(side) if old else None
            mend = respelled.get((side, link))
            wrote = bool(old and side in old.wrote)
            own = mend.new if mend and wrote else last if wrote else None
            if (side, link) in done.added or (old is None and link in done.own):
                own = texts[side][-1] if texts[side] else None
            chosen[side] = own if own in texts[side] else next(iter(texts[side]), None)
            if own is not None and own in texts[side]:
                ours.append(side)
        fresh = any((side, link) in done.added or (side, link) in respelled for side in Side)
        rows.append(
            LinkRow(
                link.claim,
                link.source,
                chosen[Side.CLAIM],
                chosen[Side.SOURCE],
                tuple(ours),
                plan=done.plan if fresh else old.plan if old else "",
                score=done.scores.get(link, old.score if old else None),
                answered=said[link].digest if link in said else "",
            )
        )
    lost = {decided.link.at(side) for decided in found.links for side in Side if decided.case.end(side) is End.LOST}
    notes = _notes(rows, before.notes, after, lost, digest)
    if tuple(rows) == before.links and [note.path for note in notes] == [note.path for note in before.notes]:
        return before
    return Ledger(tuple(rows), notes, run)


def _waiting(decided: Decided, said: Said | None) -> LinkRow:
    """A link of which nothing could be done, as it is remembered; should a deleted note return, its end is repaired."""
    row = decided.row
    assert row is not None
    lost = {side for side in Side if decided.case.end(side) is End.LOST}
    disputed = decided.outcome.step is Step.DISPUTE
    return replace(
        row,
        in_claim=None if Side.CLAIM in lost else row.in_claim,
        in_source=None if Side.SOURCE in lost else row.in_source,
        wrote=tuple(side for side in row.wrote if side not in lost),
        disputed=disputed or row.disputed,
        answered=said.digest if said and disputed else row.answered,
        gone=decided.gone,
    )


def _notes(
    rows: Iterable[LinkRow],
    before: Iterable[NoteRow],
    after: Vault,
    lost: Collection[str],
    digest: Callable[[Claim | Source], str],
) -> tuple[NoteRow, ...]:
    """The linked notes, by which each is found again; of those that are not there now, what was known of them."""
    here = after.by_path
    known = {note.path: note for note in before}
    notes = []
    for path in sorted({path for row in rows for path in (row.claim, row.source)}):
        if path in here and path not in lost:
            mark = identify(here[path], digest(here[path]))
            notes.append(NoteRow(mark.path, mark.digest, mark.ids))
        elif path in known:
            notes.append(known[path])
    return tuple(notes)
