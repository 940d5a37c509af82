"""The gazetteer: what the data files know of states, places, organisations, weapons and offices, and its name index."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.entities.surnames import surnames
from kg.entities.tables import Row, coordinates, parts, read_tables
from kg.errors import VocabularyError
from kg.ids import slug
from kg.models import Entity

FOLDER = Path(__file__).with_name("gazetteer")
NAME, DEMONYM, SEAT, CAPITAL = "name", "demonym", "seat", "capital"
WEAPONS = frozenset({"WeaponSystem", "Missile", "AirDefenceSystem", "Aircraft", "Ship", "Radar", "NuclearWeapon"})
_PIECE = re.compile(r"\w+|[^\w\s]")
_GENDERS = {"m": "male", "f": "female", "": ""}
INITIAL = re.compile(r" (?:[A-Z]\. )+")
_FAMILY_FIRST = frozenset({"China", "Taiwan", "North Korea", "South Korea", "Vietnam", "Singapore", "Cambodia"})
_SAME = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "`": "'"})


@dataclass(frozen=True, slots=True)
class Name:
    """What a string may name: an entity, how (name, demonym, seat, capital), and whether it is an ordinary word too."""

    entity: Entity
    kind: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that the gazetteer knows, with all that it may name."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A person's term in the office of a head of state or of government; an empty end is still running."""

    person: Entity
    state: str
    role: str
    start: str
    end: str
    gender: str


@dataclass(slots=True)
class Gazetteer:
    """Entities by label, names by their pieces, and what belongs to what."""

    entities: dict[str, Entity] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    population: dict[str, float] = field(default_factory=dict)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    held: dict[str, list[Term]] = field(default_factory=dict)
    surnames: dict[str, list[Term]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    minor: set[str] = field(default_factory=set)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    index: dict[tuple[str, ...], list[Name]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, text: str, name: Name) -> None:
        """Let a string name an entity."""
        key = pieces(text)
        if not key:
            return
        names = self.index.setdefault(key, [])
        if not any(n.entity.id == name.entity.id and n.kind == name.kind for n in names):
            names.append(name)
        self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))

    def names(self, text: str) -> tuple[Name, ...]:
        """Return all that a string may name."""
        return tuple(self.index.get(pieces(text), ()))

    def find(self, text: str) -> Entity | None:
        """Return the one entity that bears a label or alias as its name."""
        if text in self.entities:
            return self.entities[text]
        found = {n.entity.id: n.entity for n in self.names(text) if n.kind == NAME}
        return next(iter(found.values())) if len(found) == 1 else None

    def owner(self, entity: Entity) -> Entity | None:
        """Return what an entity is part of."""
        label = self.owners.get(entity.id)
        return self.entities.get(label) if label else None

    def state(self, entity: Entity) -> Entity | None:
        """Return the state that an entity is, or belongs to over one or more steps."""
        step: Entity | None = entity
        for _ in range(5):
            if step is None or step.type == "State":
                return step
            step = self.owner(step)
        return None

    def iter_hits(self, text: str) -> Iterator[Hit]:
        """Yield the longest known names of a text, left to right, without overlaps."""
        found = [(m.group().translate(_SAME), m.start(), m.end()) for m in _PIECE.finditer(text)]
        words, longest, index, at = [f[0] for f in found], self.longest, self.index, 0
        while at < len(words):
            word = words[at]
            if len(word) > 3 and word.isupper() and word not in longest:
                words[at] = word = word.title()  # headlines and datelines in capitals
            for size in range(min(longest.get(word, 0), len(words) - at), 0, -1):
                names = index.get(tuple(words[at : at + size]))
                if names is None and size > 1 and words[at + 1].isupper():
                    names = index.get(tuple(w.title() if len(w) > 2 else w for w in words[at : at + size]))
                if names:
                    yield Hit(found[at][1], found[at + size - 1][2], tuple(names))
                    at += size - 1
                    break
            at += 1


def pieces(text: str) -> tuple[str, ...]:
    """Cut a name into words and marks, quotes and dashes made alike: the key of the index."""
    return tuple(_PIECE.findall(text.translate(_SAME)))


@cache
def load_gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """Read and check all data files; raises VocabularyError with file and line where one has a mistake."""
    gazetteer = Gazetteer()
    owners: list[Row] = []
    for row in read_tables(folder):
        entity = gazetteer.entities.get(row["label"])
        if entity is None or entity.type != row["type"]:
            if entity is not None and entity.type == "State" and row["type"] == "City":
                continue  # Singapore, Monaco: the state is there, and its town is the same name
            entity = _entity(row, shared=entity is not None)
            gazetteer.entities.setdefault(row["label"], entity)
        _index(gazetteer, row, entity)
        owners.append(row)
    for row in owners:
        _belong(gazetteer, row)
    return gazetteer


def _entity(row: Row, shared: bool) -> Entity:
    label, aliases = row["label"], tuple(dict.fromkeys(parts(row, "aliases")))
    name = f"{label} ({row['type']})" if shared else label
    return Entity(slug(name), label, row["type"], row["wikidata"] or None, aliases, coordinates(row))


def _index(gazetteer: Gazetteer, row: Row, entity: Entity) -> None:
    doubtful = row["ambiguous"] == "yes"
    if entity.type == "Person" and (short := INITIAL.sub(" ", entity.label)) != entity.label:
        gazetteer.add(short, Name(entity, NAME))
    plurals = [f"{text}s" for text in (entity.label, *entity.aliases) if entity.type in WEAPONS and text[-1:] != "s"]
    for text in (entity.label, *entity.aliases, *plurals):
        # of an entry marked ambiguous its long names are none the less plain
        plain = len(pieces(text)) > 1 and text[:1].isupper()
        gazetteer.add(text, Name(entity, NAME, doubtful and not plain))
    for text in parts(row, "demonyms"):
        gazetteer.add(text, Name(entity, DEMONYM))
    if demonyms := parts(row, "demonyms"):
        gazetteer.adjectives.setdefault(entity.id, _adjective(entity.label, demonyms))
    for text in parts(row, "seats"):
        gazetteer.add(text, Name(entity, SEAT))
    for text in parts(row, "capital"):
        gazetteer.add(text, Name(entity, CAPITAL))
        gazetteer.capitals.setdefault(text, entity.label)
    if row["gender"] not in _GENDERS:
        raise VocabularyError(row.source, row.line, "gender must be m, f or empty")
    if row["role"] and row["state"]:
        term = Term(entity, row["state"], row["role"], row["start"], row["end"], row["gender"])
        gazetteer.terms.setdefault(row["state"], []).append(term)
        gazetteer.held.setdefault(entity.id, []).append(term)
        spelled = [short for alias in entity.aliases for short in surnames(alias)[:1]]  # Lukashenko, Lukashenka
        own = surnames(entity.label)[: 2 if row["state"] in _FAMILY_FIRST else 1]
        for short in dict.fromkeys([*own, *spelled]):
            gazetteer.surnames.setdefault(short.casefold(), []).append(term)
        gazetteer.genders.setdefault(entity.id, _GENDERS[row["gender"]])
    if row["population"]:
        gazetteer.population[entity.id] = max(gazetteer.population.get(entity.id, 0), float(row["population"]))
    if row["members"]:
        gazetteer.members[entity.id] = parts(row, "members")


def _adjective(label: str, demonyms: tuple[str, ...]) -> str:
    """Choose the demonym that is the adjective: close to the state's name, no plural, with an adjective's ending."""

    def order(word: str) -> tuple[bool, int, bool]:
        pairs = enumerate(zip(word, label, strict=False))
        shared = next((i for i, (a, b) in pairs if a != b), min(len(word), len(label)))
        return word.endswith("s"), -min(shared, 5), not word.endswith(("ish", "ese", "an", "ic", "ch", "i", "ss"))

    return min(demonyms, key=order)


def _belong(gazetteer: Gazetteer, row: Row) -> None:
    entity = next((n.entity for n in gazetteer.names(row["label"]) if n.entity.type == row["type"]), None)
    for owner in parts(row, "part_of")[:1]:
        if entity is not None and owner in gazetteer.entities:
            gazetteer.owners.setdefault(entity.id, owner)
    for member in parts(row, "members"):
        if member not in gazetteer.entities:
            raise VocabularyError(row.source, row.line, f"member {member!r} has no entry of its own")
