"""What all tests share: no network but loopback, the seed, and one extractor for the whole run."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line sets it, before numpy is imported

import pytest
from spacy.language import Language

from kg.build import Extractor
from kg.models import Extraction

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "us-japan-south-korea-intelligence-sharing.txt"


class NetworkUsedError(AssertionError):
    """A test reached for the network."""


def _near(family: int, address: Any) -> bool:
    if family == getattr(socket, "AF_UNIX", None):
        return True
    host = address[0] if isinstance(address, tuple) else address
    if host in {"localhost", "", None}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Any:
    """Let sockets reach this machine only."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(real: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if not _near(self.family, address):
                raise NetworkUsedError(f"a test must not reach {address}")
            return real(self, address)

        return call

    def guarded_lookup(host: Any, *rest: Any, **named: Any) -> Any:
        if not _near(socket.AF_INET, host.decode() if isinstance(host, bytes) else host):
            raise NetworkUsedError(f"a test must not look up {host}")
        return lookup(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield


@pytest.fixture(scope="session")
def seed_path() -> Path:
    return SEED


@pytest.fixture(scope="session")
def seed_text() -> str:
    return SEED.read_text(encoding="utf8")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The only extractor of the run; its pipeline is loaded when first used."""
    return Extractor()


@pytest.fixture(scope="session")
def nlp(extractor: Extractor) -> Language:
    pipeline: Language = extractor.nlp
    return pipeline


@pytest.fixture(scope="session")
def seed_extraction(extractor: Extractor) -> Extraction:
    from kg.articles import read_articles

    (article,) = read_articles([str(SEED)])
    (extraction,) = extractor.extract([article])  # type: ignore[list-item] # the seed is no error
    return extraction


@pytest.fixture(scope="session", params=["oxigraph", "KG_TEST_SPARQL"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of a SPARQL server that takes updates; tests empty it.

    It is Oxigraph's own, run here, and, where a person runs another for the tests (Jena Fuseki …) on this machine and
    gives its address in KG_TEST_SPARQL, that one too.
    """
    if request.param == "KG_TEST_SPARQL":
        if address := os.environ.get(request.param):
            yield address
            return
        _not_run("tests against Jena Fuseki, which no Python package brings; run it and set KG_TEST_SPARQL=its address")
    folder = Path(sys.executable).parent
    if (binary := shutil.which("oxigraph", path=str(folder)) or shutil.which("oxigraph")) is None:
        _not_run("tests against a SPARQL server; pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    place = tmp_path_factory.mktemp("served")
    command = [binary, "serve", "--bind", f"127.0.0.1:{port}", "--location", str(place)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/query"
        process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)


def _not_run(what: str) -> NoReturn:
    warnings.warn(f"NOT RUN: {what}", stacklevel=2)
    pytest.skip(what)
