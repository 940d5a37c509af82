import gc

import pyoxigraph as ox
import pytest

from kg.graph.dataset import store_of
from kg.graph.infer import INFERRED, infer
from kg.graph.open import open_graph
from kg.graph.query import run_query
from kg.graph.store import ArticleStore, is_store

HEAD = """
@prefix kg: <https://kg.example/ontology#> . @prefix kgr: <https://kg.example/resource/> .
@prefix kga: <https://kg.example/article/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
FACTS = """
kga:one {
  kgr:Japan a kg:State . kgr:Aomori a kg:AdministrativeArea . kgr:Misawa a kg:City . kgr:Radar a kg:Radar .
  kgr:Kishida a kg:Person . kgr:Korea a kg:State . kgr:Army a kg:ArmedForce . kgr:Brigade a kg:ArmedForce .
  kgr:Aomori kg:partOf kgr:Japan . kgr:Misawa kg:locatedIn kgr:Aomori . kgr:Radar kg:locatedIn kgr:Misawa .
  kgr:Kishida kg:leaderOf kgr:Japan . kgr:Japan kg:metWith kgr:Korea . kgr:Brigade kg:partOf kgr:Army .
  kgr:c a kg:Claim ; rdf:subject kgr:Guam ; rdf:predicate kg:partOf ; rdf:object kgr:Japan ; kg:polarity "negative" .
}
kga:two { kgr:Army kg:partOf kgr:Japan . kgr:Japan kg:visited 3 . }
"""


@pytest.fixture
def store():
    found = ox.Store()
    found.load(HEAD + FACTS, format=ox.RdfFormat.TRIG)
    return found


def follows(store, text):
    triples = {quad.triple for quad in infer(store)}
    return {quad.triple for quad in ox.parse(HEAD + text, format=ox.RdfFormat.TURTLE)} <= triples


@pytest.mark.parametrize(
    "text",
    [
        "kgr:Kishida kg:officialOf kgr:Japan .",
        "kgr:Japan kg:hasLeader kgr:Kishida ; kg:hasOfficial kgr:Kishida .",
        "kgr:Korea kg:metWith kgr:Japan .",
        "kgr:Brigade kg:partOf kgr:Japan . kgr:Japan kg:hasPart kgr:Brigade .",
        "kgr:Aomori kg:locatedIn kgr:Japan . kgr:Japan kg:contains kgr:Aomori .",
        "kgr:Radar kg:locatedIn kgr:Aomori , kgr:Japan .",
        "kgr:Japan a kg:Actor , kg:Place . kgr:Radar a kg:WeaponSystem .",
    ],
)
def test_what_follows(store, text):
    assert follows(store, text)


@pytest.mark.parametrize(
    "text",
    [
        "kgr:Army kg:locatedIn kgr:Japan .",  # a body is part of a state and is nowhere for that
        "kgr:Guam kg:partOf kgr:Japan .",  # denied
        "kgr:Japan kg:hasPart kgr:Guam .",
        "kgr:Japan kg:locatedIn kgr:Aomori .",
        "kgr:Japan kg:leaderOf kgr:Kishida .",
        "kgr:Japan kg:metWith kgr:Korea .",  # said already
        "kgr:Japan kg:metWith kgr:Japan .",
    ],
)
def test_what_does_not_follow(store, text):
    assert not follows(store, text)


def test_what_follows_stands_apart_in_one_order_and_adds_nothing_the_second_time(store):
    before = set(store)
    found = infer(store)
    assert set(store) == before
    assert {quad.graph_name for quad in found} == {INFERRED}
    assert found == sorted(found, key=str) == infer(store)
    store.extend(found)
    assert infer(store) == found


def test_asking_a_file_and_a_store(store, tmp_path):
    query = "SELECT ?s { ?s kg:locatedIn kgr:Japan }"
    file, kept = tmp_path / "kg.trig", tmp_path / "kg.db"
    store.dump(file, format=ox.RdfFormat.TRIG)
    with ArticleStore(kept) as target:
        target.load(file, ox.RdfFormat.TRIG)
    for path in (file, kept):
        assert run_query(open_graph(path), query).terms == []
        names = {row[0].value.rpartition("/")[2] for row in run_query(open_graph(path, inferred=True), query).terms}
        assert names == {"Aomori", "Misawa", "Radar"}
    gc.collect()  # nothing of it is left behind
    assert len(store_of(open_graph(kept))) == len(store)
    assert is_store(kept)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kg.db", "kg.trig"]
