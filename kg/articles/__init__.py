"""Articles: files of any kind → Article, one reader a format, chosen from a table."""

from kg.articles.read import read_articles

__all__ = ["read_articles"]
