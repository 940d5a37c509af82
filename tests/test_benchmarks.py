"""What `benchmarks/` measures with: a generated graph that is one of kg's, and every question asked."""

from pathlib import Path

from benchmarks.generated import write_generated
from benchmarks.questions import ask_all, askings
from benchmarks.store import load, state
from kg.graph.dataset import store_of
from kg.graph.open import open_graph
from kg.graph.questions import named_queries
from kg.graph.validate import iter_violations


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
