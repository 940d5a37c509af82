"""The lexicon's files: every line well formed, every predicate with cues, nothing said twice."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import kg

FOLDER = Path(kg.__file__).parent / "claims" / "lexicon"
PREDICATES = frozenset(
    """
    locatedIn stationedIn hasBaseIn operates covers partOf memberOf leaderOf officialOf nationalOf
    alliedWith partyTo hasDiplomaticRelationsWith recognizes controls claimsTerritory inDisputeWith
    agreesWith signed metWith negotiatesWith visited supports defends cooperatesWith
    sharesIntelligenceWith exercisesWith aids suppliesArmsTo yieldsTo withdrawsFrom demandsOf
    accuses condemns rejects opposes threatens protestsAgainst sanctions deploysTo mobilizesAgainst
    testsWeapon coerces detains attacks invades kills
    """.split()
)
CLASSES = frozenset(
    """
    Actor State Organization IntergovernmentalOrganization Alliance PoliticalParty Company
    MediaOrganization ArmedForce ArmedGroup Person PopulationGroup Place AdministrativeArea City
    Region Island BodyOfWater Facility MilitaryBase WeaponSystem Missile AirDefenceSystem Aircraft
    Ship Radar NuclearWeapon Agreement Event Summit MilitaryExercise War Election
    """.split()
)
SYMMETRIC = frozenset(
    """
    alliedWith hasDiplomaticRelationsWith inDisputeWith agreesWith metWith negotiatesWith
    cooperatesWith sharesIntelligenceWith exercisesWith
    """.split()
)
MODALITIES = {"", "actual", "planned", "possible", "demanded"}
KEYS = {
    "cues.csv": ["predicate", "cue", "pos", "subject", "object", "with"],
    "operators.csv": ["lemma", "pos", "slot", "effect"],
    "speech.csv": ["lemma", "pos"],
    "modals.csv": ["word"],
    "titles.csv": ["title"],
    "forces.csv": ["noun"],
}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", KEYS)
def test_lines_are_whole_and_not_doubled(name: str) -> None:
    found = rows(name)
    assert all(None not in row and None not in row.values() for row in found)
    assert all(value == value.strip() for row in found for value in row.values())
    twice = [key for key, n in Counter(tuple(row[k] for k in KEYS[name]) for row in found).items() if n > 1]
    assert twice == []


def test_cues_name_known_things() -> None:
    for row in rows("cues.csv"):
        assert row["predicate"] in PREDICATES, row
        assert row["pos"] in {"VERB", "NOUN", "ADJ"}, row
        assert row["subject"], row
        assert row["object"], row
        assert row["polarity"] in {"", "negative"}, row
        assert row["modality"] in MODALITIES, row
        for condition in filter(None, row["with"].split(" & ")):
            slot, colon, values = condition.partition(":")
            assert slot, row
            assert colon, row
            for value in values.split("|"):
                assert value, row
                assert not value.startswith("#") or value[1:] in CLASSES, row


def test_each_stands_only_with_symmetric_predicates() -> None:
    assert [row for row in rows("cues.csv") if "each" in row["object"] and row["predicate"] not in SYMMETRIC] == []


def test_every_predicate_has_cues() -> None:
    counts = Counter(row["predicate"] for row in rows("cues.csv"))
    assert set(counts) == PREDICATES
    assert min(counts.values()) >= 20
    assert sum(counts.values()) >= 1500


def test_operators_have_known_effects_and_signatures() -> None:
    for row in rows("operators.csv"):
        assert row["effect"] in {"planned", "possible", "demanded", "negative", "ended", "kept", "actual", "none"}, row
        assert not row["signature"] or all(s in "+-o" for s in row["signature"].split("/")), row


def test_titles_and_forces_have_known_kinds() -> None:
    assert {row["predicate"] for row in rows("titles.csv")} == {"leaderOf", "officialOf"}
    assert len(rows("titles.csv")) >= 150
    assert {row["kind"] for row in rows("forces.csv")} <= {"forces", "government", "officials", "people", "equipment"}
