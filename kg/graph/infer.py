"""What follows from the plain triples by RDFS and OWL 2 RL, as far as the vocabulary declares it.

Only facts of articles are premises: what is denied, planned or someone else's word has no plain triple, so nothing
follows from it. SPARQL rules run in Oxigraph until they give nothing new.
"""

import pyoxigraph as ox

from kg.graph.namespaces import BASE, PREFIXES, RDF, kg_terms, ontology_folder
from kg.graph.ontology import load_vocabulary

INFERRED = ox.NamedNode(BASE + "inferred")
"""The graph of all that was inferred and no article says."""

_SCHEMA = ox.NamedNode("urn:kg:schema")  # where the vocabulary stands while the rules run, out of the facts' way
_RULES = {
    "subproperty": "?s ?q ?o <- ?p rdfs:subPropertyOf ?q -> ?s ?p ?o",
    "symmetric": "?o ?p ?s <- ?p a owl:SymmetricProperty -> ?s ?p ?o",
    "inverse": "?o ?q ?s <- { ?p owl:inverseOf ?q } UNION { ?q owl:inverseOf ?p } -> ?s ?p ?o",
    "transitive": "?s ?p ?z <- ?p a owl:TransitiveProperty -> ?s ?p ?o . ?o ?p ?z",
    "chain": "?s ?q ?z <- ?q owl:propertyChainAxiom ?l . ?l rdf:first ?a ; rdf:rest [ rdf:first ?b ; rdf:rest () ] "
    "-> ?s ?a ?o . ?o ?b ?z",
    "subclass": "?s a ?d <- ?c rdfs:subClassOf ?d -> ?s a ?c",
    # not OWL: a place that is part of a place is in it; bodies are parts of bodies and are nowhere for that
    "place": "?s kg:locatedIn ?o <- -> ?s kg:partOf ?o . ?s a kg:Place . ?o a kg:Place",
}


def infer(store: ox.Store) -> list[ox.Quad]:
    """Return what follows from the facts of a store and is not in it, in one order; the store stays as it is."""
    facts = _facts(store)
    work = ox.Store()
    work.load(path=str(ontology_folder() / "kg.ttl"), format=ox.RdfFormat.TURTLE, to_graph=_SCHEMA)
    work.bulk_extend(ox.Quad(f.subject, f.predicate, f.object) for f in facts)
    rules = [_update(rule) for rule in _RULES.values()]
    size = -1
    while size != len(work):
        size = len(work)
        for rule in rules:
            work.update(rule)
    found = {quad.triple for quad in work.quads_for_pattern(None, None, None, ox.DefaultGraph())} - facts
    return [
        ox.Quad(t.subject, t.predicate, t.object, INFERRED) for t in sorted(found, key=str) if t.subject != t.object
    ]


def _facts(store: ox.Store) -> set[ox.Triple]:
    """Return the plain triples between entities, and the entities' classes."""
    terms, vocabulary = kg_terms(), load_vocabulary()
    facts = set()
    for name in vocabulary.predicates:
        for quad in store.quads_for_pattern(None, terms[name], None):
            if isinstance(quad.object, ox.NamedNode) and quad.graph_name != INFERRED:
                facts.add(quad.triple)
    for name in vocabulary.classes:
        for quad in store.quads_for_pattern(None, RDF["type"], terms[name]):
            if quad.graph_name != INFERRED:
                facts.add(quad.triple)
    return facts


def _update(rule: str) -> str:
    head, _, rest = rule.partition(" <- ")
    schema, _, body = rest.partition("-> ")
    prefixes = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("kg", "owl", "rdf", "rdfs"))
    declared = f"GRAPH {_SCHEMA} {{ {schema} }}" if schema.strip() else ""
    return f"{prefixes} INSERT {{ {head} }} WHERE {{ {declared} {body} FILTER NOT EXISTS {{ {head} }} }}"
