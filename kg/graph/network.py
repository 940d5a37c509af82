"""Claims as a network: entities are nodes, each claim an edge of its own."""

from collections.abc import Iterable

import networkx as nx

from kg.models import Claim, Entity, Extraction, Literal


def claims_network(extractions: Iterable[Extraction]) -> "nx.MultiDiGraph[str]":
    """Return a directed multigraph; nodes have label, type, wikidata and aliases, edges all that the claim says."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for extraction in extractions:
        for claim in extraction.claims:
            one, other = _add_node(network, claim.subject), _add_node(network, claim.object)
            article = extraction.article
            attributes = claim_attributes(claim) | {"article": article.id, "published": article.date or ""}
            network.add_edge(one, other, key=claim.id, **attributes)
    return network


def claim_attributes(claim: Claim) -> dict[str, str | float | bool]:
    """Return what a claim says besides its ends, in plain values that every graph format can hold."""
    quantity, time = claim.quantity, claim.time
    found: dict[str, str | float | bool] = {
        "label": claim.predicate,
        "predicate": claim.predicate,
        "category": claim.category or "",
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": claim.attribution.label if claim.attribution else "",
        "plain": claim.plain,
        "symmetric": claim.symmetric,
        "unit": (quantity.unit or "") if quantity else "",
        "time": time.text if time else "",
        "time_start": (time.start or "") if time else "",
        "time_end": (time.end or "") if time else "",
        "place": claim.place.label if claim.place else "",
        "role": claim.role or "",
        "quote": claim.evidence.quote,
        "confidence": claim.confidence,
        "origin": claim.origin,
    }
    return found | ({"quantity": quantity.value} if quantity else {})


def _add_node(network: "nx.MultiDiGraph[str]", end: Entity | Literal) -> str:
    if isinstance(end, Literal):
        # a literal is a node of its own value, told apart from entities by a mark that no id has
        network.add_node(f'"{end.value}"', label=end.value, type="Literal", wikidata="", aliases="")
        return f'"{end.value}"'
    aliases = "; ".join(end.aliases)
    network.add_node(end.id, label=end.label, type=end.type, wikidata=end.wikidata or "", aliases=aliases)
    if end.coordinates is not None:
        network.add_node(end.id, latitude=end.coordinates[0], longitude=end.coordinates[1])
    return end.id
