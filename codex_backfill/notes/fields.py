"""A note's frontmatter by key, whatever the case of the key, to the texts in it."""

from collections.abc import Iterable, Mapping

from codex_backfill.notes.note import Value


class Fields:
    """Frontmatter as people read it: `Author` is `author`; of two spellings the one that is asked for."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        self._folded = {key.casefold(): value for key, value in reversed([*fields.items()])}
        self._folded |= {key: value for key, value in fields.items() if key == key.casefold()}

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Keys to all the texts in their values, each once, in their order."""
        values = [value for key in keys if (value := self._folded.get(key.casefold())) is not None]
        return tuple(dict.fromkeys(text for value in values for text in texts(value)))

    def first(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Keys to the texts of the first of them that says something."""
        return next((found for key in keys if (found := self.texts(key))), ())

    def works(self, key: str) -> tuple[str, ...]:
        """A key to the works that its value names, one text each, in their order."""
        value = self._folded.get(key.casefold())
        return tuple(
            dict.fromkeys(text for part in (value if isinstance(value, tuple) else (value,)) for text in _work(part))
        )

    def names(self, keys: Iterable[str]) -> str:
        """Keys to the people in the value of the first of them that says something, in one text."""
        values = (self._folded.get(key.casefold()) for key in keys)
        found = next((people for value in values if (people := names(value))), ())
        return ("; " if any("," in name for name in found) else ", ").join(found)

    def text(self, keys: Iterable[str]) -> str:
        """Keys to what the first of them that says something says, in one text; empty when none does."""
        return " ".join(self.first(keys))


def type_names(said: Iterable[str]) -> tuple[str, ...]:
    """The texts of a type, or of tags, to how they are compared: `#Book, [[paper]]` is `book` and `paper`."""
    parts = (part.strip() for text in said for part in text.split(","))
    bare = (part.removeprefix("#").removeprefix("[[").removesuffix("]]").partition("|")[0].strip() for part in parts)
    return tuple(dict.fromkeys(name.casefold() for name in bare if name))


def texts(value: Value) -> tuple[str, ...]:
    """A frontmatter value to the texts in it, in their order, blanks trimmed and empty ones left out."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    parts = value if isinstance(value, tuple) else tuple(value.values())
    return tuple(text for part in parts for text in texts(part))


_FAMILY, _GIVEN = ("family", "last", "surname", "lastname", "last_name"), ("given", "first", "firstname", "first_name")
"""The keys of a person's names, as CSL, Quarto and Hugo have them."""


def names(value: Value) -> tuple[str, ...]:
    """The value of an author's key to the names in it: of a person's fields, what he is called and nothing else."""
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(name for part in value for name in names(part)))
    if not isinstance(value, Mapping):
        return texts(value)
    person = {key.casefold(): part for key, part in value.items()}
    if called := person.get("name") or person.get("literal"):
        return names(called)
    family, given = ([text for key in keys for text in texts(person.get(key))] for keys in (_FAMILY, _GIVEN))
    return (" ".join((*given[:1], *family[:1])),) if family else texts(value)


def _work(value: Value) -> tuple[str, ...]:
    """A work that is taken apart, `{title: Tides, author: Vi Lund, year: 2019}`, in one text; else all texts."""
    if not isinstance(value, Mapping):
        return texts(value)
    said = {key.casefold(): part for key, part in value.items()}
    if not (title := texts(said.pop("title", None))):
        return texts(value)
    people = [name for key in ("author", "authors") for name in names(said.pop(key, None))]
    rest = (text for part in said.values() for text in texts(part))
    return (", ".join((*people, f"“{title[0]}”", *rest)),)
