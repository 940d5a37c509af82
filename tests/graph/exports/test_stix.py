"""STIX bundles, parsed by the standard's own library, strictly where no object of kg's own is needed."""

import json
import re
import uuid
from typing import Any

import pytest
import stix2
from graphs import EXTRACTIONS, JAPAN, US
from hostile import HOSTILE

from kg.graph.exports import export_graph
from kg.graph.exports.stix import claim_object
from kg.graph.exports.stix_things import EXTENSION, thing_id, things
from kg.graph.quads import extractions_to_dataset
from kg.models import Article, Claim, Entity, Evidence, Extraction, Time

TEXT = export_graph(extractions_to_dataset(EXTRACTIONS), "stix")
ARTICLE = Article("a", "They signed the pact.", date="2022-11-17")
PACT = Entity("pact", "the Pact", "Agreement")
WHERE = Evidence("a", 0, 21, ARTICLE.text)


def objects(text: str, own: bool = False) -> dict[str, dict[str, Any]]:
    """Return the objects of a bundle by id, after the library has parsed it."""
    parsed = stix2.parse(text, allow_custom=own, version="2.1")
    found = [json.loads(one.serialize()) if hasattr(one, "serialize") else one for one in parsed.objects]
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"]: one for one in found}


def of_kind(found: dict[str, dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
    """Return the objects of a kind that are claims, by the claim's id."""
    return {one["extensions"][EXTENSION]["claim"]: one for one in found.values() if one["type"] == kind}


def test_plain_claims_are_relationships_and_all_others_notes() -> None:
    found = objects(TEXT)
    assert set(of_kind(found, "relationship")) == {"c1", "c2", "c3"}
    assert set(of_kind(found, "note")) == {"c4", "d1", "d2"}
    denied = of_kind(found, "note")["d1"]
    assert denied["abstract"] == (
        "Not a fact: China metWith Fumio Kishida, in Japan (denied, actual, on the word of China)"
    )
    assert denied["extensions"][EXTENSION]["polarity"] == "negative"
    assert denied["authors"] == ["China"]
    assert {found[ref]["name"] for ref in denied["object_refs"]} == {"China", "Fumio Kishida", "Japan"}


def test_a_relationship_has_its_ends_and_its_words() -> None:
    found = objects(TEXT)
    posted = of_kind(found, "relationship")["c1"]
    assert posted["relationship_type"] == "stationed-in"
    one, other = found[posted["source_ref"]], found[posted["target_ref"]]
    assert (one["type"], one["name"], one["identity_class"]) == ("identity", "United States", "organization")
    assert (other["type"], other["name"], other["country"]) == ("location", "Japan", "JP")
    assert posted["confidence"] == 85
    claim = posted["extensions"][EXTENSION]
    assert (claim["quantity"], claim["unit"], claim["start"], claim["end"]) == (50000, "troops", 0, 49)


@pytest.mark.parametrize("extractions", [EXTRACTIONS, [HOSTILE]])
def test_every_reference_is_in_the_bundle(extractions: list[Extraction]) -> None:
    found = objects(export_graph(extractions_to_dataset(extractions), "stix"))
    for one in found.values():
        named = [one[key] for key in one if key.endswith("_ref")] + one.get("object_refs", [])
        assert set(named) <= set(found)
        assert uuid.UUID(one["id"].partition("--")[2]).version == 5


def test_moments_are_those_of_the_articles() -> None:
    found = objects(TEXT)
    reports = {one["external_references"][0]["external_id"]: one for one in found.values() if one["type"] == "report"}
    assert reports["first"]["published"] == "2022-11-17T00:00:00Z"
    assert reports["second"]["published"] == "2022-01-01T00:00:00Z"
    moments = {one[key] for one in found.values() for key in ("created", "modified")}
    assert moments == {"1970-01-01T00:00:00.000Z", "2022-11-17T00:00:00.000Z", "2022-01-01T00:00:00.000Z"}


def test_ids_do_not_depend_on_what_else_is_in_the_graph() -> None:
    alone = objects(export_graph(extractions_to_dataset(EXTRACTIONS[:1]), "stix"))
    assert set(alone) < set(objects(TEXT))


def test_a_period_runs_from_its_first_to_its_last_second() -> None:
    claim = Claim("x", US, "metWith", JAPAN, WHERE, "CONSULT", time=Time("in May", "2022-05", "2022-05"))
    made = claim_object(claim, ARTICLE)
    assert (made["start_time"], made["stop_time"]) == ("2022-05-01T00:00:00.000Z", "2022-05-31T23:59:59.000Z")


def test_agreements_are_objects_of_kgs_own_that_the_extension_declares() -> None:
    text = export_graph(
        extractions_to_dataset([Extraction(ARTICLE, (), (Claim("x", US, "signed", PACT, WHERE, "AGREE"),))]), "stix"
    )
    found = objects(text, own=True)
    assert found[thing_id(PACT)]["extensions"] == {EXTENSION: {"extension_type": "new-sdo"}}
    assert found[EXTENSION]["extension_types"] == ["property-extension", "new-sdo"]
    assert of_kind(found, "relationship")["x"]["target_ref"] == thing_id(PACT)


@pytest.mark.parametrize(
    ("type_", "kinds"),
    [
        ("Person", [("identity", "individual")]), ("Radar", [("identity", "system")]),
        ("PopulationGroup", [("identity", "class")]), ("ArmedForce", [("identity", "organization")]),
        ("UnnamedSource", [("identity", "unknown")]), ("City", [("location", None)]),
        ("State", [("identity", "organization"), ("location", None)]), ("War", [("kg-entity", None)]),
    ],
)  # fmt: skip
def test_entities_by_class(type_: str, kinds: list[tuple[str, str | None]]) -> None:
    made = things(Entity("x", "Ho Chi Minh City", type_))
    assert [(one["type"], one.get("identity_class")) for one in made] == kinds
    for one in made:
        if one["type"] == "location":
            assert one["region"] == "ho-chi-minh-city"
            stix2.parse(one)


def test_hostile_addresses_are_no_references() -> None:
    text = export_graph(extractions_to_dataset([HOSTILE]), "stix")
    urls = [ref["url"] for one in objects(text).values() for ref in one.get("external_references", []) if "url" in ref]
    assert urls
    assert all(re.fullmatch(r"https://www\.wikidata\.org/wiki/Q\d+", url) for url in urls)
    assert set(of_kind(objects(text), "relationship")) == {"h1", "h4"}
