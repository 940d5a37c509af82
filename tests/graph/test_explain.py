"""Explanations: the right claims, in their sentence, with who says it."""

import pytest
from graphs import EXTRACTIONS

from kg.errors import QueryError
from kg.graph.explain import explain_edge
from kg.graph.quads import extractions_to_dataset

DATASET = extractions_to_dataset(EXTRACTIONS)


def ids(subject: str, predicate: str, object_: str) -> list[str]:
    return [e.claim.id for e in explain_edge(DATASET, subject, predicate, object_)]


def test_the_words_of_an_edge() -> None:
    text = str(next(explain_edge(DATASET, "washington", "stationedIn", "Japan")))
    assert text.splitlines()[:3] == [
        "United States stationedIn Japan, about 50,000 troops",
        "  “The US has about 50,000 troops ⟦stationed⟧ in Japan.”",
        "  said by the article itself: positive, actual",
    ]
    assert "The Paper, 2022-11-17" in text
    assert "rule:cues.csv:1" in text


def test_chain_of_claimants() -> None:
    text = str(next(explain_edge(DATASET, "China", "attacks", "Tokyo")))
    assert "said by United States, as told by Kyodo, as told by Fumio Kishida: positive, possible" in text
    assert "“Kyodo said, citing Washington, that China could ⟦attack⟧ Japan.”" in text


def test_symmetric_edges_are_found_from_both_ends_and_others_are_not() -> None:
    assert ids("China", "metWith", "Fumio Kishida") == ids("Fumio Kishida", "metWith", "China") == ["d1", "c3"]
    assert ids("Japan", "stationedIn", "United States") == []


def test_a_predicate_stands_for_those_below_it() -> None:
    assert ids("Fumio Kishida", "officialOf", "Japan") == ["c2"]
    assert ids("China", "invades", "Japan") == []


def test_literal_objects_and_unknown_names() -> None:
    assert ids("Japan", "visited", "3") == ["d2"]
    assert ids("Atlantis", "visited", "3") == []
    with pytest.raises(QueryError, match="no predicate"):
        ids("Japan", "likes", "China")
