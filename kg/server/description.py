"""The service description: what the endpoint is and speaks, as RDF."""

import pyoxigraph as ox

from kg.graph.namespaces import PREFIXES, RDF, RDFS
from kg.server.limits import Limits
from kg.server.media import GRAPHS

_SD, _FORMATS = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples RDF_XML JSON-LD "
    "N-Quads TriG"
).split()


def describe_service(endpoint: str, limits: Limits, media_type: str) -> bytes:
    """Return the description of the endpoint at an address in one of the formats for graphs."""
    service = ox.NamedNode(f"{endpoint}#service")
    dataset, graph = ox.NamedNode(f"{endpoint}#dataset"), ox.NamedNode(f"{endpoint}#union")
    triples = [
        ox.Triple(service, RDF["type"], _sd("Service")),
        ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint)),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        *(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _RESULT_FORMATS),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(service, RDFS["comment"], ox.Literal(f"Read-only. {limits}", language="en")),
        ox.Triple(dataset, RDF["type"], _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), graph),
        ox.Triple(graph, RDF["type"], _sd("Graph")),
    ]
    prefixes = {"sd": _SD, "rdfs": PREFIXES["rdfs"], "formats": _FORMATS}
    form = GRAPHS[media_type]
    named = prefixes if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML) else None
    return bytes(ox.serialize(triples, format=form, prefixes=named) or b"")


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
