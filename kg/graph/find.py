"""Entities by what people call them: an IRI or id, a label, or an alias."""

import difflib

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.namespaces import RDFS, SKOS, key_of


def find_entity(store: ox.Store, name: str) -> ox.NamedNode:
    """Return the entity that a name means; raises QueryError where none or several do, and names them."""
    found = find_entities(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{name!r} means several entities; give one of the ids {', '.join(map(key_of, found))}")
    labels = {quad.object.value for quad in store.quads_for_pattern(None, RDFS["label"], None)}
    near = difflib.get_close_matches(name, sorted(labels), 3)
    raise QueryError(f"no entity in the graph is called {name!r}" + (f"; near it: {', '.join(near)}" if near else ""))


def find_entities(store: ox.Store, name: str) -> list[ox.NamedNode]:
    """Return the entities that a name may mean: by id, else by label, else by alias; letter case does not matter."""
    wanted = name.strip().casefold()
    labelled = {quad.subject for quad in store.quads_for_pattern(None, RDFS["label"], None)}
    ids = [node for node in labelled if wanted in (key_of(node).casefold(), node.value.casefold())]
    if ids:
        return sorted(ids, key=str)
    for predicate in (RDFS["label"], SKOS["altLabel"]):
        quads = store.quads_for_pattern(None, predicate, None)
        if named := {quad.subject for quad in quads if quad.object.value.casefold() == wanted}:
            return sorted(named, key=str)
    return []
