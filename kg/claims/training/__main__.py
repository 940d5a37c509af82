"""`python -m kg.claims.training --data GOLD --out FOLDER`: from annotated text to the learned reader's weights."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import click
import torch
from spacy.tokens import Doc

from kg.build import Extractor
from kg.claims.training.batches import Item
from kg.claims.training.examples import Example, make_examples, read_gold
from kg.claims.training.export import export
from kg.claims.training.fit import fit
from kg.claims.training.measure import curve, threshold
from kg.claims.training.sentences import FOLDER, read_sentences
from kg.ids import digest_file
from kg.language import load_embedding
from kg.language.files import MODEL
from kg.models import Article

_FOLDS = 5


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Gold sets.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the weights.")
@click.option("--sets", default="state,news,speech,written", help="Names of the sets to train on.")
@click.option("--epochs", default=5)
@click.option("--fold", default=0, help="Which fifth of the articles is kept apart to measure on; -1 for none.")
@click.option("--precision", default=0.55, help="How often an added claim must be right on articles kept apart.")
@click.option("--add", type=float, help="How likely a claim must be; the least that is precise enough where left out.")
@click.option("--cache", type=click.Path(path_type=Path), help="Folder that keeps parsed articles between runs.")
@click.option("--threads", default=1)
def main(
    data: Path, out: Path, sets: str, epochs: int, fold: int, precision: float, add: float | None, cache: Path | None,
    threads: int,
) -> None:  # fmt: skip
    """Train the learned reader on the articles of DATA and the sentences that the project has."""
    torch.set_num_threads(threads)
    extractor, embed = Extractor(), load_embedding()
    out.mkdir(parents=True, exist_ok=True)
    articles = list(_articles(extractor, data, sets.split(","), cache))
    sentences = list(_sentences(extractor, cache))
    names = list(dict.fromkeys(e.article for e in articles))
    apart = set(names[fold::_FOLDS]) if fold >= 0 else set()
    kept = [e for e in articles if e.article not in apart] + sentences
    counts = {
        "articles": len(names) - len(apart),
        "sentences": len(kept),
        "claims": int(sum(e.targets.sum() for e in kept)),
    }
    click.echo(f"training on {counts}", err=True)
    items: list[Item] = [(e, embed(e.view.words, e.view.spaces)) for e in kept]
    first = kept[0].view
    net = fit(items, first.cues.shape[1], first.types.shape[1], epochs, out / "checkpoint.pt")
    measured = curve(net, [(e, embed(e.view.words, e.view.spaces)) for e in articles if e.article in apart])
    for point in measured:
        click.echo("  ".join(f"{name} {value:.3f}" for name, value in point.items()), err=True)
    export(net, threshold(measured, precision) if add is None else add, measured, counts, out)
    (out / "checkpoint.pt").unlink()


def _articles(extractor: Extractor, data: Path, sets: list[str], cache: Path | None) -> Iterator[Example]:
    for article, claims in read_gold(data, sets):
        yield from make_examples(extractor, article, _parsed(extractor, article.text, cache), claims)


def _sentences(extractor: Extractor, cache: Path | None) -> Iterator[Example]:
    for path in sorted(FOLDER.glob("*.txt")):
        for n, (text, claims) in enumerate(read_sentences(path, extractor.vocabulary)):
            doc = _parsed(extractor, text, cache)
            yield from make_examples(extractor, Article(f"{path.stem}-{n}", text), doc, claims)


def _parsed(extractor: Extractor, text: str, cache: Path | None) -> Doc:
    """Parse a text; with a cache, once for each language model."""
    if cache is None:
        return extractor.nlp(text)  # type: ignore[no-any-return] # a property without a type
    folder = cache / digest_file(MODEL / "manifest.json")[:12]
    kept = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.spacy"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(extractor.nlp(text).to_bytes())
    return Doc(extractor.nlp.vocab).from_bytes(kept.read_bytes())


if __name__ == "__main__":
    main()
