import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.server.media import RESULTS, choose


def _serve(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "kg", "serve", *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


def test_other_machines_are_let_in_only_when_asked_to(graph_file):
    done = _serve(graph_file, "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 1
    assert "--allow-remote" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_cannot_be_served_is_told_in_one_line(graph_file, tmp_path):
    broken = tmp_path / "broken.trig"
    broken.write_text("<http://h/a> <http://h/b")
    for path, reason in [(tmp_path / "none.trig", "No such file"), (broken, "is not TriG"), (tmp_path, "directory")]:
        done = _serve(path, "--port", "0")
        assert done.returncode == 1
        assert reason in done.stderr, done.stderr
        assert done.stderr.count("\n") == 1, done.stderr


def test_a_port_that_is_taken(graph_file):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = _serve(graph_file, "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert "another --host or --port" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("origin", ["*", "evil.example", "https://a.example/path"])
def test_cors_takes_origins_only(graph_file, origin):
    done = _serve(graph_file, "--port", "0", "--cors", origin)
    assert done.returncode == 1
    assert "no origin" in done.stderr


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="reads /proc")
def test_no_worker_outlives_its_server(graph_file, serve, tmp_path):
    own = tmp_path / "own.trig"
    own.write_bytes(graph_file.read_bytes())
    with serve(own):
        workers = _workers(own)
        assert len(workers) == 2
    deadline = time.monotonic() + 20
    while _workers(own) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _workers(own) == []


def _workers(graph):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            continue
        if "kg.server.worker" in line and str(graph) in line:
            found.append(pid)
    return found


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/sparql-results+json"),
        ("text/csv;q=0.9, application/sparql-results+xml", "application/sparql-results+xml"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/csv;q=0.1", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/csv;q=nonsense", None),
        ("image/png", None),
        (",,;", None),
    ],
)
def test_accept(accept, chosen):
    assert choose(accept, RESULTS) == chosen
