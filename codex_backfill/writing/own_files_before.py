"""The tool's own files as they are to be when a run is taken back: the decisions, and the ledger."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from codex_backfill.errors import UsageError
from codex_backfill.known import ledger as ledger_file
from codex_backfill.known.decisions import PATH as DECISIONS
from codex_backfill.known.decisions import Answer, Decision, merge
from codex_backfill.known.ledger import Ledger, LinkRow
from codex_backfill.notes.frontmatter import FrontmatterError, load
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.writing.change import FileChange, RunRecord

Read = Callable[[str], bytes | None]
"""A path from the vault's root to the bytes there now; None when there is no file."""
Naming = Callable[[str, str], str | None]
"""The path of a note and the text of an entry in it to the path of the one note that it names now."""


def decisions_before(run: RunRecord, now: bytes | None, left: Iterable[tuple[str, str]]) -> FileChange | None:
    """The file of decisions as it is `now`, without those that the run made, and with those that they overruled.

    Answers on the pairs that are `left` stay; None when the run changed no decision.
    """
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


def answered_pairs(change: FileChange | None) -> frozenset[tuple[str, str]]:
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


def ledger_before(
    run: RunRecord,
    done: Iterable[Link],
    left: Collection[Link],
    read: Read,
    after: Mapping[str, bytes | None],
    answers: FileChange | None,
    naming: Naming,
    link_fields: Mapping[Side, str],
) -> FileChange | None:
    """The ledger with the links that are `done`, taken back that is, marked as undone, each as its ends stand then.

    `after` has the notes' bytes by then, `answers` the change of the decisions. None when the ledger cannot be read.
    """
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
    gone = {link for link in old.keys() - made.keys() if link not in left and link not in rows}
    said = _answers(answers.after if answers else read(DECISIONS))
    for link in sorted({*done, *gone}):
        row = old.get(link) or LinkRow(link.claim, link.source)
        texts = {side: _texts(link.at(side), link_fields[side], after, read) for side in Side}
        stands = {
            side: row.entry(side)
            if row.entry(side) in texts[side]
            else next((text for text in texts[side] if naming(link.at(side), text) == link.at(side.other)), None)
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
