import itertools

import numpy as np
import pytest

from kg.language.tree import decode


def _best_by_trying(scores: np.ndarray) -> float:
    n = len(scores)
    best = -np.inf
    for heads in itertools.product(range(n + 1), repeat=n):
        if _is_tree(np.array(heads)):
            best = max(best, sum(scores[i, h] for i, h in enumerate(heads)))
    return best


def _is_tree(heads: np.ndarray) -> bool:
    if (heads == 0).sum() != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = int(heads[word - 1])
    return True


@pytest.mark.parametrize("seed", range(40))
def test_the_decoded_tree_is_the_best_of_all_trees(seed: int) -> None:
    n = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)) * 3
    logs = scores.copy()
    np.fill_diagonal(logs[:, 1:], -np.inf)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    heads = decode(scores)
    assert _is_tree(heads)
    assert np.isclose(sum(logs[i, h] for i, h in enumerate(heads)), _best_by_trying(logs))


def test_a_long_sentence_with_hopeless_scores_still_gives_a_tree() -> None:
    assert _is_tree(decode(np.random.default_rng(0).normal(size=(120, 121))))


def test_one_word_is_its_own_root() -> None:
    assert decode(np.zeros((1, 2))).tolist() == [0]
