"""A store behind a SPARQL 1.1 endpoint, asked and written to over HTTP: only ever the address that the user gave."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import GraphError, QueryError, one_line

_RESULTS, _TRIPLES = ox.QueryResultsFormat.JSON, ox.RdfFormat.N_TRIPLES
_SECONDS = 120
# a Path has lost one of the slashes; one letter and a colon are a drive of Windows
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):(?:/+(?P<rest>.*))?", re.DOTALL)
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph | None


def address_of(where: Path | str) -> str | None:
    """Return the address that a command line means by a store, or None for a path on disk.

    Raises GraphError for an address that is no http(s) one, which else would be a folder of a strange name.
    """
    text = str(where)
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    if found["scheme"] not in ("http", "https") or not found["rest"]:
        raise GraphError(text, "is no address of a SPARQL server; give https://… or http://…, or a path")
    return f"{found['scheme']}://{found['rest']}"


class RemoteStore:
    """What kg needs of Oxigraph's store, over the SPARQL 1.1 Protocol.

    Updates go to the address that servers usually have for them: `…/update` beside `…/query`, `…/statements` below a
    repository of GraphDB, else the same address.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        head, _, last = self.address.rpartition("/")
        if last in ("query", "sparql"):
            self.update_address = head + "/update"
        elif head.endswith("/repositories"):
            self.update_address = self.address + "/statements"
        else:
            self.update_address = self.address

    def query(
        self, query: str, *, use_default_graph_as_union: bool = False, base_iri: str | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
        """Ask the endpoint; its own rule says what its default graph is."""
        accept = f"{_RESULTS.media_type}, {_TRIPLES.media_type};q=0.9"
        kind, body = self._send(self.address, "application/sparql-query", query, accept)
        try:
            if "json" in kind:
                return ox.parse_query_results(body, format=_RESULTS)
            form = ox.RdfFormat.from_media_type(kind) or _TRIPLES
            return [quad.triple for quad in ox.parse(body, format=form)]
        except (SyntaxError, ValueError) as error:
            raise GraphError(self.address, f"answers with what is no result ({one_line(error, 200)})") from None

    def update(self, update: str) -> None:
        """Run an update, in one transaction on all servers that have transactions."""
        self._send(self.update_address, "application/sparql-update", update, "*/*")

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads in one update."""
        lines = "\n".join(f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads)
        self.update(f"INSERT DATA {{\n{lines}\n}}")

    def quads_for_pattern(
        self, subject: Term, predicate: Term, object: Term, graph_name: Term = None
    ) -> Iterator[ox.Quad]:
        """Yield the quads of named graphs that have these terms."""
        given = dict(zip("spog", (subject, predicate, object, graph_name), strict=True))
        s, p, o, g = (str(term) if term is not None else f"?{name}" for name, term in given.items())
        if isinstance(graph_name, ox.DefaultGraph):
            return
        found = self.query(f"SELECT * WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}")
        if not isinstance(found, ox.QuerySolutions):
            raise GraphError(self.address, "answers a SELECT with something else")
        open_names = {variable.value for variable in found.variables}
        for row in found:
            yield ox.Quad(*(row[name] if name in open_names else term for name, term in given.items()))  # type: ignore[arg-type]

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Yield the names of the graphs."""
        found = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        if isinstance(found, ox.QuerySolutions):
            for row in found:
                yield cast(ox.NamedNode, row["g"])

    def bulk_extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads in one update; nothing is sent where there are none."""
        if listed := list(quads):
            self.extend(listed)

    def __iter__(self) -> Iterator[ox.Quad]:
        """Yield all quads of the named graphs."""
        return self.quads_for_pattern(None, None, None)

    def __len__(self) -> int:
        """Return how many quads there are, by asking for them all."""
        return sum(1 for _ in self)

    def _send(self, address: str, content_type: str, text: str, accept: str) -> tuple[str, bytes]:
        headers = {"Content-Type": content_type, "Accept": accept, "User-Agent": "kg"}
        request = urllib.request.Request(address, text.encode("utf8"), headers)  # http(s) only, by address_of
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:
                return response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            said = one_line(error.read(2000).decode("utf8", "replace"), 200)
            raise QueryError(f"{address} refuses it with status {error.code}: {said}") from None
        except (OSError, HTTPException) as error:
            raise GraphError(address, f"does not answer ({one_line(getattr(error, 'reason', error), 200)})") from None
