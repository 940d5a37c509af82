"""`kg.open_graph` and what is done with a graph that is there: query, explain, check, export, view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.graph.explain import Explanation
    from kg.graph.rows import Value
    from kg.graph.validate import Violation

Place: TypeAlias = str | Path
Graph: TypeAlias = "rdflib.Graph | str | Path"


def open_graph(where: Place, infer: bool = False) -> rdflib.Dataset:
    """Open a graph file, a store or a SPARQL server for reading; `infer` adds what follows by the vocabulary.

    >>> graph = kg.open_graph("outputs/kg.trig")
    """
    from kg.graph.open import open_graph

    return open_graph(where, infer)


def query(
    graph: Graph, text: str | None = None, /, *, named: str | None = None, limit: int = 0, **given: str
) -> list[dict[str, Value]] | bool | rdflib.Graph:
    """Ask in SPARQL, or one of the questions that kg knows by name, with its parameters as keywords.

    `limit` keeps so many rows of a named question, those of the newest articles.
    A SELECT gives one dict a row, an ASK a bool, a CONSTRUCT an rdflib graph. IRIs come as text, numbers as numbers.

    >>> kg.query(graph, named="forces-abroad")[0]["force"]
    'United States'
    >>> kg.query(graph, "ASK { kgr:Japan a kg:State }")
    True
    """
    from kg.errors import QueryError
    from kg.graph.query import run_named, run_newest, run_query
    from kg.graph.rows import plain_answer

    if (text is None) == (named is None):
        raise QueryError("a question is one of two: a text in SPARQL, or named=…")
    if named is not None and limit:
        return plain_answer(run_newest(_opened(graph), named, given, limit)[0])
    if named is not None:
        return plain_answer(run_named(_opened(graph), named, given))
    if given or limit:
        raise QueryError(f"{', '.join(sorted(given)) or 'limit'}: only a named question takes parameters")
    return plain_answer(run_query(_opened(graph), str(text)))


def explain(graph: Graph, subject: str, predicate: str, object_: str) -> list[Explanation]:
    """Return each claim behind an edge with its article; its ends are named by label, alias or id.

    >>> print(kg.explain(graph, "United States", "stationedIn", "Japan")[0].sentence)
    """
    from kg.graph.explain import explain_edge

    return list(explain_edge(_opened(graph), subject, predicate, object_))


def check(graph: Graph) -> list[Violation]:
    """Return what the SHACL shapes find wrong with a graph; nothing where it is valid.

    >>> kg.check(graph)
    []
    """
    from kg.graph.validate import iter_violations

    return list(iter_violations(_opened(graph)))


# a literal that an overload names goes before `str`, which mypy cannot tell
@overload
def export(graph: Graph, form: Literal["networkx"]) -> nx.MultiDiGraph[str]: ...  # type: ignore[overload-overlap]
@overload
def export(graph: Graph, form: Literal["pandas"]) -> pd.DataFrame: ...
@overload
def export(graph: Graph, form: Literal["neo4j"]) -> dict[str, str]: ...  # type: ignore[overload-overlap]
@overload
def export(graph: Graph, form: str) -> str: ...
def export(graph: Graph, form: str) -> str | dict[str, str] | nx.MultiDiGraph[str] | pd.DataFrame:
    """Return a graph in another form: text in the formats of `kg export`, or its claims for other libraries.

    `networkx` is a directed multigraph of entities, `pandas` a data frame with one row a claim (extra `kg[pandas]`).
    `neo4j` is two files: texts by their names.

    >>> kg.export(graph, "networkx").out_degree("United_States")
    >>> kg.export(graph, "pandas").predicate.value_counts()
    >>> Path("kg.graphml").write_text(kg.export(graph, "graphml"))
    """
    from kg.graph.extractions import dataset_to_extractions

    opened = _opened(graph)
    if form == "networkx":
        from kg.graph.network import claims_network

        return claims_network(dataset_to_extractions(opened))
    if form == "pandas":
        from kg.graph.frame import claims_frame

        return claims_frame(dataset_to_extractions(opened))
    from kg.graph.exports import FOLDERS, export_files, export_graph

    return export_files(opened, form) if form in FOLDERS else export_graph(opened, form)


def view(graph: Graph, title: str | None = None) -> str:
    """Return a graph as one HTML page that opens from disk and needs no network.

    >>> Path("graph.html").write_text(kg.view(graph), encoding="utf8")
    """
    from kg.graph.extractions import dataset_to_extractions
    from kg.graph.ontology import load_vocabulary
    from kg.views import render_explorer, title_of

    extractions = dataset_to_extractions(_opened(graph))
    return render_explorer(extractions, load_vocabulary(), title=title or title_of(extractions))


def _opened(graph: Graph) -> rdflib.Graph:
    return open_graph(graph) if isinstance(graph, str | Path) else graph
