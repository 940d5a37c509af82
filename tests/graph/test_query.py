"""Questions: what the named ones answer, how parameters bind, what is refused."""

import json
import re
from pathlib import Path

import pytest
from graphs import EXTRACTIONS

from kg.errors import QueryError, VocabularyError
from kg.graph.dataset import store_of
from kg.graph.guard import check_query
from kg.graph.quads import extractions_to_dataset
from kg.graph.query import run_named, run_query
from kg.graph.questions import bind, named_queries, read_named_query
from kg.models import Article, Extraction

DATASET = extractions_to_dataset(EXTRACTIONS)


def shown(name: str, columns: str, **parameters: str) -> list[tuple[str, ...]]:
    answer = run_named(DATASET, name, parameters)
    return [tuple(row[answer.columns.index(c)] for c in columns.split()) for row in answer.rows()]


@pytest.mark.parametrize("name", named_queries())
def test_every_question_runs_with_and_without_its_parameters(name: str) -> None:
    asked = named_queries()[name]
    values = {p.name: "metWith" if p.kind == "predicate" else "Japan" for p in asked.given}
    run_named(DATASET, name, values)
    for given in (values, {p.name: values[p.name] for p in asked.given if p.needed}):
        assert check_query(bind(store_of(DATASET), name, given).text).form == "SELECT"
    needed = {p.name: values[p.name] for p in asked.given if p.needed}
    assert run_named(DATASET, name, needed).columns


@pytest.mark.parametrize("name", named_queries())
def test_what_is_shown_of_a_question_is_a_query_without_marks(name: str) -> None:
    text = named_queries()[name].open_text
    assert check_query(text).form == "SELECT"
    assert not re.search("# only|# finds", text)


def test_forces_abroad() -> None:
    rows = shown("forces-abroad", "force place quantity unit says quote")
    quote = "The US has about 50,000 troops stationed in Japan"
    assert rows == [("United States", "Japan", "50000", "troops", "the article", quote)]
    assert shown("forces-abroad", "force", where="china") == []


def test_disputed_claims_show_both_sides_only_of_what_is_denied() -> None:
    assert shown("disputed-claims", "subject relation object polarity says") == [
        ("China", "metWith", "Fumio Kishida", "negative", "China"),
        ("Fumio Kishida", "metWith", "China", "positive", "the article"),
    ]


@pytest.mark.parametrize(("about", "count"), [("China", 2), ("Fumio Kishida", 2), ("United States", 0)])
def test_disputed_claims_about_someone_are_those_among_all(about: str, count: int) -> None:
    columns = "subject relation object polarity says"
    found = shown("disputed-claims", columns, about=about)
    assert len(found) == count
    assert set(found) <= set(shown("disputed-claims", columns))


def test_claims_by_claimant() -> None:
    assert shown("claims-by-claimant", "says subject relation object modality", claimant="Washington") == [
        ("United States", "China", "attacks", "Japan", "possible")
    ]


def test_about_entity_finds_it_on_every_side() -> None:
    rows = shown("about-entity", "subject relation object", entity="fumio kishida")
    assert ("Fumio Kishida", "leaderOf", "Japan") in rows
    assert ("China", "metWith", "Fumio Kishida") in rows
    assert ("United States", "stationedIn", "Japan") not in rows


@pytest.mark.parametrize(("one", "count"), [(None, 2), ("China", 2), ("Fumio Kishida", 2), ("Japan", 0)])
def test_either_side_of_a_meeting_may_be_asked_for(one: str | None, count: int) -> None:
    assert len(shown("meetings", "subject object", **({} if one is None else {"one": one}))) == count


def test_a_literal_stands_where_an_entity_could() -> None:
    assert shown("relation", "subject object", predicate="visited") == [("Japan", "3")]
    assert shown("relation", "subject object", predicate="visited", whom="China") == []


def test_counts_of_a_predicate() -> None:
    columns = "relation claims facts denied attributed"
    rows = {row[0]: row[1:] for row in shown("predicates", columns)}
    assert rows["metWith"] == ("2", "1", "1", "1")
    assert rows["attacks"] == ("1", "0", "0", "1")
    assert rows["stationedIn"] == ("1", "1", "0", "0")


def test_articles_that_gave_nothing_count_none() -> None:
    dataset = extractions_to_dataset([*EXTRACTIONS, Extraction(Article("dull", "Nothing happens."))])
    answer = run_named(dataset, "articles")
    claims = {row[4]: row[3] for row in answer.rows()}
    assert claims == {"kga:first": "4", "kga:second": "2", "kga:dull": "0"}


@pytest.mark.parametrize("name", ["Japan> } } #", 'Japan" . ?a ?b ?c', "https://kg.example/resource/Japan> }"])
def test_a_parameter_is_never_query_text(name: str) -> None:
    with pytest.raises(QueryError, match="no entity"):
        run_named(DATASET, "about-entity", {"entity": name})


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("forces", {}, "no question is named 'forces'"),
        ("allies", {"two": "Japan"}, "no parameter two; it takes one"),
        ("about-entity", {}, "needs --with entity="),
        ("about-entity", {"entity": "Jappan"}, "near it: Japan"),
        ("relation", {"predicate": "attacked"}, "no predicate is named 'attacked'"),
    ],
)
def test_wrong_parameters(name: str, parameters: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        run_named(DATASET, name, parameters)


def test_forms_of_an_answer() -> None:
    answer = run_query(DATASET, "SELECT ?who ?n { ?c rdf:subject ?who ; kg:quantity ?n }")
    assert list(answer.rows()) == [("kgr:United_States", "50000")]
    assert answer.serialize("csv") == "who,n\r\nhttps://kg.example/resource/United_States,50000\r\n"
    assert answer.serialize("tsv").splitlines()[0] == "?who\t?n"
    bindings = json.loads(answer.serialize("json"))["results"]["bindings"]
    assert bindings[0]["n"] == {
        "type": "literal", "value": "50000", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"
    }  # fmt: skip
    with pytest.raises(QueryError, match="json, csv or tsv"):
        answer.serialize("turtle")
    asked = run_query(DATASET, "ASK { ?a kg:attacks ?b }")
    assert list(asked.rows()) == [("no",)]
    assert json.loads(asked.serialize("json"))["boolean"] is False
    built = run_query(DATASET, "CONSTRUCT { ?b kg:hosts ?a } { ?a kg:stationedIn ?b }")
    assert "kgr:Japan kg:hosts kgr:United_States ." in built.serialize("turtle")


@pytest.mark.parametrize(
    "text",
    ["SELECT", "SELECT ?x { ?x kg:metWith }", "INSERT DATA { <http://a/b> <http://a/c> 1 }", "LOAD <http://127.0.0.1:9/>",
     "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(DATASET, text)
    assert "\n" not in str(caught.value)


def test_from_of_an_unknown_graph_is_empty() -> None:
    assert list(run_query(DATASET, "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }").rows()) == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { GRAPH ?g { } }",
        "# Title\n# param: x: what\nSELECT ?x WHERE { GRAPH ?g { } }",
        "# Title\nASK { }",
        "# Title\nSELECT * WHERE { GRAPH ?g {\n  ?a ?b ?c .  # only with c\n} }",
    ],
)
def test_question_files_say_what_they_ask(tmp_path: Path, text: str) -> None:
    (tmp_path / "q.rq").write_text(text)
    with pytest.raises(VocabularyError, match=r"q\.rq"):
        read_named_query(tmp_path / "q.rq")
