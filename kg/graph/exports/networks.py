"""Networks: GraphML and GEXF, for Gephi, Cytoscape, yEd and networkx."""

import io
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import rdflib

from kg.graph.extractions import dataset_to_extractions
from kg.graph.network import claims_network

# characters that XML 1.0 cannot hold in any form; the writers would put them out and no reader take them in
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: rdflib.Graph) -> str:
    """Return the claims as GraphML, one edge a claim."""
    out = io.BytesIO()
    nx.write_graphml_xml(_network(graph), out, prettyprint=True)
    return out.getvalue().decode("utf8") + "\n"


def gexf(graph: rdflib.Graph) -> str:
    """Return the claims as GEXF 1.2, one edge a claim; without the date of writing, which networkx puts in."""
    text = "\n".join(nx.generate_gexf(_network(graph), version="1.2draft")) + "\n"
    return re.sub(r'<meta lastmodifieddate="[^"]*">', "<meta>", text, count=1)


def _network(graph: rdflib.Graph) -> "nx.MultiDiGraph[str]":
    network = claims_network(dataset_to_extractions(graph))
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, values in network.nodes(data=True):
        clean.add_node(_xml(node), **_cleaned(values))
    for one, other, key, values in network.edges(keys=True, data=True):
        clean.add_edge(_xml(one), _xml(other), key=str(key), **_cleaned(values))
    return clean


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _xml(value) if isinstance(value, str) else value for name, value in values.items()}


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"graphml": graphml, "gexf": gexf}
