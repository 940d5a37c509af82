"""The loss of a batch: the heads' losses in one sum, with entities by the probability of everything allowed."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from kg.language.training.encode import COLUMNS, IGNORE
from kg.language.training.network import Network
from kg.language.training.windows import Batch

WEIGHTS = {
    "arcs": 1.0, "deprel": 0.7, "xpos": 0.6, "upos": 0.4, "morph": 0.3, "lemma": 0.4, "start": 0.5, "entity": 1.0,
}  # fmt: skip


def run(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The heads' scores for a batch; arcs to padding are ruled out."""
    out: dict[str, Tensor] = network(
        batch["ids"], batch["piece_shapes"], batch["mask"], batch["first"], batch["last"], batch["shapes"]
    )
    out = {name: value.float() for name, value in out.items()}
    real = F.pad(batch["words"], (1, 0), value=1).bool()
    out["arcs"] = out["arcs"].masked_fill(~real[:, None, :], -1e4)
    return out


def losses(network: Network, batch: Batch, allowed: Tensor) -> dict[str, Tensor]:
    """Each head's loss, averaged over the words that it is annotated on."""
    out = run(network, batch)
    found = {"arcs": _cross_entropy(out["arcs"], batch["heads"])}
    for row, name in enumerate(COLUMNS):
        target = batch["columns"][:, row]
        if name == "deprel":
            target = torch.where(batch["heads"] >= 0, target, IGNORE)
            heads = batch["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, out["label_head"].shape[-1])
            scores = network.label_scores(out["label_dep"], out["label_head"].gather(1, heads)).float()
        else:
            scores = out[name]
        found[name] = _cross_entropy(scores, target)
    marked = batch["starts"] >= 0
    if marked.any():
        found["start"] = F.binary_cross_entropy_with_logits(out["start"][marked], batch["starts"][marked].float())
    if (batch["entities"] >= 0).any():
        found["entity"] = allowed_loss(out["entity"], batch["entities"], allowed)
    return found


def allowed_loss(scores: Tensor, entities: Tensor, allowed: Tensor) -> Tensor:
    """How improbable the tags are that each word may have, by the rows of the table of allowed tags."""
    tagged = entities >= 0
    ruled_out = allowed[entities[tagged]] == 0
    return -scores[tagged].log_softmax(-1).masked_fill(ruled_out, -1e4).logsumexp(-1).mean()


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    if not (target >= 0).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the heads' losses."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()
