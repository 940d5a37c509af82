"""Nanopublications: TriG with four graphs a claim (head, assertion, provenance, publication information).

The assertion of every claim is the claim node, with its polarity and modality; the bare triple stands beside it only
where the claim is plain. Whose word it is, and in which words, is the provenance. There is no time of creation: that
would be the clock's, and the same graph would not give the same text.
"""

from collections.abc import Callable, Iterator

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
    for found in dataset_to_extractions(graph):
        for claim in found.claims:
            store.extend(iter_nanopublication(claim, found.article, bases.of(found.article.id)))
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

    whose = claim.attribution
    by = mint(base, "resource", whose.id) if whose else mint(base, "article", article.id)
    yield ox.Quad(assertion, PROV["wasAttributedTo"], by, provenance)
    yield ox.Quad(assertion, PROV["wasDerivedFrom"], mint(base, "article", article.id), provenance)
    yield ox.Quad(iri, DCTERMS["creator"], AUTHOR, about)
    yield ox.Quad(iri, RDFS["label"], ox.Literal(_label(claim, article)), about)

    graphs = {"assertion": assertion, "provenance": provenance, "about": about}
    for quad in iter_quads(Extraction(article, (), (claim,)), base):
        if (part := _part(quad, claim, base)) is not None:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graphs[part])


def _part(quad: ox.Quad, claim: Claim, base: str) -> str | None:
    """Return the part of a nanopublication that something said of a claim belongs to; None for none of them."""
    kg, subject = kg_terms(), quad.subject
    whence = {PROV["wasDerivedFrom"]} | {
        kg[name] for name in "assertedBy evidence reportedBy confidence origin cue subjectMention objectMention".split()
    }
    if subject == mint(base, "claim", claim.id):
        return "provenance" if quad.predicate in whence else "assertion"
    if subject == mint(base, "resource", claim.subject.id) and quad.predicate == kg[claim.predicate]:
        return "assertion"
    if getattr(subject, "value", "").startswith(base + "resource/"):
        return "about"  # names and classes of entities are kg's own knowledge, and nothing that the article asserts
    # the text as a whole, and what else it mentions, are not about this claim
    return None if quad.predicate in (kg["text"], SCHEMA["mentions"]) else "provenance"


def _label(claim: Claim, article: Article) -> str:
    explained = Explanation(claim, article)
    if claim.plain:
        return explained.statement
    return f"{explained.statement} ({claim.polarity}, {claim.modality}, said by {explained.says})"


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"nanopub": nanopublications}
