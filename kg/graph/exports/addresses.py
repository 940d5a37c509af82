"""Addresses: which base an article's IRIs have, and which addresses of hostile pages may become links."""

import re
from urllib.parse import urlsplit

import pyoxigraph as ox
import rdflib

from kg.graph.dataset import store_of
from kg.graph.namespaces import BASE, RDF, key_of, kg_terms
from kg.models import Entity

_NEVER = re.compile(r"[\x00-\x20\x7f-\xa0<>\"'`{}|\\^\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_QNUMBER = re.compile(r"Q[1-9][0-9]*")


class Bases:
    """Knows the base that the IRIs of each article of a graph were minted under."""

    def __init__(self, graph: rdflib.Graph) -> None:
        articles = store_of(graph).quads_for_pattern(None, RDF["type"], kg_terms()["Article"])
        iris = sorted({getattr(quad.subject, "value", "") for quad in articles}, reverse=True)
        self._found = {key_of(iri): iri.rpartition("article/")[0] for iri in iris}

    def of(self, article: str) -> str:
        """Return the base of an article by its id."""
        return self._found.get(article) or BASE

    @property
    def first(self) -> str:
        """The base of the whole: that of the first article."""
        return min(self._found.values(), default=BASE) or BASE


def web_address(text: str | None) -> str | None:
    """Return an address if it is one of the web that is safe to link to; pages give others too (`javascript:`)."""
    if not text or _NEVER.search(text):
        return None
    try:
        parts = urlsplit(text)
        ox.NamedNode(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


def wikidata_address(entity: Entity) -> str | None:
    """Return the page of an entity on Wikidata."""
    number = entity.wikidata or ""
    return f"https://www.wikidata.org/wiki/{number}" if _QNUMBER.fullmatch(number) else None
