"""Exports: a graph in the formats of other tools; one table of names, one module a family."""

from collections.abc import Callable

import rdflib

from kg.errors import GraphError
from kg.graph.exports import networks, rdf, tables

FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {**rdf.FORMATS, **tables.FORMATS, **networks.FORMATS}
"""Name of a format → the function that writes it as text."""


def export_graph(graph: rdflib.Graph, form: str) -> str:
    """Return a graph in one of `FORMATS`; the same graph gives the same text."""
    if form not in FORMATS:
        raise GraphError(form, f"is no format; one is {', '.join(FORMATS)}")
    return FORMATS[form](graph)
