"""From the words of a document to its analysis: windows cut where sentences start, decoded one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.language.coordination import join
from kg.language.engine import Engine, Floats, Ints, Scores
from kg.language.names import decode_spans
from kg.language.tree import decode
from kg.language.words import SPACES, shape_index

WINDOW = 160  # pieces, as in training
FILLED = 0.5  # the least share of a window that a cut between paragraphs may leave
LONGEST = 400  # a sentence longer than this is cut
PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of words: everything as numbers, one entry a word."""

    tags: dict[str, Ints]
    starts: NDArray[np.bool_]
    heads: Ints  # index of the head word, a root's own index
    deprels: Ints
    entities: list[tuple[int, int, int]]
    vectors: Floats


def analyse(engine: Engine, forms: list[str], spaces: list[int]) -> Analysis:
    """Analyse the words of one document (at least one)."""
    pieces = [engine.pieces(form) for form in forms]
    shapes = np.array([shape_index(f, s) for f, s in zip(forms, spaces, strict=True)])
    parts = []
    for first, last, scores in _windows(engine, pieces, shapes):
        parts.append(_decode(engine, first, last, scores, (shapes[first:last] - 1) % SPACES == PARAGRAPH))
    heads = np.concatenate([part.heads for part in parts])
    deprels = np.concatenate([part.deprels for part in parts])
    join(heads, deprels, engine.labels.deprel)
    return Analysis(
        {name: np.concatenate([part.tags[name] for part in parts]) for name in parts[0].tags},
        np.concatenate([part.starts for part in parts]),
        heads,
        deprels,
        [span for part in parts for span in part.entities],
        np.concatenate([part.vectors for part in parts]),
    )


def _windows(engine: Engine, pieces: list[tuple[int, ...]], shapes: Ints) -> Iterator[tuple[int, int, Scores]]:
    """Yield stretches of whole sentences with the scores of the window that saw them.

    A window ends where a paragraph does, if that leaves it filled well. Otherwise its last sentence may be cut off, so
    it is read again at the head of the next window.
    """
    ends = np.cumsum([len(word) for word in pieces])
    paragraphs = np.flatnonzero((shapes - 1) % SPACES == PARAGRAPH)
    first, budget = 0, WINDOW
    while first < len(pieces):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + budget, side="right")))
        breaks = paragraphs[(paragraphs > first) & (paragraphs <= last)]
        whole = last < len(pieces) and len(breaks) > 0 and ends[breaks[-1] - 1] - before >= FILLED * budget
        last = int(breaks[-1]) if whole else last
        scores = engine.run(pieces[first:last], shapes[first:last])
        if last < len(pieces) and not whole:
            starts = np.flatnonzero((scores.starts > 0) | ((shapes[first:last] - 1) % SPACES == PARAGRAPH))
            inner = starts[starts > 0]
            if len(inner):
                last = first + int(inner[-1])
            elif budget < LONGEST:
                budget = LONGEST
                continue
        yield first, last, scores
        first, budget = last, WINDOW


def _decode(engine: Engine, first: int, last: int, scores: Scores, paragraphs: NDArray[np.bool_]) -> Analysis:
    n = last - first
    starts = (scores.starts[:n] > 0) | paragraphs
    starts[0] = True
    bounds = [*np.flatnonzero(starts).tolist(), n]
    heads = np.zeros(n, dtype=np.int64)
    for a, b in pairwise(bounds):
        arcs = np.concatenate([scores.arcs[a:b, :1], scores.arcs[a:b, a + 1 : b + 1]], axis=1)
        found = decode(arcs)
        heads[a:b] = np.where(found == 0, 0, found + a)
    deprels = engine.label(scores.label_dep[:n], scores.label_head[heads], heads == 0)
    spans = [(a + first, b + first, kind) for a, b, kind in decode_spans(scores.entities[:n], starts)]
    own = np.arange(first, last)
    return Analysis(
        {name: values[:n] for name, values in scores.tags.items()},
        starts, np.where(heads == 0, own, heads - 1 + first), deprels, spans, scores.vectors[:n],
    )  # fmt: skip
