"""`python -m kg.claims.training --data GOLD --out FOLDER`: from annotated articles to the learned reader's weights."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.build import Extractor
from kg.claims.judge import Judge, best
from kg.claims.training.examples import Example, Gold, make_example, read_gold
from kg.claims.training.fit import Split, fit, part, stack
from kg.ids import digest_file
from kg.language.files import MODEL
from kg.models import Article

SEED = 20221117


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Gold sets.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for weights and manifest.")
@click.option("--sets", default="state,news,speech,written", help="Names of the sets to train on.")
@click.option("--folds", default=5, help="Folds of the cross-validation.")
@click.option("--precision", default=0.42, help="How often an added claim must be right, out of fold.")
@click.option("--cache", type=click.Path(path_type=Path), help="Folder that keeps parsed articles between runs.")
@click.option("--keep-folds", is_flag=True, help="Write the weights of each fold too, to OUT/fold-N.")
def main(data: Path, out: Path, sets: str, folds: int, precision: float, cache: Path | None, keep_folds: bool) -> None:
    """Train the learned reader on the articles of DATA and choose, out of fold, how sure it must be."""
    torch.set_num_threads(1)
    extractor = Extractor()
    predicates = tuple(sorted(extractor.vocabulary.predicates))
    examples = list(read(extractor, data, sets.split(","), cache))
    split = stack(examples, folds)
    click.echo(f"{len(examples)} articles, {len(split.said)} pairs, {int(split.targets.sum())} joined", err=True)
    chosen: list[tuple[float, int, int]] = []
    judges = []
    for fold in range(folds):
        judges.append(fit(split, np.flatnonzero(split.folds != fold), predicates, SEED))
        chosen.extend(added(judges[-1], examples, split, fold))
    measured = curve(chosen, split)
    add = threshold(measured, precision)
    for point in measured:
        click.echo("  ".join(f"{name} {value:.3f}" for name, value in point.items()), err=True)
    for fold, judge in enumerate(judges if keep_folds else ()):
        write(replace(judge, add=add), [], out / f"fold-{fold}")
    write(fit(split, np.arange(len(split.said)), predicates, SEED, add), measured, out)


def read(extractor: Extractor, data: Path, sets: list[str], cache: Path | None) -> Iterator[Example]:
    """Yield the examples of all articles that have pairs; with a cache, articles are parsed once a language model."""
    folder = cache / digest_file(MODEL / "manifest.json")[:12] if cache else None
    for article, claims in read_gold(data, sets):
        example = _example(extractor, article, claims, folder)
        if len(example.said):
            yield example


def _example(extractor: Extractor, article: Article, claims: list[Gold], folder: Path | None) -> Example:
    if folder is None:
        return make_example(extractor, article, extractor.nlp(article.text), claims)
    name = hashlib.sha256(article.text.encode()).hexdigest()[:16]
    kept = folder / f"{name}.spacy"
    if kept.exists():
        doc = Doc(extractor.nlp.vocab).from_bytes(kept.read_bytes())
    else:
        doc = extractor.nlp(article.text)
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(doc.to_bytes())
    return make_example(extractor, article, doc, claims)


def added(judge: Judge, examples: list[Example], split: Split, fold: int) -> Iterator[tuple[float, int, int]]:
    """Yield (how likely, pair, predicate) of all that a judge might add in the articles of a fold."""
    start = 0
    for example in examples:
        rows = np.arange(start, start + len(example.said))
        start += len(rows)
        if split.folds[rows[0]] == fold:
            unsaid = np.flatnonzero(~example.said)
            if len(unsaid):
                scores, _ = judge.score(part(example.traits, unsaid))
                for n, column in best(scores, [example.keys[i] for i in unsaid.tolist()], 0.05):
                    yield float(scores[n, column]), int(rows[unsaid[n]]), column


def curve(chosen: list[tuple[float, int, int]], split: Split) -> list[dict[str, float]]:
    """Measure how many claims are added above a row of thresholds, and how many of them are right."""
    cells = [(likely, split.targets[n, c]) for likely, n, c in chosen if not split.ignored[n, c]]
    likely, right = np.array(cells, dtype=np.float64).reshape(-1, 2).T
    wanted = float(split.targets[~split.said].sum())
    found = []
    for least in np.arange(0.05, 0.96, 0.05):
        above = likely >= least
        count, good = int(above.sum()), float(right[above].sum())
        found.append(
            {"least": round(float(least), 2), "added": count, "precision": round(good / max(1, count), 3),
             "recall": round(good / max(1.0, wanted), 3)}
        )  # fmt: skip
    return found


def threshold(measured: list[dict[str, float]], precision: float) -> float:
    """Return the least threshold from which on what is added is right often enough."""
    good = [point["least"] for point in measured if point["precision"] >= precision and point["added"]]
    return min(good, default=1.0)


def write(judge: Judge, measured: list[dict[str, float]], out: Path) -> None:
    """Write the weights in half precision and the manifest that names their digest."""
    out.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, NDArray[Any]] = {name: values.astype(np.float16) for name, values in judge.arrays.items()}
    for name, names in judge.known.items():
        arrays[name] = arrays[name][:-1]  # without the row for unknown names
        arrays[f"known_{name}"] = names
    np.savez_compressed(out / "judge.npz", **arrays)  # type: ignore[arg-type] # arrays by name
    described = {
        "sha256": digest_file(out / "judge.npz"),
        "add": judge.add,
        "language": digest_file(MODEL / "manifest.json"),
        "predicates": judge.predicates,
        "out_of_fold": measured,
    }
    (out / "manifest.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
