"""Trains the head of named entities on an encoder that is done with: minutes, since its layers are read only once."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.language.training.encode import Encoded
from kg.language.training.evaluate import count_spans, fixed_windows
from kg.language.training.loss import allowed_loss
from kg.language.training.namehead import NameHead
from kg.language.training.network import READ, WIDTH, Network
from kg.language.training.prepare import Documents, Prepared
from kg.language.training.windows import batches, collate, cut_windows
from kg.language.words import shape_index

EPOCHS, RATE, WARM_UP, DECAY, AVERAGE = 5, 2e-3, 100, 0.6, 0.995
PIECES = 3000  # in a batch
LOWERED = 0.12  # of the windows are read a second time as people write who use no capitals
SEED = 21
Seen = tuple[Tensor, Tensor, Tensor, Tensor]  # depths, shapes, words, entities


def fit_names(weights: Path, data: Prepared, out: Path) -> Path:
    """Train the head on the encoder of a file of weights, and return the file of its own averaged weights."""
    network = Network(data.encoder.labels)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    rng = np.random.default_rng(SEED)
    windows = [w for document in data.train for w in cut_windows(document, rng)]
    windows += [[_lowered(s) for s in window] for window in windows if rng.random() < LOWERED]
    pieces = data.encoder.pieces
    seen = [_read(network, collate(group, pieces.start, pieces.end, rng)) for group in batches(windows, PIECES, rng)]
    average = _train(seen, torch.from_numpy(data.encoder.allowed()), data)
    path = out / "names.pt"
    torch.save(average, path)
    head = NameHead(data.encoder.labels, len(READ) * WIDTH)
    head.load_state_dict(average)
    scores = {name: _score(network, head.eval(), documents, data) for name, documents in data.dev.items()}
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        event = {"event": "names", "epochs": EPOCHS, "entity_f": scores, "digests": data.digests}
        log.write(json.dumps(event) + "\n")
    print({"event": "names", "entity_f": scores}, flush=True)
    return path


def _lowered(sentence: Encoded) -> Encoded:
    shapes = [shape_index(form.lower(), space) for form, space in zip(sentence.forms, sentence.spaces, strict=True)]
    return replace(sentence, shapes=np.array(shapes))


@torch.no_grad()
def _read(network: Network, batch: dict[str, Tensor]) -> Seen:
    out = network(batch["ids"], batch["piece_shapes"], batch["mask"], batch["first"], batch["last"], batch["shapes"])
    return out["depths"].half(), batch["shapes"], batch["words"], batch["entities"]


def _train(seen: list[Seen], allowed: Tensor, data: Prepared) -> dict[str, Tensor]:
    torch.manual_seed(SEED)
    rng = np.random.default_rng((SEED, 1))
    head = NameHead(data.encoder.labels, len(READ) * WIDTH)
    head.train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    average = {name: value.detach().clone() for name, value in head.state_dict().items()}
    steps = EPOCHS * len(seen)
    for epoch in range(EPOCHS):
        losses = 0.0
        for number, i in enumerate(rng.permutation(len(seen))):
            step = epoch * len(seen) + number
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / WARM_UP, (steps - step) / (DECAY * steps))
            depths, shapes, words, entities = seen[i]
            loss = allowed_loss(head(depths.float(), shapes, words), entities, allowed)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(head.parameters(), 5.0)
            optimizer.step()
            losses += loss.item()
            with torch.no_grad():
                keep = min(AVERAGE, (1 + step) / (10 + step))
                for name, value in head.state_dict().items():
                    average[name].lerp_(value, 1 - keep)
        print({"event": "names", "epoch": epoch + 1, "loss": round(losses / len(seen), 4)}, flush=True)
    return average


@torch.no_grad()
def _score(network: Network, head: NameHead, documents: Documents, data: Prepared) -> float | None:
    counts, allowed, pieces = np.zeros(3, dtype=np.int64), data.encoder.allowed(), data.encoder.pieces
    windows = [w for document in documents for w in fixed_windows(document)]
    for group in batches(windows, PIECES, None):
        depths, shapes, words, entities = _read(network, collate(group, pieces.start, pieces.end))
        counts += count_spans(head(depths.float(), shapes, words), entities, allowed)
    matched, predicted, gold = counts.tolist()
    return round(200 * matched / (predicted + gold), 2) if gold else None
