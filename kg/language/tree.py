"""Dependency trees from arc scores: one root, no cycle, highest total score."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
ROOT_COST = 1e5  # more than any tree can gain, so that a second root is never worth it


def decode(scores: Scores) -> NDArray[np.int64]:
    """Heads of n words from n rows and n+1 columns of scores; head and column 0 are the root, words count from 1."""
    n = scores.shape[0]
    if n == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.astype(np.float64, copy=True)
    np.fill_diagonal(scores[:, 1:], -np.inf)
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and _find_cycle(heads) is None:
        return heads
    top = scores.max(axis=1, keepdims=True)
    scores -= top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= ROOT_COST
    tree: NDArray[np.int64] = _spanning_tree(square)[1:]
    return tree


def _find_cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """The words (counted from 1) of one cycle; heads[i] is the head of word i + 1."""
    seen = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        word, path = start, []
        while word and not seen[word]:
            seen[word] = start
            path.append(word)
            word = int(heads[word - 1])
        if word and seen[word] == start:
            return path[path.index(word) :]
    return None


def _spanning_tree(scores: Scores) -> NDArray[np.int64]:
    """Chu-Liu-Edmonds over a square of scores, row = word, column = head, node 0 the root."""
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads[1:])
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    k = len(outside)
    within = scores[inside, heads[inside]]
    smaller = np.full((k + 1, k + 1), -np.inf)
    smaller[:k, :k] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(inside, outside)] - within[:, None]  # a head from outside breaks the cycle at one word
    smaller[k, :k] = into.max(axis=0)
    out = scores[np.ix_(outside, inside)]
    smaller[:k, k] = out.max(axis=1)
    smaller[0] = -np.inf
    found = _spanning_tree(smaller)
    result = heads.copy()
    for i in range(1, k):
        h = int(found[i])
        result[outside[i]] = inside[int(out[i].argmax())] if h == k else outside[h]
    entry = int(found[k])
    result[inside[int(into[:, entry].argmax())]] = outside[entry]
    return result
