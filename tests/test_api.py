"""`import kg`: ten names that do what the commands do."""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
import rdflib

import kg
from kg.api import reading
from kg.build import Extractor
from kg.errors import ArticleError, GraphError, KgError, QueryError
from kg.models import Article, Extraction
from kg.records import CLAIM_COLUMNS, claim_record

NAMES = "build_graph check evaluate explain export extract open_graph query read view".split()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, extractor: Extractor) -> list[int]:
    """Read with the run's one extractor, and note how many articles each call gives it."""
    given: list[int] = []

    class Noting:
        def extract(self, articles: list[Article]) -> Any:
            given.append(len(articles))
            return extractor.extract(articles)

    monkeypatch.setattr(reading, "_extractor", lambda model, threads: Noting())
    return given


@pytest.fixture(scope="module")
def graph(seed_extraction: Extraction) -> rdflib.Dataset:
    return kg.build_graph(seed_extraction)


@pytest.fixture(scope="module")
def file(graph: rdflib.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("api") / "kg.trig"
    path.write_text(kg.export(graph, "trig"), encoding="utf8")
    return path


def test_there_are_ten_names_and_each_says_how_it_is_used() -> None:
    assert kg.__all__ == NAMES
    for name in NAMES:
        assert re.search(rf">>> .*kg\.{name}\(", getattr(kg, name).__doc__ or ""), name


def test_articles_are_read(seed_path: Path, seed_text: str, tmp_path: Path) -> None:
    (article,) = kg.read(seed_path.parent)
    assert (article.id, article.date, article.text) == (seed_path.stem, "2022-11-17", seed_text)
    (tmp_path / "dull.txt").write_text("Nothing happens.")
    (dull,) = kg.read(tmp_path / "dull.txt", date="2020-01-02")
    assert (dull.id, dull.date) == ("dull", "2020-01-02")


def test_what_cannot_be_read_is_raised_or_handed_over(seed_path: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(ArticleError, match="empty"):
        kg.read(tmp_path / "empty.txt", seed_path)
    failed: list[ArticleError] = []
    assert len(kg.read(tmp_path / "empty.txt", seed_path, on_error=failed.append)) == 1
    assert [error.source for error in failed] == [str(tmp_path / "empty.txt")]


def test_paths_and_articles_give_the_same_claims(
    quick: list[int], seed_path: Path, seed_extraction: Extraction, tmp_path: Path
) -> None:
    assert kg.extract(seed_path)[0].claims == seed_extraction.claims
    assert kg.extract(seed_extraction.article)[0].claims == seed_extraction.claims
    (tmp_path / "two").mkdir()
    for folder in (tmp_path, tmp_path / "two"):
        (folder / "same.txt").write_text("Japan met South Korea.")
    both = kg.extract(tmp_path / "same.txt", tmp_path / "two" / "same.txt")
    assert [found.article.id for found in both] == ["same", "same~2"]
    assert kg.extract() == []
    assert quick == [1, 1, 2]


def test_a_graph_is_built_of_all_it_is_given(quick: list[int], seed_path: Path, seed_extraction: Extraction) -> None:
    read, given = kg.build_graph(seed_path), kg.build_graph(seed_extraction)
    assert kg.export(read, "nquads") == kg.export(given, "nquads")
    based = kg.build_graph(seed_extraction, base="https://example.org/")
    assert "https://example.org/resource/Japan" in kg.export(based, "nquads")


def test_a_store_grows_by_what_it_does_not_hold(
    quick: list[int], seed_path: Path, seed_extraction: Extraction, tmp_path: Path
) -> None:
    store, other = tmp_path / "kg.db", tmp_path / "other.txt"
    other.write_text("The United States condemned Russia.")
    kg.build_graph(seed_path, store=store)
    assert len(kg.query(kg.build_graph(seed_path, other, store=store), named="articles")) == 2  # type: ignore[arg-type]
    kg.build_graph(seed_path, other, store=store)
    assert quick == [1, 1, 0]
    kg.build_graph(other, store=store, reread=True)
    third = replace(seed_extraction, article=replace(seed_extraction.article, id="third"))
    assert len(kg.query(kg.build_graph(third, store=store), named="articles")) == 3  # type: ignore[arg-type]
    assert len(kg.query(store, named="articles")) == 3  # type: ignore[arg-type]


def test_a_graph_is_opened_where_it_lies(file: Path, graph: rdflib.Dataset) -> None:
    opened = kg.open_graph(file)
    assert isinstance(opened, rdflib.Dataset)
    assert kg.export(opened, "nquads") == kg.export(graph, "nquads") == kg.export(file, "nquads")
    assert len(kg.open_graph(str(file), infer=True)) > len(opened)
    with pytest.raises(GraphError, match=r"none\.trig"):
        kg.open_graph("none.trig")


def test_rows_are_plain_values(graph: rdflib.Dataset, file: Path) -> None:
    rows = kg.query(graph, named="forces-abroad")
    assert rows == kg.query(file, named="forces-abroad")
    assert isinstance(rows, list)
    assert all(type(value) in (str, int, float, bool, type(None)) for row in rows for value in row.values())
    found = {(row["force"], row["place"], row["quantity"], row["approximate"]) for row in rows}
    assert {("United States", "Japan", 50_000, True), ("United States", "South Korea", 28_500, True)} <= found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.50", 1.5), ("2.0", 2), ("7", 7), ("true", True), ("'x'@en", "x"), ("kgr:Japan", "https://kg.example/resource/Japan"),
        ("'2022-11-17'^^xsd:date", "2022-11-17"), ("'many'^^xsd:integer", "many"), ("1e400", float("inf")),
        ("1/0", None),
    ],
)  # fmt: skip
def test_values(graph: rdflib.Dataset, text: str, value: object) -> None:
    assert kg.query(graph, f"SELECT (({text}) AS ?x) {{}}") == [{"x": value}]


def test_yes_or_no_and_graphs(graph: rdflib.Dataset) -> None:
    assert kg.query(graph, "ASK { ?s a kg:State }") is True
    assert kg.query(graph, "ASK { kgr:Atlantis a kg:State }") is False
    made = kg.query(graph, "CONSTRUCT { ?s a kg:State } WHERE { ?s a kg:State }")
    assert isinstance(made, rdflib.Graph)
    assert (rdflib.URIRef("https://kg.example/resource/Japan"), rdflib.RDF.type, None) in made
    assert "kgr:Japan a kg:State" in made.serialize(format="turtle")


def test_a_named_question_takes_parameters(graph: rdflib.Dataset) -> None:
    every = kg.query(graph, named="relation", predicate="locatedIn")
    one = kg.query(graph, named="about-entity", entity="Japan")
    assert every
    assert one
    assert every != one


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        ((), {}, "one of two"),
        (("ASK {}",), {"named": "articles"}, "one of two"),
        (("ASK {}",), {"entity": "Japan"}, "only a named question takes parameters"),
        ((), {"named": "no-such"}, "no question is named"),
        ((), {"named": "about-entity"}, "needs"),
        (("SELECT",), {}, "not a SPARQL"),
        (("SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",), {}, "SERVICE is refused"),
        (("DROP ALL",), {}, "is an update"),
    ],
)
def test_what_cannot_be_asked(graph: rdflib.Dataset, arguments: Any, given: Any, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        kg.query(graph, *arguments, **given)


def test_an_edge_is_explained(graph: rdflib.Dataset) -> None:
    found = kg.explain(graph, "US", "stationedIn", "Japan")
    assert any(e.claim.quantity and e.claim.quantity.value == 50_000 and "⟦troops⟧" in e.sentence for e in found)
    assert kg.explain(graph, "Japan", "stationedIn", "United States") == []


def test_a_graph_is_checked(graph: rdflib.Dataset) -> None:
    assert kg.check(graph) == []
    broken = Path(__file__).parent / "graph" / "data" / "invalid-claimPolarity.ttl"
    assert [v.shape for v in kg.check(broken)] == ["claimPolarity"]


def test_a_graph_as_a_network(graph: rdflib.Dataset, seed_extraction: Extraction) -> None:
    network = kg.export(graph, "networkx")
    assert isinstance(network, nx.MultiDiGraph)
    assert network.number_of_edges() == len(seed_extraction.claims)
    edges = [data for _, _, data in network.edges(data=True) if data["predicate"] == "stationedIn"]
    assert {data.get("quantity") for data in edges} >= {50_000.0, 28_500.0}


def test_a_graph_as_a_data_frame(graph: rdflib.Dataset, seed_extraction: Extraction, seed_text: str) -> None:
    frame = kg.export(graph, "pandas")
    assert isinstance(frame, pd.DataFrame)
    assert (list(frame.columns), len(frame)) == (CLAIM_COLUMNS, len(seed_extraction.claims))
    troops = frame[(frame.predicate == "stationedIn") & (frame.object == "Japan")]
    assert troops.quantity.max() == 50_000
    assert frame.attribution.isna().sum() == sum(c.attribution is None for c in seed_extraction.claims)
    assert all(seed_text[row.start : row.end] == row.quote for row in frame.itertuples())
    empty = kg.export(kg.build_graph(), "pandas")
    assert (list(empty.columns), len(empty)) == (CLAIM_COLUMNS, 0)


def test_missing_pandas_is_one_line(graph: rdflib.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.delitem(sys.modules, "kg.graph.frame", raising=False)
    with pytest.raises(KgError, match=r"pip install 'kg\[pandas\]'"):
        kg.export(graph, "pandas")


def test_other_formats_are_text(graph: rdflib.Dataset) -> None:
    assert kg.export(graph, "graphml").startswith("<")
    assert set(kg.export(graph, "neo4j")) == {"nodes.csv", "relationships.csv"}
    with pytest.raises(GraphError, match="is no format"):
        kg.export(graph, "docx")


def test_a_page_is_drawn(graph: rdflib.Dataset, seed_extraction: Extraction) -> None:
    assert f"<title>{seed_extraction.article.title}" in kg.view(graph)
    assert "<title>Mine &amp; yours" in kg.view(graph, title="Mine & yours")


def test_claims_are_scored(seed_extraction: Extraction, tmp_path: Path) -> None:
    gold, claims = tmp_path / "gold.jsonl", tmp_path / "claims.jsonl"
    records = [claim_record(claim) for claim in seed_extraction.claims]
    wanted = [
        {"subject": r["subject"]["label"], "predicate": [r["predicate"]], "object": r["object"]["label"],  # type: ignore[index]
         "start": r["evidence"]["start"], "end": r["evidence"]["end"]}  # type: ignore[index]
        for r in records[:5]
    ]  # fmt: skip
    gold.write_text("".join(json.dumps(line) + "\n" for line in wanted), encoding="utf8")
    claims.write_text("".join(json.dumps(line) + "\n" for line in records), encoding="utf8")
    figures = kg.evaluate(gold, claims)
    assert figures["recall"] == 1.0
    assert figures["precision"] != 1.0
    assert figures == kg.evaluate(gold, seed_extraction.claims) == kg.evaluate(gold, records)
