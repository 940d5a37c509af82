"""Missions abroad: *the Chinese Embassy in Bishkek*, *U.S. Consulate Frankfurt*, *the Embassy of Chad in Rome*."""

from collections.abc import Iterator

from spacy.tokens import Span

from kg.entities.bodies import past_possessive
from kg.entities.gazetteer import DEMONYM, NAME, Name
from kg.entities.roster import Roster
from kg.models import Entity

_MISSIONS = (("consulate", "general"), ("high", "commission"), ("embassy",), ("consulate",))


def iter_missions(
    roster: Roster, hits: list[tuple[Span, tuple[Name, ...]]]
) -> Iterator[tuple[Span, str, Entity | None]]:
    """Yield the embassies and consulates whose state and city the text names: sites in the one, run by the other."""
    cities = {span.start: city for span, names in hits if (city := _of(names, "City", frozenset({NAME}))) is not None}
    for span, names in hits:
        state = _of(names, "State", frozenset({NAME, DEMONYM}))
        found = _behind(roster, span) or _before(roster, span)
        if state is None or found is None:
            continue
        whole, kind = found
        city = _city(roster, whole.end, cities)
        if city is not None:
            yield whole, "Facility", _mission(roster, kind, state, city)


def _of(names: tuple[Name, ...], kind: str, ways: frozenset[str]) -> Entity | None:
    return next((n.entity for n in names if n.entity.type == kind and n.kind in ways), None)


def _behind(roster: Roster, span: Span) -> tuple[Span, str] | None:
    """Read *the Chinese Embassy*, *Chad's consulate general*: the state's name with the mission behind it."""
    doc = roster.doc
    start = past_possessive(doc, span.end)
    for words in _MISSIONS:
        end = start + len(words)
        if tuple(t.lower_ for t in doc[start:end]) == words:
            return doc[span.start : end], " ".join(words)
    return None


def _before(roster: Roster, span: Span) -> tuple[Span, str] | None:
    """Read *the Embassy of Chad*: the mission with the state's name behind it."""
    doc = roster.doc
    end = span.start - (span.start > 0 and doc[span.start - 1].lower_ == "the")
    if end < 2 or doc[end - 1].lower_ != "of":
        return None
    for words in _MISSIONS:
        start = end - 1 - len(words)
        if start >= 0 and tuple(t.lower_ for t in doc[start : end - 1]) == words:
            return doc[start : span.end], " ".join(words)
    return None


def _city(roster: Roster, end: int, cities: dict[int, Entity]) -> Entity | None:
    """Return the city right behind a mission, with or without *in*."""
    doc = roster.doc
    return cities.get(end + (end < len(doc) and doc[end].lower_ in {"in", "at"}))


def _mission(roster: Roster, kind: str, state: Entity, city: Entity) -> Entity:
    name, adjective = kind.title(), roster.gazetteer.adjectives.get(state.id, state.label)
    whose = f"the {state.label}" if state.label.startswith("United ") else state.label
    label = f"{name} of {whose}"
    aliases = [
        f"{label}, {city.label}",
        f"{name} of {state.label} in {city.label}",
        f"{adjective} {kind} in {city.label}",
    ]
    return roster.invent(f"{label} in {city.label}", "Facility", aliases=aliases)
