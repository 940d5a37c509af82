"""The SPARQL 1.1 Protocol: what an HTTP request asks, or why it is no question."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox

MAX_BODY = 1 << 20
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_READ_ONLY = "this endpoint answers queries and takes no updates"


class RefusedError(Exception):
    """A request that is not answered; `status` is the HTTP status, the text says why in one line."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the dataset that the request names for it; `accept` is what the client would like to get.

    With `name` it asks for the text of a named question instead, with `parameters` bound in it.
    """

    text: str = ""
    accept: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    name: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()


def read_question(method: str, url_query: bytes, content_type: str, accept: str, body: bytes) -> Question | None:
    """Return what a request asks, None for a GET that asks nothing; raises RefusedError."""
    fields = _fields(url_query)
    direct: list[str] = []
    if method == "POST":
        kind = _media_type(content_type)
        if kind == _FORM:
            fields += _fields(body)
        elif kind == _QUERY:
            direct.append(_utf8(body))
        elif kind == _UPDATE:
            raise RefusedError(403, _READ_ONLY)
        else:
            raise RefusedError(415, f"a POST must be of type {_FORM} or {_QUERY}, not {kind or 'none at all'}")
    if any(name == "update" for name, _ in fields):
        raise RefusedError(403, _READ_ONLY)
    queries = direct + [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise RefusedError(400, "the request holds more than one query")
    if not queries:
        if method == "POST":
            raise RefusedError(400, "the request holds no query")
        return None
    return Question(queries[0], accept, _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri"))


def _graphs(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    graphs = tuple(value for name, value in fields if name == wanted)
    for iri in graphs:
        try:
            ox.NamedNode(iri)
        except ValueError:
            raise RefusedError(400, f"{wanted} must be an absolute IRI") from None
    return graphs


def _media_type(content_type: str) -> str:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in {"utf-8", "utf8", "us-ascii"}:
            raise RefusedError(415, "a query must be in UTF-8")
    return kind


def _fields(data: bytes) -> list[tuple[str, str]]:
    try:
        text = data.decode("utf8")
        return parse_qsl(text, keep_blank_values=True, encoding="utf8", errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise RefusedError(400, "the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise RefusedError(400, "the request holds more than 100 parameters") from None


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the query is not UTF-8") from None
