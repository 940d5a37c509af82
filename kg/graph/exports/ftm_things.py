"""FollowTheMoney, the nouns: what stands for an entity; `kg.graph.exports.followthemoney` has the rest.

Places are an `Address`, the only schema with coordinates for any place; a state is a `PublicBody`, since it acts.
"""

from collections.abc import Iterable

from kg.graph.exports.addresses import wikidata_address
from kg.graph.exports.countries import country_of
from kg.graph.exports.jsontext import Json, filled
from kg.graph.ontology import load_vocabulary
from kg.ids import digest
from kg.models import Entity

# by class of the vocabulary, the more special first
_SCHEMATA = {
    "Person": "Person", "State": "PublicBody", "ArmedForce": "PublicBody", "Company": "Company",
    "PopulationGroup": "LegalEntity", "Actor": "Organization", "Place": "Address", "Aircraft": "Airplane",
    "Ship": "Vessel", "WeaponSystem": "Asset", "Event": "Event", "Agreement": "Document", "Document": "Document",
    "UnnamedSource": "LegalEntity",
}  # fmt: skip
_TOPICS = {"State": "gov", "ArmedForce": "mil", "IntergovernmentalOrganization": "gov.igo", "Alliance": "gov.igo",
           "PoliticalParty": "pol.party"}  # fmt: skip
ORGANIZATIONS = ("Organization", "PublicBody", "Company")
PARTIES = (*ORGANIZATIONS, "Person", "LegalEntity")


def schema_of(entity: Entity) -> str:
    """Return the schema that stands for an entity's class."""
    above = load_vocabulary().classes.get(entity.type, frozenset((entity.type,)))
    return next((schema for name, schema in _SCHEMATA.items() if name in above), "Asset")


def ftm_id(*parts: object) -> str:
    """Return an id; FollowTheMoney takes no underscores and the like in one."""
    return "kg-" + digest(*parts)[:32]


def thing(entity: Entity) -> Json:
    """Return the entity that stands for one of kg's."""
    schema, country = schema_of(entity), country_of(entity)
    lat, long = entity.coordinates or (None, None)
    special: Json = {}
    if schema == "Address":
        special = {"full": [entity.label], "latitude": [lat], "longitude": [long]}
    elif schema == "Document":
        special = {"fileName": [entity.label], "title": [entity.label]}
    return made(
        schema,
        key(entity),
        name=[entity.label],
        alias=entity.aliases,
        wikidataId=[entity.wikidata if wikidata_address(entity) else None],
        country=[country and country.alpha2.lower()],
        topics=[_TOPICS.get(entity.type)],
        keywords=[entity.type],
        **special,
    )


def key(entity: Entity) -> str:
    """Return the id of the entity that stands for one of kg's."""
    return ftm_id("entity", entity.id)


def made(schema: str, id_: str, **properties: object) -> Json:
    """Return an entity; every property is a list of texts, each once and none of them empty."""
    lists = {name: _texts(values) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": filled(**lists)}


def _texts(values: object) -> list[str]:
    assert isinstance(values, Iterable)
    return list(dict.fromkeys(str(value) for value in values if value not in (None, "")))
