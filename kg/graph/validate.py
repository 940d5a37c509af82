"""Validation against `ontology/shapes.ttl`, one article at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import rdflib
from rdflib.namespace import SH

from kg.graph.dataset import store_of
from kg.graph.namespaces import ontology_folder, shortened


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One node that is not as its shape says; `shape` is the shape's name, `value` what was found there."""

    severity: str
    shape: str
    focus: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        """Return the violation as one line."""
        line = f"{self.severity} {self.shape} {self.focus}: {self.message}"
        return " ".join((line + (f" Found: {self.value}" if self.value else "")).split())


def iter_violations(dataset: rdflib.Graph) -> Iterator[Violation]:
    """Yield what the shapes find wrong, graph by graph, in one order."""
    store = store_of(dataset)
    names = sorted((graph for graph in store.named_graphs()), key=str)
    for name in (ox.DefaultGraph(), *names):
        quads = list(store.quads_for_pattern(None, None, None, name))
        if quads:
            yield from sorted(set(_violations(quads)))


@cache
def _loaded(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / name, format="turtle")


def _violations(quads: list[ox.Quad]) -> Iterator[Violation]:
    from pyshacl import validate

    data = rdflib.Graph()
    data.parse(ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES), format="nt")
    data += _loaded("kg.ttl")
    conforms, report, _ = validate(data, shacl_graph=_loaded("shapes.ttl"), inplace=True)
    if conforms:
        return
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        shape = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        value = report.value(result, SH.value)
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        yield Violation(
            severity,
            str(shape).rpartition("#")[2],
            _short(focus),
            str(message),
            "" if value == focus else _short(value),
        )


def _short(node: object) -> str:
    text = str("" if node is None else node)
    short = shortened(text)
    return short if short != text or len(text) <= 80 else text[:77] + "…"
