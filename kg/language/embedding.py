"""What enters an encoder: the pieces of words and their vectors, from the table that ships with the English model."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.language.files import MODEL
from kg.language.words import Pieces, shape_index

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Embedded:
    """Words in numbers: a vector and a shape for each piece (the first and last stand for the edges of the text).

    `first` and `last` are the pieces that each word begins and ends with.
    """

    vectors: Floats
    shapes: Ints
    first: Ints
    last: Ints


class Embedding:
    """The table of pieces; it is mapped into memory, so that all who use it share it."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.pieces = Pieces(folder / "tokenizer.json")
        self._table = np.load(folder / "pieces.npy", mmap_mode="r")
        self._scales = np.load(folder / "scales.npy")

    def __call__(self, words: Sequence[str], spaces: Sequence[int]) -> Embedded:
        """Embed words; `spaces` tells of each what stands before it (0 nothing, 1 a space, 2 a new paragraph)."""
        shapes = np.array([shape_index(word, space) for word, space in zip(words, spaces, strict=True)])
        return self.embed([self.pieces(word) for word in words], shapes)

    def embed(self, split: Sequence[tuple[int, ...]], shapes: Ints) -> Embedded:
        """Embed words that are split already, with the shape of each."""
        ids = np.array([self.pieces.start, *(i for pieces in split for i in pieces), self.pieces.end])
        lengths = np.array([len(pieces) for pieces in split])
        ends = np.cumsum(lengths)
        vectors = self._table[ids].astype(np.float32) * self._scales[ids, None]
        padded = np.concatenate([[0], np.repeat(shapes, lengths), [0]])
        return Embedded(vectors, padded, ends - lengths + 1, ends)


@cache
def read_embedding(folder: Path = MODEL) -> Embedding:
    """Read the table of a folder, once a process: the pipeline and all who read beside it share its pieces."""
    return Embedding(folder)
