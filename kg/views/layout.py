"""Where entities stand on the page: seeded, so that the same graph gives the same picture."""

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
_STEP = 150.0  # the length of a link, which leaves room for its label
_HEIGHT = 58.0  # of a shape with its label below
_GAP = 30.0
_SCREEN = (1120.0, 740.0)  # the stage of a usual screen, in pixels
_MANY = 300  # with more lines than this, no node can stand clear of them
_CLEAR = 40.0  # how far a node keeps from the line between two others


def lay_out(links: Mapping[tuple[int, int], int], labels: Sequence[str]) -> list[tuple[int, int]]:
    """Place each labelled node; `links` are pairs of node numbers with their weights. Labels do not overlap."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(labels)))
    graph.add_weighted_edges_from((a, b, 1.0 + np.log1p(n)) for (a, b), n in sorted(links.items()) if a != b)
    boxes = np.array([[max(44.0, 7.0 * min(len(label), 28)) + 16, _HEIGHT] for label in labels]).reshape(-1, 2)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    # labels keep their size when the page shows all of a large graph, so they need more room there
    boxes *= np.clip((len(labels) / 40) ** 0.5, 1.0, 1.7)
    points = _pack([(part, _place(graph.subgraph(part), part, boxes[part])) for part in parts], boxes)
    return [(round(x), round(y)) for x, y in points]


def _place(graph: "nx.Graph[int]", part: Sequence[int], boxes: Points) -> Points:
    """Lay one connected part out, longest side across, and push its boxes apart."""
    if len(part) <= 2:
        return np.array([[0.0, 0.0], [boxes[:, 0].mean() + 0.7 * _STEP, 0.0]])[: len(part)]
    ordered: nx.Graph[int] = nx.Graph()  # a subgraph's own order depends on sets
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted((min(e), max(e)) for e in graph.edges()))
    where = {node: n for n, node in enumerate(part)}
    ends = np.array([[where[a], where[b]] for a, b in ordered.edges()])
    tries = 1 if len(ends) > _MANY else max(1, min(12, 480 // len(part)))
    drafts = [_draft(ordered, part, seed) for seed in range(tries)]
    points = min(drafts, key=lambda draft: _crossings(draft, ends)) if tries > 1 else drafts[0]
    points = _separate(points, boxes, rounds=60)
    wide, high = np.ptp(points, axis=0)
    points[:, 0] *= np.clip(1.4 * high / max(wide, 1.0), 1.18, 2.2)  # screens are wider than they are high
    for _ in range(12 if len(ends) <= _MANY else 0):
        points = _separate(_clear_lines(points, ends), boxes, rounds=40)
    return _separate(points, boxes, rounds=400)


def _draft(graph: "nx.Graph[int]", part: Sequence[int], seed: int) -> Points:
    """Draw once from a random start; how well that goes depends on the start."""
    found = nx.spring_layout(graph, k=1.6 / len(part) ** 0.5, iterations=150, seed=seed, method="force")
    points = np.array([found[node] for node in part])
    return _turn(_stress(graph, part, _turn(points - points.mean(axis=0)) * _STEP))


def _crossings(points: Points, ends: npt.NDArray[np.int64]) -> int:
    """Count the pairs of lines that cross."""
    a, b = points[ends[:, 0]], points[ends[:, 1]]

    def side(p: Points, q: Points, r: Points) -> Points:
        way, other = q - p, r[None] - p[:, None]
        return np.asarray(np.sign(way[:, None, 0] * other[..., 1] - way[:, None, 1] * other[..., 0]))

    apart = side(a, b, a) * side(a, b, b) < 0
    return int((apart & apart.T).sum()) // 2


def _turn(points: Points) -> Points:
    """Turn a cloud of points so that it is longest from left to right."""
    _, vectors = np.linalg.eigh(points.T @ points)
    axes = vectors[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1, 1)
    return np.asarray(points @ axes)


def _stress(graph: "nx.Graph[int]", part: Sequence[int], points: Points, rounds: int = 120) -> Points:
    """Bring distances on the page towards distances in the graph (stress majorisation)."""
    paths = dict(nx.all_pairs_shortest_path_length(graph))
    degree = np.array([graph.degree(node) for node in part], dtype=float)
    hops = np.array([[paths[a].get(b, 0) for b in part] for a in part], dtype=float)
    crowd = np.sqrt(np.maximum(np.minimum.outer(degree, degree), 1.0))
    wanted = _STEP * hops**0.9 * (1 + 0.4 * (crowd - 1))
    np.fill_diagonal(wanted, 1.0)
    weight = 1 / wanted**2
    np.fill_diagonal(weight, 0.0)
    for _ in range(rounds):
        difference = points[:, None] - points[None]
        distance = np.linalg.norm(difference, axis=-1)
        np.fill_diagonal(distance, 1.0)
        pull = weight * wanted / np.maximum(distance, 1e-6)
        moved = (weight[..., None] * points[None] + pull[..., None] * difference).sum(axis=1)
        points = moved / weight.sum(axis=1, keepdims=True)
    return points


def _clear_lines(points: Points, ends: npt.NDArray[np.int64], rounds: int = 15) -> Points:
    """Push nodes off the lines between other nodes, and those lines a little the other way."""
    node = np.arange(len(points))
    others = (node[None] != ends[:, :1]) & (node[None] != ends[:, 1:])
    for _ in range(rounds):
        start, line = points[ends[:, 0]], points[ends[:, 1]] - points[ends[:, 0]]
        length = np.maximum((line**2).sum(axis=1), 1e-6)
        along = ((points[None] - start[:, None]) * line[:, None]).sum(axis=-1) / length[:, None]
        foot = start[:, None] + np.clip(along, 0, 1)[..., None] * line[:, None]
        away = points[None] - foot
        distance = np.linalg.norm(away, axis=-1)
        normal = np.stack([-line[:, 1], line[:, 0]], axis=-1) / np.sqrt(length)[:, None]
        away = np.where(distance[..., None] < 1e-3, normal[:, None], away / np.maximum(distance, 1e-3)[..., None])
        lack = np.where(others & (along > 0) & (along < 1), np.maximum(_CLEAR - distance, 0.0), 0.0)
        if not lack.any():
            break
        push = 0.3 * lack[..., None] * away
        moved = push.sum(axis=0)
        for side in (0, 1):
            np.add.at(moved, ends[:, side], -0.4 * push.sum(axis=1))
        points = points + np.clip(moved, -12, 12)
    return points


def _separate(points: Points, boxes: Points, rounds: int) -> Points:
    """Push overlapping boxes apart along the shorter way, a little at a time."""
    wanted = (boxes[:, None] + boxes[None]) / 2
    order = np.arange(len(points))
    for _ in range(rounds):
        difference = points[:, None] - points[None]
        overlap = wanted - np.abs(difference)
        hit = np.asarray((overlap > 0).all(axis=-1))
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sign = np.where(
            difference == 0, np.where(order[:, None] > order[None], 1.0, -1.0)[..., None], np.sign(difference)
        )
        across = overlap[..., 0] < overlap[..., 1]
        move = np.where(np.stack([across, ~across], axis=-1) & hit[..., None], sign * overlap, 0.0)
        points = points + 0.26 * move.sum(axis=1) / np.maximum(1.0, hit.sum(axis=1, keepdims=True) ** 0.5)
    return points


def _pack(placed: Sequence[tuple[Sequence[int], Points]], boxes: Points) -> Points:
    """Set the parts beside and below one another, the largest first, so that the whole has the shape of a screen."""
    points = np.zeros((len(boxes), 2))
    taken = np.zeros((0, 4))  # left, top, right, bottom
    spots = [(0.0, 0.0)]
    for part, own in placed:
        low, high = (own - boxes[part] / 2).min(axis=0), (own + boxes[part] / 2).max(axis=0)
        wide, tall = high - low + _GAP
        free = [(x, y) for x, y in spots if not _covers(taken, x, y, x + wide, y + tall)]
        x, y = min(free, key=lambda spot: _cost(taken, spot[0] + wide, spot[1] + tall))
        taken = np.vstack([taken, [x, y, x + wide, y + tall]])
        spots += [(x + wide, y), (x, y + tall), (0.0, y + tall), (x + wide, 0.0)]
        points[part] = own - low + (x, y)
    return points - (points.max(axis=0) + points.min(axis=0)) / 2 if len(points) else points


def _covers(taken: Points, left: float, top: float, right: float, bottom: float) -> bool:
    slack = 0.01
    apart = (taken[:, 0] > right - slack) | (taken[:, 2] < left + slack)
    apart |= (taken[:, 1] > bottom - slack) | (taken[:, 3] < top + slack)
    return not bool(apart.all())


def _cost(taken: Points, right: float, bottom: float) -> tuple[float, float]:
    wide, high = max(taken[:, 2].max(initial=0), right), max(taken[:, 3].max(initial=0), bottom)
    return max(wide / _SCREEN[0], high / _SCREEN[1]), right / _SCREEN[0] + bottom / _SCREEN[1]
