"""Dependency trees from arc scores: one root, no cycle, highest total score."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
ROOTS = 20  # words tried as the root at most: scores that leave more of them open say nothing


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
    return _best_tree(scores)


def _best_tree(scores: Scores) -> NDArray[np.int64]:
    """Try the words as the root, the likeliest first, until none that is left can make a better tree."""
    n = len(scores)
    inner = scores[:, 1:].max(axis=1)
    gains = scores[:, 0] - inner  # what the choice of a word as the root adds to the best heads of all words
    best, top = np.zeros(n, dtype=np.int64), -np.inf
    for root in np.argsort(-gains, kind="stable")[:ROOTS]:
        if inner.sum() + gains[root] <= top:
            break
        square = np.full((n + 1, n + 1), -np.inf)
        square[1:, 1:] = scores[:, 1:]
        square[root + 1] = -np.inf
        square[root + 1, 0] = scores[root, 0]
        heads = _spanning_tree(square)[1:]
        total = scores[np.arange(n), heads].sum()
        if total > top:
            best, top = heads, total
    return best


def _find_cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """The words (counted from 1) of one cycle; heads[i] is the head of word i + 1."""
    seen = [0] * (len(heads) + 1)
    following = [0, *heads.tolist()]
    for start in range(1, len(heads) + 1):
        word, path = start, []
        while word and not seen[word]:
            seen[word] = start
            path.append(word)
            word = following[word]
        if word and seen[word] == start:
            return path[path.index(word) :]
    return None


def _spanning_tree(scores: Scores) -> NDArray[np.int64]:
    """Chu-Liu-Edmonds over a square of scores, row = word, column = head, node 0 the root; the scores are used up.

    A cycle becomes one node, in the place of its first word; what it was is written down, to be undone at the end.
    """
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = 0
    contracted = []
    while (cycle := _find_cycle(heads[1:])) is not None:
        inside, node = np.array(cycle), cycle[0]
        into = scores[inside] - scores[inside, heads[inside], None]  # a head from outside breaks the cycle at one word
        into[:, inside] = -np.inf
        out = scores[:, inside]
        contracted.append((inside, heads[inside], into.argmax(axis=0), out.argmax(axis=1)))
        scores[inside] = -np.inf
        scores[:, inside] = -np.inf
        scores[node] = into.max(axis=0)
        scores[:, node] = out.max(axis=1)
        scores[inside, node] = scores[0, node] = -np.inf
        heads = np.where(np.isin(heads, inside), node, heads)
        heads[inside] = 0  # the words that the node stands for are out of the way of the next cycle
        heads[node] = scores[node].argmax()
    for inside, within, entries, exits in reversed(contracted):
        node = inside[0]
        head = heads[node]
        heads = np.where(heads == node, inside[exits], heads)
        heads[inside] = within
        heads[inside[entries[head]]] = head
    return heads
