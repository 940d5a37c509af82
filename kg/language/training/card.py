"""Writes the model card: what the weights are made of, how they score, what they are bad at.

python -m kg.language.training.card --data DATA [--beside PIPELINE]
"""

import argparse
from pathlib import Path

from kg.language import load
from kg.language.bench import Row, bench_language
from kg.language.files import MODEL
from kg.language.labels import ENTITY_TYPES

_TOP = """# The English model of kg

A six-layer encoder with one light head each for tags (Penn Treebank and Universal POS), morphology, lemmas, sentence
starts, Universal Dependencies and named entities; the last reads three layers and the neighbouring words, and was
trained when the rest was done. Made by `python -m kg.language.training`; run by onnxruntime.

| | |
| --- | --- |
| licence | weights CC BY-SA 4.0 (the treebanks are share-alike); NOTICE names every source; code MIT |
| encoder | all-MiniLM-L6-v2 (Apache-2.0), fine-tuned; 8-bit weights by channel, 8-bit piece table by row |
| syntax | training parts of UD English EWT and GUM (GUM's genres with free texts) |
| entities | GUM's named mentions, CrossNER politics (train, dev), UNER EWT (dev), names in kg's own claim annotation |
| entity types | {types} |
| input | English text of any length; words by spaCy's rules bent to the treebanks'; windows of about 160 pieces |
| output | the ordinary spaCy attributes; `doc.tensor` holds a vector of 384 numbers a word |

Corpora with other tag sets are learned from by marginal likelihood: a label counts for every type that it
may stand for. Where `ner/uner-ewt-train.iob2` lies beside the rest of the data it is learned from too; these weights
have not seen it.

## Scores

Every word counts, punctuation too; labels with their subtypes; sentence boundaries are the model's own.

"""
_END = """
## What it is bad at

- Rare types: weapon systems, agreements, facilities and armed groups were seen a few hundred times each, and are missed
  or confused more than the scores above show, since no test set here has them all.
- A State and its capital, or a company and its product, by the same name.
- Informal text: sentence boundaries of mail and chat without punctuation, names in lower case.
- Words of other scripts: they become unknown pieces, and only their neighbours tell what they are.
- Sentences of more than about 400 word pieces are cut.
"""


_BESIDE = """The column beside is spaCy's small architecture (`--optimize efficient`), trained on the same corpora by
`python -m benchmarks.cnn` and measured in the same run; the two took turns for the speed.

"""


def write_card(rows: list[tuple[Row, Row | None]], types: list[str], path: Path) -> None:
    """Write the card with the measured rows as tables, one for each data set."""
    parts = [_TOP.replace("{types}", ", ".join(types))]
    two = any(other for _, other in rows)
    parts += [_BESIDE] if two else []
    for data in dict.fromkeys(row.data for row, _ in rows):
        parts.append(f"| {data} | kg | beside |\n| --- | ---: | ---: |\n" if two else f"| {data} | |\n| --- | ---: |\n")
        for row, other in rows:
            if row.data == data:
                value = f" {other.value:.2f} {other.unit} |" if other else " |" if two else ""
                parts.append(f"| {row.measure} | {row.value:.2f} {row.unit} |{value}\n")
        parts.append("\n")
    path.write_text("".join(parts).rstrip("\n") + "\n" + _END, encoding="utf-8")


def main() -> None:
    """Measure the shipped model and write its card beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--beside", help="a spaCy pipeline to measure as well")
    options = parser.parse_args()
    rows = bench_language(options.data, load(options.beside) if options.beside else None)
    write_card(rows, [kind for kind in ENTITY_TYPES if kind != "Other"], MODEL / "README.md")


if __name__ == "__main__":
    main()
