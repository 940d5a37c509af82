"""Reading the gazetteer's CSV files: rows that know their file and line, checked for what every file must have."""

import csv
from collections import UserDict
from collections.abc import Iterator
from pathlib import Path

from kg.errors import VocabularyError

TYPES = frozenset(
    [
        "State",
        "Organization",
        "IntergovernmentalOrganization",
        "Alliance",
        "PoliticalParty",
        "Company",
        "MediaOrganization",
        "ArmedForce",
        "ArmedGroup",
        "Person",
        "PopulationGroup",
        "AdministrativeArea",
        "City",
        "Region",
        "Island",
        "BodyOfWater",
        "Facility",
        "MilitaryBase",
        "WeaponSystem",
        "Missile",
        "AirDefenceSystem",
        "Aircraft",
        "Ship",
        "Radar",
        "NuclearWeapon",
        "Agreement",
        "Event",
        "Summit",
        "MilitaryExercise",
        "War",
        "Election",
    ]
)
REQUIRED = ("label", "type", "wikidata", "aliases", "part_of")
FIRST = ("states.csv",)  # a state's names come before those of the towns and bodies that share them


class Row(UserDict[str, str]):
    """A line of a table; a column that the file lacks reads as empty."""

    def __init__(self, values: dict[str, str], source: str, line: int) -> None:
        super().__init__(values)
        self.source, self.line = source, line

    def __missing__(self, key: str) -> str:
        """Read a column that is not there."""
        return ""


def parts(row: Row, column: str) -> tuple[str, ...]:
    """Split a column of several values."""
    return tuple(part.strip() for part in row[column].split("|") if part.strip())


def coordinates(row: Row) -> tuple[float, float] | None:
    """Return latitude and longitude; raises VocabularyError where they are no degrees."""
    if not row["lat"] or not row["lon"]:
        return None
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        raise VocabularyError(row.source, row.line, "lat and lon must be degrees") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise VocabularyError(row.source, row.line, "lat and lon must be degrees")
    return lat, lon


def read_rows(path: Path, required: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a CSV file after checking its header and the length of each line."""
    with path.open(encoding="utf8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        missing = [column for column in required if column not in header]
        if missing:
            raise VocabularyError(path.name, 1, f"the header lacks {', '.join(missing)}")
        for values in reader:
            if not any(values):
                continue
            if len(values) != len(header):
                raise VocabularyError(path.name, reader.line_num, f"{len(values)} fields where {len(header)} are due")
            yield Row(dict(zip(header, values, strict=True)), path.name, reader.line_num)


def read_tables(folder: Path) -> Iterator[Row]:
    """Yield the rows of all entity tables, states first; tables without the common header are not entity tables."""
    files = sorted(folder.glob("*.csv"), key=lambda p: (p.name not in FIRST, p.name))
    for path in files:
        with path.open(encoding="utf8", newline="") as lines:
            header = next(csv.reader(lines), [])
        if "label" not in header:
            continue
        for row in read_rows(path, REQUIRED):
            if not row["label"]:
                raise VocabularyError(row.source, row.line, "an entry needs a label")
            if row["type"] not in TYPES:
                raise VocabularyError(row.source, row.line, f"no class called {row['type']!r}")
            if row["wikidata"] and not (row["wikidata"][0] == "Q" and row["wikidata"][1:].isdigit()):
                raise VocabularyError(row.source, row.line, f"{row['wikidata']!r} is no Wikidata number")
            yield row
