"""The weights of a shipped model back as floats, to go on training from what is there."""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx.numpy_helper import to_array
from torch import Tensor

_PREFIX = "network."
_TAGS = frozenset({"xpos", "upos", "morph", "lemma", "entity"})


def thaw(folder: Path) -> dict[str, Tensor]:
    """Return the state of a `Network` from the files that `export` wrote; 8-bit weights come back rounded."""
    model = onnx.load(str(folder / "encoder.onnx"))
    arrays = {item.name: to_array(item) for item in model.graph.initializer}
    state = {name.removeprefix(_PREFIX): value for name, value in arrays.items() if name.startswith(_PREFIX)}
    for node in model.graph.node:
        path = node.name.strip("/").split("/")
        if node.op_type in {"MatMul", "MatMulInteger"} and len(path) > 2 and path[0] == "network":
            weight = _weight(arrays, node.input[1])
            if weight is not None:
                state[".".join(_inside(path[1:-1])) + ".weight"] = weight.T
    scales: NDArray[np.float32] = np.load(folder / "scales.npy")
    state["pieces.weight"] = np.load(folder / "pieces.npy").astype(np.float32) * scales[:, None]
    with np.load(folder / "labelling.npz") as labelling:
        state["label_out.weight"], state["label_out.bias"] = labelling["weight"], labelling["bias"]
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in state.items()}


def _inside(path: list[str]) -> list[str]:
    return ["tag", *path] if path[0] in _TAGS else path


def _weight(arrays: dict[str, NDArray[np.float32]], name: str) -> NDArray[np.float32] | None:
    """Return a weight by its name, from 8 bits where it was quantized by channel; None for what is no weight."""
    if name in arrays and not name.endswith("_quantized"):
        return arrays[name]
    stem = name.removesuffix("_quantized")
    if f"{stem}_scale" not in arrays:
        return None
    whole: NDArray[np.float32] = arrays[name].astype(np.float32) - arrays[f"{stem}_zero_point"].astype(np.float32)
    return whole * arrays[f"{stem}_scale"]
