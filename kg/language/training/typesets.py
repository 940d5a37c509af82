"""What the tags of each entity corpus may mean in our types; the loss counts any of them as right.

A set leaves out types that the corpus can hardly mean: a free choice between types is a choice by chance.
"""

from kg.language.labels import ENTITY_TYPES

TypeSet = frozenset[str]

ORGANIZATIONS = frozenset(
    {"Organization", "IntergovernmentalOrganization", "Alliance", "PoliticalParty", "Company", "MediaOrganization",
     "ArmedForce", "ArmedGroup"}
)  # fmt: skip
PLACES = frozenset({"City", "AdministrativeArea", "Region", "Island", "BodyOfWater", "Facility"})
LOCATIONS = PLACES | {"State"}
MISCELLANEOUS = frozenset({"PopulationGroup", "WeaponSystem", "Other", "O"})
ANY_NAME = ORGANIZATIONS | LOCATIONS | {"Person", "PopulationGroup", "WeaponSystem", "Agreement", "Event", "Other"}

UNER = {
    "PER": frozenset({"Person"}),
    "ORG": ORGANIZATIONS,
    "LOC": LOCATIONS,
    "OTH": frozenset({"WeaponSystem", "Agreement", "Event", "Other"}),
    "O": MISCELLANEOUS,
}
CROSSNER = {
    "person": frozenset({"Person"}),
    "politician": frozenset({"Person"}),
    "organisation": ORGANIZATIONS - {"PoliticalParty"},
    "politicalparty": frozenset({"PoliticalParty"}),
    "election": frozenset({"Event"}),
    "event": frozenset({"Event", "Agreement"}),
    "country": frozenset({"State"}),
    "location": PLACES | {"AdministrativeArea"},
    "misc": frozenset({"PopulationGroup", "WeaponSystem", "Agreement", "Other"}),
    "O": frozenset({"O"}),
}
GUM = {
    "person": frozenset({"Person", "PopulationGroup"}),
    "organization": ORGANIZATIONS,
    "place": LOCATIONS,
    "object": frozenset({"WeaponSystem", "Facility", "Other"}),
    "abstract": frozenset({"Agreement", "Other"}),
    "event": frozenset({"Event"}),
    "animal": frozenset({"Other", "O"}),
    "plant": frozenset({"Other", "O"}),
    "substance": frozenset({"Other", "O"}),
}
GOLD = {
    "MilitaryBase": "Facility", "Aircraft": "WeaponSystem", "Missile": "WeaponSystem", "Ship": "WeaponSystem",
    "AirDefenceSystem": "WeaponSystem", "Radar": "WeaponSystem", "NuclearWeapon": "WeaponSystem", "Summit": "Event",
    "MilitaryExercise": "Event", "Election": "Event", "War": "Event",
} | {kind: kind for kind in ENTITY_TYPES}  # fmt: skip
