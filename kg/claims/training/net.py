"""The network that `kg.claims.network` runs, in torch: an encoder grown from the English model's, a head for pairs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (the name that everybody knows it by)

from kg.claims.view import DISTANCES, MARKS
from kg.language.training.network import LAYERS, WIDTH, Layer
from kg.language.words import SHAPE_ROWS

HEAD, KEY = 192, 128
DROPOUT = 0.2


@dataclass(slots=True)
class Batch:
    """Sentences side by side (sentence × piece, sentence × word), and their pairs one after another.

    `of` is the sentence of each pair; the rest of a pair's rows are as in a `View` and an `Example`.
    """

    vectors: Tensor
    shapes: Tensor
    piece_mask: Tensor
    word_of: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    marks: Tensor
    types: Tensor
    cues: Tensor
    of: Tensor
    heads: Tensor
    anchors: Tensor
    distances: Tensor
    fits: Tensor
    targets: Tensor
    ignored: Tensor
    gold_cues: Tensor


class Encoder(nn.Module):
    """Vectors of pieces in, vectors of words out; what is known of the words has been added to their pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(512, WIDTH), requires_grad=False)
        self.piece_shapes = nn.Embedding(SHAPE_ROWS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(
        self, embedded: Tensor, piece_shapes: Tensor, first: Tensor, last: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """Encode; `mask` is 1 for pieces and 0 for what fills up a row."""
        x = embedded + self.positions[: embedded.shape[1]] + self.piece_shapes(piece_shapes)
        x = self.drop(self.norm(x))
        bias = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        ends = [x.gather(1, index.unsqueeze(-1).expand(-1, -1, WIDTH)) for index in (first, last)]
        words: Tensor = (ends[0] + ends[1]) * 0.5
        return words


class Net(nn.Module):
    """Encoder and head; `head` names its parts as `kg.claims.network` does."""

    def __init__(self, predicates: int, classes: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mark, self.distance = nn.Embedding(MARKS, WIDTH), nn.Embedding(DISTANCES, HEAD)
        self.classes, self.cue = nn.Linear(classes, WIDTH, bias=False), nn.Linear(predicates, WIDTH, bias=False)
        for known in (self.mark, self.classes, self.cue):
            nn.init.zeros_(known.weight)
        self.subject, self.object = nn.Linear(2 * WIDTH, HEAD), nn.Linear(2 * WIDTH, HEAD)
        self.query, self.key = nn.Linear(HEAD, KEY), nn.Linear(WIDTH, KEY)
        self.value, self.cue_value = nn.Linear(WIDTH, HEAD), nn.Linear(predicates, HEAD, bias=False)
        self.product = nn.Linear(HEAD, HEAD)
        self.out = nn.Linear(HEAD, predicates)
        nn.init.constant_(self.out.bias, -4.0)
        self.cue_weight = nn.Parameter(torch.zeros(predicates))
        self.drop = nn.Dropout(DROPOUT)

    def start(self, weights: Mapping[str, Tensor]) -> None:
        """Begin with the encoder of an English model; its table of pieces and its shapes stay as they are."""
        own = self.encoder.state_dict()
        self.encoder.load_state_dict({name: weights[name] for name in own})
        self.encoder.piece_shapes.weight.requires_grad = False

    def forward(self, b: Batch) -> tuple[Tensor, Tensor]:
        """Return the logits of the predicates and how far each word is heeded, for all pairs."""
        known = self.mark(b.marks) + self.classes(b.types) + self.cue(b.cues)
        known = torch.cat([torch.zeros_like(known[:, :1]), known], 1)  # the edges of a text are of no word
        vectors = b.vectors + known.gather(1, b.word_of.unsqueeze(-1).expand(-1, -1, WIDTH))
        words = self.drop(self.encoder(vectors, b.shapes, b.first, b.last, b.piece_mask))
        ends = [torch.cat([words[b.of, b.heads[:, n]], words[b.of, b.anchors[:, n]]], -1) for n in (0, 1)]
        subjects, objects = self.subject(ends[0]), self.object(ends[1])
        both = subjects + objects + self.distance(b.distances)
        asked = self.query(_gelu(both))
        heed = torch.einsum("pk,pwk->pw", asked, self.key(words)[b.of]) / math.sqrt(KEY)
        heed = (heed + (1.0 - b.word_mask[b.of]) * -1e4).softmax(-1)
        values = self.value(words) + self.cue_value(b.cues)
        joined = both + torch.einsum("pw,pwh->ph", heed, values[b.of]) + self.product(subjects * objects)
        logits = self.out(self.drop(_gelu(joined)))
        return logits + self.cue_weight * torch.einsum("pw,pwn->pn", heed, b.cues[b.of]), heed

    def head(self) -> dict[str, NDArray[np.float16]]:
        """Return the weights beside the encoder's, by name, turned as numpy multiplies."""
        found = {}
        for name, value in self.state_dict().items():
            if not name.startswith("encoder."):
                stem, _, kind = name.partition(".")
                known = stem in {"mark", "distance", "classes", "cue"}
                turned = value.T if kind == "weight" and stem not in {"mark", "distance"} else value
                found[stem if known else name] = turned.numpy().astype(np.float16)
        return found


def _gelu(x: Tensor) -> Tensor:
    return F.gelu(x, approximate="tanh")
