"""Coordinated names: *Biden, Kishida and Yoon*."""

from collections.abc import Iterator

from kg.entities.roster import Draft, Roster
from kg.models import Entity


def coordinations(roster: Roster, drafts: list[Draft], kinds: frozenset[str]) -> Iterator[tuple[Entity, ...]]:
    """Yield the coordinated entities among drafts, the nearest first."""
    heads = {d.head.i: d for d in drafts}
    for draft in sorted(drafts, key=lambda d: -d.span.start):
        head = draft.head
        if head.dep_ == "conj" or not any(c.dep_ == "conj" for c in head.children):
            continue
        chain = [head, *head.conjuncts]
        members: dict[str, Entity] = {}
        for token in chain:
            other = heads.get(token.i)
            entity = roster.entity(other) if other is not None else None
            if entity is not None and entity.type in kinds:
                members[entity.id] = entity
        if len(members) > 1:
            yield tuple(members.values())
