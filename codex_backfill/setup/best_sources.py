"""Units of notes to those that are most likely the sources: by who points to whom, and whose work they hold."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from codex_backfill.setup.key_names import ADDRESS, AUTHORS, VENUES
from codex_backfill.setup.survey import BODY, CITEKEY, LISTED, Surveyed
from codex_backfill.setup.units import Unit, groups

_CITING = re.compile(
    r"source|ref|cit(?:e|ation)|bib|raw|origin|from|based|deriv|evidence|literature|quelle|fuente|fonte|bron|来源|來源|出处|出典|参考|文献",
    re.IGNORECASE,
)
"""What keys and headings that hold citations are mostly called; others have to hold more of them."""
_NAVIGATING = re.compile(
    r"categor\w*|tags?|topics?|themes?|up|parents?|children|siblings?|next|prev\w*|related.*|see[ _-]?also|links?"
    r"|similar|moc|hubs?|areas?|projects?|status|types?|kind|aliases|thema|themen|verwandt.*|siehe auch|oben|temas?"
    r"|relacionad\w*|voir aussi|thème|рубрика|тема|相关.*|相關.*|标签|標籤|分类|分類|主题|主題|上级"
    r"|関連.*|タグ|관련.*|태그",
    re.IGNORECASE,
)
"""What keys and headings are called that lead to notes about the same, or about others, rather than to sources."""
_OF_A_WORK = AUTHORS | VENUES | {
    "citekey", "bibkey", "bibtex", "doi", "isbn", "arxiv", "pmid", "published", "publication", "year", "date_published",
}  # fmt: skip
"""Keys that notes on the works of others have."""
_ENOUGH = 3
"""How many pointers of one note to one folder count: an index points to everything."""
_STARTS = 12
"""How many sets of units, the best ones, are grown."""


def weight(place: str) -> float:
    """How much a place (`key:source`, `heading:Related`) says that what it points to is a source."""
    if place in (LISTED, CITEKEY):
        return 3.0
    if place == BODY:
        return 0.3
    kind, _, name = place.partition(":")
    if _NAVIGATING.fullmatch(name) and not _CITING.search(name):
        return 0.0
    return (3.0 if _CITING.search(name) else 1.0) if kind == "key" else (1.5 if _CITING.search(name) else 0.4)


def is_of_a_work(note: Surveyed) -> float:
    """How far a note is one on somebody else's work, by its frontmatter and by what it is called, 0 to 1."""
    addresses = any(ADDRESS.fullmatch(text) for key, said in note.fields.items() for text in said[:1] if said)
    keys = sum(key.casefold() in _OF_A_WORK for key in note.fields)
    called = " ".join((note.folder, *note.fields.get("type", ())))
    return min(1.0, 0.6 * addresses + 0.4 * keys + 0.5 * bool(_CITING.search(called)))


def best_sources(notes: Sequence[Surveyed], units: Mapping[str, Unit]) -> tuple[float, frozenset[Unit]]:
    """The units that are most likely the sources, and how well they do: grown from single ones and from folders."""
    flow: defaultdict[str, Counter[tuple[Unit, Unit]]] = defaultdict(Counter)
    for note in notes:
        for place, paths in note.points.items():
            for unit, count in Counter(units[path] for path in paths if path in units).items():
                flow[place][units[note.path], unit] += min(count, _ENOUGH)
    cited_from: defaultdict[Unit, set[Unit]] = defaultdict(set)
    for one, other in {pair for pairs in flow.values() for pair in pairs}:
        cited_from[other].add(one)
    size = Counter(units.values())
    work: defaultdict[Unit, float] = defaultdict(float)
    for note in notes:
        work[units[note.path]] += is_of_a_work(note)

    # Links in the text lead to all kinds of notes: they speak for those that look like works.
    most = max((work[unit] / size[unit] for unit in cited_from), default=0)
    likely = {unit: work[unit] / size[unit] / most if most else 1.0 for unit in cited_from}

    def score(chosen: frozenset[Unit]) -> float:
        total = 0.0
        if not chosen or any(not cited_from[unit] - chosen for unit in chosen):
            return total  # a folder that only the other sources cite
        for place, pairs in flow.items():
            hit = sum(
                count * (likely[other] if place == BODY else 1)
                for (one, other), count in pairs.items()
                if one not in chosen and other in chosen
            )
            miss = sum(count for (one, other), count in pairs.items() if one not in chosen and other not in chosen)
            back = sum(count for (one, other), count in pairs.items() if one in chosen)
            if hit and (hit >= miss or place == BODY):
                total += weight(place) * (hit - back)
        share = sum(work[unit] for unit in chosen) / sum(size[unit] for unit in chosen)
        return total * (0.4 + share)

    def grown(here: frozenset[Unit]) -> tuple[float, frozenset[Unit]]:
        value = score(here)
        while True:  # one unit more, or one less, as long as that is better
            step = max(((score(here ^ {unit}), [unit]) for unit in sorted(reached)), default=(0.0, []))
            if step[0] <= value:
                return value, here
            value, here = step[0], here ^ {*step[1]}

    reached = frozenset(other for pairs in flow.values() for one, other in pairs if one != other)
    starts = {frozenset([unit]) for unit in reached}
    starts |= {here for below in groups(units.values()).values() if (here := below & reached)}
    best, chosen = 0.0, frozenset[Unit]()
    for start in sorted(starts, key=lambda start: (-score(start), sorted(start)))[:_STARTS]:
        value, here = grown(start)
        if value > best:
            best, chosen = value, here
    return best, chosen
