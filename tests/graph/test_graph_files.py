"""Graph files: strict reading, whole writing, the same bytes each time, no network."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from graphs import EXTRACTIONS

from kg.errors import GraphError, OutputError
from kg.graph.dataset import store_of
from kg.graph.files import entities_and_facts, read_graph, write_graph
from kg.graph.quads import extractions_to_dataset

BAD = {
    "turtle.ttl": ("@prefix a: <http://a/> .\na:b a:c .\n", "line 2"),
    "trig.trig": ("<http://a/g> {\n<http://a/b> <http://a/c> }\n", "line 2"),
    "quads.nq": ("<http://a/b> <http://a/c> .\n", "line 1"),
    "iri.nt": ("<http://a/b> <no iri> <http://a/c> .\n", "line 1"),
    "json.jsonld": ('{"@id": ', "JSON-LD"),
    "picture.ttl": ("\x89PNG\r\n", "line 1"),
    "remote.jsonld": ('{"@context": "http://127.0.0.1:9/c.json", "@id": "http://a/b"}', "remote context"),
    "nested.jsonld": ('[{"a": {"@context": [{}, "http://127.0.0.1:9/c"]}}]', "remote context"),
    "import.jsonld": ('{"@context": {"@import": "http://127.0.0.1:9/c"}}', "remote context"),
}


@pytest.mark.parametrize("name", BAD)
def test_malformed(tmp_path: Path, name: str) -> None:
    text, said = BAD[name]
    (tmp_path / name).write_text(text, encoding="utf8")
    with pytest.raises(GraphError, match=said) as caught:
        read_graph(tmp_path / name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"none\.trig: No such file"):
        read_graph(tmp_path / "none.trig")


def test_content_decides_where_the_suffix_says_nothing(tmp_path: Path) -> None:
    for suffix in (".trig", ".jsonld"):
        written = tmp_path / f"graph{suffix}"
        write_graph(extractions_to_dataset(EXTRACTIONS), written)
        unnamed = written.rename(tmp_path / f"graph{suffix[1:]}")
        assert len(store_of(read_graph(unnamed))) == len(store_of(extractions_to_dataset(EXTRACTIONS)))


def test_order_of_articles_changes_no_byte(tmp_path: Path) -> None:
    for n, extractions in enumerate((EXTRACTIONS, EXTRACTIONS[::-1])):
        write_graph(extractions_to_dataset(extractions), tmp_path / f"{n}.trig")
    assert (tmp_path / "0.trig").read_bytes() == (tmp_path / "1.trig").read_bytes()


def test_same_bytes_under_another_hash_seed(tmp_path: Path) -> None:
    write_graph(extractions_to_dataset(EXTRACTIONS), tmp_path / "graph.trig")
    code = (
        "import sys; from pathlib import Path; from kg.graph.exports import FORMATS, export_graph;"
        "from kg.graph.files import read_graph; graph = read_graph(Path(sys.argv[1]));"
        "print(*(export_graph(graph, form) for form in ('turtle', 'trig', 'jsonld', 'csv', 'graphml', 'gexf')))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "graph.trig")]
    one, other = (subprocess.check_output(command, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert one == other
    assert len(one) > 10_000


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_graph(extractions_to_dataset(EXTRACTIONS), path)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]
    assert path.read_text() == "old"


def test_rdflib_reads_what_is_written(tmp_path: Path) -> None:
    dataset = extractions_to_dataset(EXTRACTIONS)
    write_graph(dataset, tmp_path / "graph.trig")
    write_graph(dataset, tmp_path / "graph.nq")
    for suffix, form in ((".trig", "trig"), (".nq", "nquads")):
        read = rdflib.Dataset()
        read.parse(tmp_path / f"graph{suffix}", format=form)
        assert sum(1 for _ in read.quads()) == len(store_of(dataset))


def test_entities_and_facts_hold_no_claims() -> None:
    text = entities_and_facts(extractions_to_dataset(EXTRACTIONS)).serialize(format="turtle")
    assert "kgr:United_States" in text
    assert "kg:stationedIn kgr:Japan" in text
    assert "kg:attacks" not in text
    assert "kg:Claim" not in text
