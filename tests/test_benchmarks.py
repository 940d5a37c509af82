"""What `benchmarks/` measures with: a generated graph that is one of kg's, every question, another pipeline's data."""

from pathlib import Path

import spacy

from benchmarks.cnn import as_doc, kind_of
from benchmarks.generated import write_generated
from benchmarks.questions import ask_all, askings
from benchmarks.store import load, state
from kg.graph.dataset import store_of
from kg.graph.open import open_graph
from kg.graph.questions import named_queries
from kg.graph.validate import iter_violations
from kg.language.training.conllu import Sentence


def test_a_generated_graph_is_one_of_kgs_and_the_same_each_time(tmp_path: Path) -> None:
    sizes = [write_generated(tmp_path / f"{n}.nq", 1000) for n in range(2)]
    first, second = ((tmp_path / f"{n}.nq").read_bytes() for n in range(2))
    assert first == second
    assert sizes[0] == len(set(first.splitlines())) >= 1000
    assert {v.shape for v in iter_violations(open_graph(tmp_path / "0.nq"))} <= {"subjectFits", "objectFits"}


def test_every_question_is_asked(tmp_path: Path) -> None:
    load(tmp_path / "some.nq", 3000, tmp_path / "kg.db")
    graph = open_graph(tmp_path / "kg.db")
    rows = {times.name: times.rows for times in ask_all(graph, store_of(graph))}
    assert set(rows) == set(named_queries())
    assert sum(rows.values()) > 50
    assert askings("relation", ["E1"]) == (
        {"predicate": "metWith"}, [{"predicate": "metWith", "who": "E1"}, {"predicate": "metWith", "whom": "E1"}]
    )  # fmt: skip
    assert state(tmp_path / "kg.db") == state(tmp_path / "some.nq")


def test_spacys_small_pipeline_learns_from_the_same_words_trees_and_names() -> None:
    known = Sentence(
        "Annan spoke .".split(), [2, 1, 0], "NNP VBD .".split(), "PROPN VERB PUNCT".split(), "_ Tense=Past _".split(),
        "Annan speak .".split(), [2, 0, 2], "nsubj root punct".split(),
        [("B", frozenset({"Person"})), ("O", frozenset({"O"})), None],
    )  # fmt: skip
    doc = as_doc([known, known], spacy.blank("en"))
    assert doc.text == "Annan spoke.\n\nAnnan spoke."
    assert [token.head.i for token in doc] == [1, 1, 1, 2, 5, 5, 5]
    assert [token.ent_iob_ for token in doc][:3] == ["B", "O", ""]
    assert doc.has_annotation("TAG")
    named = as_doc([Sentence(known.forms, known.spaces, entities=known.entities)], spacy.blank("en"))
    assert not named.has_annotation("DEP")
    assert [kind_of(frozenset(types.split())) for types in ("Person", "City State", "City Person", "O Other")] == [
        "Person", "Region", "", "O",
    ]  # fmt: skip
