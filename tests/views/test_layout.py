"""Places on the page."""

import itertools

from kg.views.layout import lay_out


def test_no_two_labels_overlap():
    links = {(0, n): n for n in range(1, 25)} | {(n, n + 1): 1 for n in range(1, 20)} | {(25, 26): 3, (27, 28): 1}
    labels = [f"Country number {n}" for n in range(30)]
    places = lay_out(links, labels)
    for (x1, y1), (x2, y2) in itertools.combinations(places, 2):
        assert abs(x1 - x2) >= 7 * 16 or abs(y1 - y2) >= 50


def test_no_node_stands_on_the_line_between_two_others():
    links = {(0, 1): 5, (1, 2): 5, (0, 2): 5, (0, 3): 1, (1, 3): 1, (2, 3): 1, (3, 4): 1}
    places = lay_out(links, list("abcde"))
    for (a, b), c in itertools.product(links, range(5)):
        if c in (a, b):
            continue
        (ax, ay), (bx, by), (cx, cy) = places[a], places[b], places[c]
        along = ((cx - ax) * (bx - ax) + (cy - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
        if 0 < along < 1:
            assert (ax + along * (bx - ax) - cx) ** 2 + (ay + along * (by - ay) - cy) ** 2 > 20**2


def test_the_same_graph_lies_the_same():
    links = {(0, n): 1 for n in range(1, 9)}
    assert lay_out(links, ["x"] * 9) == lay_out(dict(reversed(links.items())), ["x"] * 9)


def test_small_graphs():
    assert lay_out({}, []) == []
    assert lay_out({}, ["alone"]) == [(0, 0)]
    assert lay_out({(0, 0): 2}, ["itself"]) == [(0, 0)]
    (x1, y1), (x2, y2) = lay_out({(0, 1): 1}, ["one", "two"])
    assert y1 == y2
    assert x2 - x1 > 100
