"""Media types: which the endpoint writes, and which of them a client would like best."""

from collections.abc import Mapping

import pyoxigraph as ox

# the first is what a client gets that asks for nothing in particular
RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}


def choose(accept: str, offered: Mapping[str, object]) -> str | None:
    """Return the offered media type that an Accept header ranks highest, the earlier of equals, or None."""
    wishes = [_wish(part) for part in accept.split(",") if part.strip()]
    if not wishes:
        return next(iter(offered))
    ranked = [(-_quality(kind, wishes), n, kind) for n, kind in enumerate(offered)]
    quality, _, kind = min(ranked)
    return kind if quality < 0 else None


def _wish(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return kind, quality


def _quality(kind: str, wishes: list[tuple[str, float]]) -> float:
    """Return how much a type is wanted, by the most specific range that it falls in."""
    for name in (kind, kind.partition("/")[0] + "/*", "*/*"):
        found = [quality for wish, quality in wishes if wish == name]
        if found:
            return max(found)
    return 0.0
