"""Exports: read again by other libraries, with nothing lost and nothing live in them."""

import csv
import io

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from graphs import EXTRACTIONS

from kg.errors import GraphError
from kg.graph.dataset import store_of
from kg.graph.exports import FOLDERS, FORMATS, export_files, export_graph
from kg.graph.quads import extractions_to_dataset
from kg.models import Article, Claim, Entity, Evidence, Extraction

DATASET = extractions_to_dataset(EXTRACTIONS)
TRIPLES = {quad.triple for quad in store_of(DATASET)}


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("turtle", "turtle", ox.RdfFormat.TURTLE), ("trig", "trig", ox.RdfFormat.TRIG),
        ("nquads", "nquads", ox.RdfFormat.N_QUADS), ("ntriples", "nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", "json-ld", ox.RdfFormat.JSON_LD),
    ],
)  # fmt: skip
def test_rdflib_and_oxigraph_read_the_same(form: str, name: str, kind: ox.RdfFormat) -> None:
    text = export_graph(DATASET, form)
    theirs = rdflib.Dataset()
    theirs.parse(data=text, format=name)
    ours = {quad.triple for quad in ox.parse(text.encode(), kind)}
    assert len({(s, p, o) for s, p, o, _ in theirs.quads()}) == len(ours) == len(TRIPLES)
    assert ours == TRIPLES


def test_nquads_are_sorted() -> None:
    lines = export_graph(DATASET, "nquads").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(store_of(DATASET))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_networks(form: str) -> None:
    data = io.BytesIO(export_graph(DATASET, form).encode())
    network = nx.read_graphml(data, force_multigraph=True) if form == "graphml" else nx.read_gexf(data)
    assert network.number_of_edges() == 6
    assert network.nodes["United_States"]["type"] == "State"
    edge = next(d for a, b, d in network.edges(data=True) if (a, b) == ("United_States", "Japan"))
    assert (edge["predicate"], edge["quantity"], edge["plain"]) == ("stationedIn", 50000, True)


def test_csv_has_a_row_a_claim_and_no_formula() -> None:
    text = "=1+1 met them."
    entity = Entity("x", "=HYPERLINK(1)", "Person")
    claim = Claim("c", entity, "metWith", entity, Evidence("a", 0, 5, "=1+1 "))
    rows = list(
        csv.DictReader(
            io.StringIO(export_graph(extractions_to_dataset([Extraction(Article("a", text), (), (claim,))]), "csv"))
        )
    )
    assert [(r["subject"], r["quote"]) for r in rows] == [("'=HYPERLINK(1)", "'=1+1 ")]
    assert len(list(csv.DictReader(io.StringIO(export_graph(DATASET, "csv"))))) == 6


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_characters_that_xml_cannot_hold(form: str) -> None:
    entity = Entity("x\x00\x0b", "\ufffe<script>&", "Person")
    claim = Claim("c", entity, "metWith", entity, Evidence("a", 0, 3, "a\x01b"))
    text = export_graph(extractions_to_dataset([Extraction(Article("a", "a\x01b"), (), (claim,))]), form)
    read = nx.read_graphml if form == "graphml" else nx.read_gexf
    assert [d["label"] for _, d in read(io.BytesIO(text.encode())).nodes(data=True)] == ["\ufffd<script>&"]


@pytest.mark.parametrize("form", [*FORMATS, *FOLDERS])
def test_the_order_of_articles_and_the_clock_change_nothing(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    export = export_files if form in FOLDERS else export_graph
    first = export(DATASET, form)
    monkeypatch.setattr("time.time", lambda: 4102444800.0)
    monkeypatch.setattr("datetime.datetime", None)
    assert export(extractions_to_dataset(EXTRACTIONS[::-1]), form) == first


@pytest.mark.parametrize("form", [*FORMATS, *FOLDERS])
def test_a_graph_without_articles_is_exported_too(form: str) -> None:
    empty = extractions_to_dataset([])
    texts = export_files(empty, form).values() if form in FOLDERS else [export_graph(empty, form)]
    for text in texts:
        assert "claim/" not in text


def test_formats_of_several_files() -> None:
    with pytest.raises(GraphError, match="neo4j: is several files"):
        export_graph(DATASET, "neo4j")
    with pytest.raises(GraphError, match="csv: is no format of several files; one is neo4j"):
        export_files(DATASET, "csv")


def test_unknown_format() -> None:
    with pytest.raises(GraphError, match="docx: is no format; one is turtle"):
        export_graph(DATASET, "docx")
