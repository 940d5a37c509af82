"""Validation against `ontology/shapes.ttl`, one article at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.namespace import SH
from rdflib.query import Result

from kg.graph.answers import Term
from kg.graph.dataset import store_of
from kg.graph.namespaces import XSD, ontology_folder, shortened


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


@cache
def _vocabulary() -> list[ox.Quad]:
    return list(ox.parse(path=str(ontology_folder() / "kg.ttl"), format=ox.RdfFormat.TURTLE))


class _Checked(rdflib.Graph):
    """One article with the vocabulary; a constraint in SPARQL is evaluated for all of its nodes at once.

    pySHACL asks the same query for each node, and rdflib would parse it each time, which took most of a validation.
    """

    def __init__(self, quads: list[ox.Quad]) -> None:
        super().__init__()
        self._quads, self._found = ox.Store(), dict[str, set[str]]()
        self._quads.extend([*(ox.Quad(*quad.triple) for quad in quads), *_vocabulary()])
        for quad in quads:
            self.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
        for triple in _loaded("kg.ttl"):
            self.add(triple)

    def query(self, query_object: Any, *rest: Any, initBindings: Any = None, **more: Any) -> Result:  # noqa: N803
        """Return the node in question if it is among those that the constraint finds."""
        node = (initBindings or rest[3])["this"]
        if query_object not in self._found:
            rows = self._quads.query(query_object)
            self._found[query_object] = {str(row["this"].value) for row in rows}  # type: ignore[union-attr]
        result = Result("SELECT")
        result.vars = [rdflib.Variable("this")]
        result.bindings = [{rdflib.Variable("this"): node}] if str(node) in self._found[query_object] else []
        return result


def _term(term: Term) -> rdflib.IdentifiedNode | rdflib.Literal:
    """Return a term as rdflib's; a blank node keeps its name, by which it is found."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        kind = None if term.language or term.datatype == XSD["string"] else term.datatype.value
        return rdflib.Literal(term.value, term.language, kind)
    return rdflib.BNode(getattr(term, "value", str(term)))


def _violations(quads: list[ox.Quad]) -> Iterator[Violation]:
    from pyshacl import validate

    conforms, report, _ = validate(_Checked(quads), shacl_graph=_loaded("shapes.ttl"), inplace=True)
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
