"""Answers as plain Python values: dicts for rows, a bool for yes or no, an rdflib graph for triples."""

import pyoxigraph as ox
import rdflib

from kg.graph.answers import Answer, Term
from kg.graph.files import serialized
from kg.graph.namespaces import PREFIXES

Value = str | int | float | bool | None
_WHOLE = {PREFIXES["xsd"] + name for name in "integer int long short byte nonNegativeInteger positiveInteger".split()}
_FRACTION = {PREFIXES["xsd"] + name for name in "decimal double float".split()}


def plain_answer(answer: Answer) -> list[dict[str, Value]] | bool | rdflib.Graph:
    """Return what a SELECT, an ASK or a CONSTRUCT gave."""
    if answer.boolean is not None:
        return answer.boolean
    if answer.triples is not None:
        graph = rdflib.Graph()
        graph.parse(serialized([ox.Quad(*triple) for triple in answer.triples], ox.RdfFormat.N_TRIPLES), format="nt")
        for prefix, iri in PREFIXES.items():
            graph.bind(prefix, iri)
        return graph
    return [dict(zip(answer.columns, map(plain_value, row), strict=True)) for row in answer.terms]


def plain_value(term: Term) -> Value:
    """Return a term as text, a number or a bool; a number without a fraction is an int, as in kg's records."""
    if term is None or isinstance(term, ox.BlankNode | ox.Triple):
        return None if term is None else str(term)
    if not isinstance(term, ox.Literal):
        return term.value
    kind = term.datatype.value
    try:
        if kind in _WHOLE:
            return int(term.value)
        if kind in _FRACTION:
            number = float(term.value)
            return int(number) if number.is_integer() else number
    except ValueError:
        return term.value  # ill-typed in its source
    return term.value in ("true", "1") if kind == PREFIXES["xsd"] + "boolean" else term.value
