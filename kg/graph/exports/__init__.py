"""Exports: a graph in the formats of other tools; two tables of names, one module a family."""

from collections.abc import Callable

import rdflib

from kg.errors import GraphError
from kg.graph.exports import annotations, followthemoney, nanopub, neo4j, networks, plover, rdf, stix, tables

FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {
    **rdf.FORMATS, **tables.FORMATS, **networks.FORMATS, **plover.FORMATS, **stix.FORMATS, **followthemoney.FORMATS,
    **nanopub.FORMATS, **annotations.FORMATS,
}  # fmt: skip
"""Name of a format → the function that writes it as text."""

FOLDERS: dict[str, Callable[[rdflib.Graph], dict[str, str]]] = neo4j.FOLDERS
"""Name of a format of several files → the function that writes each as text, by its name."""


def export_graph(graph: rdflib.Graph, form: str) -> str:
    """Return a graph in one of `FORMATS`; the same graph gives the same text."""
    if form in FOLDERS:
        raise GraphError(form, "is several files; take export_files, or kg export with -o FOLDER")
    if form not in FORMATS:
        raise GraphError(form, f"is no format; one is {', '.join([*FORMATS, *FOLDERS])}")
    return FORMATS[form](graph)


def export_files(graph: rdflib.Graph, form: str) -> dict[str, str]:
    """Return a graph in one of `FOLDERS`, as texts by the names of their files."""
    if form not in FOLDERS:
        raise GraphError(form, f"is no format of several files; one is {', '.join(FOLDERS)}")
    return FOLDERS[form](graph)
