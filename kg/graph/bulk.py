"""Bulk loading: a file of lines is read in as many parts as there are processors, each into the same store."""

import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyoxigraph as ox

_BY_LINES = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)
_SMALLEST = 1 << 24  # below this a part is not worth a thread


def bulk_load(store: ox.Store, file: Path, form: ox.RdfFormat) -> None:
    """Add a graph file to a store, not in one transaction; raises SyntaxError or OSError as Oxigraph does.

    What was brought in part by part lies in many layers, each of which a question must search, so they are merged.
    """
    if form not in _BY_LINES:
        store.bulk_load(path=str(file), format=form)
    else:
        parts = list(_parts(file, os.cpu_count() or 1))
        with ThreadPoolExecutor(len(parts) or 1) as pool:
            for done in [pool.submit(_load, store, file, start, end, form) for start, end in parts]:
                done.result()
    store.optimize()


def _load(store: ox.Store, file: Path, start: int, end: int, form: ox.RdfFormat) -> None:
    with file.open("rb", buffering=0) as raw, io.BufferedReader(_Window(raw, start, end), 1 << 20) as stream:
        store.bulk_load(input=stream, format=form)


def _parts(file: Path, count: int) -> Iterator[tuple[int, int]]:
    """Yield where parts of a file start and end, each at the end of a line."""
    size = file.stat().st_size
    count = max(1, min(count, size // _SMALLEST))
    start = 0
    with file.open("rb") as stream:
        for n in range(1, count + 1):
            stream.seek(max(start, size * n // count - 1))
            stream.readline()
            end = size if n == count else stream.tell()
            if end > start:
                yield start, end
            start = end


class _Window(io.RawIOBase):
    """The bytes of a file from one place to another."""

    def __init__(self, raw: Any, start: int, end: int) -> None:
        self._raw, self._left = raw, end - start
        raw.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)[: self._left]
        count: int = self._raw.readinto(view) or 0
        self._left -= count
        return count
