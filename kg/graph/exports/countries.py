"""Country codes of states, which other tools know countries by: ISO 3166 by Wikidata number."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.models import Entity

# the gazetteer's table, so that a state is described in one place only; data, not code of that room
_STATES = Path(__file__).parents[2] / "entities" / "gazetteer" / "states.csv"


@dataclass(frozen=True, slots=True)
class Country:
    """The codes of a country, of two letters and of three."""

    alpha2: str
    alpha3: str


def country_of(entity: Entity) -> Country | None:
    """Return the codes of a state; None for other entities and for states that ISO 3166 does not list."""
    return _countries().get(entity.wikidata or "") if entity.type == "State" else None


@cache
def _countries() -> dict[str, Country]:
    try:
        with _STATES.open(encoding="utf8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise VocabularyError(_STATES.name, None, "cannot be read; install kg again") from error
    return {row["wikidata"]: Country(row["iso2"], row["iso3"]) for row in rows if row["iso2"] and row["iso3"]}
