"""The head of named entities: it reads several layers of the encoder and tells neighbouring words of each other."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from kg.language.labels import Labels
from kg.language.words import SHAPE_ROWS


class NameHead(nn.Module):
    """What the layers say of words in, scores of B, I and O by type out; the encoder learns nothing from it."""

    def __init__(self, labels: Labels, read: int, width: int = 160) -> None:
        super().__init__()
        self.shapes = nn.Embedding(SHAPE_ROWS, 32)
        self.inside = nn.Linear(read + 32, width)
        self.mixes = nn.ModuleList(nn.Linear(3 * width, width) for _ in range(2))
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, len(labels.entity))
        self.drop = nn.Dropout(0.3)

    def forward(self, depths: Tensor, shapes: Tensor, words: Tensor | None = None) -> Tensor:
        """Scores of words; `words` is 0 where a row of a batch has no more of them."""
        x = F.gelu(self.inside(self.drop(torch.cat([depths, self.shapes(shapes)], -1))))
        for mix in self.mixes:
            if words is not None:
                x = x * words[..., None]
            wide = F.pad(self.drop(x), (0, 0, 1, 1))
            x = x + F.gelu(mix(torch.cat([wide[:, :-2], wide[:, 1:-1], wide[:, 2:]], -1)))
        scores: Tensor = self.out(self.drop(self.norm(x)))
        return scores
