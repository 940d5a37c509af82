"""`kg build --store` and `kg forget`: a store that grows article by article."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from kg.cli.output import counted
from kg.models import Article, Extraction

Reader = Callable[[list[Article]], Iterator[Extraction]]


def build_store(articles: Iterable[Article], where: Path, base: str | None, reread: bool, read: Reader) -> Counter[str]:
    """Read what a store does not hold yet, one transaction an article; returns how many are new, replaced, known."""
    from kg.graph.namespaces import BASE
    from kg.graph.store import ArticleStore

    counts: Counter[str] = Counter()
    with ArticleStore(where, base or BASE) as store:
        unknown = []
        for article in articles:
            if not reread and store.holds(article):
                counts["known"] += 1
            else:
                unknown.append(article)
        claims = 0
        for extraction in read(unknown):
            counts["replaced" if store.put(extraction) else "new"] += 1
            claims += len(extraction.claims)
    added = f"{counted(counts['new'], 'article')} added, {counts['replaced']} replaced, {counts['known']} known already"
    click.echo(f"{added}; {counted(claims, 'claim')} written → {where}")
    return counts


@click.command()
@click.argument("article")
@click.option("--store", "where", type=click.Path(path_type=Path), required=True, metavar="STORE",
              help="The store that holds it.")  # fmt: skip
@click.option("--base", metavar="IRI", help="Base IRI of the graph, if it was built with one.")
def forget(article: str, where: Path, base: str | None) -> None:
    """Remove an article and all its claims, by id, title or address.  Example: kg forget ARTICLE --store kg.db"""
    from kg.errors import GraphError
    from kg.graph.namespaces import BASE
    from kg.graph.remote import address_of
    from kg.graph.store import ArticleStore, is_store

    if not is_store(where) and not address_of(where):
        raise GraphError(str(where), "is no store; kg build --store makes one")
    with ArticleStore(where, base or BASE) as store:
        click.echo(f"forgot {store.forget(article)}")
