"""Windows of several sentences, cut anew each epoch, and batches of windows of about one length."""

from collections.abc import Iterator

import numpy as np
import torch

from kg.language.training.encode import IGNORE, Encoded
from kg.language.words import SPACES

Batch = dict[str, torch.Tensor]
WINDOW = 160  # pieces


def cut_windows(document: list[Encoded], rng: np.random.Generator, window: int = WINDOW) -> Iterator[list[Encoded]]:
    """Yield consecutive sentences of a document; the budget varies so that the cuts do."""
    current: list[Encoded] = []
    size, budget = 0, _budget(rng, window)
    for sentence in document:
        pieces = sum(map(len, sentence.pieces))
        if current and size + pieces > budget:
            yield current
            current, size, budget = [], 0, _budget(rng, window)
        current.append(sentence)
        size += pieces
    if current:
        yield current


def _budget(rng: np.random.Generator, window: int) -> int:
    return 0 if rng.random() < 0.15 else int(rng.integers(window // 3, window + 1))


def batches(
    windows: list[list[Encoded]], pieces: int, rng: np.random.Generator | None
) -> Iterator[list[list[Encoded]]]:
    """Yield batches of at most `pieces` padded pieces, of windows of similar length; shuffled where there is an rng."""
    sizes = [sum(len(p) for s in window for p in s.pieces) + 2 for window in windows]
    noise = rng.random(len(windows)) * 12 if rng is not None else np.zeros(len(windows))
    found: list[list[list[Encoded]]] = []
    current: list[list[Encoded]] = []
    for i in np.argsort(np.array(sizes) + noise, kind="stable"):
        if current and (len(current) + 1) * sizes[i] > pieces:
            found.append(current)
            current = []
        current.append(windows[i])
    if current:
        found.append(current)
    order = rng.permutation(len(found)) if rng is not None else range(len(found))
    for i in order:
        yield found[i]


def collate(windows: list[list[Encoded]], start: int, end: int, rng: np.random.Generator | None = None) -> Batch:
    """Pad windows into tensors; with an rng, some paragraph marks are hidden and some windows lose their end."""
    rows = [_row(window, start, end, rng) for window in windows]
    batch = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        width = max(v.shape[-1] for v in values)
        fill = IGNORE if name in {"heads", "entities", "starts", "columns"} else 0
        padded = np.full((len(rows), *values[0].shape[:-1], width), fill, dtype=np.int64)
        for i, value in enumerate(values):
            padded[i, ..., : value.shape[-1]] = value
        batch[name] = torch.from_numpy(padded)
    return batch


def _row(window: list[Encoded], start: int, end: int, rng: np.random.Generator | None) -> dict[str, np.ndarray]:
    columns = np.concatenate([s.columns for s in window], axis=1)
    shapes = np.concatenate([s.shapes for s in window])
    heads, starts, offset = [], [], 0
    for s in window:
        heads.append(np.where(s.heads > 0, s.heads + offset, s.heads))
        mark = np.zeros(len(s.heads), dtype=np.int64) if s.bounded else np.full(len(s.heads), IGNORE)
        if s.bounded:
            mark[0] = 1
        starts.append(mark)
        offset += len(s.heads)
    head = np.concatenate(heads)
    if rng is not None and rng.random() < 0.4:  # a paragraph mark becomes a plain space
        shapes = np.where((shapes - 1) % SPACES == 2, shapes - 1, shapes)
    words = [p for s in window for p in s.pieces]
    keep = offset
    if rng is not None and offset > 12 and rng.random() < 0.15:
        keep = offset - int(rng.integers(1, min(12, offset // 2)))
        head = np.where(head > keep, IGNORE, head)
    lengths = np.array([len(p) for p in words[:keep]])
    ends = np.cumsum(lengths)  # the first piece stands at 1, after the start mark
    return {
        "ids": np.array([start, *(i for p in words[:keep] for i in p), end]),
        "piece_shapes": np.concatenate([[0], np.repeat(shapes[:keep], lengths), [0]]),
        "mask": np.ones(ends[-1] + 2, dtype=np.int64),
        "first": ends - lengths + 1,
        "last": ends,
        "shapes": shapes[:keep],
        "words": np.ones(keep, dtype=np.int64),
        "columns": columns[:, :keep],
        "heads": head[:keep],
        "starts": np.concatenate(starts)[:keep],
        "entities": np.concatenate([s.entities for s in window])[:keep],
    }
