"""Runs the network on windows of words: numbers in, numbers out; knows nothing of spaCy."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.language.embedding import read_embedding
from kg.language.files import check
from kg.language.labels import Labels

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says about the words of one window."""

    tags: dict[str, Ints]  # the best class of xpos, upos, morph and lemma
    starts: Floats  # above zero: the word starts a sentence
    arcs: Floats  # a row for each word, a column for the root and for each word
    label_dep: Floats
    label_head: Floats  # the root first
    entities: Floats
    vectors: Floats


class Engine:
    """The network, its word pieces and its labels, loaded from a folder."""

    def __init__(self, folder: Path) -> None:
        check(folder)
        self._folder = folder
        self.labels = Labels.read(folder / "labels.json")
        self._embedding = read_embedding(folder)
        self.pieces = self._embedding.pieces
        weights = np.load(folder / "labelling.npz")
        self._weight, self._bias = weights["weight"], weights["bias"]
        self._process = 0

    @property
    def _session(self) -> onnxruntime.InferenceSession:
        if self._process != os.getpid():  # a session does not survive a fork
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            path = str(self._folder / "encoder.onnx")
            self._made = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            self._process = os.getpid()
        return self._made

    def run(self, pieces: list[tuple[int, ...]], shapes: Ints) -> Scores:
        """Run one window: the pieces and the shape of each word."""
        words = self._embedding.embed(pieces, shapes)
        inputs = {
            "embedded": words.vectors[None],
            "piece_shapes": words.shapes[None],
            "first": words.first[None],
            "last": words.last[None],
            "shapes": shapes[None],
        }
        names = ("xpos", "upos", "morph", "lemma", "start", "arcs", "label_dep", "label_head", "entity", "vectors")
        out = dict(zip(names, (value[0] for value in self._session.run(list(names), inputs)), strict=True))
        return Scores(
            {name: out[name] for name in names[:4]}, out["start"], out["arcs"], out["label_dep"], out["label_head"],
            out["entity"], out["vectors"],
        )  # fmt: skip

    def label(self, dep: Floats, head: Floats, is_root: NDArray[np.bool_]) -> Ints:
        """The dependency label of each word, given its own features and its head's."""
        x = dep + head
        x = 0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))  # GELU
        scores = x @ self._weight.T + self._bias
        root = self.labels.deprel.index("root")
        scores[:, root] = np.where(is_root, np.inf, -np.inf)
        found: Ints = scores.argmax(axis=1)
        return found
