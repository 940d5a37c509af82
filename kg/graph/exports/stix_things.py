"""STIX 2.1, the nouns: ids, kg itself, and an object for each entity; `kg.graph.exports.stix` makes the bundle.

Who acts is an `identity`, a place a `location`, a weapon an `identity` of class *system*, and a state an identity and a
location at once. Agreements, events and documents are what STIX has no object for: `kg-entity`, declared by an
extension definition.
"""

import re
import uuid
from functools import lru_cache

from kg.graph.exports.addresses import wikidata_address
from kg.graph.exports.countries import country_of
from kg.graph.exports.days import UNDATED, moment
from kg.graph.exports.jsontext import Json, filled
from kg.graph.namespaces import BASE, VOCABULARY
from kg.graph.ontology import load_vocabulary
from kg.models import Entity

ALWAYS = moment(UNDATED)  # when an entity was made is not known, and must not change from export to export
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE + "stix")  # not the namespace of cyber observables, as the standard asks
_CLASSES = {
    "Person": "individual", "ArmedGroup": "group", "PopulationGroup": "class", "UnnamedSource": "unknown",
    "WeaponSystem": "system",
}  # fmt: skip
_SECTORS = {"State": "government", "ArmedForce": "defense", "MediaOrganization": "communications"}


def stix_id(kind: str, *parts: object) -> str:
    """Return the id of an object: the same for the same thing in every export."""
    return f"{kind}--{uuid.uuid5(_SPACE, chr(31).join([kind, *map(str, parts)]))}"


KG = stix_id("identity", "kg itself")
EXTENSION = stix_id("extension-definition", "claims")


def declarations() -> list[Json]:
    """Return the objects that every bundle has: kg as the author of the rest, and the extension that claims use."""
    return [
        _object("identity", KG, created_by_ref=None, name="kg", identity_class="system"),
        _object(
            "extension-definition",
            EXTENSION,
            name="Claims of kg",
            description="What a text claims of two objects, and whether it states, denies, plans or reports it.",
            schema=VOCABULARY.removesuffix("#"),
            version="1.0.0",
            extension_types=["property-extension", "new-sdo"],
        ),
    ]


def _object(kind: str, id_: str, **values: object) -> Json:
    head = {"type": kind, "spec_version": "2.1", "id": id_, "created_by_ref": KG, "created": ALWAYS, "modified": ALWAYS}
    return filled(**(head | values))


@lru_cache(4096)
def things(entity: Entity) -> tuple[Json, ...]:
    """Return the objects that stand for an entity; a state has two, the identity first."""
    vocabulary = load_vocabulary()
    place = vocabulary.is_a(entity.type, frozenset({"Place"}))
    if vocabulary.is_a(entity.type, frozenset({"Actor", "WeaponSystem", "UnnamedSource"})):
        return (_identity(entity), _location(entity)) if place else (_identity(entity),)
    return (_location(entity),) if place else (_other(entity),)


def thing_id(entity: Entity, as_place: bool = False) -> str:
    """Return the id of the object for an entity; of a state, the location where a place is meant."""
    found = things(entity)
    return str(found[-1 if as_place else 0]["id"])


def _identity(entity: Entity) -> Json:
    above = load_vocabulary().classes.get(entity.type, frozenset())
    return _object(
        "identity",
        stix_id("identity", entity.id),
        name=entity.label,
        identity_class=next((_CLASSES[name] for name in sorted(above) if name in _CLASSES), "organization"),
        sectors=[_SECTORS[entity.type]] if entity.type in _SECTORS else None,
        **_described(entity),
    )


def _location(entity: Entity) -> Json:
    country, (lat, long) = country_of(entity), entity.coordinates or (None, None)
    known = country is not None or lat is not None
    return _object(
        "location",
        stix_id("location", entity.id),
        name=entity.label,
        latitude=lat,
        longitude=long,
        country=country and country.alpha2,
        # one of the three must be there, and the list of regions is open: the name itself, in the list's spelling
        region=None if known else re.sub(r"\W+", "-", entity.label.lower()).strip("-") or "unnamed",
        **_described(entity),
    )


def _other(entity: Entity) -> Json:
    return _object(
        "kg-entity",
        stix_id("kg-entity", entity.id),
        name=entity.label,
        extensions={EXTENSION: {"extension_type": "new-sdo"}},
        **_described(entity),
    )


def _described(entity: Entity) -> Json:
    known_as = {"source_name": "kg", "external_id": entity.id}
    page = wikidata_address(entity)
    wikidata = [{"source_name": "Wikidata", "external_id": entity.wikidata, "url": page}] if page else []
    return {
        "labels": [re.sub(r"(?<!^)(?=[A-Z])", "-", entity.type).lower()],
        "description": f"Also: {'; '.join(entity.aliases)}" if entity.aliases else None,
        "external_references": [known_as, *wikidata],
    }
