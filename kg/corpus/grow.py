"""Articles → a store, one transaction an article; what is known already is not read again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.graph.namespaces import BASE
from kg.graph.store import ArticleStore
from kg.models import Article, Extraction

Reader = Callable[[list[Article]], Iterable[Extraction]]


@dataclass(frozen=True, slots=True)
class Growth:
    """How many articles were new to a store, replaced in it, or known already, and how many claims were written."""

    new: int = 0
    replaced: int = 0
    known: int = 0
    claims: int = 0

    @property
    def articles(self) -> int:
        """How many articles there were in all."""
        return self.new + self.replaced + self.known


def grow_store(
    articles: Iterable[Article], where: Path | str, read: Reader, base: str = BASE, reread: bool = False
) -> Growth:
    """Add articles to a store, in place of what their sources gave before.

    A text that the store holds already is read again only with `reread`. Raises GraphError where another writes to it.
    """
    new = replaced = known = claims = 0
    with ArticleStore(where, base) as store:
        unknown = []
        for article in map(store.named, articles):
            if not reread and store.holds(article):
                known += 1
            else:
                unknown.append(article)
        for extraction in read(unknown):
            if store.put(extraction):
                replaced += 1
            else:
                new += 1
            claims += len(extraction.claims)
    return Growth(new, replaced, known, claims)
