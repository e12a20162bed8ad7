"""A survey to the settings that find most of what the notes themselves point to."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codex_backfill.notes.fields import texts, type_names
from codex_backfill.settings import ClaimKeys, ClaimSettings, SourceKeys
from codex_backfill.setup.best_sources import best_sources, weight
from codex_backfill.setup.key_names import ADDRESS, AUTHORS, DATES, TITLES, VENUES, own_keys, url_keys
from codex_backfill.setup.survey import BODY, CITEKEY, LISTED, Survey, Surveyed
from codex_backfill.setup.units import BY_FOLDER, BY_NAME, Unit, as_folder, units, ways

_HUBS = frozenset(
    {"index", "_index", "readme", "log", "home", "moc", "overview", "changelog", "todo", "agents", "claude"}
)
"""File names of notes about the other notes."""
_LINK_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+!?\[")
_LEAST_LINES = 3
"""Lines that a list of links has at least."""
_DAILY = re.compile(r"\d{4}[-_.]?\d\d[-_.]?\d\d")
"""The file name of a journal's note."""
_TEMPLATE = re.compile(r"\{\{\s*(?:title|date|time|name)\b|<%")


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
    title_keys: tuple[str, ...]
    author_keys: tuple[str, ...]
    date_keys: tuple[str, ...]
    venue_keys: tuple[str, ...]
    claim_title_keys: tuple[str, ...]
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

    Notes are told apart by folder; where one folder holds both, by how files are called or the key that does it best.
    """
    notes = [note for note in survey.notes if not _TEMPLATE.search(note.note.body[:400])]
    best: tuple[float, str, frozenset[Unit]] | None = None
    for way in ways(notes):
        score, sources = best_sources(notes, units(notes, way))
        # A type has to tell the notes apart clearly better than folders do, for these are simpler.
        if sources and (best is None or score > best[0] * 1.25):
            best = score, way, sources
    return _written_out(survey, notes, *best[1:]) if best else None


def _written_out(survey: Survey, notes: Sequence[Surveyed], way: str, chosen: frozenset[Unit]) -> Proposal:
    unit_of = units(notes, way)
    is_shared = way != BY_FOLDER
    key = way if way not in (BY_FOLDER, BY_NAME) else ""
    below = Counter(folder for note in notes for folder in {note.folder, *_parents(note.folder)})
    hubs = {note.path for note in notes if _is_hub(note, below[note.folder])}
    is_source = {path for path, unit in unit_of.items() if unit in chosen and path not in hubs}
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
        and weight(place)
        and (place in (LISTED, CITEKEY) or hits[place] >= misses[place])
    }
    read_anyway = {note.path: note.points.get(LISTED, frozenset()) for note in outside}
    extra = {  # headings and labels that are not read anyway
        place.partition(":")[2]
        for place in places
        if place.startswith(("heading:", "label:"))
        and weight(place) >= 1
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
    beside = sum(
        len((note.points.get(BODY, frozenset()) & is_source) - _pointed(note, places))
        for note in outside
        if note.path in firm
    )
    # Where few claims that cite by other means link to further sources, links in the text are citations, too.
    few = max(2.0, len(firm) / (20 if beside * 20 <= sum(hits[place] for place in places) else 2))
    body_links = len(loose) >= few
    citing = firm | (loose if body_links else set())
    own = SourceKeys()
    keys = [place.partition(":")[2] for place, _ in hits.most_common() if place.startswith("key:") and place in places]
    claim_units = {unit_of[path] for path in citing} | _filled_in(outside, unit_of, keys)
    taken = {kind for _, kind in chosen if kind}
    claim_units = {unit for unit in claim_units if unit[1] not in taken}
    is_claim = {note.path for note in outside if unit_of[note.path] in claim_units}
    only_type = "" if key else _only_type(outside, citing)
    if only_type:
        is_claim = {note.path for note in outside if note.path in is_claim and _type(note) == only_type}
    of_type = [note for note in survey.notes if not only_type or _type(note) == only_type]
    claims = [note for note in outside if note.path in is_claim]
    sources = [note for note in notes if note.path in is_source]
    claim_folders = _folders(claim_units, unit_of.values(), is_shared=is_shared, others={unit[0] for unit in chosen})
    source_folders = _folders(chosen, unit_of.values(), is_shared=is_shared, others={unit[0] for unit in claim_units})
    if way == BY_NAME:
        source_folders = tuple(sorted(map(as_folder, chosen)))
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
        exclude=_excluded(of_type, claim_folders, is_claim | is_source, is_shared),
        source_exclude=_excluded(survey.notes, source_folders, is_claim | is_source, is_shared),
        claim_types=(only_type,) if only_type else tuple(sorted({kind for _, kind in claim_units if key and kind})),
        source_types=tuple(sorted({kind for _, kind in chosen if key and kind})),
        type_key=key,
        citation_keys=_citation_keys(keys, claims),
        id_keys=_id_keys(survey, sources, is_source),
        title_keys=own_keys(sources, TITLES, own.title),
        author_keys=own_keys(sources, AUTHORS, own.author),
        date_keys=own_keys(sources, DATES, own.date),
        venue_keys=own_keys(sources, VENUES, own.venue),
        claim_title_keys=own_keys(claims, TITLES, own.title),
        url_keys=url_keys(sources),
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
    is_list = len(lines) > _LEAST_LINES and links * 3 > len(lines) * 2
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


def _excluded(
    notes: Sequence[Surveyed], folders: Sequence[str], taken: Collection[str], is_shared: bool
) -> tuple[str, ...]:
    """What of some notes lies in folders and is neither claim nor source: folders of such, and single ones by name."""
    if is_shared:
        return ()
    inside = [note for note in notes if any(_is_below(note.folder, folder) for folder in folders)]
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


def _pointed(note: Surveyed, places: Collection[str]) -> frozenset[str]:
    """What a note points to from some places."""
    return frozenset().union(*(note.points.get(place, ()) for place in places))


def _only_type(notes: Sequence[Surveyed], citing: Collection[str]) -> str:
    """The type that all citing notes have; empty where there is no such one."""
    types = {_type(note) for note in notes if note.path in citing}
    return types.pop() if len(types) == 1 else ""


def _type(note: Surveyed) -> str:
    return next(iter(type_names(note.fields.get("type", ()))), "")


def _filled_in(outside: Sequence[Surveyed], unit_of: Mapping[str, Unit], keys: Sequence[str]) -> set[Unit]:
    """The units of which most notes say something under a key that holds citations, whether or not that resolves."""
    size = Counter(unit_of[note.path] for note in outside)
    filled = Counter(unit_of[note.path] for note in outside if any(note.fields.get(key) for key in keys))
    return {unit for unit, count in filled.items() if count * 2 > size[unit]}


def _id_keys(survey: Survey, sources: Sequence[Surveyed], is_source: Collection[str]) -> tuple[str, ...]:
    """The keys by which others call sources, each of which says something else in nearly every one of them."""
    found = []
    for key, paths in sorted(survey.id_keys.items()):
        said = [text for note in sources for text in note.fields.get(key, ())]
        tells_apart = len({*said}) * 10 > len(said) * 9
        if tells_apart and key.casefold() not in SourceKeys().id and len(paths & {*is_source}) > 1:
            found.append(key)
    return tuple(found)


def _citation_keys(found: Sequence[str], claims: Sequence[Surveyed]) -> tuple[str, ...]:
    """The keys whose texts resolve, then those of the defaults that hold texts of more than a word."""
    spoken = {
        key.casefold() for note in claims for key, said in note.fields.items() if any(" " in text for text in said)
    }
    own = {key.casefold(): key for key in ClaimKeys().citation}
    return tuple(
        dict.fromkeys((*(own.get(key.casefold(), key) for key in found), *(key for key in own if key in spoken)))
    )


def _style(claims: Sequence[Surveyed]) -> str:
    """How claims name notes in their frontmatter, else in their bodies."""
    own = [text for note in claims for text in texts(note.note.fields.get(ClaimSettings().field))]
    said = own or [text for note in claims for found in note.fields.values() for text in found]
    wiki = sum(text.startswith("[[") for text in said)
    paths = sum("/" in text and not ADDRESS.search(text) and not text.startswith("[[") for text in said)
    if wiki or paths:
        return "wikilink" if wiki > paths else ClaimSettings().style
    return "wikilink" if sum("[[" in note.note.body for note in claims) * 2 > len(claims) else ClaimSettings().style
