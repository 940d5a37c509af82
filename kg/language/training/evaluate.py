"""Scores averaged weights on the development documents while training: quick figures, arcs without tree decoding."""

import numpy as np
import torch
from torch import Tensor

from kg.language.labels import BIO
from kg.language.training.encode import COLUMNS, Encoded
from kg.language.training.loss import run
from kg.language.training.network import Network
from kg.language.training.prepare import Documents, Prepared
from kg.language.training.windows import batches, collate


def fixed_windows(document: list[Encoded], size: int = 160) -> list[list[Encoded]]:
    """Windows of whole sentences without chance."""
    found: list[list[Encoded]] = []
    pieces = 0
    for sentence in document:
        n = sum(map(len, sentence.pieces))
        if not found or pieces + n > size:
            found.append([])
            pieces = 0
        found[-1].append(sentence)
        pieces += n
    return found


@torch.no_grad()
def evaluate(average: dict[str, Tensor], data: Prepared, half: bool) -> dict[str, dict[str, float]]:
    """Scores by development set."""
    network = Network(data.encoder.labels)
    network.load_state_dict(average)
    network.eval()
    return {name: _scores(network, documents, data, half) for name, documents in data.dev.items()}


def _scores(network: Network, documents: Documents, data: Prepared, half: bool) -> dict[str, float]:
    allowed = data.encoder.allowed()
    right: dict[str, float] = {}
    seen: dict[str, float] = {}

    def count(name: str, good: Tensor, where: Tensor) -> None:
        right[name] = right.get(name, 0) + float((good & where).sum())
        seen[name] = seen.get(name, 0) + float(where.sum())

    spans = np.zeros(3, dtype=np.int64)
    windows = [w for d in documents for w in fixed_windows(d)]
    for group in batches(windows, 4000, None):
        batch = collate(group, data.encoder.pieces.start, data.encoder.pieces.end)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            out = run(network, batch)
        known, heads = batch["heads"] >= 0, out["arcs"].argmax(-1)
        index = heads.unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
        out["deprel"] = network.label_scores(out["label_dep"], out["label_head"].gather(1, index))
        count("uas", heads == batch["heads"], known)
        for row, name in enumerate(COLUMNS):
            good = out[name].argmax(-1) == batch["columns"][:, row]
            count("las" if name == "deprel" else name, good & ((heads == batch["heads"]) | (name != "deprel")), known)
        count("start", (out["start"] > 0) == (batch["starts"] > 0), batch["starts"] >= 0)
        spans += count_spans(out["entity"], batch["entities"], allowed)
    scores = {name: round(100 * right[name] / seen[name], 2) for name in right if seen[name]}
    matched, predicted, gold = spans.tolist()
    if gold:
        scores["entity_f"] = round(200 * matched / max(1, predicted + gold), 2)
    return scores


def count_spans(scores: Tensor, entities: Tensor, allowed: np.ndarray) -> np.ndarray:
    """Matched, predicted and gold spans of a batch; a type is right if it is among the allowed."""
    found = [_spans(*row, allowed) for row in zip(scores.argmax(-1).numpy(), entities.numpy(), strict=True)]
    counts: np.ndarray = np.array(found).sum(axis=0)
    return counts


def _spans(tags: np.ndarray, rows: np.ndarray, allowed: np.ndarray) -> tuple[int, int, int]:
    rows = rows[rows >= 0]
    names = [BIO[t] for t in tags[: len(rows)]]
    gold_names = []
    for row in rows:
        good = [BIO[i] for i in np.flatnonzero(allowed[row])]
        gold_names.append("O" if "O" in good else good[0][:2] + "x")
    theirs, ours = _cut(gold_names), _cut(["O" if n.endswith("Other") else n for n in names])
    theirs = {s for s in theirs if not (allowed[rows[s[0]]][[BIO.index("B-Other"), BIO.index("I-Other")]].any())}
    fits = {s for s in ours & theirs if allowed[rows[s[0]]][tags[s[0]]]}
    return len(fits), len(ours), len(theirs)


def _cut(tags: list[str]) -> set[tuple[int, int]]:
    spans: list[list[int]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        if tag.startswith("I") and spans and spans[-1][1] == i and tags[i - 1][2:] == tag[2:]:
            spans[-1][1] = i + 1
        else:
            spans.append([i, i + 1])
    return {(a, b) for a, b in spans}
