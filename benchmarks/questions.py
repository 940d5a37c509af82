"""Times of the named questions: each asked openly, and about entities as often as claims name them.

They are asked as `kg query` asks them for a table: for the hundred rows of the newest articles. All rows are beside.
"""

import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median

import pyoxigraph as ox
import rdflib

from kg.graph.namespaces import RDF, key_of
from kg.graph.query import run_named, run_newest
from kg.graph.questions import bind, named_queries

ABOUT = 15
ROWS = 100  # of the newest articles: what `kg query` shows in a table
_SAMPLE = 200_000


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def drawn_entities(store: ox.Store) -> list[str]:
    """Return the ids of entities, drawn among the subjects of claims."""
    subjects = []
    for n, quad in enumerate(store.quads_for_pattern(None, RDF["subject"], None)):
        subjects.append(quad.object)
        if n == _SAMPLE:
            break
    subjects.sort(key=str)
    return [key_of(node) for node in random.Random(3).choices(subjects, k=ABOUT)]


def askings(name: str, entities: list[str]) -> tuple[dict[str, str] | None, list[dict[str, str]]]:
    """Return what a question is given when it is asked openly (None if it cannot be), and about each entity."""
    given = named_queries()[name].given
    needed = {p.name: "metWith" for p in given if p.needed and p.kind == "predicate"}
    about = [needed | {p.name: entity} for p in given if p.kind == "entity" for entity in entities]
    return None if any(p.needed and p.kind == "entity" for p in given) else needed, about


@dataclass(frozen=True, slots=True)
class Times:
    """What a question took: its first rows, asked openly and about entities, and all rows, asked openly; in seconds."""

    name: str
    openly: float
    about: float
    longest: float
    rows: int
    whole: float


def ask_all(graph: rdflib.Dataset, store: ox.Store) -> Iterator[Times]:
    """Time each question; those about entities are asked once each, the others three times, which gives the median."""
    entities = drawn_entities(store)
    for name in named_queries():
        openly, about = askings(name, entities)
        first, whole, rows = float("nan"), float("nan"), 0
        if openly is not None:
            first = median(timed(partial(run_newest, graph, name, openly, ROWS)) for _ in range(3))
            rows = len(run_named(graph, name, openly).terms)
            whole = median(timed(partial(run_named, graph, name, openly)) for _ in range(3))
        times = [timed(partial(run_newest, graph, name, each, ROWS)) for each in about] or [first]
        yield Times(name, first, median(times), max(times), rows, whole)


def ask_rdflib(memory: rdflib.Dataset, store: ox.Store, patience: int) -> Iterator[tuple[str, str, str]]:
    """Yield question and what rdflib needs for it, openly and about one entity; it is stopped when patience ends."""
    entity = drawn_entities(store)[0]
    for name in named_queries():
        openly, about = askings(name, [entity])
        texts = (bind(store, name, given).text if given is not None else None for given in (openly, *about[:1]))
        found = ["-" if text is None else _patiently(memory, text, patience) for text in texts]
        yield name, found[0], found[1] if about else "-"


def _patiently(memory: rdflib.Dataset, text: str, patience: int) -> str:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(patience)
    try:
        return f"{1000 * timed(lambda: list(memory.query(text))):,.0f} ms"
    except TimeoutError:
        return f"> {patience} s"
    finally:
        signal.alarm(0)
