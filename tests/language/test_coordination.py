"""Conjuncts that the arc scores hung beside one another."""

import numpy as np
import pytest

from kg.language.coordination import join

LABELS = ["root", "nmod", "conj", "cc", "case", "compound", "obj"]


@pytest.mark.parametrize(
    ("heads", "deprels", "expected"),
    [
        # bases in Japan and Korea: `Korea` hung on `bases` beside `Japan`
        ([0, 2, 0, 4, 0], ["root", "case", "nmod", "cc", "nmod"], (2, "conj")),
        # bases in Japan and in Korea: with a case marker of its own it may stand where it is
        ([0, 2, 0, 5, 5, 0], ["root", "case", "nmod", "cc", "case", "nmod"], (0, "nmod")),
        # another relation is no sibling
        ([0, 2, 0, 4, 0], ["root", "case", "nmod", "cc", "obj"], (0, "obj")),
        # the head stands between them
        ([1, 1, 3, 1], ["nmod", "root", "cc", "nmod"], (1, "nmod")),
    ],
)
def test_a_word_with_a_conjunction_joins_its_sibling(heads, deprels, expected):
    arcs, labels = np.array(heads), np.array([LABELS.index(name) for name in deprels])
    join(arcs, labels, LABELS)
    assert (arcs[-1], LABELS[labels[-1]]) == expected
    assert arcs[:-1].tolist() == heads[:-1]


def test_the_middle_of_a_list_joins_its_first():
    # talks between A, B and C: `B` hung on `talks` beside `A`, which has `C` as its conjunct
    names = ["root", "case", "nmod", "nmod", "cc", "conj"]
    arcs, labels = np.array([0, 2, 0, 0, 5, 2]), np.array([LABELS.index(name) for name in names])
    join(arcs, labels, LABELS)
    assert (arcs[3], LABELS[labels[3]]) == (2, "conj")
