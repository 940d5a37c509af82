"""Measures the shipped pipeline: parsing, tags, lemmas, sentences, names, speed, memory, load time."""

import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kg.language import load
from kg.language.scores import score_crossner, score_treebank, score_uner
from kg.language.training.conllu import read_documents
from kg.language.training.entities import read_columns

TURN = 8  # texts that a pipeline reads before it is another's turn


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure."""

    data: str
    measure: str
    value: float
    unit: str = "%"


ASKED = {  # what the pipeline is held to
    ("EWT test, gold words", "LAS"): "≥ 88.5",
    ("GUM test, gold words", "LAS"): "≥ 88.0",
    ("EWT test, gold words", "tag"): "≥ 95.5",
    ("GUM test, gold words", "tag"): "≥ 95.5",
    ("UNER EWT test", "entities"): "≥ 80",
    ("CrossNER politics test", "entities"): "≥ 75",
    ("State releases, 1 thread", "speed"): "≥ 4000",
    ("pipeline", "memory"): "≤ 400",
    ("pipeline", "load time"): "≤ 1",
}


def bench_treebanks(nlp: Language, shared: Path, part: str = "test") -> Iterator[Row]:
    """Rows on EWT and GUM, from gold words and from raw text."""
    for name in ("EWT", "GUM"):
        documents = list(read_documents(shared / f"treebank/{name}-{part}.conllu"))
        for raw in (False, True):
            for measure, value in score_treebank(nlp, documents, raw).items():
                yield Row(f"{name} {part}, {'raw text' if raw else 'gold words'}", measure, value)


def bench_names(nlp: Language, shared: Path) -> Iterator[Row]:
    """Rows on the sets of named entities."""
    for name, score, path, column in (
        ("UNER EWT test", score_uner, "ner/uner-ewt-test.iob2", 2),
        ("CrossNER politics test", score_crossner, "ner/crossner-politics-test.txt", 1),
    ):
        for measure, value in score(nlp, read_columns(shared / path, column)).items():
            yield Row(name, measure, value)


def bench_speed(pipelines: Sequence[Language], shared: Path, words: int = 40_000) -> list[Row]:
    """Words a second from text to finished Doc on State releases; the pipelines take turns."""
    texts: list[str] = []
    with (shared / "corpus/state-releases.jsonl").open(encoding="utf-8") as lines:
        while sum(len(text) for text in texts) < words * 6:
            texts.append(json.loads(next(lines))["text"])
    seen, took = [0] * len(pipelines), [0.0] * len(pipelines)
    for nlp in pipelines:
        nlp(texts[0])
    for first in range(0, len(texts), TURN):
        for i, nlp in enumerate(pipelines):
            began = time.perf_counter()
            seen[i] += sum(len(doc) for doc in nlp.pipe(texts[first : first + TURN]))
            took[i] += time.perf_counter() - began
    rates = [n / seconds for n, seconds in zip(seen, took, strict=True)]
    return [Row("State releases, 1 thread", "speed", rate, "words/s") for rate in rates]


def bench_language(shared: Path, beside: Language | None = None) -> list[tuple[Row, Row | None]]:
    """Every figure of the shipped pipeline, each with that of a pipeline beside it if one is given."""
    began = time.perf_counter()
    nlp = load()
    loading = time.perf_counter() - began
    nlp("One sentence, so that everything is in memory.")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [Row("pipeline", "load time", loading, "s")]
    if beside is None:  # another pipeline would be in the same memory
        rows.append(Row("pipeline", "memory", memory, "MB"))
    pipelines = [nlp] if beside is None else [nlp, beside]
    measured = [
        [speed, *bench_treebanks(pipeline, shared), *bench_names(pipeline, shared)]
        for pipeline, speed in zip(pipelines, bench_speed(pipelines, shared), strict=True)
    ]
    others = {(row.data, row.measure): row for row in measured[-1]} if beside is not None else {}
    return [(row, others.get((row.data, row.measure))) for row in [*rows, *measured[0]]]
