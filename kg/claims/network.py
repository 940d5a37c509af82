"""The network of the learned reader: a sentence in numbers in, a probability of each predicate for each pair out.

An encoder of its own, grown from the English model's, reads the sentence with marks on its mentions; a small head
scores each pair from the words of both ends and from the words that it attends to, one of which is the cue.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.claims.view import View
from kg.errors import ModelError
from kg.ids import digest_file

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
PARTS = ("encoder.onnx", "head.npz")


class Embedded(Protocol):
    """Words by the English model's table, as `kg.language.embedding` has them."""

    @property
    def vectors(self) -> Floats:
        """A vector for each piece, the edges of the text included."""

    @property
    def shapes(self) -> Ints:
        """The shape of each piece's word."""

    @property
    def first(self) -> Ints:
        """The first piece of each word."""

    @property
    def last(self) -> Ints:
        """The last piece of each word."""


@dataclass(slots=True)
class Network:
    """The weights, and the session that runs the encoder (one a process: it does not survive a fork)."""

    folder: Path
    head: Mapping[str, Floats]
    _made: dict[int, onnxruntime.InferenceSession] = field(default_factory=dict)

    def score(self, view: View, embedded: Embedded) -> tuple[Floats, Ints]:
        """Return the probability of every predicate for every pair, and the word of each pair that says it."""
        h = self.head
        words = self._encode(view, embedded)
        places = np.stack([view.heads, view.anchors], axis=2).reshape(-1, 2)  # an end is in many pairs: once is enough
        known, at = np.unique(places, axis=0, return_inverse=True)
        shown = np.concatenate([words[known[:, 0]], words[known[:, 1]]], axis=1)
        subjects = (shown @ h["subject.weight"] + h["subject.bias"])[at.reshape(-1, 2)[:, 0]]
        objects = (shown @ h["object.weight"] + h["object.bias"])[at.reshape(-1, 2)[:, 1]]
        ends = subjects + objects + h["distance"][view.distances]
        asked = gelu(ends) @ h["query.weight"] + h["query.bias"]
        keys = words @ h["key.weight"] + h["key.bias"]
        heed = softmax((asked @ keys.T) * np.float32(keys.shape[1] ** -0.5))
        values = words @ h["value.weight"] + h["value.bias"] + view.cues @ h["cue_value.weight"]
        joined = gelu(ends + heed @ values + (subjects * objects) @ h["product.weight"] + h["product.bias"])
        logits = joined @ h["out.weight"] + h["out.bias"] + (heed @ view.cues) * h["cue_weight"]
        likely = view.fits / (1.0 + np.exp(-logits))
        return likely.astype(np.float32), heed.argmax(axis=1)

    def _encode(self, view: View, embedded: Embedded) -> Floats:
        """Run the encoder on the pieces; what is known of a word is added to each of its pieces."""
        known = self.head["mark"][view.marks] + view.types @ self.head["classes"] + view.cues @ self.head["cue"]
        vectors = embedded.vectors.copy()
        lengths = embedded.last - embedded.first + 1
        vectors[1:-1] += np.repeat(known, lengths, axis=0)
        inputs = {
            "embedded": vectors[None], "piece_shapes": embedded.shapes[None],
            "first": embedded.first[None], "last": embedded.last[None],
        }  # fmt: skip
        words: Floats = self._session().run(["words"], inputs)[0][0]
        return words

    def _session(self) -> onnxruntime.InferenceSession:
        if os.getpid() not in self._made:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            path = str(self.folder / "encoder.onnx")
            self._made = {os.getpid(): onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])}
        return self._made[os.getpid()]


def gelu(x: NDArray[np.floating]) -> Floats:
    """Return the activation of values, by its usual approximation."""
    y: Floats = (0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))).astype(np.float32)
    return y


def softmax(x: NDArray[np.floating]) -> Floats:
    """Return the shares that the powers of a row's values have."""
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    y: Floats = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return y


def read_network(folder: Path) -> tuple[Network, dict[str, object]]:
    """Read the weights of a folder and what its manifest says of them.

    Raises ModelError when they are not those that the manifest names.
    """
    described = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    for name in PARTS:
        if digest_file(folder / name) != described["sha256"].get(name):
            raise ModelError(f"{folder / name}: damaged or changed; install kg again")
    with np.load(folder / "head.npz") as stored:
        head = {name: stored[name].astype(np.float32) for name in stored.files}
    return Network(folder, head), described
