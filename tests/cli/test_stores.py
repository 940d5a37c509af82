"""`--store`: a graph that grows article by article, and the commands that read it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.store import ArticleStore
from kg.models import Article, Claim, Entity, Evidence, Extraction

Run = Callable[..., Any]
US, JAPAN = Entity("United_States", "United States", "State"), Entity("Japan", "Japan", "State")
TEXT = "The US has troops in Japan. This is the {} report."


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have one claim found in the first sentence of each article; gives the ids of those that were read."""
    from kg import build

    ids: list[str] = []

    class OneClaim:
        def __init__(self, model: str | None = None, threads: int = 1) -> None:
            pass

        def extract(self, articles: list[Article]) -> Any:
            for article in articles:
                ids.append(article.id)
                quote = article.text.partition(".")[0]
                evidence = Evidence(article.id, 0, len(quote), quote)
                yield Extraction(article, (), (Claim(f"c-{article.id}", US, "stationedIn", JAPAN, evidence),))

    monkeypatch.setattr(build, "Extractor", OneClaim)
    return ids


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles of one name and one of another."""
    for name in ("east/report", "west/report", "east/other"):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.format(name), encoding="utf8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(kg: Run, *paths: str) -> str:
    shown = kg("build", *paths, "--store", "kg.db")
    assert (shown.code, shown.err) == (0, ""), shown.err
    return str(shown.out).partition(";")[0]


def texts(kg: Run) -> dict[str, str]:
    """Ask the store which text stands under which id."""
    query = "SELECT ?id ?text { ?a a kg:Article ; dcterms:identifier ?id ; kg:text ?text }"
    rows = json.loads(kg("query", "kg.db", query).out)["results"]["bindings"]
    return {row["id"]["value"]: row["text"]["value"].split()[-2] for row in rows}


def quads(kg: Run) -> set[str]:
    return set(kg("export", "kg.db", "--format", "nquads").out.splitlines())


def test_a_store_is_made_grown_and_left_alone(kg: Run, readings: list[str], folder: Path) -> None:
    assert build(kg, "east/other.txt") == "1 article added, 0 replaced, 0 known already"
    assert build(kg, "east") == "1 article added, 0 replaced, 1 known already"
    before = quads(kg)
    assert build(kg, "east") == "0 articles added, 0 replaced, 2 known already"
    assert readings == ["other", "report"]
    assert quads(kg) == before
    assert sorted(path.name for path in folder.iterdir()) == ["east", "kg.db", "west"]


def test_known_articles_are_read_again_when_asked(kg: Run, readings: list[str], folder: Path) -> None:
    build(kg, "east")
    before = quads(kg)
    shown = kg("build", "east", "--store", "kg.db", "--reread")
    assert "0 articles added, 2 replaced, 0 known already; 2 claims written → kg.db" in shown.out
    assert readings == ["other", "report"] * 2
    assert quads(kg) == before


def test_a_changed_source_is_replaced(kg: Run, readings: list[str], folder: Path) -> None:
    build(kg, "east")
    (folder / "east" / "report.txt").write_text(TEXT.format("corrected"), encoding="utf8")
    assert build(kg, "./east/") == "0 articles added, 1 replaced, 1 known already"
    assert texts(kg) == {"other": "east/other", "report": "corrected"}
    assert not [line for line in quads(kg) if "east/report" in line]


def test_two_sources_of_one_name_are_two_documents(kg: Run, readings: list[str], folder: Path) -> None:
    build(kg, "east/report.txt")
    assert build(kg, "west/report.txt") == "1 article added, 0 replaced, 0 known already"
    both = {"report": "east/report", "report~2": "west/report"}
    assert texts(kg) == both
    assert build(kg, "west", "east/report.txt") == "0 articles added, 0 replaced, 2 known already"
    assert texts(kg) == both
    (folder / "west" / "report.txt").write_text(TEXT.format("corrected"), encoding="utf8")
    assert build(kg, "west/report.txt") == "0 articles added, 1 replaced, 0 known already"
    assert texts(kg) == both | {"report~2": "corrected"}


def test_sources_of_one_name_in_one_call(kg: Run, readings: list[str], folder: Path) -> None:
    for name in ("north/report", "north/south/report"):
        path = folder / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.format(name), encoding="utf8")
    build(kg, "west")
    assert build(kg, "north", "west", "east/report.txt") == "3 articles added, 0 replaced, 1 known already"
    found = texts(kg)
    assert sorted(found) == ["report", "report~2", "report~3", "report~4"]
    assert sorted(found.values()) == ["east/report", "north/report", "north/south/report", "west/report"]
    assert found["report"] == "west/report"
    assert build(kg, "east/report.txt", "north", "west") == "0 articles added, 0 replaced, 4 known already"
    assert texts(kg) == found


def test_the_same_text_under_its_name_is_known_wherever_it_lies(
    kg: Run, readings: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(kg, "east/report.txt")
    assert build(kg, str(folder / "east" / "report.txt")) == "0 articles added, 0 replaced, 1 known already"
    (folder / "west" / "report.txt").write_text(TEXT.format("east/report"), encoding="utf8")
    assert build(kg, "west/report.txt") == "0 articles added, 0 replaced, 1 known already"
    assert list(texts(kg)) == ["report"]


def test_an_article_with_an_id_of_its_own_is_known_by_it(kg: Run, readings: list[str], folder: Path) -> None:
    for name in "ab":
        line = json.dumps({"id": "release-1", "text": TEXT.format(name)})
        (folder / f"{name}.jsonl").write_text(line, encoding="utf8")
    assert build(kg, "a.jsonl") == "1 article added, 0 replaced, 0 known already"
    assert build(kg, "b.jsonl") == "0 articles added, 1 replaced, 0 known already"
    assert texts(kg) == {"release-1": "b"}


def test_no_path_stands_in_a_store(kg: Run, readings: list[str], folder: Path) -> None:
    build(kg, str(folder / "east"))
    exported = "\n".join(quads(kg))
    assert "readFrom" in exported
    assert not [part for part in (str(folder), folder.name, "report.txt") if part in exported]
    assert kg("check", "kg.db").code == 0


@pytest.mark.parametrize("name", ["report", "https://kg.example/article/report"])
def test_a_forgotten_article_is_gone_and_may_come_back(kg: Run, readings: list[str], folder: Path, name: str) -> None:
    build(kg, "east")
    before = quads(kg)
    shown = kg("forget", name, "--store", "kg.db")
    assert (shown.code, shown.out) == (0, "forgot https://kg.example/article/report\n")
    assert texts(kg) == {"other": "east/other"}
    again = kg("forget", name, "--store", "kg.db")
    assert (again.code, again.out) == (1, "")
    assert "holds no article" in again.line
    assert build(kg, "east") == "1 article added, 0 replaced, 1 known already"
    assert quads(kg) == before


def test_forgetting_needs_a_store(kg: Run, folder: Path) -> None:
    shown = kg("forget", "report", "--store", "none.db")
    assert shown.code == 1
    assert "is no store" in shown.line
    assert not (folder / "none.db").exists()


def test_a_store_is_asked_and_exported_as_a_file_is(kg: Run, readings: list[str], folder: Path) -> None:
    build(kg, "east")
    kg("build", "east", "-o", "files")
    asked = [kg("query", graph, "--named", "forces-abroad", "--format", "csv") for graph in ("kg.db", "files/kg.trig")]
    assert asked[0].out == asked[1].out
    assert asked[0].out.count("United States,Japan") == 2
    exported = kg("export", "kg.db", "--format", "nquads")
    assert (exported.code, exported.err) == (0, "")
    lines = exported.out.splitlines()
    assert lines == sorted(lines)
    held = set(ox.parse(exported.out.encode(), format=ox.RdfFormat.N_QUADS))
    filed = set(ox.parse((folder / "files" / "kg.trig").read_bytes(), format=ox.RdfFormat.TRIG))
    assert filed < held
    assert {quad.predicate.value for quad in held - filed} == {"https://kg.example/ontology#readFrom"}


@pytest.mark.parametrize("command", [("build", "east", "--store", "kg.db"), ("forget", "report", "--store", "kg.db")])
def test_the_second_writer_is_refused_and_readers_are_not(
    kg: Run, readings: list[str], folder: Path, command: tuple[str, ...]
) -> None:
    build(kg, "east/report.txt")
    with ArticleStore("kg.db"):
        shown = subprocess.run(
            [sys.executable, "-m", "kg", *command], capture_output=True, text=True, check=False, cwd=folder,
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
        assert (shown.returncode, shown.stdout) == (1, "")
        assert (
            shown.stderr
            == "kg: kg.db: is being written to by another kg; wait until it has ended, or use another --store\n"
        )
        assert texts(kg) == {"report": "east/report"}
    assert build(kg, "east") == "1 article added, 0 replaced, 1 known already"


def test_what_cannot_be_read_does_not_stop_the_rest(kg: Run, readings: list[str], folder: Path) -> None:
    (folder / "east" / "empty.txt").touch()
    shown = kg("build", "east", "--store", "kg.db")
    assert shown.code == 1
    assert "empty" in shown.line
    assert sorted(texts(kg)) == ["other", "report"]


def test_a_file_is_no_store(kg: Run, readings: list[str], folder: Path) -> None:
    shown = kg("build", "east", "--store", "east/other.txt")
    assert shown.code == 1
    assert "is no store" in shown.line
    assert (folder / "east" / "other.txt").read_text() == TEXT.format("east/other")
