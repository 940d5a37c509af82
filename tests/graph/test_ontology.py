"""The vocabulary: whole, without blank nodes, and the same for code, lexicon and questions."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import VocabularyError
from kg.graph.namespaces import kg_terms, ontology_folder
from kg.graph.ontology import load_vocabulary, read_vocabulary


def test_predicates_and_classes_are_those_of_the_design() -> None:
    vocabulary = load_vocabulary()
    assert len(vocabulary.predicates) == 47
    assert vocabulary.predicates["metWith"].symmetric
    assert not vocabulary.predicates["attacks"].symmetric
    assert vocabulary.predicates["invades"].parent == "attacks"
    assert vocabulary.predicates["kills"].category == "ASSAULT"
    assert vocabulary.predicates["locatedIn"].category is None
    assert vocabulary.classes["MilitaryBase"] == {"MilitaryBase", "Facility", "Place", "Entity"}
    assert vocabulary.is_a("State", frozenset({"Place"}))
    assert vocabulary.is_a("State", frozenset({"Actor"}))
    assert not vocabulary.is_a("City", frozenset({"Actor"}))


def test_a_predicate_below_another_takes_no_more_than_it() -> None:
    vocabulary = load_vocabulary()
    below = [p for p in vocabulary.predicates.values() if p.parent]
    assert below
    for predicate in below:
        above = vocabulary.predicates[str(predicate.parent)]
        assert all(vocabulary.is_a(name, above.domain) for name in predicate.domain), predicate.name
        assert all(vocabulary.is_a(name, above.range) for name in predicate.range), predicate.name
        assert predicate.category == above.category


def test_symmetric_predicates_take_the_same_on_both_sides() -> None:
    for predicate in load_vocabulary().predicates.values():
        assert not predicate.symmetric or predicate.domain == predicate.range, predicate.name


@pytest.mark.parametrize("name", ["kg.ttl", "shapes.ttl"])
def test_no_blank_nodes(name: str) -> None:
    quads = list(ox.parse(path=str(ontology_folder() / name)))
    assert len(quads) > 200
    assert not [q for q in quads if any(isinstance(n, ox.BlankNode) for n in (q.subject, q.object))]


def test_rdfs_domain_and_range_hold_for_every_class_that_may_stand_there() -> None:
    prefix, found = "http://www.w3.org/2000/01/rdf-schema#", {}
    for quad in ox.parse(path=str(ontology_folder() / "kg.ttl")):
        found[quad.subject.value.rpartition("#")[2], quad.predicate.value] = quad.object.value.rpartition("#")[2]
    vocabulary = load_vocabulary()
    for predicate in vocabulary.predicates.values():
        for side, names in (("domain", predicate.domain), ("range", predicate.range)):
            top = found[predicate.name, prefix + side]
            assert all(top in vocabulary.classes[name] for name in names), (predicate.name, side)


def test_a_typo_is_an_error() -> None:
    assert kg_terms()["stationedIn"].value.endswith("#stationedIn")
    with pytest.raises(VocabularyError, match="statonedIn"):
        kg_terms()["statonedIn"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema:rangeIncludes kg:Place", "schema:rangeIncludes kg:Plaice", "no such class: Plaice"),
        ("rdfs:subClassOf kg:Place ;", "rdfs:subClassOf kg:Plaice ;", "no such class: Plaice"),
        ("rdfs:subPropertyOf kg:attacks", "rdfs:subPropertyOf kg:assaults", "no such predicate: assaults"),
        ("kg:State a owl:Class ;", "kg:State a owl:Class ; ;; ,", "kg.ttl:"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (ontology_folder() / "kg.ttl").read_text(encoding="utf8")
    assert old in text
    (tmp_path / "kg.ttl").write_text(text.replace(old, new), encoding="utf8")
    with pytest.raises(VocabularyError, match=said):
        read_vocabulary(tmp_path / "kg.ttl")
