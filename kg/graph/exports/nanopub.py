"""Nanopublications: TriG with four graphs a claim (head, assertion, provenance, publication information).

The assertion of every claim is the claim node, with its polarity and modality; the bare triple stands beside it only
where the claim is plain. Whose word it is, and in which words, is the provenance. There is no time of creation: that
would be the clock's, and the same graph would not give the same text.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pyoxigraph as ox
import rdflib

from kg.graph.dataset import sorted_quads
from kg.graph.explain import Explanation
from kg.graph.exports.addresses import Bases
from kg.graph.extractions import dataset_to_extractions
from kg.graph.files import serialized
from kg.graph.namespaces import BASE, DCTERMS, NP, PROV, RDF, RDFS, SCHEMA, kg_terms, mint
from kg.graph.quads import iter_quads
from kg.models import Article, Claim, Extraction

AUTHOR = ox.NamedNode(BASE + "software")
"""kg, which made the nanopublications out of what others said."""


def nanopublications(graph: rdflib.Graph) -> str:
    """Return a nanopublication for each claim."""
    bases = Bases(graph)
    store = ox.Store()
    store.bulk_extend(
        quad
        for found in dataset_to_extractions(graph)
        for claim in found.claims
        for quad in iter_nanopublication(claim, found.article, bases.of(found.article.id))
    )
    return serialized(sorted_quads(store), ox.RdfFormat.TRIG).decode("utf8")


def iter_nanopublication(claim: Claim, article: Article, base: str) -> Iterator[ox.Quad]:
    """Yield the quads of one claim's nanopublication."""
    iri = mint(base, "nanopub", claim.id)
    head, assertion, provenance, about = (
        ox.NamedNode(f"{iri.value}#{name}") for name in ("Head", "assertion", "provenance", "pubinfo")
    )
    yield ox.Quad(iri, RDF["type"], NP["Nanopublication"], head)
    yield ox.Quad(iri, NP["hasAssertion"], assertion, head)
    yield ox.Quad(iri, NP["hasProvenance"], provenance, head)
    yield ox.Quad(iri, NP["hasPublicationInfo"], about, head)

    source, node = mint(base, "article", article.id), mint(base, "claim", claim.id)
    by = mint(base, "resource", claim.attribution.id) if claim.attribution else source
    yield ox.Quad(assertion, PROV["wasAttributedTo"], by, provenance)
    yield ox.Quad(assertion, PROV["wasDerivedFrom"], source, provenance)
    yield ox.Quad(iri, DCTERMS["creator"], AUTHOR, about)
    yield ox.Quad(iri, RDFS["label"], ox.Literal(_label(claim, article)), about)

    kg = kg_terms()
    for quad in iter_quads(Extraction(article, (), (claim,)), base):
        if quad.subject == node:
            graph = provenance if quad.predicate in _whence() else assertion
        elif quad.predicate == kg[claim.predicate]:
            graph = assertion
        elif getattr(quad.subject, "value", "").startswith(base + "resource/"):
            graph = about  # names and classes of entities are kg's own knowledge, nothing that the article asserts
        elif quad.predicate in (kg["text"], SCHEMA["mentions"]):
            continue  # the text as a whole, and what else it mentions, are not about one claim
        else:
            graph = provenance
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


@cache
def _whence() -> frozenset[ox.NamedNode]:
    """Return the properties of a claim that say where it comes from, not what it says."""
    names = "assertedBy evidence reportedBy confidence origin cue subjectMention objectMention".split()
    return frozenset({PROV["wasDerivedFrom"], *(kg_terms()[name] for name in names)})


def _label(claim: Claim, article: Article) -> str:
    explained = Explanation(claim, article)
    if claim.plain:
        return explained.statement
    return f"{explained.statement} ({claim.polarity}, {claim.modality}, said by {explained.says})"


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"nanopub": nanopublications}
