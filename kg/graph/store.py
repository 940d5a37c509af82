"""A graph on disk: Oxigraph's store, which many articles grow in, or a file; both open by their path."""

from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.dataset import store_of
from kg.graph.files import read_graph


def is_store(path: Path) -> bool:
    """Whether a path is a store that kg made: a folder, where a graph file is a file."""
    return (path / "CURRENT").is_file()


class GraphFile:
    """A graph at a path, opened for reading; what another process has written since is seen at the next question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: object = None
        self._store: ox.Store | None = None

    def store(self) -> ox.Store:
        """Return the graph as it is now; raises GraphError if it cannot be read."""
        now = self._fingerprint()
        if self._store is None or now != self._seen:
            self._store, self._seen = None, now
            self._store = _read_only(self.path) if is_store(self.path) else store_of(read_graph(self.path))
        return self._store

    def _fingerprint(self) -> object:
        try:
            # RocksDB writes its LOG on every opening; the graph is in the other files
            files = (
                [f for f in self.path.iterdir() if not f.name.startswith("LOG")] if self.path.is_dir() else [self.path]
            )
            return sorted((f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files)
        except OSError as error:
            raise GraphError(
                str(self.path), f"{error.strerror or 'cannot be read'}; give a graph file or store"
            ) from None


def _read_only(path: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise GraphError(str(path), f"cannot be opened as a store ({' '.join(str(error).split())[:200]})") from None
