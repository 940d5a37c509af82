"""Quads → extractions: reads back what `kg.graph.quads` writes, field by field."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError
from kg.graph.dataset import store_of
from kg.graph.namespaces import DCTERMS, OA, RDF, RDFS, SKOS, WGS, key_of, kg_terms
from kg.graph.quads import ARTICLE_TEXTS, CLAIM_SPANS, CLAIM_TEXTS
from kg.models import Article, Claim, Entity, Evidence, Extraction, Literal, Quantity, Span, Time

Term = Any  # a union of pyoxigraph's classes; what is read here has checked shapes, and `kg check` for the rest
GraphName = Any
Place = tuple[Term, GraphName]


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


def read_claim(store: ox.Store, claim: Term, graph: GraphName) -> tuple[Claim, Article]:
    """Return one claim and the article that makes it."""
    articles = [q.subject for q in store.quads_for_pattern(None, RDF["type"], kg_terms()["Article"], graph)]
    if not articles:
        raise GraphError(str(graph), "holds a claim and no article; try kg check")
    reader = _Reader(store, articles[0], graph)
    return reader.claim(claim), reader.described()


class _Reader:
    """Reads one article's graph."""

    def __init__(self, store: ox.Store, article: Term, graph: GraphName) -> None:
        self.article, self.kg = article, kg_terms()
        self.facts: dict[Term, dict[str, list[Term]]] = defaultdict(dict)
        for quad in store.quads_for_pattern(None, None, None, graph):
            self.facts[quad.subject].setdefault(quad.predicate.value, []).append(quad.object)
        self.entities: dict[Term, Entity] = {}

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

    def claim(self, iri: Term) -> Claim:
        kg = self.kg
        by, place = self.needed(iri, kg["assertedBy"]), self.one(iri, kg["place"])
        texts: dict[str, Any] = {
            field: value for field in CLAIM_TEXTS if (value := self.text(iri, kg[field])) is not None
        }
        spans: dict[str, Any] = {field: self.span(self.one(iri, kg[term])) for field, term in CLAIM_SPANS.items()}
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
            **texts,
        )

    def object(self, node: Term) -> Entity | Literal:
        if isinstance(node, ox.Literal):
            return Literal(node.value, node.datatype.value.rpartition("#")[2])
        return self.entity(node)

    def entity(self, node: Term) -> Entity:
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

    def chain(self, iri: Term) -> tuple[Entity, ...]:
        reports = self.facts[iri].get(self.kg["reportedBy"].value, ())
        ordered = sorted(reports, key=lambda node: int(self.needed(node, self.kg["position"]).value))
        return tuple(self.entity(self.needed(node, self.kg["claimant"])) for node in ordered)

    def quantity(self, iri: Term) -> Quantity | None:
        value, kg = self.text(iri, self.kg["quantity"]), self.kg
        if value is None:
            return None
        return Quantity(float(value), self.text(iri, kg["unit"]), self.text(iri, kg["approximate"]) == "true")

    def time(self, iri: Term) -> Time | None:
        text, kg = self.text(iri, self.kg["timeText"]), self.kg
        return None if text is None else Time(text, self.text(iri, kg["timeStart"]), self.text(iri, kg["timeEnd"]))

    def evidence(self, node: Term) -> Evidence:
        target = self.needed(node, OA["hasTarget"])
        span = self.span(self.needed(target, OA["hasSelector"]))
        assert span is not None
        return Evidence(key_of(self.needed(target, OA["hasSource"])), span.start, span.end, span.text)

    def span(self, node: Term | None) -> Span | None:
        if node is None:
            return None
        start, end = (int(self.needed(node, OA[side]).value) for side in ("start", "end"))
        return Span(start, end, self.needed(node, OA["exact"]).value)

    def one(self, subject: Term, predicate: ox.NamedNode) -> Term | None:
        values = self.facts[subject].get(predicate.value)
        return min(values, key=str) if values else None

    def text(self, subject: Term, predicate: ox.NamedNode) -> str | None:
        value = self.one(subject, predicate)
        return None if value is None else value.value

    def needed(self, subject: Term, predicate: ox.NamedNode) -> Term:
        value = self.one(subject, predicate)
        if value is None:
            raise GraphError(str(subject), f"has no {predicate}; try kg check")
        return value
