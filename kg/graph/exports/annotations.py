"""Web Annotations: a collection in JSON-LD with one annotation a claim, for Recogito, Hypothesis and other readers.

The body is the claim, as a sentence that says whether it is denied, planned or somebody's word, and as a node with
fields; the target is the quote, by position in the article's text and by its own words. Nothing but the claim node is
said, never the bare triple.
"""

from collections.abc import Callable

import rdflib

from kg.graph.explain import Explanation
from kg.graph.exports.addresses import Bases, web_address
from kg.graph.exports.jsontext import Json, filled, json_text
from kg.graph.exports.nanopub import AUTHOR
from kg.graph.extractions import dataset_to_extractions
from kg.graph.namespaces import PREFIXES, VOCABULARY, mint
from kg.graph.quads import number
from kg.models import Article, Claim, Entity, Literal

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TERMS: Json = {
    "kg": VOCABULARY,
    "Claim": "kg:Claim",
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object"},
    "assertedBy": {"@id": "kg:assertedBy", "@type": "@id"},
    "confidence": {"@id": "kg:confidence", "@type": "xsd:decimal"},
    **{name: f"kg:{name}" for name in ("polarity", "modality", "category", "role")},
    "address": {"@id": "dcterms:source", "@type": "xsd:anyURI"},
}
_AROUND = 32  # characters before and after a quote that tell it from the same words elsewhere


def annotation_collection(graph: rdflib.Graph) -> str:
    """Return the collection, with its one page in it."""
    bases = Bases(graph)
    extractions = dataset_to_extractions(graph)
    items = [
        annotation(claim, found.article, bases.of(found.article.id)) for found in extractions for claim in found.claims
    ]
    collection = bases.first + "annotations"
    page = {"id": collection + "#page", "type": "AnnotationPage", "partOf": collection, "startIndex": 0, "items": items}
    whole = {
        "@context": [CONTEXT, _TERMS],
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Claims read by kg",
        "creator": {"id": AUTHOR.value, "type": "Software", "name": "kg"},
        "total": len(items),
        "first": page,
    }
    return json_text(whole, indent=1) + "\n"


def annotation(claim: Claim, article: Article, base: str) -> Json:
    """Return the annotation of one claim; its IRI is that of the claim's evidence in the graph."""
    return {
        "id": mint(base, "evidence", claim.id).value,
        "type": "Annotation",
        "motivation": "describing",
        "creator": AUTHOR.value,
        "body": [_sentence(claim, article, base), _claim(claim, base)],
        "target": _target(claim, article, base),
    }


def _sentence(claim: Claim, article: Article, base: str) -> Json:
    explained = Explanation(claim, article)
    return {
        "id": mint(base, "claim", claim.id).value + "#sentence",
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": f"{explained.statement}: {claim.polarity}, {claim.modality}, said by {explained.says}",
    }


def _claim(claim: Claim, base: str) -> Json:
    other = claim.object
    whose = claim.attribution
    return filled(
        id=mint(base, "claim", claim.id).value,
        type="Claim",
        subject=_iri(claim.subject, base),
        predicate=VOCABULARY + claim.predicate,
        object={"@value": other.value, "@type": PREFIXES["xsd"] + other.datatype}
        if isinstance(other, Literal)
        else {"id": _iri(other, base)},
        polarity=claim.polarity,
        modality=claim.modality,
        assertedBy=_iri(whose, base) if whose else mint(base, "article", claim.evidence.document).value,
        category=claim.category,
        role=claim.role,
        confidence=number(claim.confidence).value,
    )


def _iri(entity: Entity, base: str) -> str:
    return mint(base, "resource", entity.id).value


def _target(claim: Claim, article: Article, base: str) -> Json:
    where = claim.evidence
    evidence, source = mint(base, "evidence", claim.id).value, mint(base, "article", where.document).value
    quote = filled(
        prefix=article.text[max(0, where.start - _AROUND) : where.start],
        suffix=article.text[where.end : where.end + _AROUND],
    )
    return {
        "id": evidence + "#target",
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"id": f"{source}#char={where.start},{where.end}", "type": "TextPositionSelector",
             "start": where.start, "end": where.end},
            {"id": evidence + "#quote", "type": "TextQuoteSelector", "exact": where.quote, **quote},
        ],
        **filled(address=web_address(article.url)),
    }  # fmt: skip


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"annotations": annotation_collection}
