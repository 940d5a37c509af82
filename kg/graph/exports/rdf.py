"""RDF: Turtle, TriG, N-Quads, N-Triples, JSON-LD."""

from collections.abc import Callable
from functools import partial

import pyoxigraph as ox
import rdflib

from kg.graph.dataset import sorted_quads, store_of
from kg.graph.files import serialized


def _rdf(form: ox.RdfFormat, graph: rdflib.Graph) -> str:
    return serialized(sorted_quads(store_of(graph)), form).decode("utf8")


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {
    "turtle": partial(_rdf, ox.RdfFormat.TURTLE),
    "trig": partial(_rdf, ox.RdfFormat.TRIG),
    "nquads": partial(_rdf, ox.RdfFormat.N_QUADS),
    "ntriples": partial(_rdf, ox.RdfFormat.N_TRIPLES),
    "jsonld": partial(_rdf, ox.RdfFormat.JSON_LD),
}
