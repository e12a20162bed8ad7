"""Notes to the kinds that a vault keeps apart: by folder, and there by a type, a tag, or how their files are called."""

import glob
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from codex_backfill.notes.fields import type_names
from codex_backfill.setup.survey import Surveyed

Unit = tuple[str, str]
"""A folder and a kind of note in it; the kind is empty where only folders are told apart."""

BY_FOLDER, BY_NAME = "", "*"
"""What tells notes apart besides the values of a key: nothing but folders; how file names begin."""
_MANY_FOLDERS = 60
_MOST_KINDS = 12
"""How many different kinds there are at most under what tells kinds apart."""
_FEW = 3
"""Notes that begin alike; fewer do by chance."""
_TAGS = frozenset({"tag", "tags", "categories", "category", "标签", "標籤", "タグ"})
_BEGINS = re.compile(
    r"[^\w\s]*[(\[{（【「][^()\[\]{}（）【】「」]{1,30}[)\]}）】」]"  # `(Book) x`, `【书】x`
    r"|[^\w\s.\-(\[{（【「]+(?=\s?\w)"  # `@smith2019`, `§ x`
    r"|[^\W\d_]+(?=\.\w)"  # Dendron's `lit.book.x`
    r"|[^\W\d_]{1,15}(?=\s?[-–—~:]\s|[_~]\w)"  # `B - x`, `book_x`
)


def ways(notes: Sequence[Surveyed]) -> Iterator[str]:
    """The ways to tell notes apart that are worth a try: folders, file names, keys with few values."""
    yield BY_FOLDER
    if any(unit[1] for unit in units(notes, BY_NAME).values()):
        yield BY_NAME
    yield from _type_keys(notes)


def units(notes: Sequence[Surveyed], way: str) -> dict[str, Unit]:
    """Notes to the unit of each, by path; of vaults with very many folders only the upper two levels are told apart."""
    depth = 2 if len({note.folder for note in notes}) > _MANY_FOLDERS else None
    kinds = _kinds(notes, way)
    return {note.path: ("/".join(note.folder.split("/")[:depth]), kinds.get(note.path, "")) for note in notes}


def as_folder(unit: Unit) -> str:
    """A unit of notes that begin alike to the pattern of their paths; where they do not, the folder."""
    folder, begins = unit
    return f"{folder}/{glob.escape(begins)}*".lstrip("/") if begins else folder


def _kinds(notes: Sequence[Surveyed], way: str) -> dict[str, str]:
    if way == BY_FOLDER:
        return {}
    if way == BY_NAME:
        begins = {note.path: found[0] for note in notes if (found := _BEGINS.match(note.note.stem))}
        alike = Counter((note.folder, begins.get(note.path, "")) for note in notes)
        return {
            note.path: begins[note.path]
            for note in notes
            if note.path in begins and alike[note.folder, begins[note.path]] >= _FEW
        }
    said = {note.path: type_names(note.fields[way]) for note in notes if way in note.fields}
    if way.casefold() not in _TAGS:
        return {path: names[0] for path, names in said.items() if names}
    # Of a note's tags one says what it is, the others what it is about: the fewest that most notes have say that.
    kinds: dict[str, str] = {}
    while left := {path: names for path, names in said.items() if path not in kinds}:
        counts = Counter(name for names in left.values() for name in names)
        kind, count = max(counts.items(), key=lambda row: (row[1], row[0]), default=("", 0))
        if count < _FEW:
            break
        kinds |= {path: kind for path, names in left.items() if kind in names}
    return kinds


def _type_keys(notes: Sequence[Surveyed]) -> list[str]:
    """The keys that most notes have, with few values, none of which points to a note."""
    pointing = {place for note in notes for place in note.points}
    having: defaultdict[str, list[Surveyed]] = defaultdict(list)
    for note in notes:
        for key, said in note.fields.items():
            if len(said) == 1 or key.casefold() in _TAGS | {"type"}:
                having[key].append(note)
    found = []
    for key, its in having.items():
        is_tags = key.casefold() in _TAGS
        if len(its) < len(notes) * 0.6 or (f"key:{key}" in pointing and not (is_tags or key.casefold() == "type")):
            continue
        kinds = Counter(_kinds(its, key).values())
        if 2 <= len(kinds) <= min(_MOST_KINDS, max(2, len(its) // 2)):
            found.append(key)
    return sorted(found)


def groups(every: Iterable[Unit]) -> Mapping[tuple[str, str], frozenset[Unit]]:
    """Units to those that lie below each folder above them, of one kind, and of any (`*`)."""
    below: defaultdict[tuple[str, str], set[Unit]] = defaultdict(set)
    for unit in every:
        folder, kind = unit
        for top in {folder, *parents(folder)}:
            below[top, kind].add(unit)
            below[top, "*"].add(unit)
    return {key: frozenset(found) for key, found in below.items()}


def parents(folder: str) -> set[str]:
    """A folder to all that it lies in, the vault's root (empty) among them; none for the root itself."""
    return {"", *(folder.rsplit("/", up)[0] for up in range(1, folder.count("/") + 1))} if folder else set()


def folders_of(
    chosen: Collection[Unit], every: Iterable[Unit], *, is_shared: bool, others: Collection[str]
) -> tuple[str, ...]:
    """Units to the folders that hold them: the one above where it holds little else, and nothing of the other side."""
    wanted = {folder for folder, _ in chosen}
    size: Counter[str] = Counter(folder for folder, _ in every)
    above = {up for folder in wanted for up in parents(folder) if up}
    for top in sorted(above):
        within = {folder for folder in size if folder == top or folder.startswith(f"{top}/")}
        inside = sum(size[folder] for folder in within & wanted)
        all_inside = sum(size[folder] for folder in within)
        if (is_shared or not within & set(others)) and len(within & wanted) > 1 and inside * 2 >= all_inside:
            wanted = {folder for folder in wanted if folder not in within} | {top}
    return tuple(sorted(folder for folder in wanted if not any(folder.startswith(f"{other}/") for other in wanted)))
