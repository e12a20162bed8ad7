"""Numbers as bars of cells, which tell sign and size without colour."""


def bar(weight: float, largest: float, room: int) -> str:
    """A weight to a bar of at most `room` cells, solid for a link, hatched against it; `largest` fills the room."""
    if not weight:
        return ""
    return ("█" if weight > 0 else "░") * max(1, min(room, round(abs(weight) / largest * room)))
