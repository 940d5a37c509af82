"""Batches: sentences of like length side by side, with words of the lexicon hidden at random."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.claims.network import Embedded
from kg.claims.training.examples import Example
from kg.claims.training.net import Batch

PIECES = 1200  # in a batch
_POOL = 400  # sentences that are sorted by length together
_HIDDEN = 0.15  # share of the words whose lines of the lexicon a batch of training does not show

Item = tuple[Example, Embedded]


@dataclass(slots=True)
class _Rows:
    """Fills arrays of sentences × places, zero where a sentence is shorter."""

    count: int
    width: int

    def fill(self, rows: Sequence[NDArray[np.generic]], kind: type) -> Tensor:
        shape = self.count, self.width, *rows[0].shape[1:]
        found = np.zeros(shape, dtype=kind)
        for n, row in enumerate(rows):
            found[n, : len(row)] = row
        return torch.from_numpy(found)


def iter_batches(items: Sequence[Item], rng: np.random.Generator | None = None) -> Iterator[list[Item]]:
    """Yield batches of all items; in a random order, which the generator decides, or as they come."""
    order = rng.permutation(len(items)) if rng is not None else np.arange(len(items))
    found: list[list[Item]] = []
    for start in range(0, len(order), _POOL):
        batch: list[Item] = []
        for item in sorted((items[i] for i in order[start : start + _POOL]), key=lambda i: len(i[1].shapes)):
            if batch and (len(batch) + 1) * len(item[1].shapes) > PIECES:
                found.append(batch)
                batch = []
            batch.append(item)
        found.append(batch)
    yield from (found[i] for i in (rng.permutation(len(found)) if rng is not None else range(len(found))))


def collate(items: Sequence[Item], rng: np.random.Generator | None = None) -> Batch:
    """Put sentences side by side; with a generator, some of what the lexicon says is hidden."""
    views, embedded = [e.view for e, _ in items], [m for _, m in items]
    pieces = _Rows(len(items), max(len(m.shapes) for m in embedded))
    words = _Rows(len(items), max(len(v.words) for v in views))
    cues = [v.cues if rng is None else v.cues * (rng.random((len(v.words), 1)) >= _HIDDEN) for v in views]
    gold_cues = np.zeros((sum(len(v.heads) for v in views), words.width), dtype=np.float32)
    row = 0
    for example, _ in items:
        gold_cues[row : row + len(example.cues), : example.cues.shape[1]] = example.cues
        row += len(example.cues)
    return Batch(
        vectors=pieces.fill([m.vectors for m in embedded], np.float32),
        shapes=pieces.fill([m.shapes for m in embedded], np.int64),
        piece_mask=pieces.fill([np.ones(len(m.shapes)) for m in embedded], np.float32),
        word_of=pieces.fill([_word_of(m) for m in embedded], np.int64),
        first=words.fill([m.first for m in embedded], np.int64),
        last=words.fill([m.last for m in embedded], np.int64),
        word_mask=words.fill([np.ones(len(v.words)) for v in views], np.float32),
        marks=words.fill([v.marks for v in views], np.int64),
        types=words.fill([v.types for v in views], np.float32),
        cues=words.fill(cues, np.float32),
        of=_joined([np.full(len(v.heads), n) for n, v in enumerate(views)]),
        heads=_joined([v.heads for v in views]),
        anchors=_joined([v.anchors for v in views]),
        distances=_joined([v.distances for v in views]),
        fits=_joined([v.fits for v in views]),
        targets=_joined([e.targets for e, _ in items]),
        ignored=_joined([e.ignored for e, _ in items]),
        gold_cues=torch.from_numpy(gold_cues),
    )


def _joined(rows: Sequence[NDArray[np.generic]]) -> Tensor:
    return torch.from_numpy(np.concatenate(rows))


def _word_of(embedded: Embedded) -> NDArray[np.int64]:
    """Return for each piece the place of its word, from 1; 0 for the edges."""
    lengths = embedded.last - embedded.first + 1
    return np.concatenate([[0], np.repeat(np.arange(1, len(lengths) + 1), lengths), [0]])
