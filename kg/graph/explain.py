"""Why an edge is in the graph: each claim behind it, in the words of its article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pyoxigraph as ox
import rdflib

from kg.errors import QueryError
from kg.graph.dataset import store_of
from kg.graph.extractions import Place, read_claim
from kg.graph.find import find_entities
from kg.graph.namespaces import RDF, kg_terms
from kg.graph.ontology import load_vocabulary
from kg.graph.sentences import sentence_around
from kg.models import Article, Claim, Literal, Time

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_ROOM = 200  # characters of a sentence that are shown on each side of a quote


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim and the article that makes it."""

    claim: Claim
    article: Article

    @property
    def statement(self) -> str:
        """The claim in one line, its quantity, role and place with it."""
        claim = self.claim
        object_ = claim.object.value if isinstance(claim.object, Literal) else claim.object.label
        line = f"{claim.subject.label} {claim.predicate} {object_}"
        if claim.quantity is not None:
            about = "about " if claim.quantity.approximate else ""
            line += f", {about}{claim.quantity.value:,.10g} {claim.quantity.unit or ''}".rstrip()
        if claim.role:
            line += f", as {claim.role}"
        return line + (f", in {claim.place.label}" if claim.place else "")

    @property
    def sentence(self) -> str:
        """The quote in its sentence, the cue between brackets ⟦ ⟧."""
        text, where, cue = self.article.text, self.claim.evidence, self.claim.cue
        start, end = sentence_around(text, where.start, where.end, _ROOM)
        if cue is None or not start <= cue.start <= cue.end <= end:
            return text[start:end]
        return f"{text[start : cue.start]}⟦{text[cue.start : cue.end]}⟧{text[cue.end : end]}"

    @property
    def says(self) -> str:
        """Who says it, from the closest claimant outwards."""
        if self.claim.attribution is None:
            return "the article itself"
        return ", as told by ".join(who.label for who in (self.claim.attribution, *self.claim.attribution_chain))

    def __str__(self) -> str:
        """Return the explanation as five lines for a terminal."""
        claim, article = self.claim, self.article
        source = ", ".join(filter(None, (article.title or article.id, article.publisher, article.date)))
        status = f"{claim.polarity}, {claim.modality}" + (f", {_when(claim.time)}" if claim.time else "")
        where = f"characters {claim.evidence.start} to {claim.evidence.end} of {article.id}"
        lines = (
            self.statement,
            f"  “{self.sentence.strip()}”",
            f"  said by {self.says}: {status}",
            f"  in {source} ({where})",
            f"  confidence {claim.confidence:.2f}, found by {claim.origin or 'an unnamed rule'}, claim {claim.id}",
        )
        return "\n".join(_CONTROL.sub(" ", line) for line in lines)


def explain_edge(dataset: rdflib.Graph, subject: str, predicate: str, object_: str) -> Iterator[Explanation]:
    """Yield the claims behind an edge; its ends are named by label, alias or id, in either order if it is symmetric.

    A predicate stands for those below it too (`attacks` for `invades`). Raises QueryError for one that there is not.
    """
    vocabulary, store = load_vocabulary(), store_of(dataset)
    if predicate not in vocabulary.predicates:
        raise QueryError(f"no predicate is named {predicate!r}; one is {', '.join(vocabulary.predicates)}")
    terms = {kg_terms()[p.name] for p in vocabulary.predicates.values() if predicate in (p.name, p.parent)}
    ones, others = find_entities(store, subject), find_entities(store, object_)
    pairs: set[tuple[ox.NamedNode, ox.NamedNode | str]] = set(product(ones, [*others, object_]))
    if vocabulary.predicates[predicate].symmetric:
        pairs |= set(product(others, ones))
    found = {place for one, other in pairs for place in _claims(store, one, terms, other)}
    explained = (Explanation(*read_claim(store, *place)) for place in found)
    yield from sorted(explained, key=lambda e: (e.article.date or "", e.article.id, e.claim.evidence.start, e.claim.id))


def _claims(
    store: ox.Store, subject: ox.NamedNode, predicates: set[ox.NamedNode], end: ox.NamedNode | str
) -> Iterator[Place]:
    """Yield claim and graph of what is said of two ends; a text is the value of a literal."""
    for quad in store.quads_for_pattern(None, RDF["subject"], subject):
        claim, graph = quad.subject, quad.graph_name
        said = {q.object for q in store.quads_for_pattern(claim, RDF["predicate"], None, graph)}
        ends = {q.object for q in store.quads_for_pattern(claim, RDF["object"], None, graph)}
        literals = {e.value for e in ends if isinstance(e, ox.Literal)}
        if said & predicates and (end in ends or end in literals):
            yield claim, graph


def _when(time: Time) -> str:
    if time.start is None and time.end is None:
        return time.text
    span = time.start if time.start == time.end else f"{time.start or '…'} to {time.end or '…'}"
    return f"{time.text} ({span})"
