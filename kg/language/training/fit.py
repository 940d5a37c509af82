"""Trains the network: warm-up, constant rate, linear decay; an average of the weights is what is kept."""

import json
import time
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch
from torch import Tensor

from kg.language.training.encode import Encoded
from kg.language.training.evaluate import evaluate
from kg.language.training.loss import losses, total
from kg.language.training.network import Network, load_encoder
from kg.language.training.prepare import Prepared, encoder_folder
from kg.language.training.thaw import thaw
from kg.language.training.windows import Batch, batches, collate, cut_windows

PIECES = 2000  # in a batch
WARM_UP = 150  # steps
DECAY = 0.4  # of the whole run, at its end
AVERAGE = 0.998
SEED = 20


def rate(step: int, steps: int) -> float:
    """The share of the full learning rate at a step."""
    left = (steps - step) / max(1.0, DECAY * steps)
    return max(0.0, min(1.0, (step + 1) / WARM_UP, left))


def epoch_batches(data: Prepared, epoch: int) -> list[list[list[Encoded]]]:
    """The batches of one epoch, which depend on its number and the seed alone."""
    rng = np.random.default_rng((SEED, epoch))
    windows = [w for document in data.train for w in cut_windows(document, rng)]
    return list(batches(windows, PIECES, rng))


def fit(data: Prepared, out: Path, epochs: int, resume: bool, half: bool, start: Path | None = None) -> Path:
    """Train for `epochs` and return the file of averaged weights.

    With `resume`, go on from the last checkpoint; `start` is a file of weights, or the folder of a shipped model, to
    begin with in place of the plain encoder, and what is returned after no epoch at all.
    """
    if start is not None and start.is_file() and epochs == 0:
        return start
    torch.manual_seed(SEED)
    network = Network(data.encoder.labels)
    load_encoder(network, encoder_folder() / "model.safetensors")
    if start is not None:
        known = thaw(start) if start.is_dir() else torch.load(start, weights_only=True)
        network.load_state_dict(known, strict=start.is_file())  # what ships has no weights of what only teaches
    encoder = {id(p) for part in (network.pieces, network.layers, network.norm) for p in part.parameters()}
    encoder.add(id(network.positions))
    groups = [
        {"params": [p for p in network.parameters() if id(p) in encoder], "rate": 1e-4},
        {"params": [p for p in network.parameters() if id(p) not in encoder], "rate": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.01, betas=(0.9, 0.98))
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    state: dict[str, Any] = {"epoch": 0, "batch": 0, "step": 0}
    checkpoint = out / "checkpoint.pt"
    if resume and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, state = saved["average"], saved["state"]
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        settings = {"epochs": epochs, "half": half, "start": start and start.name, "resumed": state}
        _write(log, event="start", **settings, digests=data.digests)
        for epoch in range(state["epoch"], epochs):
            found = epoch_batches(data, epoch)
            _epoch(network, optimizer, average, state, found, data, epochs, half, log, checkpoint)
            state = {"epoch": epoch + 1, "batch": 0, "step": state["step"]}
            _save(checkpoint, network, optimizer, average, state)
            torch.save(average, out / f"average-{epoch + 1}.pt")
            scores = evaluate(average, data, half)
            _write(log, event="dev", epoch=epoch + 1, **scores)
    return out / f"average-{epochs}.pt"


def _epoch(
    network: Network, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], state: dict[str, Any],
    found: list[list[list[Encoded]]], data: Prepared, epochs: int, half: bool, log: TextIO, checkpoint: Path,
) -> None:  # fmt: skip
    allowed = torch.from_numpy(data.encoder.allowed())
    pieces = data.encoder.pieces
    network.train()
    began, sums, count = time.perf_counter(), dict[str, float](), 0
    for number in range(state["batch"], len(found)):
        rng = np.random.default_rng((SEED, 1, state["step"]))
        torch.manual_seed(SEED + state["step"])
        batch: Batch = collate(found[number], pieces.start, pieces.end, rng)
        share = rate(state["step"], epochs * len(found))
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * share
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            parts = losses(network, batch, allowed)
        optimizer.zero_grad(set_to_none=True)
        total(parts).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        state["step"] += 1
        state["batch"] = number + 1
        with torch.no_grad():
            keep = min(AVERAGE, (1 + state["step"]) / (10 + state["step"]))
            for name, value in network.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        count += 1
        for name, part in parts.items():
            sums[name] = sums.get(name, 0.0) + float(part.detach())
        if count % 20 == 0 or number + 1 == len(found):
            seconds = round((time.perf_counter() - began) / count, 3)
            means = {name: round(value / count, 4) for name, value in sums.items()}
            _write(log, event="train", **state, of=len(found), rate=round(share, 4), seconds=seconds, **means)
            began, sums, count = time.perf_counter(), {}, 0
        if (number + 1) % 80 == 0:
            _save(checkpoint, network, optimizer, average, state)


def _save(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], state: dict[str, Any]
) -> None:
    saved = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "state": state}
    torch.save(saved, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _write(log: TextIO, **values: object) -> None:
    log.write(json.dumps(values) + "\n")
    log.flush()
    print({k: v for k, v in values.items() if k != "digests"}, flush=True)
