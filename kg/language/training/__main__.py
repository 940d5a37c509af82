"""One command from the corpora to the shipped files: prepare, train, train the head of names, export."""

import argparse
from pathlib import Path

import torch

from kg.language.labels import Labels
from kg.language.training.export import export
from kg.language.training.fit import fit
from kg.language.training.fit_names import fit_names
from kg.language.training.prepare import encoder_folder, prepare


def main() -> None:
    """Parse the options and run the stages."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank, ner and gold")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, log and the exported model")
    parser.add_argument("--epochs", type=int, default=10, help="0 trains the head of names alone, on --start")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    parser.add_argument(
        "--start", type=Path, help="averaged weights of an earlier run, or a shipped model, to begin with"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    known = options.start / "labels.json" if options.start and options.start.is_dir() else None
    data = prepare(options.data, Labels.read(known) if known else None)
    data.encoder.labels.write(options.out / "labels.json")
    weights = fit(data, options.out, options.epochs, options.resume, options.half, options.start)
    names = fit_names(weights, data, options.out)
    trees = sorted((options.data / "treebank").glob("*-train.conllu"))
    export(weights, names, data.encoder.labels, encoder_folder() / "tokenizer.json", trees, options.out / "model")


if __name__ == "__main__":
    main()
