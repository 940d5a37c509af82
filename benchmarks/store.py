"""Measures the store: building it twice, killing it, loading it in bulk, and asking it the named questions.

    python -m benchmarks.store --data ../shared/corpus/state-releases.jsonl --releases 1990 --quads 10000000

rdflib in memory is asked the same questions of a smaller graph in the same run. Works in a folder of its own.
"""

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import rdflib

from benchmarks.generated import write_generated
from benchmarks.questions import ROWS, ask_all, ask_rdflib, timed
from kg.graph.dataset import store_of
from kg.graph.namespaces import RDF, kg_terms
from kg.graph.open import open_graph
from kg.graph.store import ArticleStore


def main() -> None:
    """Run all measurements, small unless told otherwise."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared/corpus/state-releases.jsonl"))
    options.add_argument("--releases", type=int, default=20, help="articles to build from; 0 leaves this out")
    options.add_argument("--kills", type=int, default=10, help="times that the third build is killed")
    options.add_argument("--quads", type=int, default=200_000, help="size of the generated store")
    options.add_argument("--rdflib-quads", type=int, default=50_000, help="size of the graph that rdflib is given")
    options.add_argument("--patience", type=int, default=20, help="seconds that rdflib gets for one question")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-") as name:
        folder = Path(name)
        if given.releases and given.data.exists():
            articles, built = folder / "articles.jsonl", folder / "kg.db"
            lines = given.data.read_text(encoding="utf8").splitlines(keepends=True)[: given.releases]
            articles.write_text("".join(lines), encoding="utf8")
            build_twice(articles, built)
            kill(articles, built, folder / "killed.db", given.kills)
            ask(f"{len(lines)} releases", built, 0.1)
        else:
            print(f"NOT RUN: building from articles, for want of {given.data} (--data, --releases)")
        load(folder / "generated.nq", given.quads, folder / "generated.db")
        ask("the generated store", folder / "generated.db", 1)
        compare(folder, given.rdflib_quads, given.patience)


def build(articles: Path, store: Path) -> subprocess.Popen[str]:
    """Start `kg build --store`."""
    command = [sys.executable, "-m", "kg", "build", str(articles), "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def build_twice(articles: Path, store: Path) -> None:
    """Measure the first build and the second, which has nothing to do."""
    first = timed(lambda: build(articles, store).communicate())
    before = state(store)
    second = timed(lambda: build(articles, store).communicate())
    print(f"first build {first:.1f} s, second {second:.1f} s ({100 * second / first:.1f}%; wanted: below 5%)")
    print(f"the second changes nothing: {state(store) == before}")


def state(store: Path) -> str:
    """Return a digest of all quads of a store, whatever order they came in."""
    return hashlib.sha256("\n".join(sorted(map(str, store_of(open_graph(store))))).encode("utf8")).hexdigest()


def kill(articles: Path, built: Path, killed: Path, times: int) -> None:
    """Kill a build at random moments; what is there must be whole articles of the finished one, and end equal to it."""
    chance, whole, right, seen = random.Random(1), store_of(open_graph(built)), 0, []
    span = timed(lambda: build(articles, killed.with_suffix(".span")).communicate())
    for _ in range(times):
        process = build(articles, killed)
        time.sleep(chance.uniform(0.1, 2 / max(times, 2)) * span)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        left = store_of(open_graph(killed)) if (killed / "CURRENT").exists() else None
        names = [] if left is None else [
            quad.graph_name for quad in left.quads_for_pattern(None, RDF["type"], kg_terms()["Article"])
        ]  # fmt: skip
        held = sum(len(list(whole.quads_for_pattern(None, None, None, name))) for name in names)
        right += left is None or (held == len(left) and all(quad in whole for quad in left))
        seen.append(str(len(names)))
    build(articles, killed).communicate()
    print(f"killed {times} times, {right} times with whole articles only ({' '.join(seen)})")
    print(f"ends equal to the build that was not killed: {state(killed) == state(built)}")


def load(file: Path, quads: int, into: Path) -> None:
    """Measure the bulk load of a generated file."""
    size = write_generated(file, quads)
    with ArticleStore(into) as store:
        seconds = timed(lambda: store.load(file))
    print(f"bulk load of {size} quads, with the merge at its end: {size / seconds:,.0f}/s (wanted: 100,000/s)")


def ask(what: str, path: Path, wanted: float) -> None:
    """Measure each named question over a store."""
    graph = open_graph(path)
    size = len(store_of(graph))
    limit = f"wanted: below {1000 * wanted:.0f}"
    print(f"\nquestions to {what}, {size} quads, in ms; the newest {ROWS} rows ({limit}), and all rows")
    print(f"{'question':20}{'openly':>10}{'about one: median':>20}{'longest':>10}{'all rows':>12}{'openly':>10}")
    for t in ask_all(graph, store_of(graph)):
        times = f"{1000 * t.openly:10,.1f}{1000 * t.about:20,.1f}{1000 * t.longest:10,.1f}"
        print(f"{t.name:20}{times}{t.rows:12}{1000 * t.whole:10,.1f}", flush=True)


def compare(folder: Path, quads: int, patience: int) -> None:
    """Measure store and rdflib in memory over one graph that rdflib can hold."""
    load(folder / "small.nq", quads, folder / "small.db")
    ask("a small generated store", folder / "small.db", 1)
    memory = rdflib.Dataset(default_union=True)
    print(f"\nrdflib reads the same in {timed(lambda: memory.parse(folder / 'small.nq', format='nquads')):.1f} s")
    print(f"{'question':20}{'openly':>12}{'about one':>12}")
    for name, openly, about in ask_rdflib(memory, store_of(open_graph(folder / "small.db")), patience):
        print(f"{name:20}{openly:>12}{about:>12}", flush=True)


if __name__ == "__main__":
    main()
