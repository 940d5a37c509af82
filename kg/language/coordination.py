"""Coordination that the arc scores split: `in Japan and South Korea` with both nouns hung on the head.

A word with a conjunction of its own, no case marker, and a sibling before it in the same relation is that sibling's
conjunct: no English sentence has it otherwise.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_JOINED = frozenset({"nmod", "obl", "obj", "nsubj", "nsubj:pass", "obl:agent"})
_REACH = 12  # words


def join(heads: NDArray[np.int64], deprels: NDArray[np.int64], labels: Sequence[str]) -> None:
    """Hang such words on their sibling, in place; `heads` are positions, the root is its own head."""
    conj = labels.index("conj")
    names = [labels[d] for d in deprels]
    marked = {int(heads[i]) for i, name in enumerate(names) if name == "case"}
    for i in [int(heads[i]) for i, name in enumerate(names) if name == "cc"]:
        if names[i] not in _JOINED or i in marked:
            continue
        siblings = [
            j for j in range(max(0, i - _REACH), i)
            if heads[j] == heads[i] and names[j] == names[i] and not j < heads[i] < i
        ]  # fmt: skip
        if siblings:
            heads[i], deprels[i] = siblings[-1], conj
    _fill(heads, deprels, names, marked, conj)


def _fill(heads: NDArray[np.int64], deprels: NDArray[np.int64], names: list[str], marked: set[int], conj: int) -> None:
    """`between A, B and C`: a B without a case marker, hung on the noun beside an A that has a conjunct behind it."""
    joined: dict[tuple[int, str], list[tuple[int, int]]] = {}  # by head and relation: a first with its conjunct
    for k in np.flatnonzero(deprels == conj).tolist():
        j = int(heads[k])
        if j in marked:
            joined.setdefault((int(heads[j]), names[j]), []).append((j, k))
    for i, name in enumerate(names):
        if name not in {"nmod", "obl"} or i in marked or i < heads[i] or deprels[i] == conj:
            continue
        first = [j for j, k in joined.get((int(heads[i]), name), ()) if j < i < k]
        if first:
            heads[i], deprels[i] = first[-1], conj
