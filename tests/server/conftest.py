"""A server of its own process on a free port, as `kg serve` starts it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

GRAPH = (
    """
@prefix kg: <https://kg.example/ontology#> .
@prefix kgr: <https://kg.example/resource/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://kg.example/article/one> {
  kgr:Japan a kg:State ; rdfs:label "Japan" .
  kgr:Aomori a kg:City ; rdfs:label "Aomori <b>\\"'" ; kg:partOf kgr:Japan .
}
<https://kg.example/article/two> { kgr:Guam a kg:Island ; rdfs:label "=Guam, 'island'"@en ; kg:size 549.0 . }
<https://kg.example/article/many> { """
    + " ".join(f"kgr:n{n} kg:number {n} ." for n in range(300))
    + " }\n"
)


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[str]:
    """Run `kg serve` and give the endpoint's address."""
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            assert " quads at http" in line, line + process.stderr.read()
            yield next(word for word in line.split() if word.endswith("/sparql"))
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def serve():
    """What starts a server; `with serve(path, *options) as url`."""
    return serving


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("served") / "kg.trig"
    path.write_text(GRAPH)
    return path


@pytest.fixture(scope="session")
def endpoint(graph_file) -> Iterator[str]:
    """An endpoint whose limits are small: two seconds, 200 rows."""
    with serving(graph_file, "--timeout", "2", "--rows", "200", "--memory", "300", "--workers", "1",
                 "--cors", "https://friend.example") as url:  # fmt: skip
        yield url
