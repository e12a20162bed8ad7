"""A survey to the settings that find most of what the notes themselves point to."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codex_backfill.notes.fields import texts, type_names
from codex_backfill.settings import ClaimKeys, ClaimSettings, SourceKeys, SourceSettings
from codex_backfill.setup.best_sources import best_sources
from codex_backfill.setup.citing import citing_by
from codex_backfill.setup.key_names import ADDRESS, AUTHORS, DATES, TITLES, VENUES, own_keys, url_keys
from codex_backfill.setup.survey import BODY, Survey, Surveyed
from codex_backfill.setup.units import BY_FOLDER, BY_NAME, Unit, as_folder, folders_of, parents, units, ways

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
    """Settings for a vault, and the figures that speak for them."""

    claims: ClaimSettings
    sources: SourceSettings
    places: Mapping[str, int]
    """How many citations resolve, by the place where they stand."""
    claim_notes: int
    citing: int
    source_notes: int
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
    below = Counter(folder for note in notes for folder in {note.folder, *parents(note.folder)})
    hubs = {note.path for note in notes if _is_hub(note, below[note.folder])}
    is_source = {path for path, unit in unit_of.items() if unit in chosen and path not in hubs}
    outside = [note for note in notes if note.path not in is_source and note.path not in hubs]
    found = citing_by(outside, is_source)
    own = SourceKeys()
    keys = [place.partition(":")[2] for place, _ in found.hits.most_common() if place.startswith("key:")]
    claim_units = {unit_of[path] for path in found.notes} | _filled_in(outside, unit_of, keys)
    taken = {kind for _, kind in chosen if kind}
    claim_units = {unit for unit in claim_units if unit[1] not in taken}
    is_claim = {note.path for note in outside if unit_of[note.path] in claim_units}
    only_type = "" if key else _only_type(outside, found.notes)
    if only_type:
        is_claim = {note.path for note in outside if note.path in is_claim and _type(note) == only_type}
    of_type = [note for note in survey.notes if not only_type or _type(note) == only_type]
    claims = [note for note in outside if note.path in is_claim]
    sources = [note for note in notes if note.path in is_source]
    claim_folders = folders_of(claim_units, unit_of.values(), is_shared=is_shared, others={unit[0] for unit in chosen})
    source_folders = folders_of(chosen, unit_of.values(), is_shared=is_shared, others={unit[0] for unit in claim_units})
    if way == BY_NAME:
        source_folders = tuple(sorted(map(as_folder, chosen)))
    cited = {
        path
        for note in claims
        for place, paths in note.points.items()
        if place in found.hits or found.body_links
        for path in paths & is_source
    }
    suffixes = tuple(sorted({f".{path.rpartition('.')[2]}" for path in is_claim | is_source}))
    style = _style(claims)
    named = is_claim | is_source
    of_kind = (key,) if key else ()
    return Proposal(
        claims=ClaimSettings(
            folders=claim_folders,
            exclude=_excluded(of_type, claim_folders, named, is_shared),
            types=(only_type,) if only_type else tuple(sorted({kind for _, kind in claim_units if key and kind})),
            headings=(*ClaimSettings().headings, *sorted(found.headings)),
            suffixes=suffixes,
            body_links=found.body_links,
            style=style,
            create_frontmatter=any(not note.note.has_keys for note in claims if note.path in found.notes),
            keys=ClaimKeys(
                type=of_kind or ClaimKeys().type,
                title=own_keys(claims, TITLES, ClaimKeys().title),
                citation=_citation_keys(keys, claims),
            ),
        ),
        sources=SourceSettings(
            folders=source_folders,
            exclude=_excluded(survey.notes, source_folders, named, is_shared),
            types=tuple(sorted({kind for _, kind in chosen if key and kind})),
            suffixes=suffixes,
            style="wikilink" if style == "wikilink" else "auto",
            create_frontmatter=any(not note.note.has_keys for note in sources if note.path in cited),
            keys=SourceKeys(
                type=of_kind or own.type,
                title=own_keys(sources, TITLES, own.title),
                author=own_keys(sources, AUTHORS, own.author),
                url=url_keys(sources),
                date=own_keys(sources, DATES, own.date),
                id=(*own.id, *_id_keys(survey, sources, is_source)),
                venue=own_keys(sources, VENUES, own.venue),
            ),
        ),
        places=dict(sorted(found.hits.items())) | ({BODY: found.in_text} if found.body_links else {}),
        claim_notes=len(claims),
        citing=len(found.notes),
        source_notes=len(sources),
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
    below = Counter(folder for note in inside for folder in {note.folder, *parents(note.folder)})
    alone = {folder for folder, count in below.items() if count == 1}
    left = [note for note in left if note.folder not in alone or _TEMPLATE.search(note.note.body)]
    away = {note.folder for note in left if not any(_is_below(one, note.folder) for one in kept)}
    away -= {folder for folder in away if any(folder.startswith(f"{other}/") for other in away)} | {""}
    single = {note.path for note in left if not any(_is_below(note.folder, folder) for folder in away)}
    return tuple(sorted(away | single))


def _is_below(folder: str, top: str) -> bool:
    return not top or f"{folder}/".startswith(f"{top}/")


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
    """The keys whose texts resolve, then those of the defaults that hold texts of more than a word; the defaults where
    these say nothing else."""
    spoken = {
        key.casefold() for note in claims for key, said in note.fields.items() if any(" " in text for text in said)
    }
    given = ClaimKeys().citation
    own = {key.casefold(): key for key in given}
    keys = dict.fromkeys((*(own.get(key.casefold(), key) for key in found), *(key for key in own if key in spoken)))
    return tuple(keys) if keys.keys() - own.keys() or [*keys][:1] not in ([], [given[0]]) else given


def _style(claims: Sequence[Surveyed]) -> Literal["path", "wikilink", "markdown"]:
    """How claims name notes in their frontmatter, else in their bodies."""
    own = [text for note in claims for text in texts(note.note.fields.get(ClaimSettings().field))]
    said = own or [text for note in claims for found in note.fields.values() for text in found]
    wiki = sum(text.startswith("[[") for text in said)
    paths = sum("/" in text and not ADDRESS.search(text) and not text.startswith("[[") for text in said)
    if wiki or paths:
        return "wikilink" if wiki > paths else ClaimSettings().style
    return "wikilink" if sum("[[" in note.note.body for note in claims) * 2 > len(claims) else ClaimSettings().style
