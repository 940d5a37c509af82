"""The network: a six-layer BERT encoder that also sees shapes, and one light head for each task.

Its own head of entities only teaches the encoder what a name is; the one that ships is `namehead`, trained after it.
"""

import math
from collections.abc import Sized
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (the name that everybody knows it by)

from kg.language.labels import Labels
from kg.language.words import SHAPE_ROWS

WIDTH, LAYERS, HEADS = 384, 6, 12
READ = (2, 4, 6)  # the layers that the head of names reads, counted from 1


class Layer(nn.Module):
    """One transformer layer as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attend and transform."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-1, -2)) * (1 / math.sqrt(WIDTH // HEADS))
        if mask is not None:
            scores = scores + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        done: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return done


class Network(nn.Module):
    """Pieces and shapes in, scores of every head out."""

    def __init__(self, labels: Labels, arc: int = 256, label: int = 192, vocabulary: int = 30522) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Parameter(torch.zeros(512, WIDTH))
        self.piece_shapes = nn.Embedding(SHAPE_ROWS, WIDTH)
        nn.init.zeros_(self.piece_shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.shapes = nn.Embedding(SHAPE_ROWS, 32)
        word = WIDTH + 32
        self.root = nn.Parameter(torch.randn(word) * 0.02)
        self.drop = nn.Dropout(0.2)
        self.arc_dep, self.arc_head = nn.Linear(word, arc), nn.Linear(word, arc)
        self.arc_mix = nn.Linear(arc, arc, bias=False)
        self.arc_bias = nn.Linear(arc, 1, bias=False)
        self.label_dep, self.label_head = nn.Linear(word, label), nn.Linear(word, label)
        self.label_out = nn.Linear(label, len(labels.deprel))
        sizes: dict[str, Sized] = {
            "xpos": labels.xpos, "upos": labels.upos, "morph": labels.morph, "lemma": labels.lemma,
            "entity": labels.entity,
        }  # fmt: skip
        self.tag = nn.ModuleDict({name: nn.Linear(word, len(values)) for name, values in sizes.items()})
        self.start = nn.Linear(word, 1)

    def encode(self, ids: Tensor, piece_shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """The vectors of the pieces after each layer."""
        x: Tensor = self.pieces(ids) + self.positions[: ids.shape[1]] + self.piece_shapes(piece_shapes)
        x = self.drop(self.norm(x))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        depths = []
        for layer in self.layers:
            x = layer(x, bias)
            depths.append(x)
        return depths

    def forward(
        self, ids: Tensor, piece_shapes: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, shapes: Tensor
    ) -> dict[str, Tensor]:
        """Scores of all heads; arcs have the root in column 0."""
        layers = self.encode(ids, piece_shapes, mask)
        index = first.unsqueeze(-1).expand(-1, -1, WIDTH), last.unsqueeze(-1).expand(-1, -1, WIDTH)
        depths = [(layers[n - 1].gather(1, index[0]) + layers[n - 1].gather(1, index[1])) * 0.5 for n in READ]
        vectors = depths[-1]
        word = self.drop(torch.cat([vectors, self.shapes(shapes)], -1))
        rooted = torch.cat([self.root.expand(word.shape[0], 1, -1), word], 1)
        dep, head = self.drop(F.gelu(self.arc_dep(word))), self.drop(F.gelu(self.arc_head(rooted)))
        out = {"vectors": vectors, "depths": torch.cat(depths, -1)}
        out["arcs"] = self.arc_mix(dep) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        out["label_dep"], out["label_head"] = self.label_dep(word), self.label_head(rooted)
        out.update({name: layer(word) for name, layer in self.tag.items()})
        out["start"] = self.start(word).squeeze(-1)
        return out

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores of the dependency labels for words and their chosen heads."""
        scores: Tensor = self.label_out(self.drop(F.gelu(dep + head)))
        return scores


def load_encoder(network: Network, path: Path) -> None:
    """Fill the encoder with the weights of a BERT in safetensors."""
    from safetensors.torch import load_file

    old = load_file(str(path))
    new = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions": old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    for i in range(LAYERS):
        for kind in ("weight", "bias"):
            parts = [old[f"encoder.layer.{i}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            new[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            for ours, theirs in names.items():
                new[f"layers.{i}.{ours}.{kind}"] = old[f"encoder.layer.{i}.{theirs}.{kind}"]
    missing = network.load_state_dict(new, strict=False)
    assert not missing.unexpected_keys
