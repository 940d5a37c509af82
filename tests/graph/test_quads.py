"""Claims as quads: nothing is lost, nothing becomes a fact that is only said."""

import dataclasses
from pathlib import Path

import pyoxigraph as ox
import pytest
from graphs import CHINA, CLAIMS, DENIALS, EXTRACTIONS, FIRST, JAPAN, KISHIDA, US
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph.dataset import store_of
from kg.graph.extractions import dataset_to_extractions
from kg.graph.files import read_graph, write_graph
from kg.graph.namespaces import key_of, kg_terms, mint
from kg.graph.quads import extractions_to_dataset, iter_quads
from kg.models import Article, Claim, Entity, Evidence, Extraction, Literal, Quantity, Span, Time

HOSTILE = st.text(max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "a> <b> <c> .",
        '"""',
        "\\",
        "'; DROP",
        "\x00\x0b\u2028\x85",
        "../../etc",
        "=1+1",
        "{}",
    ]
)


def sorted_aliases(extraction: Extraction) -> Extraction:
    def of(entity: object) -> object:
        if isinstance(entity, Entity):
            return dataclasses.replace(entity, aliases=tuple(sorted(set(entity.aliases))))
        return entity

    claims = [
        dataclasses.replace(
            c, subject=of(c.subject), object=of(c.object), attribution=of(c.attribution), place=of(c.place),
            attribution_chain=tuple(of(e) for e in c.attribution_chain),
        )
        for c in extraction.claims
    ]  # fmt: skip
    claims.sort(key=lambda c: (c.evidence.start, c.evidence.end, c.id))
    return Extraction(extraction.article, (), tuple(claims))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    text = draw(HOSTILE.filter(bool))
    article = Article(draw(HOSTILE), text, *(draw(st.none() | HOSTILE) for _ in range(5)))
    names = draw(st.lists(HOSTILE, min_size=3, max_size=3, unique=True))
    point = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
    entities = st.sampled_from(
        [
            Entity(name, draw(HOSTILE), draw(st.sampled_from(["State", "Person", "Document"])),
                   draw(st.sampled_from([None, "Q30"])), tuple(draw(st.lists(HOSTILE, max_size=2))),
                   draw(st.none() | point))
            for name in names
        ]
    )  # fmt: skip

    def stretch() -> Span:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return Span(start, end, text[start:end])

    def claim(key: str) -> Claim:
        where = stretch()
        maybe = draw(st.none() | st.floats(allow_nan=False, allow_infinity=False))
        return Claim(
            id=key,
            subject=draw(entities),
            predicate=draw(st.sampled_from(["metWith", "stationedIn", "leaderOf"])),
            object=draw(entities | st.builds(Literal, HOSTILE, st.just("string"))),
            evidence=Evidence(article.id, where.start, where.end, where.text),
            category=draw(st.none() | HOSTILE),
            symmetric=draw(st.booleans()),
            polarity=draw(st.sampled_from(["positive", "negative"])),
            modality=draw(st.sampled_from(["actual", "planned", "possible", "demanded"])),
            attribution=draw(st.none() | entities),
            attribution_chain=tuple(draw(st.lists(entities, max_size=3))),
            quantity=None if maybe is None else Quantity(maybe, draw(st.none() | HOSTILE), draw(st.booleans())),
            time=draw(
                st.none() | st.builds(Time, HOSTILE, st.sampled_from([None, "2022", "2022-11"]), st.none() | HOSTILE)
            ),
            place=draw(st.none() | entities),
            role=draw(st.none() | HOSTILE),
            subject_mention=draw(st.none() | st.builds(stretch)),
            object_mention=draw(st.none() | st.builds(stretch)),
            cue=draw(st.none() | st.builds(stretch)),
            confidence=draw(st.floats(0, 1)),
            origin=draw(HOSTILE),
        )

    keys = draw(st.lists(HOSTILE, max_size=2, unique=True))
    return Extraction(article, (), tuple(map(claim, keys)))


@given(extractions())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_round_trip(extraction: Extraction) -> None:
    assert dataset_to_extractions(extractions_to_dataset([extraction])) == [sorted_aliases(extraction)]


@given(extractions(), st.sampled_from([".ttl", ".trig", ".nq", ".jsonld"]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_round_trip_through_files(
    tmp_path_factory: pytest.TempPathFactory, extraction: Extraction, suffix: str
) -> None:
    path: Path = tmp_path_factory.mktemp("graphs") / f"graph{suffix}"
    write_graph(extractions_to_dataset([extraction]), path)
    assert dataset_to_extractions(read_graph(path)) == [sorted_aliases(extraction)]


@given(HOSTILE)
def test_any_id_gives_an_iri_of_its_own(key: str) -> None:
    assert key_of(mint("https://example.org/", "resource", key)) == key


def test_both_articles_come_back() -> None:
    assert dataset_to_extractions(extractions_to_dataset(EXTRACTIONS)) == [sorted_aliases(e) for e in EXTRACTIONS]


def test_plain_triple_only_where_positive_actual_and_in_the_authors_voice() -> None:
    store, kg = store_of(extractions_to_dataset(EXTRACTIONS)), kg_terms()
    graph = mint("https://kg.example/", "article", "first")

    def stands(subject: Entity, predicate: str, object_: Entity) -> bool:
        ends = (mint("https://kg.example/", "resource", e.id) for e in (subject, object_))
        return any(store.quads_for_pattern(next(ends), kg[predicate], next(ends), None))

    assert stands(US, "stationedIn", JAPAN)
    assert stands(KISHIDA, "metWith", CHINA)
    assert not stands(CHINA, "metWith", KISHIDA)  # denied, and a symmetric claim stands in one direction
    assert not stands(CHINA, "attacks", JAPAN)
    assert all(q.graph_name == graph for q in store.quads_for_pattern(None, kg["stationedIn"], None))


@pytest.mark.parametrize("change", [{"polarity": "negative"}, {"modality": "planned"}, {"attribution": CHINA}])
def test_each_qualifier_alone_keeps_the_plain_triple_out(change: dict[str, object]) -> None:
    predicate = kg_terms()["stationedIn"]

    def plain(claim: Claim) -> bool:
        return any(quad.predicate == predicate for quad in iter_quads(Extraction(FIRST, (), (claim,))))

    assert plain(CLAIMS[0])
    assert not plain(dataclasses.replace(CLAIMS[0], **change))  # type: ignore[arg-type]


def test_no_blank_nodes_and_one_graph_an_article() -> None:
    quads = list(store_of(extractions_to_dataset(EXTRACTIONS)))
    assert len({q.graph_name for q in quads}) == 2
    assert not [q for q in quads if any(isinstance(n, ox.BlankNode) for n in (q.subject, q.object, q.graph_name))]


def test_an_address_never_becomes_an_iri() -> None:
    objects = [q.object for q in iter_quads(EXTRACTIONS[0])]
    assert [o for o in objects if "javascript" in str(o)] == [
        ox.Literal("javascript:alert(1)", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#anyURI"))
    ]


def test_base_is_an_option_and_checked() -> None:
    store = store_of(extractions_to_dataset(EXTRACTIONS, base="https://news.example.org/kg"))
    names = {q.graph_name.value for q in store}
    assert names == {"https://news.example.org/kg/article/first", "https://news.example.org/kg/article/second"}
    with pytest.raises(GraphError, match="base"):
        extractions_to_dataset(EXTRACTIONS, base="no iri")


def test_times_and_literals_have_their_types() -> None:
    quads = [q for q in iter_quads(Extraction(EXTRACTIONS[1].article, (), DENIALS)) if isinstance(q.object, ox.Literal)]
    types = {q.object.value: q.object.datatype.value.rpartition("#")[2] for q in quads}
    assert types["2022-11-13"] == "date"
    assert types["2022"] == "gYear"
    assert types["3"] == "integer"
    assert types["on Sunday"] == "string"
