"""What belongs together, directly or over others: the one union-find."""

from collections.abc import Iterable


def groups(members: Iterable[str], ties: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Members, and ties of any number of ends, to the smallest groups that break no tie.

    Groups come in the order of their first members, and their members in the order given; an end that is no member
    ties nothing.
    """
    parent = {member: member for member in members}

    def find(member: str) -> str:
        while parent[member] != member:
            parent[member] = member = parent[parent[member]]
        return member

    for tie in ties:
        ends = [find(end) for end in tie if end in parent]
        for end in ends[1:]:
            parent[find(end)] = find(ends[0])
    found: dict[str, list[str]] = {}
    for member in parent:
        found.setdefault(find(member), []).append(member)
    return [tuple(group) for group in found.values()]
