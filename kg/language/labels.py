"""The label sets of the heads, and the entity types with the sets that other tag sets stand for."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

ENTITY_TYPES = (
    "State", "Organization", "IntergovernmentalOrganization", "Alliance", "PoliticalParty", "Company",
    "MediaOrganization", "ArmedForce", "ArmedGroup", "Person", "PopulationGroup", "City", "AdministrativeArea",
    "Region", "Island", "BodyOfWater", "Facility", "WeaponSystem", "Agreement", "Event", "Other",
)  # fmt: skip
# "Other" is a name of anything else (a work, a product, a language): learned so that it is kept apart, never shown.
BIO = ("O", *(f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI"))


@dataclass(frozen=True, slots=True)
class Labels:
    """What each head's classes are called, in order."""

    xpos: list[str]
    upos: list[str]
    morph: list[str]
    lemma: list[list[str | int]]
    deprel: list[str]
    entity: list[str]

    def write(self, path: Path) -> None:
        """Write the labels as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """Read what `write` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
