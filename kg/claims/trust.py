"""Trust: how often a way of reading has been right, which is the confidence of a claim.

`lexicon/trust.csv` counts, on the training articles, the claims of each reader (*cues* by predicate, *titles*,
*structure:body* …) and those of the gold among them; the learned reader's are counted on articles that its weights had
not seen. Few cases are drawn towards the average of all.
"""

import csv
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError

FILE = Path(__file__).with_name("lexicon") / "trust.csv"
HEADER = ["reader", "predicate", "claims", "right"]
_PRIOR = 10  # claims that the average counts as

Counts = dict[tuple[str, str], tuple[int, int]]


@cache
def _counts() -> Counts:
    found: Counts = {}
    with FILE.open(encoding="utf8", newline="") as lines:
        reader = csv.reader(lines)
        if next(reader, None) != HEADER:
            raise VocabularyError(FILE.name, 1, f"the header must be {','.join(HEADER)}")
        for row in reader:
            if len(row) != len(HEADER) or not (row[2].isdigit() and row[3].isdigit() and int(row[3]) <= int(row[2])):
                raise VocabularyError(FILE.name, reader.line_num, "a line needs a reader, a predicate and two counts")
            found[row[0], row[1]] = int(row[2]), int(row[3])
    return found


def reader_of(origin: str, predicate: str) -> tuple[str, str]:
    """Return the line of the file that a claim's origin and predicate fall under."""
    kind, _, rest = origin.partition(":")
    if kind == "model":
        return f"model:{rest[:3]}", ""
    name, _, detail = rest.partition(":")
    if name == "cues.csv":
        return "cues", predicate
    return (f"{name}:{detail}" if detail else name).replace(".csv", ""), ""


def confidence(origin: str, predicate: str) -> float:
    """Return how likely a claim is right, to two digits."""
    counts = _counts()
    claims, right = map(sum, zip(*(v for key, v in counts.items() if not key[0].startswith("model")), strict=True))
    own, good = counts.get(reader_of(origin, predicate), (0, 0))
    return round((good + _PRIOR * right / claims) / (own + _PRIOR), 2)
