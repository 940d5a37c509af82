"""Fitting: cross-entropy over the predicates that fit, attention to the gold's cue; the average weights are kept."""

import time
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import torch
from torch import Tensor, nn

from kg.claims.training.batches import Item, collate, iter_batches
from kg.claims.training.net import Batch, Net
from kg.language.files import MODEL
from kg.language.training.thaw import thaw

SEED = 20221117
ENCODER_RATE, HEAD_RATE = 1e-4, 1e-3
WARM_UP = 0.1  # of all steps; the rate falls to nothing behind it
AVERAGE = 0.99
CUE = 0.3  # weight of attending to the gold's cue


def fit(items: Sequence[Item], predicates: int, classes: int, epochs: int, checkpoint: Path) -> Net:
    """Train on some sentences, from the weights of the shipped English model; the same bytes each time on one machine.

    The average of the weights is written to `checkpoint` after each epoch.
    """
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    net = Net(predicates, classes)
    net.start(thaw(MODEL))
    grown = {id(p) for p in net.encoder.parameters()}
    groups = [
        {"params": [p for p in net.parameters() if id(p) in grown and p.requires_grad], "lr": ENCODER_RATE},
        {"params": [p for p in net.parameters() if id(p) not in grown], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * sum(1 for _ in iter_batches(items))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / (WARM_UP * steps), 1 - n / steps))
    average = {name: value.detach().clone() for name, value in net.state_dict().items()}
    began = time.monotonic()
    for epoch in range(epochs):
        net.train()
        losses = []
        for batch in iter_batches(items, rng):
            loss = _loss(net, collate(batch, rng))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # torch's
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            _follow(average, net)
            losses.append(loss.item())
        torch.save(average, checkpoint)
        click.echo(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.monotonic() - began:.0f} s", err=True)
    net.load_state_dict(average)
    net.eval()
    return net


def _loss(net: Net, b: Batch) -> Tensor:
    logits, heed = net(b)
    counted = (b.fits | b.targets) & ~b.ignored
    cells = nn.functional.binary_cross_entropy_with_logits(logits, b.targets.float(), reduction="none") * counted
    cued = b.gold_cues.sum(1) > 0
    choice = torch.log((heed * b.gold_cues).sum(1)[cued] + 1e-6)
    loss: Tensor = (cells.sum() - CUE * choice.sum()) / len(logits)
    return loss


@torch.no_grad()
def _follow(average: dict[str, Tensor], net: Net) -> None:
    for name, value in net.state_dict().items():
        average[name].lerp_(value, 1 - AVERAGE)
