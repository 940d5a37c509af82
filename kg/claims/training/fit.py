"""Fitting: a small network over pairs, views and words; articles are kept apart in cross-validation."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.claims.judge import Judge, widened
from kg.claims.training.examples import Example
from kg.claims.traits import SIGNS, Bags, Ints, Traits

HIDDEN = {"pairs": 48, "views": 32, "words": 48}
MIXED = 64
EPOCHS = 8
BATCH = 256
RATE = 3e-3
DECAY = 1e-2
DROPOUT = 0.3
UNNAMED = 0.2  # share of the names of a bag that training leaves out
LEAST = {"pairs": 3, "views": 5, "words": 3}  # a name that is rarer is not learned
CUE = 0.3  # weight of choosing the gold's cue among the words


@dataclass(frozen=True, slots=True)
class Split:
    """All examples as one: traits, what gold says, and the fold of each pair."""

    traits: Traits
    targets: NDArray[np.float32]
    ignored: NDArray[np.bool_]
    cues: NDArray[np.float32]
    said: NDArray[np.bool_]
    folds: Ints


def stack(examples: list[Example], folds: int) -> Split:
    """Stack the pairs of all articles; all pairs of an article share a fold, dealt out in the order of the articles."""
    parts = [e.traits for e in examples]
    pairs = _starts([len(t.vectors) for t in parts])
    views = _starts([len(t.pair_of) for t in parts])
    words = _starts([len(t.tokens) for t in parts])
    traits = Traits(
        _joined([t.pairs for t in parts]),
        np.concatenate([t.vectors for t in parts]),
        np.concatenate([t.fits for t in parts]),
        _joined([t.views for t in parts]),
        np.concatenate([t.pair_of + n for t, n in zip(parts, pairs, strict=True)]),
        np.concatenate([t.word_of + n for t, n in zip(parts, words, strict=True)]),
        _joined([t.words for t in parts]),
        np.concatenate([t.tokens for t in parts]),
        np.concatenate([t.meanings for t in parts]),
        np.concatenate([t.signs + np.array([n, 0, 0]) for t, n in zip(parts, views, strict=True)]),
    )
    return Split(
        traits,
        np.concatenate([e.targets for e in examples]),
        np.concatenate([e.ignored for e in examples]),
        np.concatenate([e.cues for e in examples]),
        np.concatenate([e.said for e in examples]),
        np.concatenate([np.full(len(e.said), n % folds) for n, e in enumerate(examples)]),
    )


def _starts(sizes: list[int]) -> Ints:
    return np.cumsum([0, *sizes[:-1]])


def _joined(bags: list[Bags]) -> Bags:
    sizes = np.concatenate([np.diff(b.bounds) for b in bags])
    return Bags(np.concatenate([b.names for b in bags]), np.concatenate([[0], np.cumsum(sizes)]))


def _rows(bounds: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return the members of some groups, one after another, and for each which group it is of."""
    sizes = np.diff(bounds)[rows]
    starts = np.cumsum(sizes) - sizes
    return np.repeat(bounds[:-1][rows] - starts, sizes) + np.arange(sizes.sum()), np.repeat(np.arange(len(rows)), sizes)


class Network(nn.Module):
    """The network that `Judge.score` computes, with dropout."""

    def __init__(self, known: dict[str, NDArray[np.uint32]], traits: Traits, predicates: int) -> None:
        super().__init__()
        for name, width in HIDDEN.items():
            table = nn.EmbeddingBag(len(known[name]), width, mode="sum")
            nn.init.normal_(table.weight, std=0.05)
            setattr(self, name, table)
        self.pair_vectors = nn.Linear(traits.vectors.shape[1], HIDDEN["pairs"])
        self.word_vectors = nn.Linear(traits.meanings.shape[1], HIDDEN["words"])
        nn.init.normal_(self.pair_vectors.weight, std=0.01)
        nn.init.normal_(self.word_vectors.weight, std=0.02)
        self.view_bias = nn.Parameter(torch.zeros(HIDDEN["views"]))
        self.mix_pairs = nn.Linear(HIDDEN["pairs"], MIXED)
        self.mix_views = nn.Linear(HIDDEN["views"], MIXED, bias=False)
        self.mix_words = nn.Linear(HIDDEN["words"], MIXED, bias=False)
        self.joins = nn.Linear(HIDDEN["views"], 1)
        self.outer = nn.Linear(MIXED, predicates)
        nn.init.constant_(self.outer.bias, -5.0)
        self.means = nn.Linear(HIDDEN["words"], predicates, bias=False)
        self.sign = nn.Parameter(torch.zeros(SIGNS))
        self.sign_of = nn.Parameter(torch.zeros(predicates, SIGNS))
        self.sign_in = nn.Linear(HIDDEN["views"], SIGNS)
        self.drop, self.drop_vector = nn.Dropout(DROPOUT), nn.Dropout(DROPOUT)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return the logits of pairs and of their views."""
        pair_of, word_of = batch["pair_of"], batch["word_of"]
        pairs = self._hidden("pairs", batch, self.pair_vectors(self.drop_vector(batch["vectors"])))
        views = self._hidden("views", batch, self.view_bias)
        words = self._hidden("words", batch, self.word_vectors(self.drop_vector(batch["meanings"])))
        mixed = self.mix_pairs(pairs)[pair_of] + self.mix_views(views) + self.mix_words(words)[word_of]
        joins = self.joins(views)
        logits = self.outer(self.drop(torch.relu(mixed))) + joins + self.means(words)[word_of] * torch.sigmoid(joins)
        view, predicate, kind = batch["signs"].T
        worth = self.sign[kind] + self.sign_of[predicate, kind] + self.sign_in(views)[view, kind]
        logits = logits.index_put((view, predicate), worth, accumulate=True)
        shape = len(batch["vectors"]), logits.shape[1]
        index = pair_of[:, None].expand(-1, shape[1])
        top = torch.full(shape, -1e9).scatter_reduce(0, index, logits.detach(), "amax")
        pooled = torch.zeros(shape).index_add(0, pair_of, torch.exp(logits - top[pair_of]))
        return torch.log(pooled) + top, logits

    def _hidden(self, name: str, batch: dict[str, Tensor], rest: Tensor) -> Tensor:
        table: nn.EmbeddingBag = getattr(self, name)
        hidden: Tensor = self.drop(torch.relu(table(batch[name], batch[f"{name}_at"]) + rest))
        return hidden


class _Batches:
    """Cuts batches of pairs, with all that belongs to them, out of a split."""

    def __init__(self, split: Split, known: dict[str, NDArray[np.uint32]]) -> None:
        self.split, t = split, split.traits
        self.bags = {"pairs": t.pairs, "views": t.views, "words": t.words}
        self.index = {}
        for name, bags in self.bags.items():
            at = np.minimum(np.searchsorted(known[name], bags.names), len(known[name]) - 1)
            self.index[name] = np.where(known[name][at] == bags.names, at, -1)
        self.view_bounds = np.concatenate([[0], np.cumsum(np.bincount(t.pair_of, minlength=len(t.vectors)))])
        self.sign_bounds = np.concatenate([[0], np.cumsum(np.bincount(t.signs[:, 0], minlength=len(t.pair_of)))])

    def cut(self, rows: Ints, generator: np.random.Generator) -> dict[str, Tensor]:
        t = self.split.traits
        views, pair_of = _rows(self.view_bounds, rows)
        words, word_of = np.unique(t.word_of[views], return_inverse=True)
        signs, sign_of = _rows(self.sign_bounds, views)
        arrays = {
            "vectors": t.vectors[rows], "meanings": t.meanings[words], "pair_of": pair_of, "word_of": word_of,
            "signs": np.stack([sign_of, t.signs[signs, 1], t.signs[signs, 2]], axis=1), "cues": self.split.cues[views],
            "targets": self.split.targets[rows], "counted": t.fits[rows] & ~self.split.ignored[rows],
        }  # fmt: skip
        for name, chosen in (("pairs", rows), ("views", views), ("words", words)):
            at, owner = _rows(self.bags[name].bounds, chosen)
            ids = self.index[name][at]
            kept = (ids >= 0) & (generator.random(len(ids)) >= UNNAMED)
            sizes = np.bincount(owner[kept], minlength=len(chosen))
            arrays[name], arrays[f"{name}_at"] = ids[kept], np.cumsum(sizes) - sizes
        return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in arrays.items()}


def fit(split: Split, rows: Ints, predicates: tuple[str, ...], seed: int, add: float = 1.0) -> Judge:
    """Train one network on some pairs: cross-entropy over the predicates that fit, and the choice of the cue."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    known = _known(split, rows)
    batches = _Batches(split, known)
    rows = rows[split.traits.fits[rows].any(axis=1)]
    network = Network(known, split.traits, len(predicates)).train()
    count = len(rows) // BATCH + 1
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * count + 1, pct_start=0.15)
    for _ in range(EPOCHS):
        for chosen in np.array_split(generator.permutation(rows), count):
            loss = _loss(network, batches.cut(chosen, generator))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # torch's
            optimizer.step()
            schedule.step()
    arrays = _arrays(network)
    return Judge(predicates, widened(arrays, known), known, add)


def _loss(network: Network, batch: dict[str, Tensor]) -> Tensor:
    pooled, logits = network(batch)
    targets, counted, pair_of = batch["targets"], batch["counted"], batch["pair_of"]
    cells = nn.functional.binary_cross_entropy_with_logits(pooled, targets, reduction="none") * counted
    cued = torch.zeros(len(targets)).index_add(0, pair_of, batch["cues"]) > 0
    shares = torch.exp(logits - pooled[pair_of]) * batch["cues"][:, None]
    right = torch.zeros_like(targets).index_add(0, pair_of, shares)
    choice = torch.log(right + 1e-4) * targets * counted * cued[:, None]
    return (cells.sum() - CUE * choice.sum()) / len(targets)


def _known(split: Split, rows: Ints) -> dict[str, NDArray[np.uint32]]:
    """Return the names that are frequent enough in some pairs, sorted."""
    t = split.traits
    views = np.isin(t.pair_of, rows)
    chosen = {"pairs": rows, "views": np.flatnonzero(views), "words": np.unique(t.word_of[views])}
    known = {}
    for name, bags in (("pairs", t.pairs), ("views", t.views), ("words", t.words)):
        names, counts = np.unique(bags.names[_rows(bags.bounds, chosen[name])[0]], return_counts=True)
        known[name] = names[counts >= LEAST[name]]
    return known


def _arrays(network: Network) -> dict[str, NDArray[np.floating]]:
    """Return the weights by the names that `Judge` knows them by, tables in half precision."""
    take: Callable[[Tensor], NDArray[np.float32]] = lambda tensor: tensor.detach().numpy()  # noqa: E731
    linear = {"pair_vectors": "pair_bias", "word_vectors": "word_bias", "mix_pairs": "mix_bias", "mix_views": None,
              "mix_words": None, "joins": "joins_bias", "outer": "outer_bias", "means": None,
              "sign_in": "sign_in_bias"}  # fmt: skip
    arrays = {name: take(getattr(network, name).weight) for name in HIDDEN}
    for name, bias in linear.items():
        layer = getattr(network, name)
        arrays[name] = take(layer.weight).T
        if bias:
            arrays[bias] = take(layer.bias)
    for name in ("view_bias", "sign", "sign_of"):
        arrays[name] = take(getattr(network, name))
    return {name: values.astype(np.float16) for name, values in arrays.items()}


def part(traits: Traits, rows: Ints) -> Traits:
    """Return the traits of some pairs, which must stand in rising order."""
    inside = np.isin(traits.pair_of, rows)
    views = np.flatnonzero(inside)
    signs = inside[traits.signs[:, 0]]
    new = np.cumsum(inside) - 1
    return replace(
        traits,
        pairs=_joined_part(traits.pairs, rows),
        vectors=traits.vectors[rows],
        fits=traits.fits[rows],
        views=_joined_part(traits.views, views),
        pair_of=np.searchsorted(rows, traits.pair_of[views]),
        word_of=traits.word_of[views],
        signs=np.stack([new[traits.signs[signs, 0]], *traits.signs[signs, 1:].T], axis=1),
    )


def _joined_part(bags: Bags, rows: Ints) -> Bags:
    members, _ = _rows(bags.bounds, rows)
    return Bags(bags.names[members], np.concatenate([[0], np.cumsum(np.diff(bags.bounds)[rows])]))
