"""`python -m kg.claims.training GOLD -o FOLDER`: from annotated articles to the learned reader's weights."""

import json
from pathlib import Path

import click
import numpy as np
from torch import nn

from kg.build import Extractor
from kg.claims.pairs import Schema
from kg.claims.training.examples import make_example, read_gold
from kg.claims.training.fit import curve, fit, out_of_fold, stack
from kg.ids import digest_file

SEED = 20221117


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for weights and manifest.")
@click.option("--sets", default="state,news,speech,written", help="Names of the sets to train on.")
@click.option("--folds", default=5, help="Folds of the cross-validation.")
@click.option("--keep", default=0.25, help="Least probability at which a candidate of the rules stays.")
@click.option("--add", default=0.6, help="Least probability at which the network adds a claim of its own.")
def main(gold: Path, output: Path, sets: str, folds: int, keep: float, add: float) -> None:
    """Train the learned reader on GOLD, a folder of sets of annotated articles."""
    extractor = Extractor()
    articles = list(read_gold(gold, sets.split(",")))
    examples = []
    with click.progressbar(articles, label="reading") as bar:
        examples = [
            example for article, claims in bar if len((example := make_example(extractor, article, claims)).rows)
        ]
    split = stack(examples, folds)
    click.echo(f"{len(examples)} articles, {len(split.rows)} pairs, {int(split.targets.sum())} joined", err=True)
    measured = curve(out_of_fold(split, SEED), split.targets, split.ignored)
    for point in measured:
        click.echo("  ".join(f"{name} {value:.3f}" for name, value in point.items()), err=True)
    model = fit(split.rows, split.targets, split.ignored, SEED)
    width = (extractor.nlp("The width of a vector.").tensor.shape)[1]
    write(model, Schema.of(extractor.vocabulary, width), {"keep": keep, "add": add}, measured, output)


def write(
    model: nn.Sequential, schema: Schema, settings: dict[str, float], measured: list[dict[str, float]], output: Path
) -> None:
    """Write the weights in half precision and the manifest that names their digest."""
    output.mkdir(parents=True, exist_ok=True)
    layers = [layer for layer in model if isinstance(layer, nn.Linear)]
    arrays = {}
    for n, layer in enumerate(layers):
        arrays[f"weight{n}"] = layer.weight.detach().numpy().T.astype(np.float16)
        arrays[f"bias{n}"] = layer.bias.detach().numpy().astype(np.float32)
    np.savez_compressed(output / "judge.npz", **arrays)  # type: ignore[arg-type] # arrays by name
    described = {
        "sha256": digest_file(output / "judge.npz"),
        "layers": len(layers),
        "width": schema.width,
        "settings": settings,
        "predicates": schema.predicates,
        "classes": schema.classes,
        "out_of_fold": measured,
    }
    (output / "manifest.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
