"""Numbers with what they count."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number and a noun to the phrase: `1 claim`, `2,000 claims`; `many` where an s will not do."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
