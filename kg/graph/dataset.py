"""The dataset that passes between the parts of the graph room: rdflib's, with Oxigraph inside for speed."""

from collections.abc import Iterable
from typing import cast

import oxrdflib
import pyoxigraph as ox
import rdflib

from kg.graph.namespaces import PREFIXES


def dataset_of(quads: Iterable[ox.Quad] = (), store: ox.Store | None = None) -> rdflib.Dataset:
    """Return a dataset that holds quads, or that shows a store which is there already."""
    inner = ox.Store() if store is None else store
    inner.bulk_extend(quads)
    dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=inner), default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    return dataset


def store_of(graph: rdflib.Graph) -> ox.Store:
    """Return Oxigraph's store inside a dataset; what another rdflib store holds is copied into one."""
    inner = getattr(graph.store, "_inner", None)
    if hasattr(inner, "quads_for_pattern"):  # Oxigraph's, or one that stands for it on another server
        return cast(ox.Store, inner)
    store = ox.Store()
    form = "nquads" if isinstance(graph, rdflib.Dataset) else "nt"
    store.bulk_load(graph.serialize(format=form, encoding="utf-8"), format=ox.RdfFormat.N_QUADS)
    return store


def sorted_quads(store: ox.Store) -> list[ox.Quad]:
    """Return all quads in one order, whatever order they came in: by graph, subject, predicate (type first), object."""
    return sorted(store, key=_order)


# a claim reads as a sentence: what it is, subject, predicate, object, then the rest by name
_FIRST = {PREFIXES["rdf"] + name: str(n) for n, name in enumerate("type subject predicate object".split())}


def _order(quad: ox.Quad) -> tuple[str, str, str, str]:
    graph = quad.graph_name
    predicate = quad.predicate.value
    return (
        "" if isinstance(graph, ox.DefaultGraph) else graph.value,
        getattr(quad.subject, "value", str(quad.subject)),
        _FIRST.get(predicate, predicate),
        str(quad.object),
    )
