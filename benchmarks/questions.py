"""Times of the named questions: each asked openly, and about entities as often as claims name them."""

import random
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

import pyoxigraph as ox
import rdflib

from kg.graph.namespaces import RDF, key_of
from kg.graph.query import named_queries, named_text, run_named

ABOUT = 15
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


def ask_all(graph: rdflib.Dataset, store: ox.Store) -> Iterator[tuple[str, float, int, float, float]]:
    """Yield question, seconds and rows when asked openly, and the median and the longest of asking about entities."""
    entities = drawn_entities(store)
    for name in named_queries():
        openly, about = askings(name, entities)
        seconds, rows = float("nan"), 0
        if openly is not None:
            rows = len(run_named(graph, name, openly).terms)
            seconds = median(timed(partial(run_named, graph, name, openly)) for _ in range(3))
        times = [timed(partial(run_named, graph, name, each)) for each in about] or [seconds]
        yield name, seconds, rows, median(times), max(times)


def ask_rdflib(memory: rdflib.Dataset, store: ox.Store, patience: int) -> Iterator[tuple[str, str, str]]:
    """Yield question and what rdflib needs for it, openly and about one entity; it is stopped when patience ends."""
    entity = drawn_entities(store)[0]
    for name in named_queries():
        openly, about = askings(name, [entity])
        texts = (named_text(store, name, given) if given is not None else None for given in (openly, *about[:1]))
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
