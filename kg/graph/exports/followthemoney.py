"""FollowTheMoney: entities in JSON lines, for Aleph, OpenSanctions' tools and whatever reads them.

A plain claim becomes a link (`Membership`, `Directorship`, `Employment`, else `UnknownLink`) or, for what someone does,
an `Event`. What is denied, planned, possible, demanded or somebody's word becomes a `Note` on all that it names, which
is no edge, and says so in its name.
"""

from collections.abc import Callable, Iterable

import rdflib

from kg.graph.explain import Explanation
from kg.graph.exports.addresses import web_address
from kg.graph.exports.days import first_day
from kg.graph.exports.ftm_things import ORGANIZATIONS, PARTIES, ftm_id, key, made, schema_of, thing
from kg.graph.exports.jsontext import Json, json_lines
from kg.graph.extractions import dataset_to_extractions
from kg.models import Article, Claim, Entity, Extraction, Literal

# predicate → schema, the properties of its ends, and the schemata that these take
_LINKS = {
    "memberOf": ("Membership", "member", PARTIES, "organization"),
    "leaderOf": ("Directorship", "director", PARTIES, "organization"),
    "officialOf": ("Employment", "employee", ("Person",), "employer"),
}


def ftm_entities(graph: rdflib.Graph) -> str:
    """Return each entity, article and claim once, in the order of the articles."""
    found: dict[str, Json] = {}
    for extraction in dataset_to_extractions(graph):
        for one in _entities(extraction):
            found.setdefault(str(one["id"]), one)
    return json_lines(found.values())


def _entities(extraction: Extraction) -> Iterable[Json]:
    article, mentioned = extraction.article, dict[str, tuple[Entity, list[str]]]()
    yield _article(article)
    for claim in extraction.claims:
        for entity, mention in _named(claim):
            yield thing(entity)
            mentioned.setdefault(entity.id, (entity, []))[1].append(mention)
        yield claim_entity(claim, article)
    for entity, words in mentioned.values():
        if schema_of(entity) in PARTIES and any(words):
            yield _mention(entity, article, words)


def _named(claim: Claim) -> Iterable[tuple[Entity, str]]:
    spans = {0: claim.subject_mention, 1: claim.object_mention}
    for n, one in enumerate((claim.subject, claim.object, claim.attribution, *claim.attribution_chain, claim.place)):
        if isinstance(one, Entity):
            span = spans.get(n)
            yield one, span.text if span else ""


def claim_entity(claim: Claim, article: Article) -> Json:
    """Return a claim as a link, an event or a note."""
    other, subject = claim.object, schema_of(claim.subject)
    if not claim.plain or isinstance(other, Literal):
        return _note(claim, article)
    if claim.category is not None:
        return _event(claim, article)
    object_ = schema_of(other)
    common = _common(claim, article) | _period(claim) | {"role": [claim.role or claim.predicate]}
    schema, one, takes, two = _LINKS.get(claim.predicate, ("", "", (), ""))
    if subject in takes and object_ in ORGANIZATIONS:
        return made(schema, ftm_id("claim", article.id, claim.id), **common, **_ends(claim, one, two))
    return made("UnknownLink", ftm_id("claim", article.id, claim.id), **common, **_ends(claim, "subject", "object"))


def _ends(claim: Claim, one: str, two: str) -> Json:
    assert isinstance(claim.object, Entity)
    return {one: [key(claim.subject)], two: [key(claim.object)]}


def _event(claim: Claim, article: Article) -> Json:
    ends = [one for one in (claim.subject, claim.object) if isinstance(one, Entity)]
    place = claim.place or next((one for one in ends[1:] if schema_of(one) == "Address"), None)
    return made(
        "Event",
        ftm_id("claim", article.id, claim.id),
        name=[Explanation(claim, article).statement],
        involved=[key(one) for one in ends if schema_of(one) in PARTIES],
        location=[place.label] if place else [],
        keywords=[claim.predicate, claim.category],
        **_common(claim, article),
        **_period(claim),
    )


def _note(claim: Claim, article: Article) -> Json:
    explained = Explanation(claim, article)
    status = "" if claim.plain else f" ({claim.polarity}, {claim.modality}, said by {explained.says})"
    return made(
        "Note",
        ftm_id("claim", article.id, claim.id),
        name=[f"{'Claim' if claim.plain else 'Not a fact'}: {explained.statement}{status}"],
        entity=list(dict.fromkeys(key(one) for one, _ in _named(claim))),
        keywords=filter(None, (claim.predicate, claim.category, claim.polarity, claim.modality)),
        **_common(claim, article),
    )


def _common(claim: Claim, article: Article) -> Json:
    sure = f"confidence {claim.confidence:.2f}, characters {claim.evidence.start} to {claim.evidence.end}"
    return {
        "summary": [claim.evidence.quote],
        "description": [f"{Explanation(claim, article).statement}; claim {claim.id}, {sure}"],
        "proof": [ftm_id("article", article.id)],
        "publisher": [article.publisher],
    }


def _period(claim: Claim) -> Json:
    days = {"startDate": claim.time.start, "endDate": claim.time.end} if claim.time else {}
    return {name: [day] for name, day in days.items() if first_day(day)}


def _article(article: Article) -> Json:
    return made(
        "Article",
        ftm_id("article", article.id),
        fileName=[article.id],
        title=[article.title],
        author=[article.author],
        publisher=[article.publisher],
        publishedAt=[article.date if first_day(article.date) else None],
        sourceUrl=[web_address(article.url)],
        language=["eng"],
        bodyText=[article.text],
    )


def _mention(entity: Entity, article: Article, words: Iterable[str]) -> Json:
    return made(
        "Mention",
        ftm_id("mention", article.id, entity.id),
        document=[ftm_id("article", article.id)],
        resolved=[key(entity)],
        name=words,
        detectedSchema=[schema_of(entity)],
    )


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"followthemoney": ftm_entities}
