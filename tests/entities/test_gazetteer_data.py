"""The gazetteer's files: every state of the United Nations with its codes, nothing doubled, mistakes named by line."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from kg.entities import Gazetteer, load_gazetteer
from kg.entities.gazetteer import FOLDER
from kg.entities.words import word_list
from kg.errors import VocabularyError

MEMBERS = """
    AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG
    CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID
    IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME
    MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG
    SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE VN YE ZM ZW
""".split()
BESIDE = {"VA": "Vatican City", "PS": "Palestine", "TW": "Taiwan", "XK": "Kosovo"}
HEADER = "label,type,wikidata,aliases,part_of,members\n"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


STATES = {row["iso2"]: row for row in rows("states.csv") if row["iso2"]}


def test_there_are_193_members() -> None:
    assert len(set(MEMBERS)) == len(MEMBERS) == 193


@pytest.mark.parametrize("code", [*MEMBERS, *BESIDE])
def test_every_state_is_there_with_its_codes(code: str) -> None:
    row = STATES[code]
    assert row["type"] == "State"
    assert len(row["iso3"]) == 3
    assert row["iso3"].isupper()
    assert row["wikidata"][0] == "Q"
    assert row["wikidata"][1:].isdigit()
    assert row["demonyms"], row["label"]
    assert row["capital"] or code == "NR", row["label"]


@pytest.mark.parametrize(("code", "label"), BESIDE.items())
def test_states_beside_the_members_bear_their_names(code: str, label: str) -> None:
    assert STATES[code]["label"] == label or label in STATES[code]["aliases"].split("|")


@pytest.mark.parametrize("column", ["label", "wikidata", "iso2", "iso3"])
def test_no_code_of_a_state_is_given_twice(column: str) -> None:
    counts = Counter(row[column] for row in rows("states.csv") if row[column])
    assert [value for value, n in counts.items() if n > 1] == []


@pytest.mark.parametrize(
    ("name", "label", "number"),
    [
        ("Britain", "United Kingdom", "Q145"),
        ("U.S.", "United States", "Q30"),
        ("DPRK", "North Korea", "Q423"),
        ("Czechia", "Czech Republic", "Q213"),
        ("Burma", "Myanmar", "Q836"),
        ("Côte d’Ivoire", "Ivory Coast", "Q1008"),
        ("Türkiye", "Turkey", "Q43"),
        ("NATO", "NATO", "Q7184"),
    ],
)
def test_other_names_find_their_entity(gazetteer: Gazetteer, name: str, label: str, number: str) -> None:
    found = gazetteer.find(name)
    assert found is not None
    assert (found.wikidata, label in (found.label, *found.aliases)) == (number, True)


def test_numbers_of_wikidata_name_one_entity() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for file in FOLDER.glob("*.csv"):
        for row in rows(file.name):
            if row["wikidata"]:
                found.setdefault(row["wikidata"], set()).add((row["label"], row["type"]))
    assert {number: sorted(names) for number, names in found.items() if len(names) > 1} == {}


def test_demonyms_and_capitals_lead_to_their_state(gazetteer: Gazetteer) -> None:
    kinds = {(n.kind, n.entity.label) for n in gazetteer.names("Japanese")}
    assert ("demonym", "Japan") in kinds
    assert {("capital", "Japan")} <= {(n.kind, n.entity.label) for n in gazetteer.names("Tokyo")}
    assert {("seat", "Russia")} <= {(n.kind, n.entity.label) for n in gazetteer.names("Kremlin")}
    assert gazetteer.adjectives["Japan"] == "Japanese"


def test_the_longest_name_is_found_and_none_inside_another_word(gazetteer: Gazetteer) -> None:
    text = "The United States of America and IRAN met; Iranophobia is no state, nor is USB."
    assert [text[h.start : h.end] for h in gazetteer.iter_hits(text)] == ["United States of America", "IRAN"]


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ("Iran,Sate,Q794,,,\n", 2, "no class called 'Sate'"),
        ("Iran,State,794,,,\n", 2, "'794' is no Wikidata number"),
        ("Iran,State,Qx,,,\n", 2, "'Qx' is no Wikidata number"),
        (",State,Q794,,,\n", 2, "an entry needs a label"),
        ("Iran,State,Q794,,,\nIraq,State\n", 3, "2 fields where 6 are due"),
        ("\n\nPact,Alliance,,,,Iran\n", 4, "member 'Iran' has no entry of its own"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, lines: str, line: int, reason: str) -> None:
    (tmp_path / "mine.csv").write_text(HEADER + lines, encoding="utf8")
    with pytest.raises(VocabularyError) as error:
        load_gazetteer(tmp_path)
    assert str(error.value) == f"mine.csv:{line}: {reason}"


@pytest.mark.parametrize(("lat", "lon"), [("x", "1"), ("91", "0"), ("0", "181"), ("nan", "0")])
def test_a_place_lies_on_the_earth(tmp_path: Path, lat: str, lon: str) -> None:
    text = f"label,type,wikidata,aliases,part_of,lat,lon\nHome,City,,,,{lat},{lon}\n"
    (tmp_path / "mine.csv").write_text(text, encoding="utf8")
    with pytest.raises(VocabularyError, match=r"mine\.csv:2: lat and lon must be degrees"):
        load_gazetteer(tmp_path)


@pytest.mark.parametrize("gender", ["x", "male"])
def test_a_gender_is_one_letter(tmp_path: Path, gender: str) -> None:
    text = f"label,type,wikidata,aliases,part_of,gender\nAda Quill,Person,,,,{gender}\n"
    (tmp_path / "mine.csv").write_text(text, encoding="utf8")
    with pytest.raises(VocabularyError, match=r"mine\.csv:2: gender"):
        load_gazetteer(tmp_path)


def test_a_table_without_a_needed_column(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("label,type\nIran,State\n", encoding="utf8")
    with pytest.raises(VocabularyError, match=r"mine\.csv:1: the header lacks wikidata, aliases, part_of"):
        load_gazetteer(tmp_path)


def test_an_unknown_word_list_is_a_mistake() -> None:
    with pytest.raises(VocabularyError, match="no list called 'nothing'"):
        word_list("nothing")
    assert "troops" in word_list("force nouns") or "troop" in word_list("force nouns")
