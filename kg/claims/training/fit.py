"""Fitting: a small network over the pairs, articles kept apart in cross-validation, thresholds chosen out of fold."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from kg.claims.training.examples import Example

HIDDEN = 192
EPOCHS = 12
BATCH = 256
RATE = 1e-3
DECAY = 2e-2
DROPOUT = 0.35


@dataclass(frozen=True, slots=True)
class Split:
    """Stacked examples: features, targets, ignored cells, and the fold of each row."""

    rows: NDArray[np.float32]
    targets: NDArray[np.float32]
    ignored: NDArray[np.bool_]
    folds: NDArray[np.int64]


def stack(examples: list[Example], folds: int) -> Split:
    """Stack the pairs of all articles; all pairs of an article share a fold, dealt out in the order of the articles."""
    return Split(
        np.concatenate([e.rows for e in examples]),
        np.concatenate([e.targets for e in examples]),
        np.concatenate([e.ignored for e in examples]),
        np.concatenate([np.full(len(e.rows), n % folds) for n, e in enumerate(examples)]),
    )


def fit(
    rows: NDArray[np.float32], targets: NDArray[np.float32], ignored: NDArray[np.bool_], seed: int
) -> nn.Sequential:
    """Train one network; the loss is binary cross-entropy over all predicates, ignored cells left out."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    model = nn.Sequential(
        nn.Dropout(DROPOUT / 2),
        nn.Linear(rows.shape[1], HIDDEN),
        nn.ReLU(),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, HIDDEN),
        nn.ReLU(),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, targets.shape[1]),
    )
    nn.init.constant_(model[-1].bias, -5.0)  # type: ignore[arg-type] # a Linear by construction
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=RATE, total_steps=steps + 1, pct_start=0.1)
    for _ in range(EPOCHS):
        for batch in np.array_split(generator.permutation(len(rows)), len(rows) // BATCH + 1):
            model.train()
            scores = model(torch.from_numpy(rows[batch]))
            loss = nn.functional.binary_cross_entropy_with_logits(
                scores, torch.from_numpy(targets[batch]), reduction="none"
            )
            loss = (loss * torch.from_numpy(~ignored[batch])).sum() / len(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def predict(model: nn.Sequential, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return probabilities of shape (rows, predicates)."""
    with torch.no_grad():
        result: NDArray[np.float32] = torch.sigmoid(model(torch.from_numpy(rows))).numpy()
    return result


def out_of_fold(split: Split, seed: int) -> NDArray[np.float32]:
    """Score every row by a network that has not seen its article."""
    scores = np.zeros(split.targets.shape, dtype=np.float32)
    for fold in sorted(set(split.folds.tolist())):
        train, test = split.folds != fold, split.folds == fold
        model = fit(split.rows[train], split.targets[train], split.ignored[train], seed)
        scores[test] = predict(model, split.rows[test])
    return scores


def curve(
    scores: NDArray[np.float32], targets: NDArray[np.float32], ignored: NDArray[np.bool_]
) -> list[dict[str, float]]:
    """Measure precision, recall and F1 of all cells above a row of thresholds."""
    found = []
    for threshold in np.arange(0.05, 0.96, 0.05):
        above = (scores >= threshold) & ~ignored
        right = float((above & (targets > 0)).sum())
        precision, recall = right / max(1.0, float(above.sum())), right / max(1.0, float(targets.sum()))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        found.append({"threshold": round(float(threshold), 2), "precision": precision, "recall": recall, "f1": f1})
    return found
