"""Nanopublications: the rules of a well-formed one, on graphs that rdflib has read."""

import pytest
import rdflib
from graphs import EXTRACTIONS
from hostile import HOSTILE
from rdflib import RDF, RDFS, Namespace, URIRef

from kg.graph.exports import export_graph
from kg.graph.quads import extractions_to_dataset
from kg.models import Extraction

NP = Namespace("http://www.nanopub.org/nschema#")
PROV = Namespace("http://www.w3.org/ns/prov#")
KG = Namespace("https://kg.example/ontology#")
KGR = Namespace("https://kg.example/resource/")
Parts = dict[str, rdflib.Graph]


def nanopublications(extractions: tuple[Extraction, ...], base: str = "https://kg.example/") -> dict[str, Parts]:
    """Return the parts of each nanopublication by its claim, having held them to the rules."""
    read = rdflib.Dataset()
    read.parse(data=export_graph(extractions_to_dataset(extractions, base), "nanopub"), format="trig")
    assert not [term for quad in read.quads() for term in quad[:3] if isinstance(term, rdflib.BNode)]
    found, graphs = {}, set()
    for iri, _, _, head in read.quads((None, RDF.type, NP.Nanopublication, None)):
        parts = {"head": read.graph(head)}
        for name in ("Assertion", "Provenance", "PublicationInfo"):
            (graph,) = parts["head"].objects(iri, NP[f"has{name}"])
            parts[name.lower()] = read.graph(graph)
        assert len(parts["head"]) == 4
        assert all(len(graph) for graph in parts.values())
        names = {graph.identifier for graph in parts.values()}
        assert len(names) == 4
        assert not names & graphs
        graphs |= names
        assert list(parts["provenance"].predicate_objects(parts["assertion"].identifier))
        assert list(parts["publicationinfo"].predicate_objects(iri))
        found[str(iri).rpartition("/")[2]] = parts
    assert {graph for *_, graph in read.quads()} == graphs, "a quad stands outside"
    return found


def test_one_a_claim_and_each_well_formed() -> None:
    assert set(nanopublications(EXTRACTIONS)) == {"c1", "c2", "c3", "c4", "d1", "d2"}
    assert set(nanopublications((HOSTILE,))) == {"h1", "h2", "h3", "h4"}


@pytest.mark.parametrize(("claim", "bare"), [("c1", True), ("c3", True), ("c4", False), ("d1", False)])
def test_the_bare_triple_is_asserted_of_plain_claims_only(claim: str, bare: bool) -> None:
    assertion = nanopublications(EXTRACTIONS)[claim]["assertion"]
    node = URIRef("https://kg.example/claim/" + claim)
    triple = tuple(assertion.value(node, RDF[part]) for part in ("subject", "predicate", "object"))
    assert None not in triple
    assert (triple in assertion) is bare


def test_the_assertion_of_a_denial_says_that_it_is_one() -> None:
    denied = nanopublications(EXTRACTIONS)["d1"]
    node = URIRef("https://kg.example/claim/d1")
    assert {str(value) for value in denied["assertion"].objects(node, KG.polarity)} == {"negative"}
    assert set(denied["provenance"].objects(denied["assertion"].identifier, PROV.wasAttributedTo)) == {KGR.China}
    labels = denied["publicationinfo"].objects(None, RDFS.label)
    assert "China metWith Fumio Kishida, in Japan (negative, actual, said by China)" in set(map(str, labels))


def test_provenance_has_the_quote_and_not_the_whole_text() -> None:
    provenance = nanopublications(EXTRACTIONS)["c4"]["provenance"]
    assert "China could attack Japan" in {str(o) for o in provenance.objects()}
    assert not list(provenance.triples((None, KG.text, None)))
    assert {str(o) for o in provenance.objects(None, KG.claimant)} == {
        "https://kg.example/resource/Kyodo", "https://kg.example/resource/Fumio_Kishida",
    }  # fmt: skip


def test_entities_have_their_names_and_classes_in_the_publication_info() -> None:
    about = nanopublications(EXTRACTIONS)["c4"]["publicationinfo"]
    for entity, label, kind in ((KGR.China, "China", KG.State), (KGR.Kyodo, "Kyodo", KG.MediaOrganization)):
        assert [str(value) for value in about.objects(entity, RDFS.label)] == [label]
        assert list(about.objects(entity, RDF.type)) == [kind]


def test_iris_have_the_base_of_the_graph() -> None:
    parts = nanopublications(EXTRACTIONS, "https://news.example/kg/")["c1"]
    assert str(parts["assertion"].identifier) == "https://news.example/kg/nanopub/c1#assertion"
    assert URIRef("https://news.example/kg/resource/Japan") in set(parts["assertion"].objects())
