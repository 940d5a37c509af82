"""PLOVER records, checked against a JSON Schema written from the manual's tables of fields."""

import json
from pathlib import Path

import pytest
from graphs import CHINA, EXTRACTIONS, JAPAN, US, evidence
from hostile import HOSTILE
from jsonschema import Draft202012Validator

from kg.graph.exports import export_graph
from kg.graph.exports.plover import event_record
from kg.graph.quads import extractions_to_dataset
from kg.models import Article, Claim, Entity, Literal, Quantity, Time

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "plover.schema.json").read_text(encoding="utf8"))
VALIDATOR = Draft202012Validator(SCHEMA)
ARTICLE = Article("a", "Three were killed there.", date="2022-11")


def records(*extractions: object) -> dict[str, dict[str, object]]:
    lines = export_graph(extractions_to_dataset(extractions), "plover").split("\n")  # type: ignore[arg-type]
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    for record in found:
        VALIDATOR.validate(record)
    return {record["id"]: record for record in found}


def test_only_events_are_records() -> None:
    assert set(records(*EXTRACTIONS)) == {"c3", "c4", "d1"}


def test_those_who_act_together_are_all_actors() -> None:
    met = records(*EXTRACTIONS)["c3"]
    assert [one["identifier_text"] for one in met["actor"]] == ["Fumio Kishida", "China"]  # type: ignore[attr-defined]
    assert "recipient" not in met
    assert (met["event"], met["quad_code"], met["date"]) == (["CONSULT"], 1, "2022-11-17")
    assert "context" not in met
    assert "comment" not in met


def test_denied_and_possible_acts_say_so() -> None:
    found = records(*EXTRACTIONS)
    denied, possible = found["d1"], found["c4"]
    assert (denied["context"], denied["polarity"]) == (["negation"], "negative")
    assert (denied["date"], denied["event_loc"]) == (
        "2022-11-13",
        {"resolved_place": "Japan", "country": "Japan", "country_code": "JPN", "resolution": 1},
    )
    assert possible["context"] == ["hypothetical"]
    assert [one["identifier_text"] for one in possible["attribution"]] == [  # type: ignore[attr-defined]
        "United States", "Kyodo", "Fumio Kishida",
    ]  # fmt: skip
    assert possible["comment"] == (
        "China attacks Japan: positive, possible, said by United States, as told by Kyodo, as told by Fumio Kishida"
    )
    assert possible["actor"] == [
        {"code": "CHN", "sector": "GOV", "entity_text": "China", "identifier_text": "China",
         "identifier_id": "https://www.wikidata.org/wiki/Q148"},
    ]  # fmt: skip


@pytest.mark.parametrize(("modality", "context"), [("planned", ["future"]), ("demanded", ["hypothetical"])])
def test_plans_and_demands(modality: str, context: list[str]) -> None:
    claim = Claim("x", US, "attacks", JAPAN, evidence(ARTICLE, "Three"), "ASSAULT", modality=modality)  # type: ignore[arg-type]
    assert event_record(claim, ARTICLE)["context"] == context


@pytest.mark.parametrize(
    ("time", "article", "date", "enddate"),
    [
        (None, "2022-11", "2022-11-01", None),
        (Time("in May", "2022-05", "2022-05"), "2022", "2022-05-01", "2022-05-31"),
        (Time("until 2020", None, "2020"), "2022", "2020-12-31", None),
        (None, "yesterday", None, None),
    ],
)
def test_dates_are_days(time: Time | None, article: str, date: str | None, enddate: str | None) -> None:
    claim = Claim("x", US, "visited", JAPAN, evidence(ARTICLE, "Three"), "CONSULT", time=time)
    record = event_record(claim, Article("a", ARTICLE.text, date=article))
    VALIDATOR.validate(record)
    assert (record["date"], record.get("enddate"), record["mode"]) == (date, enddate, ["visit"])


def test_a_mere_place_is_where_and_not_to_whom() -> None:
    island = Entity("Guam", "Guam", "Island", None, (), (13.4, 144.8))
    record = event_record(
        Claim("x", US, "deploysTo", island, evidence(ARTICLE, "Three"), "MOBILIZE"), Article("a", ARTICLE.text)
    )
    assert "recipient" not in record
    assert record["event_loc"] == {"resolved_place": "Guam", "lat": 13.4, "lon": 144.8}


def test_the_dead_are_counted() -> None:
    claim = Claim(
        "x", CHINA, "kills", Literal("Three"), evidence(ARTICLE, "Three"), "ASSAULT", quantity=Quantity(3.0, "people")
    )
    record = event_record(claim, ARTICLE)
    VALIDATOR.validate(record)
    assert (record["size"], record["recipient"]) == ({"dead": 3}, [{"entity_text": "Three"}])


def test_hostile_text_stays_on_its_line_and_links_nowhere() -> None:
    found = records(HOSTILE)
    assert set(found) == {"h2", "h3"}
    assert "url" not in found["h2"]["cite_info"]  # type: ignore[operator]
    assert "\u2028" not in export_graph(extractions_to_dataset([HOSTILE]), "plover")
    assert found["h2"]["event_text"] == [HOSTILE.article.text[:60]]
