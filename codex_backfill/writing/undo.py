"""The record of a run and the files as they are now, to the record that takes it back."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from codex_backfill.editing import entry as one_entry
from codex_backfill.editing.edit import Addition, Refusal
from codex_backfill.editing.field import add, without_empty_block
from codex_backfill.errors import UsageError
from codex_backfill.known import ledger as ledger_file
from codex_backfill.known.decisions import PATH as DECISIONS
from codex_backfill.known.decisions import Answer, Decision, merge
from codex_backfill.known.ledger import Ledger, LinkRow
from codex_backfill.notes.frontmatter import FrontmatterError, decode, load, split
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.writing.change import EntryChange, FileChange, Record, Stamp, make_record

Read = Callable[[str], bytes | None]
"""A path from the vault's root to the bytes there now; None when there is no file."""
Naming = Callable[[str, str], str | None]
"""The path of a note and the text of an entry in it to the path of the one note that it names now."""

_OUTCOME = "the link stays in both notes"


@dataclass(frozen=True, slots=True)
class Inverse:
    """What takes a run back, and what of it has to stay, with the reasons."""

    record: Record
    left: tuple[Problem, ...]

    @property
    def does_anything(self) -> bool:
        """Whether a note, or the memory of a link, is taken back by it."""
        return bool(self.record.notes) or bool(self.record.last and self.record.links)


def invert(run: Record, stamp: Stamp, read: Read, naming: Naming, link_fields: Mapping[Side, str]) -> Inverse:
    """A run's record, the stamp of the undo, and what reads files and entries as they are now, to what takes it back.

    A file that nobody has changed since gets its old bytes again. In one that has changed, the run's own entries alone
    are taken out, and what it had taken out is put in. Both ends of a link are taken back, or neither: where a person
    wrote an entry for it in another spelling, or an end cannot be edited, it stays, and that is told.
    """
    now = {change.path: read(change.path) for change in run.notes}
    if not run.entries:
        return _of_whole_files(run, stamp, now)
    left: dict[Link, Problem] = {}
    while True:
        after, found = _notes_before(run, now, naming, left)
        if not found:
            break
        left |= found
    done = {entry.link for entry in run.entries} - left.keys()
    changes = [FileChange(path, now[path], raw) for path, raw in after.items()]
    answers = _decisions_before(run, read(DECISIONS), {(link.claim, link.source) for link in left})
    if answers:
        changes.append(answers)
    with_answers = _answered(answers)
    links = [
        (link.claim, link.source, *([DECISIONS] if (link.claim, link.source) in with_answers else []))
        for link in sorted(done)
    ]
    last = _ledger_before(run, done, left, read, after, answers, naming, link_fields)
    return Inverse(make_record(stamp, changes, links, last, undoes=run.stamp.id), tuple(sorted(left.values())))


def _of_whole_files(run: Record, stamp: Stamp, now: Mapping[str, bytes | None]) -> Inverse:
    """Of a run that kept no entries, the groups of linked files are taken back of which none has changed since; with
    the first of them the tool's own files."""
    changes: list[FileChange] = []
    left = []
    for group in replace(run, changes=run.notes).groups():
        moved = [change for change in group if now[change.path] != change.after]
        for change in moved:
            what = "it has changed since the run wrote it" if now[change.path] is not None else "it is no longer there"
            left.append(Problem(change.path, 1, 1, what))
        changes += [] if moved else [change.inverse for change in group]
    links = list(run.links)
    if changes:
        own = [change.inverse for change in run.changes if change not in run.notes]
        links.append((changes[0].path, *(change.path for change in own)))
        changes += own
    last = run.last.inverse if run.last and not left else None
    return Inverse(make_record(stamp, changes, links, last, undoes=run.stamp.id), tuple(sorted(left)))


def _notes_before(
    run: Record, now: Mapping[str, bytes | None], naming: Naming, left: Mapping[Link, Problem]
) -> tuple[dict[str, bytes | None], dict[Link, Problem]]:
    """The notes as they are to be when the run is taken back but for some links, and links that turn out to stay."""
    by_path: defaultdict[str, list[EntryChange]] = defaultdict(list)
    for entry in run.entries:
        by_path[entry.path].append(entry)
    after: dict[str, bytes | None] = {}
    found: dict[Link, Problem] = {}
    for change in run.notes:
        path, raw = change.path, now[change.path]
        entries = by_path[path]
        if raw == change.after and not any(entry.link in left for entry in entries):
            after[path] = change.before
            continue
        for entry in reversed(entries):
            if entry.link in left or entry.link in found:
                continue
            made = _entry_before(raw, entry, naming)
            if isinstance(made, Problem):
                found[entry.link] = made
            else:
                raw = made
        was_bare = change.before is not None and split(decode(change.before)) is None
        after[path] = without_empty_block(raw) if raw is not None and was_bare else raw
    return after, found


def _entry_before(raw: bytes | None, change: EntryChange, naming: Naming) -> bytes | Problem | None:
    """A note's bytes to those without what a run did to one entry of it, or why that cannot be undone."""
    if raw is None:
        if change.old is None:
            return None  # a person deleted the note, and the entry with it
        return Problem(change.path, 1, 1, "it is no longer there", _OUTCOME)
    try:
        entries = load(raw).entries(change.field)
    except FrontmatterError as error:
        return Problem(change.path, error.line, error.column, error.reason, _OUTCOME)
    if not entries and split(decode(raw)) is None:
        return Problem(change.path, 1, 1, "no frontmatter, though links stood in it", _OUTCOME)
    own = [entry for entry in entries if entry.text == change.new]
    others = [e for e in entries if e.text != change.new and naming(change.path, e.text) == change.other]
    if change.new is not None and others:
        first = others[0]
        reason = f"{first.text!r} names {change.other}, too, and is not the tool's"
        return Problem(change.path, first.line, first.column, reason, _OUTCOME)
    if change.new is not None and not own:
        return raw
    if change.new is None and (others or any(entry.text == change.old for entry in entries)):
        return raw
    if change.new is None:
        assert change.old is not None
        made = add(raw, Addition(change.path, change.field, (change.old,), change.path == change.claim))
    elif change.old is None:
        made = one_entry.remove(raw, change.field, own[-1])
    else:
        made = one_entry.replace(raw, change.field, own[-1], change.old)
    if isinstance(made, Refusal):
        return Problem(change.path, made.line, made.column, made.reason, _OUTCOME)
    return made.after


def _decisions_before(run: Record, now: bytes | None, left: Iterable[tuple[str, str]]) -> FileChange | None:
    """The file of decisions without those that the run made, and with those that they overruled."""
    change = next((change for change in run.changes if change.path == DECISIONS), None)
    if change is None:
        return None
    stays = frozenset(left)
    old, new, here = (_lines(raw) for raw in (change.before, change.after, now))
    taken = [line for line in old if line not in new]
    made = [line for line in new if line not in old]
    # An answer that followed its note to another path stays there, since the note does.
    moved = {_said(line) for line in taken} & {_said(line) for line in made}
    if now == change.after and not stays and not moved:
        return FileChange(DECISIONS, now, change.before)
    own = {line for line in made if _said(line) not in moved and _pair(line) not in stays}
    back = [line for line in taken if _said(line) not in moved and _pair(line) not in stays and line not in here]
    kept = sorted([line for line in here if line not in own] + back, key=_pair)
    return FileChange(DECISIONS, now, "".join(f"{line}\n" for line in kept).encode() if kept else None)


def _answered(change: FileChange | None) -> frozenset[tuple[str, str]]:
    """The pairs on which a change of the file of decisions makes a difference."""
    sides = [frozenset(_lines(raw)) for raw in (change.before, change.after)] if change else [frozenset[str]()] * 2
    return frozenset(map(_pair, sides[0] ^ sides[1]))


def _lines(raw: bytes | None) -> list[str]:
    return [line for line in (raw or b"").decode("utf-8", "surrogateescape").split("\n") if line.strip()]


def _said(line: str) -> str:
    """A line without the paths of its notes."""
    try:
        row = json.loads(line)
        return json.dumps({key: value for key, value in row.items() if key not in ("claim", "source")}, sort_keys=True)
    except (ValueError, AttributeError):
        return line


def _pair(line: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
        return str(row["claim"]), str(row["source"] or "")
    except (ValueError, TypeError, KeyError):
        return "", ""


def _ledger_before(
    run: Record,
    done: Iterable[Link],
    left: Mapping[Link, Problem],
    read: Read,
    after: Mapping[str, bytes | None],
    answers: FileChange | None,
    naming: Naming,
    link_fields: Mapping[Side, str],
) -> FileChange | None:
    """The ledger with the links that are taken back marked as undone, each as its ends stand then."""
    raw = read(ledger_file.PATH)
    now = _parsed(raw)
    if now is None:
        return None  # damaged, or another version's: whoever mends it decides
    before = (_parsed(run.last.before) if run.last else None) or Ledger()
    then = (_parsed(run.last.after) if run.last else None) or Ledger()
    old = {row.link: row for row in before.links}
    for was, link in _moved_rows(before, then).items():  # of a note that moved, the row goes by its path now
        old[link] = replace(old.pop(was), claim=link.claim, source=link.source)
    made = {row.link: row for row in then.links}
    rows = {row.link: row for row in now.links}
    gone = {link for link in old.keys() - made.keys() - left.keys() if link not in rows}
    said = _answers(answers.after if answers else read(DECISIONS))
    for link in sorted({*done, *gone}):
        row = old.get(link) or LinkRow(link.claim, link.source)
        texts = {side: _texts(row.at(side), link_fields[side], after, read) for side in Side}
        stands = {
            side: row.entry(side)
            if row.entry(side) in texts[side]
            else next((text for text in texts[side] if naming(row.at(side), text) == row.at(side.other)), None)
            for side in Side
        }
        rows[link] = replace(
            row,
            in_claim=stands[Side.CLAIM],
            in_source=stands[Side.SOURCE],
            wrote=tuple(side for side in row.wrote if stands[side] is not None and stands[side] == row.entry(side)),
            answered=said[link].digest if link in said else "",
            disputed=False,
            undone=True,
        )
    known = {n.path: n for n in before.notes} | {n.path: n for n in then.notes} | {n.path: n for n in now.notes}
    paths = sorted({path for row in rows.values() for path in (row.claim, row.source)} & known.keys())
    undone = Ledger(tuple(rows[link] for link in sorted(rows)), tuple(known[path] for path in paths), now.run)
    return FileChange(ledger_file.PATH, raw, ledger_file.dump(undone))


def _moved_rows(before: Ledger, after: Ledger) -> dict[Link, Link]:
    """The links of the ledger from before a run to those that they were under after it, where a note had moved: told by
    the note that stayed, and an entry that did."""
    old, new = ({row.link: row for row in ledger.links} for ledger in (before, after))
    came = [row for link, row in new.items() if link not in old]
    found = {}
    for was, row in old.items():
        same = [
            other.link
            for other in came
            if was not in new
            and (other.claim == row.claim or other.source == row.source)
            and any(row.entry(side) is not None and row.entry(side) == other.entry(side) for side in Side)
        ]
        if len(same) == 1:
            found[was] = same[0]
    return found


def _texts(path: str, field: str, after: Mapping[str, bytes | None], read: Read) -> list[str]:
    """What stands in the link field of a note, as it will be."""
    raw = after[path] if path in after else read(path)
    try:
        return [entry.text for entry in load(raw).entries(field)] if raw else []
    except FrontmatterError:
        return []


def _parsed(raw: bytes | None) -> Ledger | None:
    """The ledger in a file, an empty one where there is none; None when it cannot be read."""
    if raw is None:
        return Ledger()
    try:
        found = ledger_file.parse(raw)
    except UsageError:
        return None
    return found if isinstance(found, Ledger) else None


def _answers(raw: bytes | None) -> dict[Link, Decision]:
    """The answers on pairs in a file of decisions; lines that cannot be read are left out."""
    found = []
    for line in _lines(raw):
        try:
            row = json.loads(line)
            found.append(Decision(**{**row, "verdict": Answer(row["verdict"])}))
        except (ValueError, TypeError, KeyError):
            continue
    return {Link(one.claim, one.source): one for one in merge(found)[0] if one.source}
