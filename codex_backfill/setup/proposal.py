"""A survey to the settings that find most of what the notes themselves point to."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codex_backfill.settings import ClaimKeys, ClaimSettings, SourceKeys
from codex_backfill.setup.survey import BODY, CITEKEY, LISTED, Survey, Surveyed

Unit = tuple[str, str]
"""A folder and a type of note in it; empty where types are not looked at."""

_CITING = re.compile(
    r"source|ref|cit(?:e|ation)|bib|raw|origin|from|based|deriv|evidence|literature|quelle|fuente|fonte|bron|来源|來源|出处|出典|参考|文献",
    re.IGNORECASE,
)
"""What keys and headings that hold citations are mostly called; others have to hold more of them."""
_ADDRESS = re.compile(r"https?://\S+|10\.\d{4,9}/\S+|arxiv:\S+", re.IGNORECASE)
_OF_A_WORK = re.compile(
    r"authors?|by|creator|citekey|bibkey|doi|isbn|arxiv|pmid|publisher|journal|published|publication|year|date_published|作者|出版",
    re.IGNORECASE,
)
"""Keys that notes on the works of others have."""
_HUBS = frozenset(
    {"index", "_index", "readme", "log", "home", "moc", "overview", "changelog", "todo", "agents", "claude"}
)
"""File names of notes about the other notes."""
_LINK_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+!?\[")
_DAILY = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d")
"""The file name of a journal's note."""
_TEMPLATE = re.compile(r"\{\{\s*(?:title|date|time|name)\b|<%")
_ENOUGH = 3
"""How many pointers of one note to one folder count: an index points to everything."""
_MANY_FOLDERS = 60
_TYPE_KEYS = 12
"""How many different values a key has at most that tells types of notes."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings for a vault: what differs from the defaults, and the figures that speak for it."""

    claim_folders: tuple[str, ...]
    source_folders: tuple[str, ...]
    exclude: tuple[str, ...]
    source_exclude: tuple[str, ...]
    claim_types: tuple[str, ...]
    source_types: tuple[str, ...]
    type_key: str
    citation_keys: tuple[str, ...]
    id_keys: tuple[str, ...]
    url_keys: tuple[str, ...]
    headings: tuple[str, ...]
    suffixes: tuple[str, ...]
    body_links: bool
    style: str
    create_frontmatter: tuple[bool, bool]
    """Whether claims, and whether sources, stand without frontmatter."""
    places: Mapping[str, int]
    """How many citations resolve, by the place where they stand."""
    claims: int
    citing: int
    sources: int
    cited: int


def propose(survey: Survey) -> Proposal | None:
    """A survey to the settings under which most of its pointers lead from claims to sources; None when there are none.

    Notes are told apart by folder; where one folder holds both, by the key that tells them apart best.
    """
    notes = [note for note in survey.notes if not _TEMPLATE.search(note.note.body[:400])]
    best: tuple[float, str, frozenset[Unit]] | None = None
    for key in ("", *_type_keys(notes)):
        units = _units(notes, key)
        score, sources = _best_sources(notes, units)
        # A type has to tell the notes apart clearly better than folders do, for these are simpler.
        if sources and (best is None or score > best[0] * 1.25):
            best = score, key, sources
    return _written_out(survey, notes, *best[1:]) if best else None


def _type_keys(notes: Sequence[Surveyed]) -> list[str]:
    """The keys that most notes have, with few values, none of which points to a note."""
    pointing = {place for note in notes for place in note.points}
    values: defaultdict[str, list[str]] = defaultdict(list)
    for note in notes:
        for key, said in note.fields.items():
            if len(said) == 1 or key.casefold() in ("tags", "type", "categories"):
                values[key].append(said[0].casefold())
    return sorted(
        key
        for key, said in values.items()
        if f"key:{key}" not in pointing
        and len(said) >= len(notes) * 0.6
        and 2 <= len({*said}) <= min(_TYPE_KEYS, max(2, len(said) // 2))
    )


def _units(notes: Sequence[Surveyed], type_key: str) -> dict[str, Unit]:
    """Notes to the unit of each, by path; of vaults with very many folders only the upper two levels are told apart."""
    depth = 2 if len({note.folder for note in notes}) > _MANY_FOLDERS else None
    return {
        note.path: (
            "/".join(note.folder.split("/")[:depth]),
            note.fields.get(type_key, ("",))[0].casefold() if type_key else "",
        )
        for note in notes
    }


def _weight(place: str) -> float:
    if place in (LISTED, CITEKEY):
        return 3.0
    if place == BODY:
        return 0.3
    kind, _, name = place.partition(":")
    return (3.0 if _CITING.search(name) else 1.0) if kind == "key" else (1.5 if _CITING.search(name) else 0.4)


def is_of_a_work(note: Surveyed) -> float:
    """How far a note is one on somebody else's work, by its frontmatter and by what it is called, 0 to 1."""
    addresses = any(_ADDRESS.fullmatch(text) for key, said in note.fields.items() for text in said[:1] if said)
    keys = sum(bool(_OF_A_WORK.fullmatch(key)) for key in note.fields)
    called = " ".join((note.folder, *note.fields.get("type", ())))
    return min(1.0, 0.6 * addresses + 0.4 * keys + 0.5 * bool(_CITING.search(called)))


def _best_sources(notes: Sequence[Surveyed], units: Mapping[str, Unit]) -> tuple[float, frozenset[Unit]]:
    """The units that are most likely the sources, grown from the one that is cited most, and how well they do."""
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

    def score(chosen: frozenset[Unit]) -> float:
        total = 0.0
        if any(not cited_from[unit] - chosen for unit in chosen):
            return total  # a folder that only the other sources cite
        for place, pairs in flow.items():
            hit = sum(count for (one, other), count in pairs.items() if one not in chosen and other in chosen)
            miss = sum(count for (one, other), count in pairs.items() if one not in chosen and other not in chosen)
            back = sum(count for (one, other), count in pairs.items() if one in chosen)
            if hit and (hit >= miss or place == BODY):
                total += _weight(place) * (hit - back)
        share = sum(work[unit] for unit in chosen) / sum(size[unit] for unit in chosen)
        return total * (0.4 + share)

    reached = sorted({other for pairs in flow.values() for one, other in pairs if one != other})
    best, chosen = 0.0, frozenset[Unit]()
    for start in reached:
        here = frozenset([start])
        value = score(here)
        while True:
            more = [(score(here | {unit}), unit) for unit in reached if unit not in here]
            step = max(more, default=(0.0, start))
            if step[0] <= value:
                break
            value, here = step[0], here | {step[1]}
        if value > best:
            best, chosen = value, here
    return best, chosen


def _written_out(survey: Survey, notes: Sequence[Surveyed], key: str, chosen: frozenset[Unit]) -> Proposal:
    units = _units(notes, key)
    below = Counter(folder for note in notes for folder in {note.folder, *_parents(note.folder)})
    hubs = {note.path for note in notes if _is_hub(note, below[note.folder])}
    is_source = {path for path, unit in units.items() if unit in chosen and path not in hubs}
    outside = [note for note in notes if note.path not in is_source and note.path not in hubs]
    hits: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for note in outside:
        for place, paths in note.points.items():
            hits[place] += len(paths & is_source)
            misses[place] += len(paths - is_source)
    places = {
        place
        for place in hits
        if hits[place] > (1 if place.startswith(("heading:", "label:")) else 0)
        and place != BODY
        and (place in (LISTED, CITEKEY) or hits[place] >= misses[place])
    }
    read_anyway = {note.path: note.points.get(LISTED, frozenset()) for note in outside}
    extra = {  # headings and labels that are not read anyway
        place.partition(":")[2]
        for place in places
        if place.startswith(("heading:", "label:"))
        and _weight(place) >= 1
        and any((note.points.get(place, frozenset()) & is_source) - read_anyway[note.path] for note in outside)
    }
    firm = {
        note.path
        for note in outside
        if any(
            note.points[place] & is_source
            for place in places & note.points.keys()
            if place.startswith("key:") or place in (LISTED, CITEKEY) or place.partition(":")[2] in extra
        )
    }
    loose = {note.path for note in outside if note.points.get(BODY, frozenset()) & is_source} - firm
    body_links = len(loose) >= max(2, len(firm) / 2)
    citing = firm | (loose if body_links else set())
    claim_units = {units[path] for path in citing}
    is_claim = {note.path for note in outside if units[note.path] in claim_units}
    own = SourceKeys()
    keys = [place.partition(":")[2] for place, _ in hits.most_common() if place.startswith("key:") and place in places]
    claims = [note for note in outside if note.path in is_claim]
    sources = [note for note in notes if note.path in is_source]
    claim_folders = _folders(claim_units, units.values(), is_shared=bool(key), others={unit[0] for unit in chosen})
    source_folders = _folders(chosen, units.values(), is_shared=bool(key), others={unit[0] for unit in claim_units})
    cited = {
        path
        for note in claims
        for place, paths in note.points.items()
        if place in places or body_links
        for path in paths & is_source
    }
    return Proposal(
        claim_folders=claim_folders,
        source_folders=source_folders,
        exclude=_excluded(survey, claim_folders, is_claim | is_source, bool(key)),
        source_exclude=_excluded(survey, source_folders, is_claim | is_source, bool(key)),
        claim_types=tuple(sorted({unit[1] for unit in claim_units if unit[1]})) if key else (),
        source_types=tuple(sorted({unit[1] for unit in chosen if unit[1]})) if key else (),
        type_key=key,
        citation_keys=_citation_keys(keys, claims),
        id_keys=tuple(sorted(key for key, paths in survey.id_keys.items() if paths & is_source and key not in own.id)),
        url_keys=_url_keys(sources),
        headings=tuple(sorted(extra)),
        suffixes=tuple(sorted({f".{path.rpartition('.')[2]}" for path in is_claim | is_source})),
        body_links=body_links,
        style=_style(claims),
        create_frontmatter=(
            any(not note.note.lines for note in claims if note.path in citing),
            any(not note.note.lines for note in sources if note.path in cited),
        ),
        places={place: hits[place] for place in sorted(places)} | ({BODY: hits[BODY]} if body_links else {}),
        claims=len(claims),
        citing=len(citing),
        sources=len(sources),
        cited=len(cited),
    )


def _is_hub(note: Surveyed, below: int) -> bool:
    """Whether a note is about others: an index, a day's log, a list of links; `below` is how many lie in its folder."""
    if any(one.startswith("key:") for one in note.points):
        return False
    lines = [line for line in note.note.body.splitlines() if line.strip() and not line.startswith("#")]
    links = sum(bool(_LINK_ITEM.match(line)) for line in lines)
    is_list = len(lines) > _ENOUGH and links * 3 > len(lines) * 2
    is_index = below > 1 and note.note.stem.casefold() in _HUBS
    return is_index or is_list or bool(_DAILY.fullmatch(note.note.stem))


def _parents(folder: str) -> set[str]:
    return {"", *(folder.rsplit("/", up)[0] for up in range(1, folder.count("/") + 1))} if folder else set()


def _folders(
    chosen: Collection[Unit], every: Iterable[Unit], *, is_shared: bool, others: Collection[str]
) -> tuple[str, ...]:
    """Units to the folders that hold them: the one above where it holds little else, and nothing of the other side."""
    wanted = {folder for folder, _ in chosen}
    size: Counter[str] = Counter(folder for folder, _ in every)
    above = {folder.rsplit("/", up)[0] for folder in wanted for up in range(1, folder.count("/") + 1)}
    for top in sorted(above):
        within = {folder for folder in size if folder == top or folder.startswith(f"{top}/")}
        inside = sum(size[folder] for folder in within & wanted)
        all_inside = sum(size[folder] for folder in within)
        if (is_shared or not within & set(others)) and len(within & wanted) > 1 and inside * 2 >= all_inside:
            wanted = {folder for folder in wanted if folder not in within} | {top}
    return tuple(sorted(folder for folder in wanted if not any(folder.startswith(f"{other}/") for other in wanted)))


def _excluded(survey: Survey, folders: Sequence[str], taken: Collection[str], is_shared: bool) -> tuple[str, ...]:
    """What lies in folders and is neither claim nor source: folders of such notes, and single ones by name."""
    if is_shared:
        return ()
    inside = [note for note in survey.notes if any(_is_below(note.folder, folder) for folder in folders)]
    kept = {note.folder for note in inside if note.path in taken}
    left = [note for note in inside if note.path not in taken]
    # A single note in a folder of its own is a page like the others, which just cites nothing yet.
    below = Counter(folder for note in inside for folder in {note.folder, *_parents(note.folder)})
    alone = {folder for folder, count in below.items() if count == 1}
    left = [note for note in left if note.folder not in alone or _TEMPLATE.search(note.note.body)]
    away = {note.folder for note in left if not any(_is_below(one, note.folder) for one in kept)}
    away -= {folder for folder in away if any(folder.startswith(f"{other}/") for other in away)} | {""}
    single = {note.path for note in left if not any(_is_below(note.folder, folder) for folder in away)}
    return tuple(sorted(away | single))


def _is_below(folder: str, top: str) -> bool:
    return not top or f"{folder}/".startswith(f"{top}/")


def _citation_keys(found: Sequence[str], claims: Sequence[Surveyed]) -> tuple[str, ...]:
    """The keys whose texts resolve, then those of the defaults that hold texts of more than a word."""
    spoken = {key for note in claims for key, said in note.fields.items() if any(" " in text for text in said)}
    return tuple(dict.fromkeys((*found, *(key for key in ClaimKeys().citation if key in spoken))))


def _url_keys(sources: Sequence[Surveyed]) -> tuple[str, ...]:
    counts = Counter(key for note in sources for key, said in note.fields.items() if _ADDRESS.fullmatch(said[0]))
    return tuple(key for key, count in sorted(counts.items()) if count > 1 and key.casefold() not in SourceKeys().url)


def _style(claims: Sequence[Surveyed]) -> str:
    """How claims name notes in their frontmatter, else in their bodies."""
    said = [text for note in claims for texts in note.fields.values() for text in texts]
    wiki = sum(text.startswith("[[") for text in said)
    paths = sum("/" in text and not _ADDRESS.search(text) and not text.startswith("[[") for text in said)
    if wiki or paths:
        return "wikilink" if wiki > paths else ClaimSettings().style
    return "wikilink" if sum("[[" in note.note.body for note in claims) * 2 > len(claims) else ClaimSettings().style
