"""Families of classes: the colour and shape that the explorer gives to each class of the ontology."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.models import Vocabulary

LITERAL = "Literal"


@dataclass(frozen=True, slots=True)
class Family:
    """Classes that are drawn alike; `path` is an SVG path in the square from -1 to 1."""

    label: str
    classes: frozenset[str]
    colour: str
    path: str


@cache
def load_families() -> tuple[Family, ...]:
    """Read the families, the most special first; the last one, without classes, takes what is left."""
    text = files("kg.views").joinpath("families.csv").read_text(encoding="utf8")
    return tuple(
        Family(row["label"], frozenset(row["classes"].split()), row["colour"], row["path"])
        for row in csv.DictReader(text.splitlines())
    )


def family_of(type_: str, vocabulary: Vocabulary) -> int:
    """Return the index of the first family that has the class or one above it."""
    families = load_families()
    fits = (n for n, family in enumerate(families) if vocabulary.is_a(type_, family.classes))
    return next(fits, len(families) - 1)
