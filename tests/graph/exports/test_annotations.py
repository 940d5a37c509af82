"""Web annotations: the rules of the data model, and the same graph when rdflib reads them as JSON-LD."""

import json
from pathlib import Path
from typing import Any

import rdflib
from graphs import EXTRACTIONS, FIRST
from hostile import HOSTILE
from rdflib import RDF, Namespace, URIRef

from kg.graph.exports import export_graph
from kg.graph.quads import extractions_to_dataset

OA, AS = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/activitystreams#")
KG = Namespace("https://kg.example/ontology#")
TEXT = export_graph(extractions_to_dataset(EXTRACTIONS), "annotations")
# the terms of the standard's context that are in use, so that nothing is fetched
LOCAL = json.loads((Path(__file__).parents[1] / "data" / "anno.json").read_text(encoding="utf8"))["@context"]


def items(text: str) -> dict[str, dict[str, Any]]:
    whole = json.loads(text)
    assert (whole["type"], whole["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert whole["total"] == len(whole["first"]["items"])
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    return {one["id"].rpartition("/")[2]: one for one in whole["first"]["items"]}


def read(text: str) -> rdflib.Graph:
    whole = json.loads(text)
    whole["@context"][0] = LOCAL
    return rdflib.Graph().parse(data=json.dumps(whole), format="json-ld")


def test_selectors_point_at_the_quote() -> None:
    found = items(TEXT)
    assert set(found) == {"c1", "c2", "c3", "c4", "d1", "d2"}
    position, quote = found["c4"]["target"]["selector"]
    assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert FIRST.text[position["start"] : position["end"]] == quote["exact"] == "China could attack Japan"
    around = quote["prefix"] + quote["exact"] + quote.get("suffix", "")
    assert around in FIRST.text
    assert quote["prefix"].endswith("citing Washington, that ")


def test_bodies_say_what_is_denied_and_on_whose_word() -> None:
    sentence, claim = items(TEXT)["d1"]["body"]
    assert sentence["value"] == "China metWith Fumio Kishida, in Japan: negative, actual, said by China"
    assert (claim["polarity"], claim["assertedBy"]) == ("negative", "https://kg.example/resource/China")
    assert items(TEXT)["d2"]["body"][1]["object"]["@value"] == "3"


def test_rdflib_reads_every_annotation_whole() -> None:
    graph = read(TEXT)
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == 6
    for annotation in annotations:
        assert list(graph.objects(annotation, OA.motivatedBy)) == [OA.describing]
        bodies = list(graph.objects(annotation, OA.hasBody))
        assert {kind for body in bodies for kind in graph.objects(body, RDF.type)} == {OA.TextualBody, KG.Claim}
        (target,) = graph.objects(annotation, OA.hasTarget)
        (source,) = graph.objects(target, OA.hasSource)
        assert (target, RDF.type, OA.SpecificResource) in graph
        assert source in {URIRef("https://kg.example/article/first"), URIRef("https://kg.example/article/second")}
        selectors = {graph.value(node, RDF.type): node for node in graph.objects(target, OA.hasSelector)}
        assert set(selectors) == {OA.TextPositionSelector, OA.TextQuoteSelector}
    (page,) = graph.objects(None, AS.first)
    listed = list(rdflib.collection.Collection(graph, graph.value(page, AS.items)))  # type: ignore[arg-type]
    assert set(listed) == annotations


def test_only_the_list_of_a_page_has_blank_nodes_and_no_bare_triple_is_said() -> None:
    graph = read(TEXT)
    blank = {s for s, p, _ in graph if isinstance(s, rdflib.BNode)}
    assert {p for node in blank for p in graph.predicates(node)} == {RDF.first, RDF.rest}
    said = {p for _, p, _ in graph if str(p).startswith(str(KG))}
    assert said == {KG.polarity, KG.modality, KG.category, KG.role, KG.assertedBy, KG.confidence}


def test_no_term_is_lost_for_want_of_a_context() -> None:
    known = {*LOCAL, *json.loads(TEXT)["@context"][1], "@context", "@value", "@type"}
    waiting: list[Any] = [json.loads(TEXT)["first"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            assert set(node) <= known
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def test_hostile_text_is_text() -> None:
    text = export_graph(extractions_to_dataset([HOSTILE]), "annotations")
    assert "javascript:" not in text
    graph = read(text)
    quotes = {str(o) for o in graph.objects(None, OA.exact)}
    assert quotes == {HOSTILE.article.text[:60]}
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == 4
