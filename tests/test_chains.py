"""The standard figures on hand-made clusters; the values are worked out by hand from the definitions."""

import pytest

from kg.coreference import Cluster, b_cubed, ceaf, muc, score


def clusters(*groups: str) -> list[Cluster]:
    return [frozenset((ord(c), ord(c) + 1) for c in group) for group in groups]


GOLD = clusters("abc", "defg")
FOUND = clusters("ab", "cd", "fgh")


def test_what_is_found_whole_scores_full() -> None:
    assert score([(GOLD, GOLD)]) == dict.fromkeys(("MUC", "B-cubed", "CEAF"), (100.0, 100.0, 100.0)) | {
        "CoNLL": (0.0, 0.0, 100.0)
    }


def test_nothing_found_scores_nothing() -> None:
    assert all(values == (0.0, 0.0, 0.0) for values in score([(GOLD, [])]).values())


def test_muc_counts_links() -> None:
    assert muc(GOLD, FOUND) == (2, 4, 2, 5)


def test_b_cubed_counts_mentions() -> None:
    right, found, hit, gold = b_cubed(GOLD, FOUND)
    assert (found, gold) == (7, 7)
    assert right == pytest.approx(2 + 1 + 4 / 3)  # ab: 2/2 twice; cd: 1/2 twice; fg: 2/3 twice, h: none
    assert hit == pytest.approx(2 * 2 / 3 + 1 / 3 + 1 / 4 + 2 * 2 / 4)


def test_ceaf_matches_each_cluster_once() -> None:
    right, found, _, gold = ceaf(GOLD, FOUND)
    assert (found, gold) == (3, 2)
    assert right == pytest.approx(2 * 2 / 5 + 2 * 2 / 7)
