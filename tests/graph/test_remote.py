"""A SPARQL server as store: see the fixture `server`."""

import socket
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from graphs import EXTRACTIONS, FIRST

from kg.errors import GraphError, KgError, QueryError
from kg.graph.extractions import dataset_to_extractions
from kg.graph.open import open_graph
from kg.graph.quads import extractions_to_dataset
from kg.graph.query import run_named, run_query
from kg.graph.remote import RemoteStore, address_of
from kg.graph.store import ArticleStore


@pytest.fixture
def kept(server: str):
    RemoteStore(server).update("DROP ALL")
    with ArticleStore(server) as store:
        assert [store.put(extraction) for extraction in EXTRACTIONS] == [False, False]
    return server


def test_a_server_holds_what_a_file_would(kept):
    file = extractions_to_dataset(EXTRACTIONS)
    assert dataset_to_extractions(open_graph(Path(kept))) == dataset_to_extractions(file)


def test_questions_to_a_server_are_those_to_a_file(kept):
    there, file = open_graph(kept), extractions_to_dataset(EXTRACTIONS)
    for name, given in [("forces-abroad", {}), ("about-entity", {"entity": "japan"})]:
        assert run_named(there, name, given) == run_named(file, name, given)
    assert run_query(there, "ASK { GRAPH ?g { kgr:Japan ?p ?o } }").boolean is True
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert run_query(there, construct) == run_query(file, construct)


def test_articles_are_known_replaced_and_forgotten(kept):
    changed = replace(EXTRACTIONS[0], article=replace(FIRST, text="Other \"text\" \\ with } and '''"), claims=())
    with ArticleStore(kept) as store:
        assert store.holds(FIRST)
        assert store.put(changed) is True
        assert store.holds(changed.article)
        assert not store.holds(FIRST)
        store.forget("first")
        with pytest.raises(GraphError, match="holds no article"):
            store.forget("first")
    left = {quad.graph_name for quad in RemoteStore(kept)}
    assert left == {ox.NamedNode("https://kg.example/article/second")}


def test_a_servers_refusal_is_one_line(kept):
    with pytest.raises(QueryError, match="status 400") as caught:
        RemoteStore(kept).query("SELECT * { ?s ?p")
    assert "\n" not in str(caught.value)
    with pytest.raises(QueryError, match="SERVICE is refused"):
        run_query(open_graph(kept), f"SELECT * {{ SERVICE <{kept}> {{ ?s ?p ?o }} }}")


def test_a_server_that_is_not_there_is_one_line():
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    with pytest.raises(KgError, match="does not answer") as caught:
        run_query(open_graph(address), "ASK { ?s ?p ?o }")
    assert "\n" not in str(caught.value)
    with pytest.raises(GraphError, match="--infer"):
        open_graph(address, inferred=True)


@pytest.mark.parametrize(
    ("where", "address", "update"),
    [
        ("http://h:1/query", "http://h:1/query", "http://h:1/update"),
        (Path("http://h:1/ds/sparql"), "http://h:1/ds/sparql", "http://h:1/ds/update"),
        ("https://h/repositories/kg", "https://h/repositories/kg", "https://h/repositories/kg/statements"),
        (Path("https://h/api/"), "https://h/api", "https://h/api"),
    ],
)
def test_addresses(where, address, update):
    store = RemoteStore(address_of(where))
    assert (store.address, store.update_address) == (address, update)


@pytest.mark.parametrize("where", ["kg.db", "httpd/kg.db", "/http:/x", "c:/kg.db", "notes/ftp:/x"])
def test_paths_are_no_addresses(where):
    assert address_of(where) is None
    assert address_of(Path(where)) is None
