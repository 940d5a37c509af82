from itertools import pairwise

import pyoxigraph as ox
import pytest

from kg.graph import bulk
from kg.graph.bulk import bulk_load

LINES = [f'<http://h/s{n}> <http://h/p> "{"é" * (n % 7)} \\n {n}" <http://h/g{n % 3}> .\n' for n in range(500)]


@pytest.mark.parametrize("processors", [1, 2, 3, 16, 10_000])
def test_every_line_is_loaded_once_in_however_many_parts(tmp_path, monkeypatch, processors):
    monkeypatch.setattr(bulk, "_SMALLEST", 1)
    monkeypatch.setattr(bulk.os, "cpu_count", lambda: processors)
    file = tmp_path / "all.nq"
    file.write_text("".join(LINES) + LINES[0].rstrip("\n"), encoding="utf8")
    parts = list(bulk._parts(file, processors))
    assert parts[0][0] == 0
    assert parts[-1][1] == file.stat().st_size
    assert all(end == start for (_, end), (start, _) in pairwise(parts))
    if processors <= 16:
        store = ox.Store()
        bulk_load(store, file, ox.RdfFormat.N_QUADS)
        assert set(store) == set(ox.parse("".join(LINES), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_a_file_without_quads(tmp_path, text):
    store, file = ox.Store(), tmp_path / "none.nq"
    file.write_text(text)
    bulk_load(store, file, ox.RdfFormat.N_QUADS)
    assert len(store) == 0


def test_a_mistake_in_any_part_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "_SMALLEST", 1)
    file = tmp_path / "bad.nq"
    file.write_text("".join(LINES[:400]) + "nonsense\n" + "".join(LINES[400:]), encoding="utf8")
    with pytest.raises(SyntaxError):
        bulk_load(ox.Store(), file, ox.RdfFormat.N_QUADS)


def test_other_formats_are_read_whole(tmp_path):
    store, file = ox.Store(), tmp_path / "one.trig"
    file.write_text("<http://h/g> { <http://h/a> <http://h/b> 1 . }")
    bulk_load(store, file, ox.RdfFormat.TRIG)
    assert len(store) == 1
