"""Many articles: a store that grows by what it does not hold yet."""

from kg.corpus.grow import Growth, grow_store

__all__ = ["Growth", "grow_store"]
