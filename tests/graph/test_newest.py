"""The newest rows of a question: what a search of everything gives, cut by the dates of the articles."""

import random
import re
from dataclasses import replace
from functools import cache

import pytest
import rdflib
from graphs import CLAIMS, DENIALS, EXTRACTIONS, FIRST, SECOND

from kg.graph.answers import Answer
from kg.graph.dataset import store_of
from kg.graph.exports import export_graph
from kg.graph.newest import newest_first
from kg.graph.quads import extractions_to_dataset
from kg.graph.query import run_named, run_newest
from kg.graph.questions import bind, named_queries
from kg.models import Extraction, Mention

ENTITIES = ("Japan", "China", "Fumio Kishida", "United States")
NEEDED = {"about-entity": {"entity": "China"}, "relation": {"predicate": "metWith"}}
DATES = ("2022-11-17", "2022-11-18", "2021", "2022-11", "one day", None)


@cache
def many() -> rdflib.Dataset:
    """Return sixty articles of few dates, each with some of the claims of the two that were written by hand."""
    chance, made = random.Random(4), []
    for n in range(60):
        model = chance.choice((FIRST, SECOND))
        article = replace(model, id=f"a{n}", date=chance.choice(DATES))
        claims = chance.choices(CLAIMS if model is FIRST else DENIALS, k=chance.randrange(5))
        chosen = {claim.id: replace(claim, id=f"{n}-{claim.id}") for claim in claims}
        evidence = [replace(c, evidence=replace(c.evidence, document=article.id)) for c in chosen.values()]
        mentions = tuple(Mention(article.id, 0, 3, article.text[:3], c.subject.type, (c.subject,)) for c in evidence)
        made.append(Extraction(article, mentions, tuple(evidence)))
    return extractions_to_dataset(made)


def askings() -> list[tuple[str, dict[str, str]]]:
    found = []
    for name, question in named_queries().items():
        needed = NEEDED.get(name, {})
        found.append((name, needed))
        found += [(name, {**needed, p.name: e}) for p in question.given if p.kind == "entity" for e in ENTITIES]
    return found


def cut_by_hand(answer: Answer, most: int) -> list[tuple[object, ...]]:
    """Keep the rows of the newest articles by going through all of them."""
    dates = {f"https://kg.example/article/a{n}": "" for n in range(60)}
    for row in run_named(many(), "articles").terms:
        date = row[0].value if row[0] is not None else ""
        dates[row[4].value] = date if re.fullmatch(r"[\d-]+", date) else ""
    order = sorted(sorted(dates), key=dates.__getitem__, reverse=True)
    column = answer.columns.index("article")
    by_age = [row for name in order for row in answer.terms if row[column].value == name][:most]
    return [row for row in answer.terms if row in by_age]


@pytest.mark.parametrize(("name", "given"), askings())
def test_the_newest_rows_are_those_of_the_whole_answer(name: str, given: dict[str, str]) -> None:
    whole = run_named(many(), name, given)
    for most in (1, 2, 7, 30, 1000):
        found, more = run_newest(many(), name, given, most)
        if "article" not in whole.columns:
            assert (found, more) == (whole, False)
            continue
        assert more == (len(whole.terms) > most), most
        assert list(found.terms) == cut_by_hand(whole, most), most


def test_most_questions_have_more_answers_than_one() -> None:
    several = [name for name, given in askings() if run_newest(many(), name, given, 1)[1]]
    assert set(named_queries()) - set(several) <= {"predicates", "arms", "sanctions", "threats", "allies"}


def test_articles_come_by_date_and_then_by_name() -> None:
    def found(pattern: str) -> list[str]:
        return [name.value.rpartition("/")[2] for name in newest_first(store_of(dataset), pattern)]

    dataset = extractions_to_dataset(
        Extraction(replace(FIRST, id=name, date=date))
        for name, date in [("b", "2021"), ("a", None), ("d", "2021-02"), ("c", "2021-02"), ("e", "zuletzt")]
    )
    assert found("GRAPH ?article { }") == ["c", "d", "b", "a", "e"]
    assert found("GRAPH ?article { ?article <http://purl.org/dc/terms/identifier> 'd' }") == ["d"]


@pytest.mark.parametrize(("name", "given"), askings())
def test_rdflib_and_oxigraph_answer_alike(name: str, given: dict[str, str]) -> None:
    dataset = extractions_to_dataset(EXTRACTIONS)
    memory = rdflib.Dataset(default_union=True)
    memory.parse(data=export_graph(dataset, "nquads"), format="nquads")
    text = bind(store_of(dataset), name, given).text
    theirs = [tuple("" if term is None else str(term) for term in row) for row in memory.query(text)]
    ours = [tuple("" if term is None else term.value for term in row) for row in run_named(dataset, name, given).terms]
    assert sorted(theirs) == sorted(ours)
    if name != "articles":  # SPARQL does not say whether a year is before a day
        assert theirs == ours


@pytest.mark.parametrize("name", named_queries())
def test_an_answer_has_one_order_only(name: str) -> None:
    unique = {"articles": ["article"], "predicates": ["relation"]}
    columns = unique.get(name, run_named(extractions_to_dataset(EXTRACTIONS), name, NEEDED.get(name)).columns)
    assert {f"?{column}" for column in columns} <= set(
        re.findall(r"\?\w+", named_queries()[name].text.rpartition("ORDER BY")[2])
    )
