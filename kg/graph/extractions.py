"""Quads → extractions: reads back what `kg.graph.quads` writes, field by field."""

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError
from kg.graph.dataset import store_of
from kg.graph.namespaces import DCTERMS, OA, RDF, RDFS, SKOS, WGS, key_of, kg_terms
from kg.graph.quads import ARTICLE_TEXTS, CLAIM_SPANS, CLAIM_TEXTS, Node
from kg.models import Article, Claim, Entity, Evidence, Extraction, Literal, Quantity, Span, Time


def dataset_to_extractions(dataset: rdflib.Graph) -> list[Extraction]:
    """Return the articles of a dataset with their claims, in the order of their ids and of the text.

    Mentions are not kept in a graph; an entity's aliases come back sorted.
    """
    return list(iter_extractions(store_of(dataset)))


def iter_extractions(store: ox.Store) -> Iterator[Extraction]:
    """Yield the articles of a store, one graph at a time; raises GraphError for a graph that kg did not write."""
    articles = {(q.subject, q.graph_name) for q in store.quads_for_pattern(None, RDF["type"], kg_terms()["Article"])}
    for iri, graph in sorted(articles, key=str):
        yield _Reader(store, iri, graph).extraction()


class _Reader:
    """Reads one article's graph."""

    def __init__(self, store: ox.Store, article: ox.NamedNode, graph: ox.NamedNode | ox.DefaultGraph) -> None:
        self.article, self.kg = article, kg_terms()
        self.facts: dict[object, dict[str, list[Node]]] = defaultdict(dict)
        for quad in store.quads_for_pattern(None, None, None, graph):
            self.facts[quad.subject].setdefault(quad.predicate.value, []).append(quad.object)
        self.entities: dict[ox.NamedNode, Entity] = {}

    def extraction(self) -> Extraction:
        claim = self.kg["Claim"]
        found = [self.claim(s) for s in list(self.facts) if claim in self.facts[s].get(RDF["type"].value, ())]
        found.sort(key=lambda c: (c.evidence.start, c.evidence.end, c.id))
        return Extraction(self.described(), (), tuple(found))

    def described(self) -> Article:
        iri = self.article
        texts = {field: self.text(iri, DCTERMS[term]) for field, term in ARTICLE_TEXTS.items()}
        return Article(
            id=self.needed(iri, DCTERMS["identifier"]).value,
            text=self.needed(iri, self.kg["text"]).value,
            date=self.text(iri, DCTERMS["date"]),
            url=self.text(iri, DCTERMS["source"]),
            **texts,
        )

    def claim(self, iri: ox.NamedNode) -> Claim:
        kg = self.kg
        by, place = self.needed(iri, kg["assertedBy"]), self.one(iri, kg["place"])
        texts = {field: value for field in CLAIM_TEXTS if (value := self.text(iri, kg[field])) is not None}
        spans = {field: self.span(self.one(iri, kg[term])) for field, term in CLAIM_SPANS.items()}
        return Claim(
            id=key_of(iri),
            subject=self.entity(self.needed(iri, RDF["subject"])),
            predicate=kg.name(self.needed(iri, RDF["predicate"])),
            object=self.object(self.needed(iri, RDF["object"])),
            evidence=self.evidence(self.needed(iri, kg["evidence"])),
            symmetric=self.text(iri, kg["symmetric"]) == "true",
            attribution=None if by == self.article else self.entity(by),
            attribution_chain=self.chain(iri),
            quantity=self.quantity(iri),
            time=self.time(iri),
            place=None if place is None else self.entity(place),
            confidence=float(self.needed(iri, kg["confidence"]).value),
            **spans,
            **texts,  # type: ignore[arg-type] # polarity and modality: what the shapes allow
        )

    def object(self, node: Node) -> Entity | Literal:
        if isinstance(node, ox.Literal):
            return Literal(node.value, node.datatype.value.rpartition("#")[2])
        return self.entity(node)

    def entity(self, node: Node) -> Entity:
        if not isinstance(node, ox.NamedNode):
            raise GraphError(str(self.article), f"{node} stands where an entity should; try kg check")
        if node not in self.entities:
            lat, long = self.text(node, WGS["lat"]), self.text(node, WGS["long"])
            match = self.one(node, SKOS["exactMatch"])
            self.entities[node] = Entity(
                id=key_of(node),
                label=self.needed(node, RDFS["label"]).value,
                type=self.kg.name(self.needed(node, RDF["type"])),
                wikidata=key_of(match) if match else None,
                aliases=tuple(sorted(alias.value for alias in self.facts[node].get(SKOS["altLabel"].value, ()))),
                coordinates=(float(lat), float(long)) if lat is not None and long is not None else None,
            )
        return self.entities[node]

    def chain(self, iri: ox.NamedNode) -> tuple[Entity, ...]:
        reports = self.facts[iri].get(self.kg["reportedBy"].value, ())
        ordered = sorted(reports, key=lambda node: int(self.needed(node, self.kg["position"]).value))
        return tuple(self.entity(self.needed(node, self.kg["claimant"])) for node in ordered)

    def quantity(self, iri: ox.NamedNode) -> Quantity | None:
        value, kg = self.text(iri, self.kg["quantity"]), self.kg
        if value is None:
            return None
        return Quantity(float(value), self.text(iri, kg["unit"]), self.text(iri, kg["approximate"]) == "true")

    def time(self, iri: ox.NamedNode) -> Time | None:
        text, kg = self.text(iri, self.kg["timeText"]), self.kg
        return None if text is None else Time(text, self.text(iri, kg["timeStart"]), self.text(iri, kg["timeEnd"]))

    def evidence(self, node: Node) -> Evidence:
        target = self.needed(node, OA["hasTarget"])
        span = self.span(self.needed(target, OA["hasSelector"]))
        assert span is not None
        return Evidence(key_of(self.needed(target, OA["hasSource"])), span.start, span.end, span.text)

    def span(self, node: Node | None) -> Span | None:
        if node is None:
            return None
        start, end = (int(self.needed(node, OA[side]).value) for side in ("start", "end"))
        return Span(start, end, self.needed(node, OA["exact"]).value)

    def one(self, subject: Node, predicate: ox.NamedNode) -> Node | None:
        values = self.facts[subject].get(predicate.value)
        return min(values, key=str) if values else None

    def text(self, subject: Node, predicate: ox.NamedNode) -> str | None:
        value = self.one(subject, predicate)
        return None if value is None else value.value

    def needed(self, subject: Node, predicate: ox.NamedNode) -> Node:
        value = self.one(subject, predicate)
        if value is None:
            raise GraphError(str(subject), f"has no {predicate}; try kg check")
        return value
