"""Question → reply, without HTTP and without a clock: what the worker does with a query."""

import json
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import QueryError, one_line
from kg.graph.answers import Answer, gather
from kg.graph.guard import BASE, check_query
from kg.graph.namespaces import with_prefixes
from kg.graph.questions import bind
from kg.server.media import GRAPHS, RESULTS, choose
from kg.server.protocol import Question


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP response to be: status, media type, body, and headers beside it."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def failure(status: int, reason: str) -> Reply:
    """Return a reply that says in one line why there is no answer."""
    return Reply(status, "text/plain; charset=utf-8", f"{reason}\n".encode("utf8", "replace"))


def answer(store: ox.Store, question: Question, rows: int) -> Reply:
    """Answer a question with at most `rows` rows; a query that is malformed or refused gives a reply of status 400."""
    try:
        if question.name is not None:
            text = bind(store, question.name, dict(question.parameters)).text
            return Reply(200, "application/json", json.dumps({"query": text}).encode())
        return _answer(store, question, rows)
    except QueryError as error:
        return failure(400, str(error))


def _answer(store: ox.Store, question: Question, rows: int) -> Reply:
    checked = check_query(with_prefixes(question.text))
    offered = RESULTS if checked.form in ("SELECT", "ASK") else GRAPHS
    media_type = choose(question.accept, offered)
    if media_type is None:
        return failure(406, f"the answer can be {', '.join(offered)}")
    try:
        found = _evaluate(store, question, checked.text, bool(checked.default_graphs or checked.named_graphs))
        result = gather(found, rows)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {one_line(error)}") from None
    return _reply(result, media_type, rows)


def _evaluate(
    store: ox.Store, question: Question, text: str, has_from: bool
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Evaluate over the graphs that the request names, else those of the query, else all graphs at once."""
    if question.default_graphs or question.named_graphs:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
            ox.NamedNode(g) for g in question.default_graphs
        ]
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in question.named_graphs]
        return store.query(text, base_iri=BASE, default_graph=default, named_graphs=named)
    return store.query(text, base_iri=BASE, use_default_graph_as_union=not has_from)


def _reply(result: Answer, media_type: str, rows: int) -> Reply:
    headers = {}
    if len(result.terms) > rows or len(result.triples or ()) > rows:
        headers["KG-Truncated"] = f"{rows} rows"
        triples = None if result.triples is None else result.triples[:rows]
        result = Answer(result.columns, result.terms[:rows], triples, result.boolean)
    if result.triples is not None:
        body = ox.serialize(result.triples, format=GRAPHS[media_type]) or b""
    elif RESULTS[media_type] == "xml":
        parsed = ox.parse_query_results(result.serialize("json"), format=ox.QueryResultsFormat.JSON)
        body = parsed.serialize(format=ox.QueryResultsFormat.XML) or b""
    else:
        body = result.serialize(RESULTS[media_type]).encode("utf8", "surrogatepass")
    if media_type in ("text/csv", "text/tab-separated-values"):
        headers["Content-Disposition"] = f'attachment; filename="answer.{RESULTS[media_type]}"'
    return Reply(200, media_type + ("; charset=utf-8" if media_type.startswith("text/") else ""), bytes(body), headers)
