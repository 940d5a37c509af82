"""Writes the files that ship: the network as quantized ONNX, the piece table by rows, labels, tokenizer, manifest."""

import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.language.files import write_manifest
from kg.language.labels import Labels
from kg.language.training.lemmata import lemmas_of
from kg.language.training.namehead import NameHead
from kg.language.training.network import READ, WIDTH, Network

INPUTS = ("embedded", "piece_shapes", "first", "last", "shapes")
TAGS = ("xpos", "upos", "morph", "lemma")
OUTPUTS = (*TAGS, "start", "arcs", "label_dep", "label_head", "entity", "vectors")


class _Given(nn.Module):
    """Stands in for the piece table: its rows come in from outside."""

    def forward(self, embedded: Tensor) -> Tensor:
        return embedded


class _Shipped(nn.Module):
    """The network with vectors of pieces in and best classes of the plain tags out; names by their own head."""

    def __init__(self, network: Network, names: NameHead) -> None:
        super().__init__()
        self.network, self.names = network, names

    def forward(
        self, embedded: Tensor, piece_shapes: Tensor, first: Tensor, last: Tensor, shapes: Tensor
    ) -> list[Tensor]:
        out = self.network(embedded, piece_shapes, None, first, last, shapes)
        out["entity"] = self.names(out["depths"], shapes)
        return [out[name].argmax(-1) if name in TAGS else out[name] for name in OUTPUTS]


def export(
    weights: Path, names: Path, labels: Labels, tokenizer: Path, treebanks: list[Path], out: Path, quantize: bool = True
) -> None:
    """Write the model made of a file of weights and one of the head of names into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network = Network(labels)
    network.load_state_dict(torch.load(weights, weights_only=True))
    head = NameHead(labels, len(READ) * WIDTH)
    head.load_state_dict(torch.load(names, weights_only=True))
    _write_table(network.pieces.weight.detach().numpy(), out)
    np.savez(out / "labelling.npz", weight=network.label_out.weight.detach().numpy(),
             bias=network.label_out.bias.detach().numpy())  # fmt: skip
    network.pieces = _Given()  # type: ignore[assignment]
    _write_network(_Shipped(network, head).eval(), out, quantize)
    labels.write(out / "labels.json")
    lemmas_of(treebanks).write(out / "lemmas.json")
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    write_manifest(out)


def _write_table(table: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", out: Path) -> None:
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    np.save(out / "pieces.npy", np.round(table / scales[:, None]).astype(np.int8))
    np.save(out / "scales.npy", scales)


def _write_network(network: _Shipped, out: Path, quantize: bool) -> None:
    p, w = 20, 12
    places = torch.arange(1, w + 1)[None]
    example = (torch.zeros(1, p, 384), torch.ones(1, p, dtype=torch.long), places, places, torch.ones_like(places))
    axes = {"embedded": {1: "p"}, "piece_shapes": {1: "p"}} | {name: {1: "w"} for name in (*INPUTS[2:], *OUTPUTS)}
    axes["arcs"] = {1: "w", 2: "r"}
    axes["label_head"] = {1: "r"}
    plain = out / "plain.onnx"
    torch.onnx.export(
        network, example, str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False, do_constant_folding=True,
    )  # fmt: skip
    if not quantize:
        plain.replace(out / "encoder.onnx")
        return
    matmuls = [node.name for node in onnx.load(str(plain)).graph.node if node.op_type in {"MatMul", "Gemm"}]
    keep = [name for name in matmuls if "/layers." not in name]  # the heads are small: left in full precision
    quantize_dynamic(
        str(plain), str(out / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"], nodes_to_exclude=keep, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    plain.unlink()
