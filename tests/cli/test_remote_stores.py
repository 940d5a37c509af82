"""`--store URL`: a SPARQL server in place of a store on disk."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg as api
from kg.graph.remote import RemoteStore
from kg.models import Extraction

Run = Callable[..., Any]


@pytest.fixture
def empty(server: str) -> str:
    RemoteStore(server).update("DROP ALL")
    return server


def test_a_server_keeps_what_a_store_keeps(
    kg: Run, quick: Extraction, seed_path: Path, graph: Path, empty: str, tmp_path: Path
) -> None:
    for said in ("1 article added, 0 replaced, 0 known", "0 articles added, 0 replaced, 1 known"):
        built = kg("build", seed_path, "--store", empty)
        assert (built.code, built.err) == (0, "")
        assert built.out.startswith(said)
    assert [p.name for p in tmp_path.iterdir()] == []
    asked = [kg("query", where, "--named", "forces-abroad") for where in (empty, graph)]
    assert asked[0].out == asked[1].out
    assert "50000" in asked[0].out
    exported = [set(kg("export", where, "--format", "nquads").out.splitlines()) for where in (empty, graph)]
    assert exported[0] > exported[1]
    assert all("readFrom" in line for line in exported[0] - exported[1])
    assert kg("check", empty).code == 0


def test_a_changed_source_is_replaced_and_an_article_forgotten(
    kg: Run, quick: Extraction, seed_path: Path, empty: str
) -> None:
    kg("build", seed_path, "--store", empty)
    again = kg("build", seed_path, "--store", empty, "--reread")
    assert again.out.startswith("0 articles added, 1 replaced")
    assert kg("forget", quick.article.id, "--store", empty).code == 0
    left = kg("query", empty, "SELECT ?s { GRAPH ?g { ?s ?p ?o } }")
    assert json.loads(left.out)["results"]["bindings"] == []


def test_the_interface_takes_an_address_too(quick: Extraction, empty: str) -> None:
    graph = api.build_graph(quick, store=empty)
    assert api.query(graph, named="forces-abroad") == api.query(empty, named="forces-abroad") != []
    assert api.explain(empty, "United States", "stationedIn", "Japan")


def test_a_server_that_is_not_there_is_one_line(kg: Run, quick: Extraction, seed_path: Path) -> None:
    shown = kg("build", seed_path, "--store", "http://127.0.0.1:9/query")
    assert shown.code == 1
    assert "does not answer" in shown.line
