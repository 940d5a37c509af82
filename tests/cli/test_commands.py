"""What commands print and write when all is well."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.models import Extraction

Run = Callable[..., Any]


def test_claims_as_json_lines(kg: Run, quick: Extraction, seed_path: Path) -> None:
    shown = kg("extract", seed_path)
    records = [json.loads(line) for line in shown.out.split("\n") if line]
    assert (shown.code, shown.err, len(records)) == (0, "", len(quick.claims))
    assert all(r["evidence"]["document"] == seed_path.stem for r in records)


def test_evidence_and_mentions_stand_where_they_say(
    kg: Run, quick: Extraction, seed_path: Path, seed_text: str
) -> None:
    for line in filter(None, kg("extract", seed_path, "--format", "jsonl").out.split("\n")):
        record = json.loads(line)
        evidence = record["evidence"]
        assert seed_text[evidence["start"] : evidence["end"]] == evidence["quote"]
        for key in ("subject_mention", "object_mention", "cue"):
            span = record[key]
            assert seed_text[span["start"] : span["end"]] == span["text"]
            assert evidence["start"] <= span["start"] < span["end"] <= evidence["end"]


def test_mentions_as_json_lines(kg: Run, quick: Extraction, seed_path: Path, seed_text: str) -> None:
    shown = kg("extract", seed_path, "--layer", "mentions")
    records = [json.loads(line) for line in shown.out.split("\n") if line]
    assert len(records) == len(quick.mentions) > 50
    for record in records:
        assert list(record) == ["document", "start", "end", "text", "type", "entity"]
        assert seed_text[record["start"] : record["end"]] == record["text"]
    assert any(record["text"] == "Washington" for record in records)


def test_claims_as_csv_go_to_a_file(kg: Run, quick: Extraction, seed_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    shown = kg("extract", seed_path, "--format", "csv", "-o", target)
    assert (shown.code, shown.out) == (0, "")
    assert len(list(csv.DictReader(io.StringIO(target.read_text(encoding="utf8"))))) == len(quick.claims)
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]


def test_claims_as_a_table(kg: Run, quick: Extraction, seed_path: Path) -> None:
    shown = kg("extract", seed_path, "--format", "table")
    assert "subject" in shown.out
    assert "stationedIn" in shown.out


def test_build_says_what_it_did(kg: Run, quick: Extraction, seed_path: Path, tmp_path: Path) -> None:
    shown = kg("build", seed_path, "-o", tmp_path / "new" / "outputs")
    assert (shown.code, shown.err) == (0, "")
    assert "1 articles, " in shown.out or "1 article, " in shown.out
    assert f"{len(quick.claims)} claims" in shown.out
    assert "stationedIn" in shown.out


def test_a_query_prints_json_when_piped(kg: Run, graph: Path) -> None:
    shown = kg("query", graph, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c a kg:Claim } }")
    assert (shown.code, shown.err) == (0, "")
    bindings = json.loads(shown.out)["results"]["bindings"]
    assert int(bindings[0]["n"]["value"]) > 0


@pytest.mark.parametrize(("form", "start"), [("csv", "s\r\n"), ("tsv", "?s\n"), ("json", "{")])
def test_a_query_prints_what_is_asked(kg: Run, graph: Path, form: str, start: str) -> None:
    shown = kg("query", graph, "SELECT ?s { ?s a kg:State }", "--format", form)
    assert shown.code == 0
    assert shown.out.startswith(start)


def test_a_constructed_graph_is_turtle(kg: Run, graph: Path) -> None:
    shown = kg("query", graph, "CONSTRUCT { ?s a kg:State } WHERE { ?s a kg:State }", "--format", "turtle")
    assert shown.code == 0
    assert "kg:State" in shown.out


def test_the_named_queries_are_listed_and_run(kg: Run, graph: Path) -> None:
    from kg.graph.questions import named_queries

    listed = kg("query", "--list")
    assert listed.code == 0
    assert "forces-abroad" in listed.out
    for name, question in named_queries().items():
        assert name in listed.out
        values = {key: "stationedIn" if key == "predicate" else "Japan" for key in question.parameters}
        given = [part for key, value in values.items() for part in ("--with", f"{key}={value}")]
        shown = kg("query", graph, "--named", name, *given)
        assert (shown.code, shown.err) == (0, ""), name


def test_a_named_question_may_be_cut_and_says_so(kg: Run, graph: Path) -> None:
    whole = kg("query", graph, "--named", "about-entity", "--with", "entity=Japan", "--format", "csv")
    assert (whole.out.count("\n") > 3, whole.err) == (True, "")
    cut = kg("query", graph, "--named", "about-entity", "--with", "entity=Japan", "--format", "csv", "--limit", "2")
    assert set(cut.out.splitlines()) <= set(whole.out.splitlines())
    assert cut.out.count("\n") == 3
    assert cut.err == "kg: 2 rows of the newest articles; there are more: --limit 0 gives all\n"
    table = kg("query", graph, "--named", "about-entity", "--with", "entity=Japan", "--format", "table", "--limit", "0")
    assert (table.code, table.err) == (0, "")
    wrong = kg("query", graph, "ASK {}", "--limit", "2")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--limit is for --named" in wrong.err


def test_a_page_is_drawn(kg: Run, graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    shown = kg("view", graph, "-o", target)
    assert shown.code == 0
    assert target.read_text(encoding="utf8").lower().startswith("<!doctype html")


@pytest.mark.parametrize(
    "form",
    "turtle trig nquads jsonld csv graphml gexf plover stix followthemoney nanopub annotations".split(),
)
def test_every_promised_format_is_exported(kg: Run, graph: Path, tmp_path: Path, form: str) -> None:
    printed = kg("export", graph, "--format", form)
    written = kg("export", graph, "--format", form, "-o", tmp_path / "out")
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert printed.out.strip() == (tmp_path / "out").read_text(encoding="utf8").strip()
    assert "Japan" in printed.out


def test_a_format_of_several_files_goes_into_a_folder(kg: Run, graph: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "neo4j"
    written = kg("export", graph, "--format", "neo4j", "-o", folder)
    assert (written.code, written.out) == (0, "")
    assert {file.name for file in folder.iterdir()} == {"nodes.csv", "relationships.csv"}
    assert "STATIONED_IN" in (folder / "relationships.csv").read_text(encoding="utf8")
    shown = kg("export", graph, "--format", "neo4j")
    assert shown.code == 2
    assert "neo4j is several files; name a folder for them with -o" in shown.err


def test_figures_are_json_when_piped(kg: Run, tmp_path: Path) -> None:
    claim = {"subject": {"label": "Iran"}, "predicate": "attacks", "object": {"label": "Israel"}}
    gold = {"subject": "Iran", "predicate": ["attacks"], "object": "Israel", "start": 0, "end": 5}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf8")
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim), encoding="utf8")
    shown = kg("evaluate", tmp_path / "gold.jsonl", tmp_path / "claims.jsonl")
    assert shown.code == 0
    assert json.loads(shown.out)["f1"] == 1.0
