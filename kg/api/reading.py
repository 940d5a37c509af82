"""`kg.read`, `kg.extract`, `kg.build_graph`: from articles to graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.api.graph import open_graph
from kg.errors import ArticleError
from kg.models import Article, Extraction

if TYPE_CHECKING:
    import rdflib

    from kg.build import Extractor

Place: TypeAlias = str | Path


def read(
    *paths: Place, date: str | None = None, on_error: Callable[[ArticleError], None] | None = None
) -> list[Article]:
    """Read files, folders and globs as articles; `date` is the publication date of those that give none.

    Raises ArticleError for what cannot be read; with `on_error` that is called with it, and the others are read.

    >>> kg.read("seeds/")[0].date
    '2022-11-17'
    """
    from kg.articles import read_articles

    found = []
    for article in read_articles(map(str, paths), date=date):
        if isinstance(article, Article):
            found.append(article)
        elif on_error is None:
            raise article
        else:
            on_error(article)
    return found


def extract(
    *sources: Article | Place, date: str | None = None, model: str | None = None, threads: int = 1
) -> list[Extraction]:
    """Read the claims and mentions of articles, given as articles or as paths; one extraction an article.

    `model` names an installed spaCy pipeline with UD labels in place of kg's own.

    >>> kg.extract("seeds/")[0].claims[0].predicate
    'sharesIntelligenceWith'
    """
    articles = _articles(sources, date)
    return list(_extractor(model, threads).extract(articles)) if articles else []


def build_graph(
    *sources: Article | Extraction | Place,
    store: Place | None = None,
    base: str | None = None,
    date: str | None = None,
    model: str | None = None,
    threads: int = 1,
    reread: bool = False,
) -> rdflib.Dataset:
    """Build the graph of articles, extractions or paths: in memory, or in a store (a path, or a server's address).

    A store gets what it does not hold yet, in place of what the same sources gave before, and comes back as a whole;
    `reread` reads known articles again.

    >>> graph = kg.build_graph("seeds/")
    >>> graph = kg.build_graph("articles/", store="kg.db")
    """
    from kg.graph.namespaces import BASE
    from kg.graph.quads import extractions_to_dataset

    given = [source for source in sources if isinstance(source, Extraction)]
    articles = _articles((source for source in sources if not isinstance(source, Extraction)), date)
    if store is None:
        found = _extractor(model, threads).extract(articles) if articles else ()
        return extractions_to_dataset([*given, *found], base or BASE)
    from kg.corpus import grow_store
    from kg.graph.store import ArticleStore

    grow_store(articles, store, lambda unknown: _extractor(model, threads).extract(unknown), base or BASE, reread)
    with ArticleStore(store, base or BASE) as kept:
        for extraction in given:
            kept.put(extraction)
    return open_graph(store)


@cache
def _extractor(model: str | None, threads: int) -> Extractor:
    from kg.build import Extractor

    return Extractor(model, threads)


def _articles(sources: Iterable[Article | Place], date: str | None) -> list[Article]:
    return list(_each_article(sources, date))


def _each_article(sources: Iterable[Article | Place], date: str | None) -> Iterator[Article]:
    paths = []
    for source in sources:
        if isinstance(source, Article):
            yield source
        else:
            paths.append(source)
    yield from read(*paths, date=date)  # together, so that files of one name get ids of their own
