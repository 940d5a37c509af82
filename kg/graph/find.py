"""Entities by what people call them: an IRI or id, a label, or an alias."""

import contextlib
import difflib

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.namespaces import BASE, RDFS, SKOS, key_of, mint


def find_entity(store: ox.Store, name: str) -> ox.NamedNode:
    """Return the entity that a name means; raises QueryError where none or several do, and names them."""
    found = find_entities(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{name!r} means several entities; give one of the ids {', '.join(map(key_of, found))}")
    labels = sorted({label for _, label in _names(store, RDFS["label"])})
    near = difflib.get_close_matches(name, labels, 3)
    raise QueryError(f"no entity in the graph is called {name!r}" + (f"; near it: {', '.join(near)}" if near else ""))


def find_entities(store: ox.Store, name: str) -> list[ox.NamedNode]:
    """Return the entities that a name may mean: by id, else by label, else by alias.

    What is spelled just so comes before what differs in the case of letters.
    """
    return _spelled(store, name.strip()) or _in_any_case(store, name.strip().casefold())


def _spelled(store: ox.Store, name: str) -> list[ox.NamedNode]:
    """Look a name up, which does not take longer in a larger store."""
    ids = [mint(BASE, "resource", name)]
    if "://" in name:
        with contextlib.suppress(ValueError):  # what is no IRI may still be a label
            ids.append(ox.NamedNode(name))
    if found := [node for node in ids if next(iter(store.quads_for_pattern(node, RDFS["label"], None)), None)]:
        return found
    for predicate in (RDFS["label"], SKOS["altLabel"]):
        if nodes := {node for node, _ in _names(store, predicate, f"VALUES ?name {{ {ox.Literal(name)} }}")}:
            return sorted(nodes, key=str)
    return []


def _in_any_case(store: ox.Store, wanted: str) -> list[ox.NamedNode]:
    labels, aliases = _names(store, RDFS["label"]), _names(store, SKOS["altLabel"])
    ids = {node for node, _ in labels if wanted in (key_of(node).casefold(), node.value.casefold())}
    for names in (labels, aliases):
        if not ids:
            ids = {node for node, name in names if name.casefold() == wanted}
    return sorted(ids, key=str)


def _names(store: ox.Store, predicate: ox.NamedNode, values: str = "") -> list[tuple[ox.NamedNode, str]]:
    """Return who has which name, once each: every article names those whom it is about, so the engine sorts out."""
    found = store.query(f"SELECT DISTINCT ?node ?name WHERE {{ GRAPH ?g {{ {values} ?node {predicate} ?name }} }}")
    return [
        (row["node"], row["name"].value)
        for row in found  # type: ignore[union-attr]
        if isinstance(row["node"], ox.NamedNode) and isinstance(row["name"], ox.Literal)
    ]
