"""The files of the model and the manifest that vouches for them."""

import json
from pathlib import Path

from kg.errors import ModelError
from kg.ids import digest_file

MODEL = Path(__file__).parent / "model"
MANIFEST = "manifest.json"
PARTS = ("encoder.onnx", "pieces.npy", "scales.npy", "labelling.npz", "labels.json", "lemmas.json", "tokenizer.json")


def write_manifest(folder: Path) -> None:
    """Write the sums of the model's parts."""
    sums = {name: digest_file(folder / name) for name in PARTS}
    (folder / MANIFEST).write_text(json.dumps(sums, indent=2) + "\n", encoding="utf-8")


def check(folder: Path) -> None:
    """Refuse a model with a part that is missing or is not, byte for byte, the one in its manifest."""
    try:
        sums = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder / MANIFEST}: no readable manifest of the model; install kg again") from error
    for name in PARTS:
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{path}: a part of the model is missing; install kg again")
        if digest_file(path) != sums.get(name):
            raise ModelError(f"{path}: not the file in the model's manifest (sha256 differs); install kg again")
