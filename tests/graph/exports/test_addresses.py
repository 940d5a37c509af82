"""Addresses: what may become a link, the base of IRIs, codes of countries, JSON that stays on its line."""

import csv
import json
from pathlib import Path

import pytest
from graphs import EXTRACTIONS

import kg
from kg.graph.dataset import dataset_of, store_of
from kg.graph.exports.addresses import Bases, web_address, wikidata_address
from kg.graph.exports.countries import country_of
from kg.graph.exports.jsontext import filled, json_lines
from kg.graph.quads import extractions_to_dataset
from kg.models import Entity


@pytest.mark.parametrize("text", ["https://example.org/a?b=c#d", "http://example.org", "https://例え.jp/ü"])
def test_addresses_of_the_web(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org",
        "https://", "https://x y", "https://x/\u202e", 'https://x/">', "https://[bad", " https://x", "", None,
    ],
)  # fmt: skip
def test_other_addresses(text: str | None) -> None:
    assert web_address(text) is None


def test_wikidata() -> None:
    assert wikidata_address(Entity("a", "a", "State", "Q30")) == "https://www.wikidata.org/wiki/Q30"
    assert wikidata_address(Entity("a", "a", "State", 'Q1"><')) is None
    assert wikidata_address(Entity("a", "a", "State")) is None


def test_bases_by_article() -> None:
    one = extractions_to_dataset(EXTRACTIONS[:1], "https://one.example/article/")
    two = extractions_to_dataset(EXTRACTIONS[1:], "urn:two:")
    bases = Bases(dataset_of([*store_of(one), *store_of(two)]))
    assert (bases.of("first"), bases.of("second"), bases.of("third")) == (
        "https://one.example/article/", "urn:two:", "https://kg.example/",
    )  # fmt: skip
    assert bases.first == "https://one.example/article/"
    assert Bases(dataset_of()).first == "https://kg.example/"


def test_codes_are_those_of_the_gazetteer() -> None:
    with (Path(kg.__file__).parent / "entities" / "gazetteer" / "states.csv").open(encoding="utf8", newline="") as rows:
        listed = [row for row in csv.DictReader(rows) if row["iso2"]]
    assert len(listed) > 190
    for row in listed:
        country = country_of(Entity(row["label"], row["label"], "State", row["wikidata"]))
        assert country is not None
        assert (country.alpha2, country.alpha3) == (row["iso2"], row["iso3"])
        assert len(country.alpha2) == 2
        assert len(country.alpha3) == 3
    assert country_of(Entity("x", "x", "City", "Q30")) is None
    assert country_of(Entity("x", "x", "State")) is None


def test_json_lines_hold_for_every_way_to_split_lines() -> None:
    value = {"text": "a\u2028b\u2029c\x85d\x7fe\nf\r \ud800 “ü”"}
    text = json_lines([value])
    assert len(text.splitlines()) == 1
    assert json.loads(text) == {"text": value["text"].replace("\ud800", "\ufffd")}
    assert "“ü”" in text
    text.encode("utf8")


def test_filled_keeps_what_says_something() -> None:
    assert filled(a=0, b=False, c=0.0, d="x", e=None, f="", g=[], h={}, i=()) == {
        "a": 0,
        "b": False,
        "c": 0.0,
        "d": "x",
    }
