"""File names to those that a sync program gave to a second copy of a note, so that it is not taken for a note."""

import re
from collections.abc import Callable, Iterable

_DATE = r"\d{4}-?\d\d-?\d\d"
_LONG = (
    r"conflict(?:ed|ing) copy|in konflikt stehende kopie|copie en conflit|copia en conflicto|copia in conflitto|"
    r"cópia em conflito|kopia powodująca konflikt|conflicterende kopie|конфликтующая копия|競合コピー|冲突副本|衝突複本"
)
"""What no person calls a note, whatever stands around it."""
_SHORT = r"(?:sf|case )?conflict(?:ed)?|case clash|konflikt|conflit|conflicto|conflitto|conflito"
"""What a person may call one, unless a date or a name follows as programs write them."""
_SURE = [
    # Syncthing: note.sync-conflict-20240131-094512-ABCDEFG.md
    re.compile(rf"(?P<name>.+)\.sync-conflict-{_DATE}-\d{{6}}(?:-\w+)?", re.IGNORECASE),
    # Dropbox, Nextcloud, Obsidian Sync, pCloud, Seafile: note (Ann's conflicted copy 2024-01-31).md, in any language
    re.compile(rf"(?P<name>.+?) ?[(\[](?:[^()\[\]]* )?(?:{_LONG})(?: [^()\[\]]*)?[)\]]", re.IGNORECASE),
]
_LIKELY = [
    re.compile(rf"(?P<name>.+?) ?[(\[](?:{_SHORT})(?: from [^()\[\]]*| [^()\[\]]*\d[^()\[\]]*)?[)\]]", re.IGNORECASE),
    # ownCloud, rclone bisync, Synology: note_conflict-20240131-094512.md, note_NAS_Jan-31-0945-2024_Conflict.md
    re.compile(rf"(?P<name>.+?)[_.-]conflict-?(?:{_DATE}(?:-\d+)?|\d{{1,3}})", re.IGNORECASE),
    re.compile(r"(?P<name>.+?)_[\w-]+_[A-Z][a-z]{2}-\d\d-\d{4,6}-\d{4}_(?:Case)?Conflict", re.IGNORECASE),
    # OneDrive, which adds the computer's name as Windows makes it up: note-DESKTOP-1A2B3C4.md
    re.compile(r"(?P<name>.+)-(?:DESKTOP|LAPTOP)-[A-Z0-9]{7}"),
    # git mergetool: note_LOCAL_4711.md
    re.compile(r"(?P<name>.+)_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+"),
]
_NUMBERED = [
    # iCloud and macOS, Google Drive and browsers, the Finder, Windows: a copy, or the second part of something
    re.compile(r"(?P<name>.+) (?:[2-9]|1\d)"),
    re.compile(r"(?P<name>.+?) ?\((?:[1-9]|1\d)\)"),
    re.compile(r"(?P<name>.+?)(?: -)? (?:copy|Kopie|copie|copia|cópia)(?: \d+| \(\d+\))?", re.IGNORECASE),
]


def copies_by_name(paths: Iterable[str]) -> dict[str, str]:
    """Paths of files to those whose names only a sync program gives, with the path of what each is a copy of.

    A name that a person could give, too, tells only where that other file is there.
    """
    here = set(paths)
    found = {}
    for path in sorted(here):
        originals = [*_originals(path, _SURE), *(one for one in _originals(path, _LIKELY) if one in here)]
        if originals:
            found[path] = originals[0]
    return found


def copies_by_text(paths: Iterable[str], said: Callable[[str], object]) -> dict[str, str]:
    """Paths of notes to those that are named as the next one of another, `tide 2.md` beside `tide.md`, and say the
    same, by what `said` gives for a path; with the path of that other one."""
    here = set(paths)
    found = {path: [one for one in _originals(path, _NUMBERED) if one in here] for path in sorted(here)}
    return {path: one for path, originals in found.items() for one in originals[:1] if said(path) == said(one)}


def _originals(path: str, patterns: Iterable[re.Pattern[str]]) -> list[str]:
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    found = [match for pattern in patterns if (match := pattern.fullmatch(stem))]
    return [f"{folder}{slash}{match['name'].rstrip()}{dot}{suffix}" for match in found]
