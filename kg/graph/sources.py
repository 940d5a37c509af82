"""Sources: which document of a store a file is, so that two files of one name get two documents.

A store keeps a digest of the place that each article was read from, as it was given: enough to know the place again,
and no path of anybody's machine.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Protocol

import pyoxigraph as ox

from kg.graph.namespaces import DCTERMS, key_of, kg_terms, mint
from kg.ids import digest
from kg.models import Article

_NUMBER = re.compile(r"~[0-9]+$")
Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None
Node = ox.NamedNode | ox.BlankNode | None


class Readable(Protocol):
    """What can be asked for quads; Oxigraph's store and `RemoteStore` can."""

    def quads_for_pattern(
        self, subject: Node, predicate: ox.NamedNode | None, object: ox.Literal | None, graph_name: Name = None
    ) -> Iterator[ox.Quad]:
        """Yield the quads that have these terms."""


def read_from() -> ox.NamedNode:
    """Return the property that holds the digest of an article's source."""
    return kg_terms()["readFrom"]


def source_quads(article: Article, graph: ox.NamedNode) -> list[ox.Quad]:
    """Return what a store keeps of an article's source; nothing for an article that brings its own id."""
    if article.source is None:
        return []
    return [ox.Quad(graph, read_from(), _digest(article.source), graph)]


class SourceNames:
    """Finds the id that a store has, or will have, for an article by where it was read from."""

    def __init__(self, quads: Readable, base: str) -> None:
        self._quads, self._base = quads, base
        self._given: dict[str, str] = {}  # those not written yet

    def named(self, article: Article, holds: Callable[[Article], bool]) -> Article:
        """Return the article under its id in the store: a number tells it from other sources of its name.

        A text that is there already under its name keeps it, wherever it is read from now.
        """
        if article.source is None:
            return article
        found = self._known(article.source) or self._free(article, holds)
        self._given[article.source] = found
        return replace(article, id=found)

    def _known(self, source: str) -> str | None:
        if source in self._given:
            return self._given[source]
        quads = self._quads.quads_for_pattern(None, read_from(), _digest(source))
        return min((key_of(quad.subject) for quad in quads), default=None)

    def _free(self, article: Article, holds: Callable[[Article], bool]) -> str:
        stem, given = _NUMBER.sub("", article.id), set(self._given.values())
        names = (stem if n == 1 else f"{stem}~{n}" for n in count(1))
        return next(
            name for name in names if name not in given and (holds(replace(article, id=name)) or not self._has(name))
        )

    def _has(self, name: str) -> bool:
        graph = mint(self._base, "article", name)
        return next(iter(self._quads.quads_for_pattern(graph, DCTERMS["identifier"], None, graph)), None) is not None


def _digest(source: str) -> ox.Literal:
    return ox.Literal(digest(source)[:16])
