"""PLOVER: the events as records in JSON lines, by the field names of the PLOVER manual, one record a claim.

What PLOVER calls auxiliary modes says how far an event is real: a denied claim has `negation` in its `context`, a
planned one `future`, a possible or demanded one `hypothetical`. Whose word it is stands in a field of our own,
`attribution`, and in `comment`.
"""

from collections.abc import Callable

import rdflib

from kg.graph.explain import Explanation
from kg.graph.exports.addresses import web_address, wikidata_address
from kg.graph.exports.countries import country_of
from kg.graph.exports.days import days_of, first_day
from kg.graph.exports.jsontext import Json, filled, json_lines
from kg.graph.extractions import dataset_to_extractions
from kg.graph.ontology import load_vocabulary
from kg.models import Article, Claim, Entity, Literal, Span

_QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE", 2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT SANCTION THREATEN", 4: "PROTEST MOBILIZE COERCE ASSAULT",
}  # fmt: skip
_QUAD = {category: number for number, categories in _QUADS.items() for category in categories.split()}
# the predicates that are one mode of their category; the others leave it open
_MODES = {"visited": "visit", "withdrawsFrom": "withdraw", "accuses": "allege", "condemns": "disapprove",
          "detains": "arrest"}  # fmt: skip
_AUXILIARY = {"planned": "future", "possible": "hypothetical", "demanded": "hypothetical"}
_SECTORS = {
    "State": "GOV", "ArmedForce": "MIL", "ArmedGroup": "REB", "PoliticalParty": "PTY", "Company": "BUS",
    "MediaOrganization": "JRN", "PopulationGroup": "CVL", "UnnamedSource": "UNK",
}  # fmt: skip
_CODES = {"IntergovernmentalOrganization": "IGO", "Alliance": "IGO"}
_SIZES = {"kills": "dead", "detains": "arrested"}


def plover_records(graph: rdflib.Graph) -> str:
    """Return one record a claim that has a PLOVER category; states of affairs have none and are left out."""
    return json_lines(
        event_record(claim, found.article)
        for found in dataset_to_extractions(graph)
        for claim in found.claims
        if claim.category is not None
    )


def event_record(claim: Claim, article: Article) -> Json:
    """Return the record of one claim; `date` is that of the article where the claim names none, null without both."""
    begin, end = days_of(claim)
    date = begin or end or first_day(article.date)
    actors, recipients = _parties(claim)
    return {"id": claim.id, "date": date} | filled(
        enddate=end if end != date else None,
        actor=actors,
        recipient=recipients,
        event=[claim.category],
        mode=[_MODES[claim.predicate]] if claim.predicate in _MODES else None,
        context=_context(claim),
        quad_code=_QUAD.get(claim.category or ""),
        event_loc=_location(claim),
        event_text=[claim.evidence.quote],
        text_info={"start": claim.evidence.start, "end": claim.evidence.end},
        size=_size(claim),
        # the claims that a group is written out to share their words, and so this
        link=claim.cue and f"{article.id}#char={claim.cue.start},{claim.cue.end}",
        cite_info=_citation(article),
        coder="kg",
        comment=_comment(claim, article),
        predicate=claim.predicate,
        polarity=claim.polarity,
        modality=claim.modality,
        attribution=[_entity(who) for who in (claim.attribution, *claim.attribution_chain) if who],
        confidence=claim.confidence,
    )


def _parties(claim: Claim) -> tuple[list[Json], list[Json]]:
    """Return actors and recipients; those who act together are all actors, and a mere place is no recipient."""
    one, other = _entity(claim.subject, claim.subject_mention), claim.object
    if isinstance(other, Literal):
        return [one], [{"entity_text": other.value}]
    two = _entity(other, claim.object_mention)
    if claim.symmetric:
        return [one, two], []
    return [one], [] if _is_mere_place(other) else [two]


def _is_mere_place(entity: Entity) -> bool:
    vocabulary = load_vocabulary()
    return vocabulary.is_a(entity.type, frozenset({"Place"})) and not vocabulary.is_a(entity.type, frozenset({"Actor"}))


def _entity(entity: Entity, mention: Span | None = None) -> Json:
    country = country_of(entity)
    return filled(
        code=country.alpha3 if country else _CODES.get(entity.type),
        sector=_SECTORS.get(entity.type),
        entity_text=mention.text if mention else entity.label,
        identifier_id=wikidata_address(entity) or f"kgr:{entity.id}",
        identifier_text=entity.label,
    )


def _context(claim: Claim) -> list[str]:
    denied = ["negation"] if claim.polarity == "negative" else []
    return denied + ([_AUXILIARY[claim.modality]] if claim.modality in _AUXILIARY else [])


def _location(claim: Claim) -> Json | None:
    place = claim.place or (claim.object if isinstance(claim.object, Entity) and _is_mere_place(claim.object) else None)
    if place is None:
        return None
    country, (lat, long) = country_of(place), place.coordinates or (None, None)
    return filled(
        resolved_place=place.label,
        lat=lat,
        lon=long,
        city=place.label if place.type == "City" else None,
        country=place.label if country else None,
        country_code=country and country.alpha3,
        resolution={"State": 1, "AdministrativeArea": 2, "City": 4, "Facility": 5, "MilitaryBase": 5}.get(place.type),
    )


def _size(claim: Claim) -> Json | None:
    if claim.quantity is None or claim.predicate not in _SIZES:
        return None
    value = claim.quantity.value
    return {_SIZES[claim.predicate]: int(value) if value.is_integer() else value}


def _citation(article: Article) -> Json:
    return filled(
        citation=article.id,
        url=web_address(article.url),
        title=article.title,
        publication=article.publisher,
        language="en",
        coder="kg",
        codebook="PLOVER",
    )


def _comment(claim: Claim, article: Article) -> str | None:
    if claim.plain:
        return None
    explained = Explanation(claim, article)
    return f"{explained.statement}: {claim.polarity}, {claim.modality}, said by {explained.says}"


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"plover": plover_records}
