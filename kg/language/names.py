"""Entity spans from the scores of the BIO tags: first where the spans are, then of what type."""

import numpy as np
from numpy.typing import NDArray


def decode_spans(scores: NDArray[np.float32], starts: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Spans (first word, one past the last, type) from scores whose columns are O, B-0, I-0, B-1, I-1 and so on.

    Types are weighed over the whole span, since its words are never told of each other's. No span runs over a
    sentence start.
    """
    top = scores.max(axis=1, keepdims=True)
    odds = np.exp(scores - top)
    kinds = odds[:, 1:].reshape(len(scores), -1, 2)
    tags = np.stack([odds[:, 0], kinds[:, :, 0].sum(axis=1), kinds[:, :, 1].sum(axis=1)], axis=1).argmax(axis=1)
    spans: list[list[int]] = []
    for i in np.flatnonzero(tags):
        if tags[i] == 2 and spans and spans[-1][1] == i and not starts[i]:
            spans[-1][1] = int(i) + 1
        else:
            spans.append([int(i), int(i) + 1])
    weights = np.log(kinds.sum(axis=2) / odds.sum(axis=1, keepdims=True) + 1e-9)
    return [(a, b, int(weights[a:b].sum(axis=0).argmax())) for a, b in spans]
