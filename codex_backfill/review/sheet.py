"""A dialogue to the lines of a screen: what is asked, what speaks for each answer, which keys there are."""

from collections import Counter
from collections.abc import Sequence

from codex_backfill.known.decisions import Answer
from codex_backfill.matching.result import Candidate
from codex_backfill.review.dialogue import Dialogue, View
from codex_backfill.review.highlight import segments, telling_words
from codex_backfill.review.queue import claim_words, source_words
from codex_backfill.review.reasons import LEGEND, largest_weight, meaning, reasons, why
from codex_backfill.review.searching import Searching
from codex_backfill.terminal.cells import (
    Line,
    Run,
    bar,
    cells,
    clean,
    crop,
    fit,
    fold_line,
    hang,
    marked,
    side_by_side,
    wrap,
)

HELP = [
    ("1-5", "yes: it comes from that candidate"),
    ("n", "none: the vault has no source for it"),
    ("u", "unsure: leave it open, ask again only when a text changes"),
    ("s", "skip it for now"),
    ("+", "it has several sources: each digit adds one, Enter goes on"),
    ("x 1-5", "no: not that candidate, now or ever"),
    ("/", "search all sources"),
    ("b", "back to the claim before; a new answer takes the place of the old"),
    ("w", "why: the reasons for and against; digits show other candidates'"),
    ("d", "the diff that a yes would write; digits show other candidates'"),
    ("o O", "open the note in $EDITOR, or the best candidate's address"),
    ("↑ ↓", "scroll"),
    ("q", "quit; every answer is kept already"),
]
_MINI = 5
"""Cells of the longest bar beside a candidate."""
_WIDE = 120
"""Columns from which a source's text stands beside its evidence."""
_MEASURE = 100
"""Columns of a text that the eye finds its way back in."""
_OF_CLAIM = 6
"""Lines of a claim's own text, at most."""
_TEXT = 600
"""Characters of a source's text that are read for that."""
_SIGNS = {Answer.YES: "✓", Answer.NO: "✕", Answer.UNSURE: "?"}
_DIFF_STYLES = {"+": "for", "-": "against", "@": "dim"}


def sheet(dialogue: Dialogue, width: int, height: int) -> list[Line]:
    """A dialogue and a screen's size to exactly `height` lines of at most `width` columns."""
    head = [_progress(dialogue, width)]
    foot = [*wrap([(_footer(dialogue), "dim")], width), [(fit(dialogue.message, width), "key")]]
    room = max(height - len(head) - len(foot), 3)
    body = _body(dialogue, width, room)
    start = dialogue.scroll = min(dialogue.scroll, max(len(body) - room, 0))
    shown = body[start : start + room]
    if len(body) > start + room:
        shown[-1] = [("  ↓ more", "dim")]
    blank: list[Line] = [[] for _ in range(room - len(shown))]
    return [crop(line, width) for line in [*head, *shown, *blank, *foot][:height]]


def _footer(dialogue: Dialogue) -> str:
    """The keys that do something in what is on the screen."""
    number = len(dialogue.item.candidates)
    digits = "1" if number == 1 else f"1-{number}"
    if dialogue.helping:
        return "any key goes back"
    if dialogue.searching is not None:
        return "↑ ↓ choose  Enter yes  Esc back" if dialogue.searching.found else "Esc back"
    if dialogue.looking:
        another = f"{digits} another  " if number > 1 else ""
        return f"{another}↑ ↓ scroll  {'d' if dialogue.looking is View.DIFF else 'w'} back  q quit"
    back = "b back  " if dialogue.at else ""
    if dialogue.blocked:
        return f"s skip  {back}o open  q quit  ? more"
    if dialogue.several:
        return f"{digits} add or take away  / search  Enter goes on  q quit  ? more"
    choices = f"{digits} yes  n none  u unsure" if number else "n none"
    views = "w why  d diff  " if number else ""
    return f"{choices}  s skip  / search  {back}{views}q quit  ? more"


def _body(dialogue: Dialogue, width: int, room: int) -> list[Line]:
    if dialogue.helping:
        return [
            [],
            *(line for key, meaning in HELP for line in hang([(f" {key:<6}", "key")], [(meaning, "")], width, 7)),
        ]
    if dialogue.searching is not None:
        return _search(dialogue.searching, width)
    if dialogue.looking is View.DIFF:
        return _diff(dialogue, width)
    if dialogue.looking is View.WHY:
        return _why(dialogue, width)
    return _claim(dialogue, width, room)


def _progress(dialogue: Dialogue, width: int) -> Line:
    done, total = dialogue.answered, len(dialogue.items)
    tally = Counter(one.verdict for one in dialogue.sitting.all)
    told = "  ".join(f"{tally[answer]} {answer}" for answer in Answer if tally[answer])
    count = f" {done}/{total} "
    room = max(min(30, width - cells(count) - cells(told) - 4), 0)
    full = room * done // total
    rest = fit(f"  {told}", max(width - room - cells(count), 0))
    return [(count, "bold"), ("█" * full, "for"), ("░" * (room - full), "dim"), (rest, "dim")]


def _claim(dialogue: Dialogue, width: int, room: int) -> list[Line]:
    """What is asked; the claim's own text stands there, too, as far as the screen has room for it."""
    item = dialogue.item
    claim = item.claim
    sources = {source.path: source for source in dialogue.sources}
    cited = [source_words(sources[item.best.source])] if item.best else []
    agreeing = telling_words(cited, dialogue.common)
    number = f" claim {dialogue.at + 1} of {len(dialogue.items)}: {clean(claim.path)}"
    body: list[Line] = [[], [(fit(number, width), "dim")], *wrap([(clean(claim.title), "title")], width, 1, 3)]
    if dialogue.blocked:
        told = f"cannot be written, so nothing is asked of it: {clean(dialogue.blocked)}"
        body += wrap([(told, "against")], width, 1)
    if item.before:
        told = f"answered before: {item.before.verdict}, {clean(item.before.by)}, {item.before.at[:10]}; "
        body += wrap([(f"{told}the text has changed since", "against")], width, 1)
    for text in claim.citations or ("(no source text)",):
        body += hang([(" from: ", "dim")], marked(segments(text, agreeing)), width, 7, 5)
    for one in dialogue.on_claim:
        if one.source not in {candidate.source for candidate in item.candidates}:
            told = f"{one.verdict}: {clean(sources[one.source].title)}" if one.source else "none in the vault"
            body.append([(fit(f" answered {told}", width), "for")])
    body += wrap([(f"{item.match.reason}: {meaning(item.match.reason)}", "dim")], width, 1)
    said_until = len(body)
    largest = largest_weight(item.candidates)
    for place, candidate in enumerate(item.candidates, 1):
        body += [[], *_candidate(dialogue, place, candidate, largest, width)]
    if not item.candidates:
        body += [[], [(" no candidate; / searches all sources", "dim")]]
    if (free := room - len(body) - 1) > 1:
        text = " ".join(f"{claim.description} {claim.note.body[:_TEXT]}".replace("#", " ").split())
        body[said_until:said_until] = [
            [],
            *wrap(marked(segments(text, agreeing)), min(width, _MEASURE), 1, min(free, _OF_CLAIM)),
        ]
    return body


def _candidate(dialogue: Dialogue, place: int, candidate: Candidate, largest: float, width: int) -> list[Line]:
    source = next(source for source in dialogue.sources if source.path == candidate.source)
    words = telling_words([claim_words(dialogue.item.claim)], dialogue.common)
    said = next((_SIGNS.get(one.verdict) for one in dialogue.on_claim if one.source == source.path), None)
    head: Line = [(f"{said or ' '}{place} ", "key"), (f"{min(candidate.probability, 0.99):4.0%} ", "bold")]
    byline = " · ".join(part for part in (source.author, source.date) if part)
    told = [*marked(segments(byline, words)), (" · " if byline else "", ""), (clean(source.path), "dim")]
    left = width // 2 if width >= _WIDE else width
    found = reasons(candidate)
    parts = [_part(part.name, part.weight, largest) for part in found.parts]
    start: list[Run] = [(f"start {found.start:+.1f}", "dim")]
    lines = [*hang(head, marked(segments(source.title, words)), left, 8, 2), crop(told, left, 8)]
    lines += _beside([start, *parts], left, 8)
    if left == width:
        return lines
    text = " ".join(source.note.body[:_TEXT].replace("#", " ").split())
    beside = wrap(marked(segments(text, words)), width - left - 4, 0, max(len(lines), 4)) if text else []
    return side_by_side(lines, beside, left)


def _part(name: str, weight: float, largest: float) -> list[Run]:
    style = "for" if weight > 0 else "against"
    return [(f"{clean(name)} ", ""), (bar(weight, largest, _MINI), style), (f"{weight:+.1f}", style)]


def _beside(chunks: Sequence[Line], width: int, indent: int) -> list[Line]:
    """Chunks side by side, as many to a line as there is room for."""
    lines: list[Line] = []
    used = width
    for chunk in chunks:
        size = sum(cells(text) for text, _ in chunk)
        if used + 2 + size > width:
            lines.append([(" " * indent, ""), *chunk])
            used = indent + size
        else:
            lines[-1] += [("  ", ""), *chunk]
            used += 2 + size
    return lines


def _diff(dialogue: Dialogue, width: int) -> list[Line]:
    patch = dialogue.propose(dialogue.item.claim.path, dialogue.looked_at.source).patch
    head = fit(f" what a yes to {dialogue.look_at + 1} would write", width)
    lines = [fold_line(clean(line), _DIFF_STYLES.get(line[:1], ""), width, 1) for line in patch.split("\n")]
    return [[(head, "dim")], *(wrapped for line in lines for wrapped in line)]


def _why(dialogue: Dialogue, width: int) -> list[Line]:
    candidate = dialogue.looked_at
    title = hang(
        [(f" {dialogue.look_at + 1} ", "key")], [(clean(dialogue.titles[candidate.source]), "title")], width, 3
    )
    rows = why(candidate, largest_weight(dialogue.item.candidates), width)
    return [[], *title, [], *rows, [], *wrap([(LEGEND, "dim")], width, 1)]


def _search(searching: Searching, width: int) -> list[Line]:
    words = telling_words([searching.query])
    typed: Line = [(" search: ", "bold"), (fit(searching.query, width - 11), ""), ("▏", "key")]
    body: list[Line] = [[], typed, []]
    for place, source in enumerate(searching.found):
        sign = "→" if place == searching.at else " "
        body.append(crop([(f" {sign} ", "key"), *marked(segments(source.title, words))], width))
        told = " · ".join(part for part in (source.author, source.date, source.path) if part)
        body.append(crop([(clean(told), "dim")], width, 3))
    if not searching.found:
        body.append([(" no source looks like that" if searching.query else " nothing typed yet", "dim")])
    return body
