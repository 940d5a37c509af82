"""The newest rows of an answer: articles are asked newest first, and no more of them than it takes."""

from collections.abc import Callable, Sequence
from itertools import accumulate

import pyoxigraph as ox

from kg.graph.answers import Answer
from kg.graph.namespaces import DCTERMS, XSD, with_prefixes

Articles = dict[ox.NamedNode, int]
"""Articles by their graphs, newest first, and of how many claims each may have something to say."""

_DATES = {XSD["date"], XSD["gYearMonth"], XSD["gYear"]}


def newest_first(store: ox.Store, found: str) -> Articles:
    """Return the `?article` and the number of `?claim` that a pattern finds: by date, those without one last, by name.

    Counting is done by the engine: to take all claims out of it would take longer than the question.
    """
    dated = f"SELECT ?article ?date WHERE {{ GRAPH ?article {{ ?article {DCTERMS['date']} ?date }} }}"
    counted = f"SELECT ?article (COUNT(?claim) AS ?claims) WHERE {{ {found} }} GROUP BY ?article"
    text = f"SELECT ?article ?date ?claims WHERE {{ {{ {counted} }} OPTIONAL {{ {dated} }} }}"
    dates: dict[ox.NamedNode, str] = {}
    claims: dict[ox.NamedNode, int] = {}
    for row in store.query(with_prefixes(text)):  # type: ignore[union-attr]
        article, date = row["article"], row["date"]
        text = date.value if isinstance(date, ox.Literal) and date.datatype in _DATES else ""
        dates[article] = max(text, dates.get(article, ""))
        claims[article] = int(row["claims"].value)
    by_age = sorted(sorted(dates, key=str), key=dates.__getitem__, reverse=True)
    return {article: claims[article] for article in by_age}


def newest_rows(
    ask: Callable[[Sequence[ox.NamedNode] | None], Answer], articles: Articles, most: int
) -> tuple[Answer, bool]:
    """Return at most so many rows, in the answer's order, and whether there are more; see `cut`.

    Some articles are asked, or all (None).
    """
    names = list(articles)
    # most claims give one row; where they give fewer, more articles are asked
    size = 1 + sum(total <= most for total in accumulate(max(1, claims) for claims in articles.values()))
    answer = ask(names[:size])
    while len(answer.terms) <= most and size < len(names):
        size = max(2 * size, size * most // (len(answer.terms) + 1))
        if 2 * size > len(names):  # one search of all takes less time than a search of each
            size = len(names)
        answer = ask(names[:size] if size < len(names) else None)
    return cut(answer, articles, most)


def cut(answer: Answer, articles: Articles, most: int) -> tuple[Answer, bool]:
    """Keep so many rows of an answer that has a column `article`, and tell whether there were more.

    They are those of the newest articles, and of the last one that has room the first ones. Their order stays.
    """
    if len(answer.terms) <= most:
        return answer, False
    ranks: dict[object, int] = {name: n for n, name in enumerate(articles)}
    column = answer.columns.index("article")
    ages = [ranks.get(row[column], len(ranks)) for row in answer.terms]
    kept = sorted(range(len(ages)), key=ages.__getitem__)[:most]
    return Answer(answer.columns, [answer.terms[n] for n in sorted(kept)]), True
