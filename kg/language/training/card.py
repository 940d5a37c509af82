"""Writes the model card: what the weights are made of, how they score, what they are bad at."""

from pathlib import Path

from kg.language.bench import Row

_TOP = """# The English model of kg

A six-layer encoder with one light head each for tags (Penn Treebank and Universal POS), morphology, lemmas, sentence
starts, Universal Dependencies and named entities. Made by `python -m kg.language.training`; run by onnxruntime.

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
may stand for.

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


def write_card(rows: list[Row], types: list[str], path: Path) -> None:
    """Write the card with the measured rows as tables, one for each data set."""
    parts = [_TOP.replace("{types}", ", ".join(types))]
    for data in dict.fromkeys(row.data for row in rows):
        own = [row for row in rows if row.data == data]
        parts.append(f"| {data} | |\n| --- | ---: |\n")
        parts += [f"| {row.measure} | {row.value:.2f} {row.unit} |\n" for row in own]
        parts.append("\n")
    path.write_text("".join(parts).rstrip("\n") + "\n" + _END, encoding="utf-8")
