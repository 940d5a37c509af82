"""One store for many articles: Oxigraph on disk, or a SPARQL server; each article is one transaction."""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph as ox

from kg.errors import GraphError, one_line
from kg.graph.bulk import bulk_load
from kg.graph.namespaces import BASE, DCTERMS, SCHEMA, mint
from kg.graph.quads import checked_base, iter_quads
from kg.graph.remote import RemoteStore, address_of
from kg.graph.sources import Readable, SourceNames, read_from, source_quads
from kg.models import Article, Extraction


class Quads(Readable, Protocol):
    """What a store must be able to do to keep articles; Oxigraph's own and `RemoteStore` can."""

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads in one transaction."""

    def update(self, update: str) -> None:
        """Run a SPARQL update in one transaction."""


def is_store(path: Path) -> bool:
    """Whether a path is a store on disk: a folder, where a graph file is a file."""
    return (path / "CURRENT").is_file()


def unopened(error: Exception) -> str:
    """Return in kg's words why a store does not open."""
    said = one_line(error, 200)
    if "corrupt" in said.lower():
        return f"is a damaged store ({said}); take a copy of it that is whole, or build it anew"
    return f"cannot be opened as a store ({said})"


class ArticleStore:
    """A store opened for writing; nobody else can write to it until it is closed.

    Raises GraphError where the store is in use, or the path is something else.
    """

    def __init__(self, where: Path | str, base: str = BASE) -> None:
        self.where, self.base = str(where), checked_base(base)
        address = address_of(where)
        self._local = None if address else self._opened(Path(where))
        self._quads: Quads = RemoteStore(address) if address else self._local  # type: ignore[assignment]
        self._names = SourceNames(self._quads, self.base)

    def _opened(self, path: Path) -> ox.Store:
        if not path.absolute().parent.is_dir():
            raise GraphError(self.where, "lies in a folder that is not there; make it, or choose another --store")
        if path.exists() and not is_store(path) and (not path.is_dir() or any(path.iterdir())):
            raise GraphError(self.where, "is there already and is no store; choose another --store")
        try:
            return ox.Store(str(path))
        except (OSError, RuntimeError) as error:  # RuntimeError is RocksDB's for a damaged store
            reason = unopened(error)
            if "lock" in str(error).lower():
                reason = "is being written to by another kg; wait until it has ended, or use another --store"
            raise GraphError(self.where, reason) from None

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the store, whatever happened."""
        self.close()

    def close(self) -> None:
        """Write everything to the disk and let others in."""
        local, self._local = self._local, None
        del self._quads, self._names
        if local is not None:
            try:
                local.flush()
            except (OSError, RuntimeError) as error:
                raise self._unwritten(error) from None

    def named(self, article: Article) -> Article:
        """Return an article under the id that the store has for its source; see `kg.graph.sources`."""
        return self._names.named(article, self.holds)

    def holds(self, article: Article) -> bool:
        """Whether the article is there already, with the same text and the same metadata."""
        graph, beside = mint(self.base, "article", article.id), (SCHEMA["mentions"], read_from())
        found = {q for q in self._quads.quads_for_pattern(graph, None, None, graph) if q.predicate not in beside}
        return found == set(iter_quads(Extraction(article), self.base))

    def put(self, extraction: Extraction) -> bool:
        """Add what an article gave, in place of what it gave before; returns whether it was there before."""
        graph = mint(self.base, "article", extraction.article.id)
        quads = [*iter_quads(extraction, self.base), *source_quads(extraction.article, graph)]
        known = next(iter(self._quads.quads_for_pattern(graph, None, None, graph)), None) is not None
        try:
            if known:
                lines = "\n".join(f"{quad.triple} ." for quad in quads)
                self._quads.update(f"DROP SILENT GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{\n{lines}\n}} }}")
            else:
                self._quads.extend(quads)
        except (OSError, RuntimeError) as error:
            raise self._unwritten(error) from None
        return known

    def _unwritten(self, error: Exception) -> GraphError:
        return GraphError(self.where, f"cannot be written to ({one_line(error, 200)}); the articles in it are whole")

    def forget(self, name: str) -> str:
        """Remove an article and all that it gave, by its id, IRI, title or url; returns its id."""
        graphs = self._named(name)
        if not graphs:
            raise GraphError(self.where, f"holds no article {name!r}; kg query STORE --named articles lists them")
        if len(graphs) > 1:
            several = ", ".join(sorted(graph.value for graph in graphs)[:5])
            raise GraphError(self.where, f"holds several articles {name!r}; give one of {several}")
        graph = graphs.pop()
        self._quads.update(f"DROP GRAPH {graph}")
        return graph.value

    def _named(self, name: str) -> set[ox.NamedNode]:
        candidates = [mint(self.base, "article", name)]
        if "://" in name:
            with contextlib.suppress(ValueError):  # an address that is no IRI may still be an article's url
                candidates.append(ox.NamedNode(name))
        for graph in candidates:
            if next(iter(self._quads.quads_for_pattern(graph, DCTERMS["identifier"], None, graph)), None) is not None:
                return {graph}
        found = set()
        for term in ("title", "source"):
            for quad in self._quads.quads_for_pattern(None, DCTERMS[term], None):
                if getattr(quad.object, "value", None) == name and isinstance(quad.graph_name, ox.NamedNode):
                    found.add(quad.graph_name)
        return found

    def load(self, file: Path, form: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> None:
        """Add a whole graph file as fast as the disk allows; not in one transaction."""
        if self._local is None:
            raise GraphError(self.where, "takes articles only; load files with the server's own tools")
        bulk_load(self._local, file, form)
