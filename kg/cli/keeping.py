"""`kg build --store` and `kg forget`: a store that grows article by article."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import counted
from kg.models import Article

if TYPE_CHECKING:
    from kg.corpus.grow import Growth, Reader


def build_store(articles: Iterable[Article], where: Path, base: str | None, reread: bool, read: Reader) -> Growth:
    """Add to a store what it does not hold yet, and say what that was."""
    from kg.corpus import grow_store
    from kg.graph.namespaces import BASE

    grown = grow_store(articles, where, read, base or BASE, reread)
    added = f"{counted(grown.new, 'article')} added, {grown.replaced} replaced, {grown.known} known already"
    click.echo(f"{added}; {counted(grown.claims, 'claim')} written → {where}")
    return grown


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
