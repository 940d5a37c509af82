"""Writes the files that ship: the encoder as quantized ONNX, the head in half precision, the manifest of both."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.claims.network import PARTS
from kg.claims.training.net import Encoder, Net
from kg.ids import digest_file
from kg.language.files import MODEL
from kg.language.training.network import WIDTH

INPUTS = ("embedded", "piece_shapes", "first", "last")


def export(net: Net, add: float, measured: list[dict[str, float]], trained_on: dict[str, int], out: Path) -> None:
    """Write the shipped form of a network into the folder `out`.

    `add` is how likely a claim must be, `measured` what thresholds gave, `trained_on` counts of the training data.
    """
    out.mkdir(parents=True, exist_ok=True)
    _write_encoder(net.encoder, out)
    np.savez_compressed(out / "head.npz", **net.head())  # type: ignore[arg-type] # arrays by name
    described: dict[str, Any] = {
        "sha256": {name: digest_file(out / name) for name in PARTS},
        "add": add,
        "pieces": digest_file(MODEL / "pieces.npy"),
        "trained_on": trained_on,
        "measured": measured,
    }
    (out / "manifest.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf8")


def _write_encoder(encoder: Encoder, out: Path) -> None:
    pieces, words = 20, 12
    places = torch.arange(1, words + 1)[None]
    example = torch.zeros(1, pieces, WIDTH), torch.ones(1, pieces, dtype=torch.long), places, places
    axes = {"embedded": {1: "p"}, "piece_shapes": {1: "p"}, "first": {1: "w"}, "last": {1: "w"}, "words": {1: "w"}}
    plain = out / "plain.onnx"
    torch.onnx.export(
        encoder.eval(), example, str(plain), input_names=list(INPUTS), output_names=["words"], dynamic_axes=axes,
        opset_version=17, dynamo=False, do_constant_folding=True,
    )  # fmt: skip
    attention = [n.name for n in onnx.load(str(plain)).graph.node if n.op_type == "MatMul" and "/layers." not in n.name]
    quantize_dynamic(
        str(plain), str(out / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"], nodes_to_exclude=attention, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    plain.unlink()
