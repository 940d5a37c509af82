"""Extractions → quads: how an article, its claims and their evidence stand in RDF; `kg.graph.extractions` reads them.

All that one article gave stands in one named graph, which has the article's IRI as its name. The plain triple
`subject predicate object` is there only for a claim that is positive, actual and in the author's own voice; for a
symmetric predicate it is there once, in the direction of the claim. There are no blank nodes.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError
from kg.graph.dataset import dataset_of
from kg.graph.namespaces import (
    BASE,
    DCTERMS,
    GEO,
    OA,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    WGS,
    XSD,
    Terms,
    kg_terms,
    mint,
)  # fmt: skip
from kg.models import Article, Claim, Entity, Extraction, Literal, Span

Node = ox.NamedNode | ox.Literal
Triple = tuple[ox.NamedNode, ox.NamedNode, Node]
_QNUMBER = re.compile(r"Q[1-9]\d*", re.ASCII)
ARTICLE_TEXTS = {"title": "title", "author": "creator", "publisher": "publisher"}
CLAIM_TEXTS = ("polarity", "modality", "category", "role", "origin")
CLAIM_SPANS = {"subject_mention": "subjectMention", "object_mention": "objectMention", "cue": "cue"}
_TRUE = ox.Literal("true", datatype=XSD["boolean"])


def extractions_to_dataset(extractions: Iterable[Extraction], base: str = BASE) -> rdflib.Dataset:
    """Return a dataset with one named graph an article; raises GraphError for a base that is no http(s) or urn IRI."""
    base = checked_base(base)
    return dataset_of(quad for extraction in extractions for quad in iter_quads(extraction, base))


def checked_base(base: str) -> str:
    """Return a base IRI that names can be put after."""
    try:
        ox.NamedNode(base)
    except ValueError:
        base = ""
    if not base.startswith(("http://", "https://", "urn:")):
        raise GraphError("base", "is no IRI; give one such as https://example.org/")
    return base if base.endswith(("/", "#", ":")) else base + "/"


def iter_quads(extraction: Extraction, base: str = BASE) -> Iterator[ox.Quad]:
    """Yield the quads of one article, each once; their graph is the article's."""
    graph = mint(base, "article", extraction.article.id)
    writer = _Writer(base, graph)
    done: set[Triple] = set()
    for triple in writer.extraction(extraction):
        if triple not in done:
            done.add(triple)
            yield ox.Quad(*triple, graph)


def number(value: float) -> ox.Literal:
    """Return a number as the shortest decimal that reads back as the same float."""
    text = format(Decimal(repr(float(value))), "f")
    return ox.Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=XSD["decimal"])


def date(text: str) -> ox.Literal:
    """Return an ISO 8601 day, month or year with its XSD type, and any other text as it is."""
    for kind, rest in (("date", ""), ("gYearMonth", "-01"), ("gYear", "-01-01")):
        if len(text) + len(rest) == 10:
            try:
                datetime.date.fromisoformat(text + rest)
            except ValueError:
                break
            return ox.Literal(text, datatype=XSD[kind])
    return ox.Literal(text)


class _Writer:
    """Writes what one article gave as triples."""

    def __init__(self, base: str, article: ox.NamedNode) -> None:
        self.base, self.article, self.kg = base, article, kg_terms()

    def extraction(self, extraction: Extraction) -> Iterator[Triple]:
        yield from self.described(extraction.article)
        entities: dict[str, Entity] = {}
        for claim in extraction.claims:
            yield from self.claim(claim)
            for entity in (claim.subject, claim.object, claim.attribution, *claim.attribution_chain, claim.place):
                if isinstance(entity, Entity):
                    entities.setdefault(entity.id, entity)
        for mention in extraction.mentions:
            for entity in mention.entities:
                entities.setdefault(entity.id, entity)
                yield self.article, SCHEMA["mentions"], self.entity_iri(entity)
        for entity in entities.values():
            yield from self.entity(entity)

    def described(self, article: Article) -> Iterator[Triple]:
        yield self.article, RDF["type"], self.kg["Article"]
        yield self.article, DCTERMS["identifier"], ox.Literal(article.id)
        yield self.article, self.kg["text"], ox.Literal(article.text)
        for field, term in ARTICLE_TEXTS.items():
            if (value := getattr(article, field)) is not None:
                yield self.article, DCTERMS[term], ox.Literal(value)
        if article.date is not None:
            yield self.article, DCTERMS["date"], date(article.date)
        if article.url is not None:
            # a literal: an address from a hostile page must not become a link by standing as an IRI
            yield self.article, DCTERMS["source"], ox.Literal(article.url, datatype=XSD["anyURI"])

    def entity_iri(self, entity: Entity) -> ox.NamedNode:
        return mint(self.base, "resource", entity.id)

    def entity(self, entity: Entity) -> Iterator[Triple]:
        iri = self.entity_iri(entity)
        yield iri, RDF["type"], self.kg[entity.type]
        yield iri, RDFS["label"], ox.Literal(entity.label)
        for alias in entity.aliases:
            yield iri, SKOS["altLabel"], ox.Literal(alias)
        if entity.wikidata and _QNUMBER.fullmatch(entity.wikidata):
            yield iri, SKOS["exactMatch"], ox.NamedNode(PREFIXES["wd"] + entity.wikidata)
        if entity.coordinates is not None:
            lat, long = map(number, entity.coordinates)
            geometry = ox.NamedNode(iri.value + "#geometry")
            yield iri, WGS["lat"], lat
            yield iri, WGS["long"], long
            yield iri, GEO["hasGeometry"], geometry
            yield geometry, RDF["type"], GEO["Geometry"]
            yield geometry, GEO["asWKT"], ox.Literal(f"POINT({long.value} {lat.value})", datatype=GEO["wktLiteral"])

    def claim(self, claim: Claim) -> Iterator[Triple]:
        kg, iri = self.kg, mint(self.base, "claim", claim.id)
        subject, predicate = self.entity_iri(claim.subject), kg[claim.predicate]
        object_ = self.object(claim.object)
        if claim.plain:
            yield subject, predicate, object_
        yield iri, RDF["type"], kg["Claim"]
        yield iri, RDF["subject"], subject
        yield iri, RDF["predicate"], predicate
        yield iri, RDF["object"], object_
        yield iri, PROV["wasDerivedFrom"], self.article
        yield iri, kg["assertedBy"], self.entity_iri(claim.attribution) if claim.attribution else self.article
        yield iri, kg["confidence"], number(claim.confidence)
        for field in CLAIM_TEXTS:
            if (value := getattr(claim, field)) is not None:
                yield iri, kg[field], ox.Literal(value)
        if claim.symmetric:
            yield iri, kg["symmetric"], _TRUE
        if claim.place is not None:
            yield iri, kg["place"], self.entity_iri(claim.place)
        yield from self.circumstances(iri, claim)
        yield from self.reports(iri, claim)
        for field, term in CLAIM_SPANS.items():
            if (span := getattr(claim, field)) is not None:
                yield from self.span(iri, kg[term], self.article, span)
        yield from self.evidence(iri, claim)

    def object(self, value: Entity | Literal) -> Node:
        if isinstance(value, Entity):
            return self.entity_iri(value)
        return ox.Literal(value.value, datatype=XSD[value.datatype])

    def circumstances(self, iri: ox.NamedNode, claim: Claim) -> Iterator[Triple]:
        kg: Terms = self.kg
        if (quantity := claim.quantity) is not None:
            yield iri, kg["quantity"], number(quantity.value)
            if quantity.unit is not None:
                yield iri, kg["unit"], ox.Literal(quantity.unit)
            if quantity.approximate:
                yield iri, kg["approximate"], _TRUE
        if (time := claim.time) is not None:
            yield iri, kg["timeText"], ox.Literal(time.text)
            if time.start is not None:
                yield iri, kg["timeStart"], date(time.start)
            if time.end is not None:
                yield iri, kg["timeEnd"], date(time.end)

    def reports(self, iri: ox.NamedNode, claim: Claim) -> Iterator[Triple]:
        for n, claimant in enumerate(claim.attribution_chain, 1):
            report = ox.NamedNode(f"{iri.value}#report{n}")
            yield iri, self.kg["reportedBy"], report
            yield report, RDF["type"], self.kg["Report"]
            yield report, self.kg["position"], ox.Literal(n)
            yield report, self.kg["claimant"], self.entity_iri(claimant)

    def evidence(self, iri: ox.NamedNode, claim: Claim) -> Iterator[Triple]:
        where = claim.evidence
        evidence = mint(self.base, "evidence", claim.id)
        target = ox.NamedNode(evidence.value + "#target")
        source = mint(self.base, "article", where.document)
        yield iri, self.kg["evidence"], evidence
        yield evidence, RDF["type"], self.kg["Evidence"]
        yield evidence, RDF["type"], OA["Annotation"]
        yield evidence, OA["hasBody"], iri
        yield evidence, OA["hasTarget"], target
        yield target, RDF["type"], OA["SpecificResource"]
        yield target, OA["hasSource"], source
        yield from self.span(target, OA["hasSelector"], source, Span(where.start, where.end, where.quote))

    def span(self, of: ox.NamedNode, term: ox.NamedNode, source: ox.NamedNode, span: Span) -> Iterator[Triple]:
        selector = ox.NamedNode(f"{source.value}#char={span.start},{span.end}")
        yield of, term, selector
        yield selector, RDF["type"], OA["TextPositionSelector"]
        yield selector, RDF["type"], OA["TextQuoteSelector"]
        yield selector, OA["start"], ox.Literal(span.start)
        yield selector, OA["end"], ox.Literal(span.end)
        yield selector, OA["exact"], ox.Literal(span.text)
