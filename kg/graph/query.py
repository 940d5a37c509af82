"""Questions to a graph: SPARQL in the user's words, and the named questions, whole or their newest answers."""

import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox
import rdflib

from kg.errors import QueryError, one_line
from kg.graph.answers import Answer, gather
from kg.graph.dataset import store_of
from kg.graph.guard import check_query
from kg.graph.namespaces import with_prefixes
from kg.graph.newest import cut, newest_first, newest_rows
from kg.graph.questions import bind


def run_named(dataset: rdflib.Graph, name: str, parameters: Mapping[str, str] | None = None) -> Answer:
    """Ask a named question; parameters become RDF terms, never text of the query."""
    store = store_of(dataset)
    # kg's own questions are checked by a test, which saves the time of parsing them three times over at each asking
    return _evaluate(store, bind(store, name, parameters).text, union=True)


def run_newest(
    dataset: rdflib.Graph, name: str, parameters: Mapping[str, str] | None, most: int
) -> tuple[Answer, bool]:
    """Ask a named question for at most so many rows, those of the newest articles; returns also if there are more.

    The rows are in the order of the whole answer, and a question that counts over all articles is answered in full.
    """
    store = store_of(dataset)
    asked = bind(store, name, parameters)
    if not asked.by_article:
        return _evaluate(store, asked.text, union=True), False
    articles = newest_first(store, asked.finds)

    def ask(some: Sequence[ox.NamedNode] | None) -> Answer:
        return _evaluate(store, asked.text if some is None else asked.text_within, union=True, graphs=some)

    if not isinstance(store, ox.Store):  # another server may have no way to be asked some of its graphs
        return cut(ask(None), articles, most)
    return newest_rows(ask, articles, most)


def run_query(dataset: rdflib.Graph, text: str) -> Answer:
    """Ask a graph in SPARQL 1.1, over all its graphs at once where the query names none.

    The usual prefixes (kg, kgr, rdf, …) need no declaration. Updates and SERVICE are refused with a QueryError.
    """
    checked = check_query(with_prefixes(text))
    # FROM says what the default graph is; without it, it is all graphs together
    return _evaluate(store_of(dataset), checked.text, union=not checked.default_graphs and not checked.named_graphs)


def _evaluate(store: ox.Store, text: str, union: bool, graphs: Sequence[ox.NamedNode] | None = None) -> Answer:
    """Evaluate a query; with `graphs`, no others are named graphs to it."""
    named = {} if graphs is None else {"named_graphs": list(graphs)}
    try:
        answer = gather(store.query(text, use_default_graph_as_union=union, **named))  # type: ignore[arg-type]
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {one_line(error)}") from None
    # what the query does not order comes in any order; these bytes must not change from run to run
    if answer.triples is not None:
        return Answer(triples=sorted(answer.triples, key=str))
    if re.search(r"\border\s+by\b", text, re.IGNORECASE):
        return answer
    return Answer(answer.columns, sorted(answer.terms, key=str), boolean=answer.boolean)
