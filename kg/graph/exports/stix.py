"""STIX 2.1: a bundle with a report an article and an object a claim, for OpenCTI, MISP and the like.

Only a plain claim becomes a `relationship`. What is denied, planned, possible, demanded or somebody's word becomes a
`note` on both ends, and on whose word it is, which says so in its first line: there is no edge that could be taken for
fact. Ids are UUIDv5 of kg's ids; moments are those of the article.
"""

import re
from collections.abc import Callable, Iterable

import rdflib

from kg.graph.explain import Explanation
from kg.graph.exports.addresses import web_address
from kg.graph.exports.days import days_of, first_day, moment, published
from kg.graph.exports.jsontext import Json, filled, json_text
from kg.graph.exports.stix_things import EXTENSION, KG, declarations, stix_id, thing_id, things
from kg.graph.extractions import dataset_to_extractions
from kg.graph.ontology import load_vocabulary
from kg.models import Article, Claim, Entity, Extraction, Literal


def stix_bundle(graph: rdflib.Graph) -> str:
    """Return the bundle; every object once, in the order of the articles."""
    extractions = dataset_to_extractions(graph)
    objects = {str(one["id"]): one for one in declarations()}
    for extraction in extractions:
        for one in _objects(extraction):
            objects.setdefault(str(one["id"]), one)
    bundle = {"type": "bundle", "id": stix_id("bundle", *objects), "objects": list(objects.values())}
    return json_text(bundle, indent=1) + "\n"


def _objects(extraction: Extraction) -> Iterable[Json]:
    article = extraction.article
    claims = [claim_object(claim, article) for claim in extraction.claims]
    entities = [one for claim in extraction.claims for entity in _entities(claim) for one in things(entity)]
    yield _report(article, [str(one["id"]) for one in (*entities, *claims)])
    yield from entities
    yield from claims


def _entities(claim: Claim) -> list[Entity]:
    ends = (claim.subject, claim.object, claim.attribution, *claim.attribution_chain, claim.place)
    return [one for one in ends if isinstance(one, Entity)]


def claim_object(claim: Claim, article: Article) -> Json:
    """Return a claim as a relationship if it is plain and has two ends, else as a note."""
    if claim.plain and isinstance(claim.object, Entity):
        return _relationship(claim, article, claim.object)
    return _note(claim, article)


def _relationship(claim: Claim, article: Article, other: Entity) -> Json:
    begin, end = days_of(claim)
    explained = Explanation(claim, article)
    return _by_article(
        article,
        "relationship",
        stix_id("relationship", article.id, claim.id),
        relationship_type=re.sub(r"(?<!^)(?=[A-Z])", "-", claim.predicate).lower(),
        description=f"{explained.statement}: “{claim.evidence.quote}”",
        source_ref=thing_id(claim.subject, as_place=claim.predicate == "partOf" and _is_mere_place(other)),
        target_ref=thing_id(other, as_place=_means_place(claim.predicate)),
        start_time=begin and moment(begin),
        stop_time=end and moment(end, end=True),
        **_read(claim, article),
    )


def _note(claim: Claim, article: Article) -> Json:
    explained = Explanation(claim, article)
    whose = f"on the word of {explained.says}" if claim.attribution else "in the author's own voice"
    status = f"{'denied, ' if claim.polarity == 'negative' else ''}{claim.modality}, {whose}"
    about = [thing_id(entity) for entity in _entities(claim)]
    return _by_article(
        article,
        "note",
        stix_id("note", article.id, claim.id),
        abstract=f"{'Claim' if claim.plain else 'Not a fact'}: {explained.statement} ({status})",
        content=f"“{claim.evidence.quote}” ({article.title or article.id})",
        authors=[claim.attribution.label] if claim.attribution else [article.author] if article.author else None,
        object_refs=list(dict.fromkeys(about)),
        **_read(claim, article),
    )


def _report(article: Article, found: Iterable[str]) -> Json:
    address = web_address(article.url)
    source = filled(source_name=article.publisher or "kg", external_id=article.id, url=address)
    return _by_article(
        article,
        "report",
        stix_id("report", article.id),
        name=article.title or article.id,
        published=published(article),
        labels=None if first_day(article.date) else ["undated"],
        object_refs=list(dict.fromkeys(found)) or [KG],
        external_references=[source],
    )


def _by_article(article: Article, kind: str, id_: str, **values: object) -> Json:
    when = published(article)
    head = {"type": kind, "spec_version": "2.1", "id": id_, "created_by_ref": KG, "created": when, "modified": when}
    return filled(**(head | values))


def _read(claim: Claim, article: Article) -> Json:
    """Return what both kinds of claim carry: how sure the reading is, and the claim itself in the extension."""
    other, quantity, time = claim.object, claim.quantity, claim.time
    said = filled(
        extension_type="property-extension",
        claim=claim.id,
        predicate=claim.predicate,
        category=claim.category,
        symmetric=claim.symmetric or None,
        value=other.value if isinstance(other, Literal) else None,
        polarity=claim.polarity,
        modality=claim.modality,
        attribution=claim.attribution and thing_id(claim.attribution),
        attribution_chain=[thing_id(who) for who in claim.attribution_chain],
        quantity=quantity and quantity.value,
        unit=quantity and quantity.unit,
        approximate=quantity and quantity.approximate,
        time=time and filled(text=time.text, start=time.start, end=time.end),
        place=claim.place and thing_id(claim.place, as_place=True),
        role=claim.role,
        article=article.id,
        quote=claim.evidence.quote,
    ) | {"start": claim.evidence.start, "end": claim.evidence.end}
    return {"confidence": round(claim.confidence * 100), "extensions": {EXTENSION: said}}


def _means_place(predicate: str) -> bool:
    known = load_vocabulary().predicates.get(predicate)
    return known is not None and "Place" in known.range


def _is_mere_place(entity: Entity) -> bool:
    return thing_id(entity).startswith("location--")


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"stix": stix_bundle}
