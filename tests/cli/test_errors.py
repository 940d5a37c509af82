"""What goes wrong: one line that says what, the right exit code, nothing half-written, no traceback."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.models import Extraction

Run = Callable[..., Any]


def test_a_missing_path(kg: Run, tmp_path: Path) -> None:
    shown = kg("extract", tmp_path / "none.txt")
    assert (shown.code, shown.out) == (1, "")
    assert shown.line == f"kg: {tmp_path / 'none.txt'}: no such file or folder"


def test_a_name_with_a_line_break_stays_on_one_line(kg: Run, tmp_path: Path) -> None:
    assert "none\\nsuch" in kg("extract", tmp_path / "none\nsuch.txt").line


def test_every_bad_file_has_its_line_and_the_good_are_read(kg: Run, quick: Extraction, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Iran met Iraq.", encoding="utf8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    shown = kg("extract", tmp_path, "--format", "jsonl")
    assert shown.code == 1
    assert shown.err.splitlines() == [
        f"kg: {tmp_path / 'empty.txt'}: empty: there is no text in it",
        f"kg: {tmp_path / 'picture.txt'}: this is a PNG picture, not text",
    ]
    assert len(shown.out.splitlines()) == len(quick.claims)


def test_without_a_readable_article_nothing_is_built(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    shown = kg("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert shown.code == 1
    assert shown.line.startswith("kg: ")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_empty_standard_input(kg: Run) -> None:
    shown = kg("extract", "-")
    assert (shown.code, shown.line) == (1, "kg: standard input: empty: there is no text in it")


def test_a_folder_that_cannot_be_written(kg: Run, tmp_path: Path, seed_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf8")
    for target in (file, file / "out"):
        shown = kg("build", seed_path, "-o", target)
        assert shown.code == 1
        assert shown.line.startswith(f"kg: {target}: cannot write here (")
    assert file.read_text(encoding="utf8") == "mine"


def test_a_file_that_cannot_be_written(kg: Run, quick: Extraction, tmp_path: Path, seed_path: Path) -> None:
    target = tmp_path / "none" / "claims.jsonl"
    shown = kg("extract", seed_path, "-o", target)
    assert (shown.code, shown.line) == (1, f"kg: {target}: cannot be written (No such file or directory)")


def test_a_folder_in_place_of_a_file(kg: Run, graph: Path, tmp_path: Path) -> None:
    for command in (("export", graph, "--format", "nquads"), ("view", graph)):
        shown = kg(*command, "-o", tmp_path)
        assert (shown.code, shown.line) == (1, f"kg: {tmp_path}: is a folder; give the name of a file")


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "--date", "yesterday"),
        ("extract", "--threads", "0"),
        ("extract", "--threads", "-2"),
        ("query", "kg.trig"),
        ("query", "kg.trig", "ASK {}", "--named", "forces-abroad"),
        ("query", "kg.trig", "--named", "forces-abroad", "--with", "state"),
        ("query", "kg.trig", "--named", "forces-abroad", "--with", "who=Japan", "--with", "who=China"),
        ("evaluate", __file__),
    ],
    ids=str,
)
def test_options_that_make_no_sense(kg: Run, arguments: tuple[str, ...]) -> None:
    shown = kg(*arguments)
    assert shown.code == 2
    assert shown.err.splitlines()[-1].startswith("Error: ")


def test_a_pipeline_that_is_not_there(kg: Run, seed_path: Path) -> None:
    shown = kg("extract", seed_path, "--model", "nosuch")
    assert (shown.code, shown.out) == (1, "")
    assert shown.line.startswith("kg: nosuch: ")


GRAPH_COMMANDS = {
    "query": ("SELECT * { ?s ?p ?o }",),
    "view": ("-o", "page.html"),
    "export": ("--format", "turtle"),
    "check": (),
    "explain": ("Iran", "attacks", "Israel"),
}


@pytest.mark.parametrize("name", GRAPH_COMMANDS)
@pytest.mark.parametrize("content", [None, b"", b"this is no graph", b"\x89PNG\r\n\x1a\n\x00", b"<a> <b> <c"])
@pytest.mark.parametrize("ending", ["trig", "ttl", "nq", "jsonld", "xyz"])
def test_a_graph_that_is_none(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None, ending: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"mine.{ending}"
    if content is not None:
        file.write_bytes(content)
    shown = kg(name, file, *GRAPH_COMMANDS[name])
    if content == b"" and shown.code == 0:
        return  # an empty file may be an empty graph
    assert shown.code == 1
    assert shown.line.startswith("kg: ")
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    "query",
    [
        "SELEKT * { ?s ?p ?o }",
        "SELECT * { ?s ?p",
        "",
        "SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }",
        "LOAD <http://192.0.2.1/>",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT nosuch:x { }",
        "(" * 5000,
    ],
    ids=lambda q: q[:20],
)
def test_a_query_that_is_malformed_or_refused(kg: Run, graph: Path, query: str) -> None:
    shown = kg("query", graph, query)
    assert (shown.code, shown.out) == (1, "")
    assert shown.line.startswith("kg: ")


def test_a_query_file_that_is_no_text(kg: Run, graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_bytes(b"SELECT * { ?s ?p '\xff' }")
    shown = kg("query", graph, "--file", file)
    assert shown.code == 1
    assert str(file) in shown.line


def test_a_named_query_that_is_unknown(kg: Run, graph: Path) -> None:
    shown = kg("query", graph, "--named", "nosuch")
    assert (shown.code, shown.out) == (1, "")
    assert "nosuch" in shown.line
    assert "forces-abroad" in shown.line or "--list" in shown.line


def test_a_parameter_that_is_unknown(kg: Run, graph: Path) -> None:
    shown = kg("query", graph, "--named", "forces-abroad", "--with", "nosuch=x")
    assert shown.code == 1
    assert "nosuch" in shown.line


def test_a_format_that_is_unknown(kg: Run, graph: Path) -> None:
    shown = kg("export", graph, "--format", "nosuch")
    assert shown.code == 2
    assert "turtle" in shown.err


def test_an_edge_that_is_not_there(kg: Run, graph: Path) -> None:
    shown = kg("explain", graph, "Japan", "invades", "France")
    assert (shown.code, shown.line) == (1, "kg: no claim that Japan invades France")


def test_claims_that_are_none(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{broken\n", encoding="utf8")
    shown = kg("evaluate", file, file)
    assert (shown.code, shown.line.startswith(f"kg: {file}:1: not JSON")) == (1, True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_files(
    kg: Run, quick: Extraction, tmp_path: Path, seed_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    for name in ("kg.ttl", "kg.trig", "graph.html", "claims.csv"):
        (tmp_path / name).write_text(f"the old {name}", encoding="utf8")
    before = files(tmp_path)
    monkeypatch.setattr(os, call, full)
    shown = kg("build", seed_path, "-o", tmp_path)
    assert shown.code == 1
    assert shown.line.endswith("No space left on device)")
    assert files(tmp_path) == before


def test_an_interrupted_write_leaves_the_old_file(
    kg: Run, quick: Extraction, tmp_path: Path, seed_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "claims.jsonl"
    target.write_text("old", encoding="utf8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    shown = kg("extract", seed_path, "-o", target)
    assert (shown.code, shown.err.strip()) == (130, "kg: interrupted")
    assert files(tmp_path) == {"claims.jsonl": b"old"}


def test_ctrl_c_exits_130(kg: Run, seed_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import articles

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(articles, "read_articles", stop)
    shown = kg("extract", seed_path)
    assert (shown.code, shown.out, shown.err.strip()) == (130, "", "kg: interrupted")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_output_that_cannot_be_printed() -> None:
    with Path("/dev/full").open("wb") as full_disk:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "--version"], stdout=full_disk, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["kg: input or output: No space left on device"]


def test_a_reader_that_has_closed_the_pipe_hears_nothing_more() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "--version"], stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert done.stderr == ""
