"""Measuring: what a network would add to the rules above a row of thresholds, and how much of it is right."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from kg.claims.judge import best
from kg.claims.training.batches import Item, collate, iter_batches
from kg.claims.training.examples import Example
from kg.claims.training.net import Net


def added(net: Net, items: Sequence[Item]) -> Iterator[tuple[float, bool]]:
    """Yield how likely each claim is that the network might add, and whether gold has it."""
    for batch in iter_batches(items):
        rows = collate(batch)
        with torch.no_grad():
            logits, _ = net(rows)
        scores = (torch.sigmoid(logits) * rows.fits).numpy()
        first = 0
        for example, _ in batch:
            mine = np.flatnonzero(example.open)
            likely = scores[first : first + len(example.open)][mine]
            first += len(example.open)
            for n, column in best(likely, [example.keys[i] for i in mine.tolist()], 0.05) if len(mine) else ():
                row = int(mine[n])
                if example.targets[row, column] or not example.ignored[row, column]:
                    yield float(likely[n, column]), bool(example.targets[row, column])


def curve(net: Net, items: Sequence[Item]) -> list[dict[str, float]]:
    """Measure how many claims are added from a row of thresholds on, how many are right, and how many of the gold's."""
    cells = sorted(added(net, items), reverse=True)
    wanted = sum(_claims(example) for example, _ in items)
    found = []
    for least in np.arange(0.1, 0.96, 0.05):
        right = [good for likely, good in cells if likely >= least]
        precision, recall = sum(right) / max(1, len(right)), sum(right) / max(1, wanted)
        found.append({"least": float(least), "added": len(right), "precision": precision, "recall": recall})
    return [{name: round(value, 3) for name, value in point.items()} for point in found]


def _claims(example: Example) -> int:
    """Count the pairs, of whichever direction, that gold joins and the rules leave open."""
    rows = zip(example.keys, example.targets, example.open, strict=True)
    return len({tuple(sorted(key)) for key, row, free in rows if free and row.any()})


def threshold(measured: list[dict[str, float]], precision: float) -> float:
    """Return the least threshold from which on what is added is right often enough."""
    good = [point["least"] for point in measured if point["precision"] >= precision and point["added"]]
    return min(good, default=1.0)
