"""Graphs by where they are: a file, a store on disk, or a SPARQL server; with what follows from them if wanted."""

import shutil
import tempfile
import time
import weakref
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError
from kg.graph.dataset import dataset_of, store_of
from kg.graph.files import read_graph
from kg.graph.infer import infer
from kg.graph.remote import RemoteStore, address_of
from kg.graph.store import is_store, unopened

_ATTEMPTS = 20
_NO_QUAD = 200  # bytes of a log that cannot hold a quad with its indexes


def open_graph(where: Path | str, inferred: bool = False) -> rdflib.Dataset:
    """Open a graph for reading; with `inferred`, what follows from its facts stands in a graph of its own.

    Raises GraphError where it cannot be read. A store on disk can be read while it is written to.
    """
    if address := address_of(where):
        if inferred:
            raise GraphError(str(where), "is another server, which draws its own inferences; leave out --infer")
        return dataset_of(store=cast(ox.Store, RemoteStore(address)))
    path = Path(where)
    if not is_store(path):
        if path.is_dir():
            raise GraphError(str(path), "is a directory and no store; give a graph file or what kg build --store made")
        dataset = read_graph(path)
    elif inferred:
        dataset = _copied(path)
    else:
        dataset = dataset_of(store=read_only(path))
    if inferred:
        store_of(dataset).bulk_extend(infer(store_of(dataset)))
    return dataset


def read_only(path: Path) -> ox.Store:
    """Open a store on disk for reading, as it is at this moment."""
    for attempt in range(_ATTEMPTS):
        try:
            return ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:  # RuntimeError is RocksDB's for a damaged store
            reason = unopened(error)
            if "No such file" not in reason or attempt == _ATTEMPTS - 1:
                break
            time.sleep(0.1)  # a writer has just put one of the listed files in another's place
    raise GraphError(str(path), reason)


def _copied(path: Path) -> rdflib.Dataset:
    """Return a writable copy of a store, gone with its last user; Oxigraph makes it of hard links where it can.

    What stands in the log only, after a build that was killed or while one runs, Oxigraph leaves out of such a copy.
    """
    original, logged = read_only(path), any(_state_of(log)[1] > _NO_QUAD for log in path.glob("*.log"))
    try:
        folder = tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.absolute().parent)
    except OSError:
        folder = tempfile.mkdtemp(prefix="kg-")
    copy = Path(folder) / "copy"
    if not logged:
        original.backup(str(copy))
    store = ox.Store(str(copy))
    dataset = dataset_of(original if logged else (), store)
    weakref.finalize(dataset, shutil.rmtree, folder, ignore_errors=True)
    return dataset


def _state_of(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:  # merged into another by a writer, just now
        return file.name, 0, 0
    return file.name, found.st_size, found.st_mtime_ns


class Reopened:
    """A graph at a path that is read again when it has changed: what another process wrote since is seen."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: object = None
        self._store: ox.Store | None = None

    def store(self) -> ox.Store:
        """Return the graph as it is now; raises GraphError if it cannot be read."""
        now = self._state()
        if self._store is None or now != self._seen:
            self._store = None  # before the new one is read, so that memory holds one at a time
            self._store, self._seen = store_of(open_graph(self.path)), now
        return self._store

    def close(self) -> None:
        """Let the graph go; the next question opens it anew."""
        self._store = None

    def _state(self) -> object:
        try:
            # RocksDB writes its LOG on every opening; the graph is in the other files
            if not self.path.is_dir():
                self.path.stat()
                return [_state_of(self.path)]
            return sorted(_state_of(file) for file in self.path.iterdir() if not file.name.startswith("LOG"))
        except OSError as error:
            reason = f"{error.strerror or 'cannot be read'}; give a graph file or a store"
            raise GraphError(str(self.path), reason) from None
