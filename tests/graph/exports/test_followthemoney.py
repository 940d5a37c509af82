"""FollowTheMoney entities, held to a description of its model: names, types, required properties, ranges.

The library itself needs ICU to build and pins older versions of what kg uses, so it is no dependency of the tests.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from graphs import CHINA, EXTRACTIONS, FIRST, JAPAN, KISHIDA, US
from hostile import HOSTILE

from kg.graph.exports import export_graph
from kg.graph.exports.ftm_things import key, schema_of
from kg.graph.ontology import load_vocabulary
from kg.graph.quads import extractions_to_dataset
from kg.models import Article, Claim, Entity, Evidence, Extraction, Time

MODEL = json.loads((Path(__file__).parents[1] / "data" / "followthemoney.json").read_text(encoding="utf8"))
SCHEMATA, PATTERNS = MODEL["schemata"], MODEL["patterns"]


def above(schema: str) -> set[str]:
    """Return a schema with all that it extends."""
    return {schema}.union(*(above(up) for up in SCHEMATA[schema].get("extends", ())))


def properties(schema: str) -> dict[str, Any]:
    return {name: kind for up in above(schema) for name, kind in SCHEMATA[up].get("properties", {}).items()}


def required(schema: str) -> set[str]:
    spared = {name for up in above(schema) for name in SCHEMATA[up].get("optional", ())}
    return {name for up in above(schema) for name in SCHEMATA[up].get("required", ())} - spared


def entities(*extractions: Extraction) -> dict[str, dict[str, Any]]:
    """Return the entities by id, having held each to the model."""
    lines = export_graph(extractions_to_dataset(extractions), "followthemoney").split("\n")
    assert lines.pop() == ""
    found = {one["id"]: one for one in map(json.loads, lines)}
    assert len(found) == len(lines)
    for id_, one in found.items():
        schema, values = one["schema"], one["properties"]
        assert re.fullmatch(PATTERNS["id"], id_)
        assert schema not in MODEL["abstract"]
        assert required(schema) <= set(values), schema
        for name, texts in values.items():
            kind = properties(schema)[name]
            assert texts
            assert all(isinstance(text, str) and text for text in texts)
            if isinstance(kind, dict):
                assert all(kind["entity"] in above(found[text]["schema"]) for text in texts), (schema, name)
            else:
                assert all(re.fullmatch(PATTERNS.get(kind, r"(?s:.+)"), text) for text in texts), (name, texts)
    return found


def claims(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return links, events and notes by the id of their claim."""
    described = {one["properties"].get("description", [""])[0]: one for one in found.values()}
    return {
        text.partition("; claim ")[2].partition(",")[0]: one for text, one in described.items() if "; claim" in text
    }


def test_plain_claims_are_links_or_events_and_all_others_notes() -> None:
    found = claims(entities(*EXTRACTIONS))
    assert {claim: one["schema"] for claim, one in found.items()} == {
        "c1": "UnknownLink", "c2": "Directorship", "c3": "Event", "c4": "Note", "d1": "Note", "d2": "Note",
    }  # fmt: skip
    denied = found["d1"]["properties"]
    assert denied["name"] == ["Not a fact: China metWith Fumio Kishida, in Japan (negative, actual, said by China)"]
    assert denied["entity"] == [key(CHINA), key(KISHIDA), key(JAPAN)]
    assert denied["keywords"] == ["metWith", "CONSULT", "negative", "actual"]


def test_ends_and_words_of_a_link() -> None:
    found = entities(*EXTRACTIONS)
    link = claims(found)["c2"]["properties"]
    assert (link["director"], link["organization"], link["role"]) == (
        [key(KISHIDA)], [key(JAPAN)], ["Prime Minister"],
    )  # fmt: skip
    (article,) = link["proof"]
    assert found[article]["properties"]["title"] == [FIRST.title]
    assert found[key(US)]["properties"]["country"] == ["us"]
    assert found[key(US)]["properties"]["wikidataId"] == ["Q30"]


def test_mentions_have_the_words_of_the_article() -> None:
    mentions = [one["properties"] for one in entities(*EXTRACTIONS).values() if one["schema"] == "Mention"]
    assert {(one["resolved"][0], *one["name"]) for one in mentions} == {(key(US), "US"), (key(JAPAN), "Japan")}


def every_combination() -> Extraction:
    """Return one plain claim for each predicate and each pair of classes that it takes."""
    vocabulary = load_vocabulary()
    article = Article("all", "x", date="2022")
    found = []
    for name, predicate in vocabulary.predicates.items():
        for one in sorted(vocabulary.classes):
            for other in sorted(vocabulary.classes):
                if vocabulary.is_a(one, predicate.domain) and vocabulary.is_a(other, predicate.range):
                    ends = (Entity(f"s{one}", one, one), Entity(f"o{other}", other, other))
                    claim = Claim(f"{name}{one}{other}", ends[0], name, ends[1], Evidence("all", 0, 1, "x"))
                    found.append(claim)
    return Extraction(article, (), tuple(found))


def test_the_ends_of_every_predicate_fit_the_schemata_that_they_get() -> None:
    extraction = every_combination()
    found = claims(entities(extraction))
    assert len(found) == len(extraction.claims)
    kinds = Counter(one["schema"] for one in found.values())
    assert set(kinds) == {"Membership", "Directorship", "Employment", "UnknownLink"}


@pytest.mark.parametrize(
    ("type_", "schema"),
    [
        ("State", "PublicBody"), ("Alliance", "Organization"), ("ArmedGroup", "Organization"), ("Company", "Company"),
        ("MilitaryBase", "Address"), ("Ship", "Vessel"), ("Aircraft", "Airplane"), ("Radar", "Asset"),
        ("Summit", "Event"), ("Agreement", "Document"), ("UnnamedSource", "LegalEntity"),
    ],
)  # fmt: skip
def test_schemata_by_class(type_: str, schema: str) -> None:
    assert schema_of(Entity("x", "x", type_)) == schema


def test_dates_are_dates_and_hostile_addresses_are_left_out() -> None:
    claim = Claim(
        "x", US, "metWith", JAPAN, Evidence("a", 0, 1, "x"), "CONSULT", time=Time("in May", "2022-05", "one day")
    )
    event = claims(entities(Extraction(Article("a", "x"), (), (claim,))))["x"]
    assert (event["schema"], event["properties"]["startDate"]) == ("Event", ["2022-05"])
    assert "endDate" not in event["properties"]
    hostile = entities(HOSTILE)
    (article,) = [one["properties"] for one in hostile.values() if one["schema"] == "Article"]
    assert not {"sourceUrl", "publishedAt"} & set(article)
    assert {claim: one["schema"] for claim, one in claims(hostile).items()} == {
        "h1": "Directorship", "h2": "Note", "h3": "Note", "h4": "UnknownLink",
    }  # fmt: skip
