"""Entities by name: what is spelled just so first, then any letter case."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from graphs import CLAIMS, FIRST, JAPAN, US

from kg.errors import QueryError
from kg.graph.find import find_entities, find_entity
from kg.graph.namespaces import key_of
from kg.graph.quads import iter_quads
from kg.models import Entity, Extraction

TWINS = (Entity("Who", "WHO", "Organization", aliases=("Japan",)), Entity("The_Who", "Who", "Organization"))


def store(base: str = "https://kg.example/") -> ox.Store:
    claims = (replace(CLAIMS[0], subject=US, object=JAPAN), *(replace(CLAIMS[0], id=e.id, subject=e) for e in TWINS))
    found = ox.Store()
    found.extend(iter_quads(Extraction(FIRST, (), claims), base))
    return found


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("United_States", ["United_States"]),
        ("https://kg.example/resource/Japan", ["Japan"]),
        ("united_states", ["United_States"]),
        (" Japan ", ["Japan"]),
        ("tokyo", ["Japan"]),
        ("US", ["United_States"]),
        ("WHO", ["Who"]),
        ("Who", ["Who"]),
        ("The_Who", ["The_Who"]),
        ("https://kg.example/resource/Jap an", []),
        ("://", []),
        ("", []),
    ],
)
def test_names(name: str, ids: list[str]) -> None:
    assert [key_of(node) for node in find_entities(store(), name)] == ids


def test_another_base_has_ids_too() -> None:
    node = find_entity(store("https://news.example.org/"), "Japan")
    assert node.value == "https://news.example.org/resource/Japan"
    assert (
        find_entity(store("https://news.example.org/"), "the_who").value == "https://news.example.org/resource/The_Who"
    )


def test_a_name_of_several_is_asked_back() -> None:
    found = store()
    twin = Entity("Nippon", "Japan", "State")
    found.extend(iter_quads(Extraction(replace(FIRST, id="b"), (), (replace(CLAIMS[0], id="t", subject=twin),))))
    assert [key_of(node) for node in find_entities(found, "Japan")] == ["Japan"]  # its id comes before all labels
    twin = Entity("Cipango", "United States", "State")
    found.extend(iter_quads(Extraction(replace(FIRST, id="c"), (), (replace(CLAIMS[0], id="u", subject=twin),))))
    with pytest.raises(QueryError, match="several entities; give one of the ids Cipango, United_States"):
        find_entity(found, "United States")
