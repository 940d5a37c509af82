"""The main job on the seed, end to end: built twice, the same bytes; asked and checked as a newcomer would."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

OUTPUTS = {"kg.ttl", "kg.trig", "graph.html", "claims.csv"}


def kg(*arguments: object, cwd: Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with an order of hashes of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
    )


def ask(built: Path, *query: str) -> list[dict[str, str]]:
    done = kg("query", "outputs/kg.trig", *query, cwd=built)
    assert done.returncode == 0, done.stderr
    return [{k: v["value"] for k, v in b.items()} for b in json.loads(done.stdout)["results"]["bindings"]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed_path: Path) -> Path:
    """A folder with `seeds/` and two builds of it."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "seeds").symlink_to(seed_path.parent)
    for name, order in (("outputs", "1"), ("again", "2")):
        done = kg("build", "seeds/", "-o", f"{name}/", cwd=folder, seed=order)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return folder


def test_two_builds_give_the_same_bytes(built: Path) -> None:
    assert {path.name for path in (built / "outputs").iterdir()} == OUTPUTS
    for name in OUTPUTS:
        assert (built / "outputs" / name).read_bytes() == (built / "again" / name).read_bytes(), name


def test_nothing_lands_beside_the_outputs(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {"seeds", "outputs", "again"}


def test_no_output_holds_a_path_of_this_machine(built: Path) -> None:
    for name in OUTPUTS:
        assert str(built).encode() not in (built / "outputs" / name).read_bytes(), name


def test_the_table_has_the_claims(built: Path, seed_text: str) -> None:
    rows = list(csv.DictReader(io.StringIO((built / "outputs" / "claims.csv").read_text(encoding="utf8"), newline="")))
    assert len(rows) > 30
    for row in rows:
        assert seed_text[int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'")


def test_the_graph_is_clean(built: Path) -> None:
    done = kg("check", "outputs/kg.trig", cwd=built)
    assert (done.returncode, done.stdout) == (0, "")


def test_forces_abroad_are_listed_with_numbers_and_quotes(built: Path, seed_text: str) -> None:
    rows = ask(built, "--named", "forces-abroad")
    for place, number in (("Japan", 50_000), ("South Korea", 28_500)):
        found = [
            row
            for row in rows
            if {"United States", place} <= set(row.values()) and any(_is(value, number) for value in row.values())
        ]
        assert found, (place, rows)
        assert any(len(value) > 40 and value in seed_text for value in found[0].values())


def _is(value: str, number: int) -> bool:
    try:
        return float(value) == number
    except ValueError:
        return False


def test_an_edge_is_explained(built: Path) -> None:
    done = kg("explain", "outputs/kg.trig", "United States", "stationedIn", "Japan", cwd=built)
    assert done.returncode == 0, done.stderr
    assert "Washington has major bases in both Japan and South Korea" in done.stdout


CLAIMS = """SELECT ?s ?p ?o ?polarity ?modality ?own WHERE { GRAPH ?g {
    ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:polarity ?polarity ; kg:modality ?modality ;
       kg:assertedBy ?who . BIND (?who = ?g AS ?own) } }"""
FACTS = """SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o . FILTER EXISTS { ?c rdf:predicate ?p } } }"""


def test_only_the_authors_own_positive_actual_claims_stand_as_facts(built: Path) -> None:
    claims, plain = set(), set()
    for row in ask(built, CLAIMS):
        edge = row["s"], row["p"], row["o"]
        claims.add(edge)
        if (row["polarity"], row["modality"], row["own"]) == ("positive", "actual", "true"):
            plain.add(edge)
    facts = {(row["s"], row["p"], row["o"]) for row in ask(built, FACTS)}
    assert plain < claims
    assert facts == plain
