"""Neo4j: the two CSV files that `neo4j-admin database import` takes.

A plain claim is a relationship of its predicate's type (`STATIONED_IN`); every other claim is of type `CLAIM`, with its
predicate among its properties, so that no pattern that asks for facts finds what is denied, planned or someone's word.
"""

import re
from collections.abc import Callable, Iterable

import rdflib

from kg.graph.extractions import dataset_to_extractions
from kg.graph.ontology import load_vocabulary
from kg.models import Article, Claim, Entity, Extraction, Literal
from kg.records import to_csv

Row = dict[str, object]
NODE_COLUMNS = [
    "id:ID",
    "label",
    "type",
    "wikidata",
    "aliases:string[]",
    "latitude:double",
    "longitude:double",
    ":LABEL",
]
RELATIONSHIP_COLUMNS = (
    ":START_ID claim predicate category plain:boolean symmetric:boolean polarity modality attribution "
    "attribution_chain:string[] quantity:double unit approximate:boolean time time_start time_end place role quote "
    "cue article title published start:int end:int confidence:double origin :END_ID :TYPE"
).split()
_BREAKS = re.compile(
    r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+"
)  # the importer reads one line a row unless told otherwise


def neo4j_files(graph: rdflib.Graph) -> dict[str, str]:
    """Return nodes.csv and relationships.csv; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    extractions = dataset_to_extractions(graph)
    nodes = {node["id:ID"]: node for found in extractions for node in _nodes(found)}
    relationships = (_relationship(claim, found.article) for found in extractions for claim in found.claims)
    return {
        "nodes.csv": to_csv((nodes[key] for key in sorted(nodes, key=str)), NODE_COLUMNS),
        "relationships.csv": to_csv(relationships, RELATIONSHIP_COLUMNS),
    }


def relationship_type(claim: Claim) -> str:
    """Return the type of a claim's relationship: `STATIONED_IN` for a fact of its article, else `CLAIM`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", claim.predicate).upper() if claim.plain else "CLAIM"


def _nodes(extraction: Extraction) -> Iterable[Row]:
    for claim in extraction.claims:
        yield _node(claim.subject)
        yield _node(claim.object)


def _node(end: Entity | Literal) -> Row:
    if isinstance(end, Literal):
        return {"id:ID": _key(end), "label": _line(end.value), "type": end.datatype, ":LABEL": "Value"}
    above = load_vocabulary().classes.get(end.type, frozenset())
    lat, long = end.coordinates or (None, None)
    return {
        "id:ID": _key(end),
        "label": _line(end.label),
        "type": end.type,
        "wikidata": end.wikidata,
        "aliases:string[]": _array(end.aliases),
        "latitude:double": lat,
        "longitude:double": long,
        ":LABEL": ";".join([end.type, *sorted(above - {end.type})]),
    }


def _key(end: Entity | Literal) -> str:
    # a value is a node of its own, told apart from entities by a mark that no id has
    return _line(f'"{end.value}"' if isinstance(end, Literal) else end.id)


def _relationship(claim: Claim, article: Article) -> Row:
    quantity, time = claim.quantity, claim.time
    return {
        ":START_ID": _key(claim.subject),
        ":END_ID": _key(claim.object),
        ":TYPE": relationship_type(claim),
        "claim": claim.id,
        "predicate": claim.predicate,
        "category": claim.category,
        "plain:boolean": _boolean(claim.plain),
        "symmetric:boolean": _boolean(claim.symmetric),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": claim.attribution and _line(claim.attribution.label),
        "attribution_chain:string[]": _array(who.label for who in claim.attribution_chain),
        "quantity:double": quantity and quantity.value,
        "unit": quantity and quantity.unit and _line(quantity.unit),
        "approximate:boolean": quantity and _boolean(quantity.approximate),
        "time": time and _line(time.text),
        "time_start": time and time.start,
        "time_end": time and time.end,
        "place": claim.place and _line(claim.place.label),
        "role": claim.role and _line(claim.role),
        "quote": _line(claim.evidence.quote),
        "cue": claim.cue and _line(claim.cue.text),
        "article": _line(article.id),
        "title": article.title and _line(article.title),
        "published": article.date,
        "start:int": claim.evidence.start,
        "end:int": claim.evidence.end,
        "confidence:double": claim.confidence,
        "origin": claim.origin,
    }


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text)


def _array(texts: Iterable[str]) -> str:
    return ";".join(_line(text).replace(";", ",") for text in texts)  # `;` parts the members


FOLDERS: dict[str, Callable[[rdflib.Graph], dict[str, str]]] = {"neo4j": neo4j_files}
