"""The vocabulary in plain types, read from `ontology/kg.ttl`."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.graph.namespaces import PREFIXES, VOCABULARY, ontology_folder
from kg.models import Predicate, Vocabulary

_Facts = dict[str, dict[str, list[str]]]
_CLASS, _SYMMETRIC = PREFIXES["owl"] + "Class", PREFIXES["owl"] + "SymmetricProperty"


@cache
def load_vocabulary() -> Vocabulary:
    """Read the predicates and the class tree; raises VocabularyError for a name that is used and not declared."""
    return read_vocabulary(ontology_folder() / "kg.ttl")


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary from a Turtle file of the same form as `ontology/kg.ttl`."""
    facts = _facts(path)
    types = {name: set(said["rdf:type"]) for name, said in facts.items()}
    parents = {
        name: [_local(up) for up in said["rdfs:subClassOf"] if up.startswith(VOCABULARY)]
        for name, said in facts.items()
        if _CLASS in types[name]
    }
    predicates = {
        name: _predicate(name, facts[name], _SYMMETRIC in types[name])
        for name in sorted(facts)
        if types[name] & {VOCABULARY + "StatePredicate", VOCABULARY + "EventPredicate"}
    }
    entities = {name: _above(name, parents, path) for name in sorted(parents)}
    classes = {name: above for name, above in entities.items() if "Entity" in above}
    for predicate in predicates.values():
        if unknown := (predicate.domain | predicate.range) - set(classes):
            raise VocabularyError(str(path), None, f"{predicate.name}: no such class: {', '.join(sorted(unknown))}")
        if not predicate.domain or not predicate.range:
            raise VocabularyError(str(path), None, f"{predicate.name} needs schema:domainIncludes and rangeIncludes")
        if predicate.parent is not None and predicate.parent not in predicates:
            raise VocabularyError(str(path), None, f"{predicate.name}: no such predicate: {predicate.parent}")
    return Vocabulary(predicates, classes)


def _facts(path: Path) -> _Facts:
    """Return what is said of each term of the vocabulary: property as prefixed name → values."""
    found: _Facts = defaultdict(lambda: defaultdict(list))
    short = {iri: prefix for prefix, iri in PREFIXES.items()}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(VOCABULARY):
                head, mark, name = quad.predicate.value.rpartition("#")
                if not mark:
                    head, mark, name = quad.predicate.value.rpartition("/")
                key = f"{short.get(head + mark, head + mark)}:{name}"
                found[_local(quad.subject.value)][key].append(getattr(quad.object, "value", ""))
    except SyntaxError as error:
        raise VocabularyError(str(path), error.lineno, error.msg) from error
    except OSError as error:
        raise VocabularyError(str(path), None, error.strerror or "cannot be read") from error
    return found


def _predicate(name: str, said: dict[str, list[str]], symmetric: bool) -> Predicate:
    return Predicate(
        name,
        frozenset(map(_local, said["schema:domainIncludes"])),
        frozenset(map(_local, said["schema:rangeIncludes"])),
        symmetric,
        next(iter(said["kg:ploverCategory"]), None),
        next(map(_local, said["rdfs:subPropertyOf"]), None),
    )


def _above(name: str, parents: dict[str, list[str]], path: Path) -> frozenset[str]:
    found, left = {name}, list(parents[name])
    while left:
        up = left.pop()
        if up not in parents:
            raise VocabularyError(str(path), None, f"{name}: no such class: {up}")
        if up not in found:
            found.add(up)
            left += parents[up]
    return frozenset(found)


def _local(iri: str) -> str:
    return iri.removeprefix(VOCABULARY)
