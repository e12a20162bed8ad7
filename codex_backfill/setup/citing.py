"""Notes, and the sources among all notes, to how sources are cited here: from which places, by which notes."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from codex_backfill.setup.best_sources import weight
from codex_backfill.setup.survey import BODY, CITEKEY, LISTED, Surveyed


@dataclass(frozen=True, slots=True)
class Citing:
    """The places that hold citations, with how many of these resolve in each, and the notes that have some."""

    hits: Counter[str]
    in_text: int
    """How many links in the text lead to sources, apart from all places."""
    headings: frozenset[str]
    """The headings and labels among the places that are not read anyway."""
    notes: frozenset[str]
    body_links: bool
    """Whether links in the text are citations, too."""


def citing_by(outside: Sequence[Surveyed], is_source: AbstractSet[str]) -> Citing:
    """The notes that are no sources, and the paths of those that are, to how the ones cite the others."""
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
    extra = {  # headings and labels that are not read anyway
        place.partition(":")[2]
        for place in places
        if place.startswith(("heading:", "label:"))
        and weight(place) >= 1
        and any((_at(note, place) & is_source) - _at(note, LISTED) for note in outside)
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
    loose = {note.path for note in outside if _at(note, BODY) & is_source} - firm
    beside = sum(len((_at(note, BODY) & is_source) - _at(note, *places)) for note in outside if note.path in firm)
    # Where few claims that cite by other means link to further sources, links in the text are citations, too.
    few = max(2.0, len(firm) / (20 if beside * 20 <= sum(hits[place] for place in places) else 2))
    body_links = len(loose) >= few
    return Citing(
        hits=Counter({place: hits[place] for place in hits if place in places}),
        in_text=hits[BODY],
        headings=frozenset(extra),
        notes=frozenset(firm | (loose if body_links else set())),
        body_links=body_links,
    )


def _at(note: Surveyed, *places: str) -> frozenset[str]:
    """What a note points to from some places."""
    return frozenset().union(*(note.points.get(place, ()) for place in places))
